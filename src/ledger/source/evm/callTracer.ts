import {
  type CallFrame,
  FrameFault,
  PLACED_DEPTH_MAX,
  readAddress,
  readList,
  readObject,
  readValueWei,
} from './CallFrame.ts'

interface Open {
  readonly frame: Readonly<Record<string, unknown>>
  readonly path: readonly number[]
  readonly isFailed: boolean
}

/** Frames of one transaction may be so many: a block's gas pays for fewer. */
const FRAME_COUNT_MAX = 2_000_000

const PAYMENTS: ReadonlySet<string> = new Set(['CALL', 'CREATE', 'CREATE2', 'SELFDESTRUCT'])
const OTHERS: ReadonlySet<string> = new Set(['DELEGATECALL', 'STATICCALL', 'CALLCODE'])

/**
 * The calls of each transaction of a block, as `debug_traceBlockByHash` tells them with the tracer `callTracer`.
 *
 * Calls are numbered as `trace_block` numbers them: what calls a precompile and pays nothing has no number.
 *
 * @param hashes - The block's transactions, in order.
 * @throws FrameFault
 * @source https://geth.ethereum.org/docs/developers/evm-tracing/built-in-tracers
 */
export function readCallTracer(answer: unknown, hashes: readonly string[]): readonly (readonly CallFrame[])[] {
  const entries = readList(answer).map(readObject)
  if (entries.length !== hashes.length)
    throw new FrameFault(`${entries.length} traces for ${hashes.length} transactions`)
  return entries.map((entry, i) => {
    // Older nodes name no transaction: the order tells which one it is.
    if (entry['txHash'] !== undefined && entry['txHash'] !== hashes[i]) throw new FrameFault(`trace ${i} is of another`)
    return readTree(readObject(entry['result']))
  })
}

function readTree(root: Open['frame']): readonly CallFrame[] {
  const frames: CallFrame[] = []
  const open: Open[] = [{ frame: root, path: [], isFailed: false }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const isFailed = next.isFailed || isSet(next.frame['error'])
    frames.push(readFrame(next.frame, next.path, isFailed))
    if (frames.length > FRAME_COUNT_MAX) throw new FrameFault('more calls than a block can pay for')
    const { path } = next
    const made = listCalls(next.frame).map((frame, i) => ({ frame, path: extend(path, i), isFailed }))
    open.push(...made.reverse())
  }
  return frames
}

/** Deeper than a place can be told, all that matters of a path is that it is. */
function extend(path: readonly number[], step: number): readonly number[] {
  return path.length > PLACED_DEPTH_MAX ? path : [...path, step]
}

function readFrame(frame: Open['frame'], path: readonly number[], isFailed: boolean): CallFrame {
  const type = typeof frame['type'] === 'string' ? frame['type'].toUpperCase() : ''
  if (!PAYMENTS.has(type) && !OTHERS.has(type)) throw new FrameFault(`${JSON.stringify(type.slice(0, 40))} is no call`)
  return {
    path,
    isPayment: PAYMENTS.has(type),
    from: readAddress(frame['from']),
    to: isSet(frame['to']) ? readAddress(frame['to']) : undefined,
    valueWei: readValueWei(frame['value']),
    isFailed,
  }
}

function listCalls(frame: Open['frame']): readonly Open['frame'][] {
  const calls = frame['calls'] === undefined || frame['calls'] === null ? [] : readList(frame['calls'])
  return calls.map(readObject).filter((call) => !isSilent(call))
}

// Precompiles of forks up to Osaka: 0x01 to 0x11, and 0x100.
const precompile = /^0x0{36}(?:00(?:0[1-9a-f]|1[01])|0100)$/

/** @source https://github.com/paradigmxyz/revm-inspectors, `exclude_precompile_calls` */
function isSilent(call: Open['frame']): boolean {
  const { to, value, type } = call as { to?: unknown; value?: unknown; type?: unknown }
  const isCall = type !== 'CREATE' && type !== 'CREATE2' && type !== 'SELFDESTRUCT'
  return isCall && typeof to === 'string' && precompile.test(to) && readValueWei(value) === 0n
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}
