import {
  type CallFrame,
  FrameFault,
  FramesMoved,
  readAddress,
  readList,
  readObject,
  readValueWei,
} from './CallFrame.ts'

/** The block whose traces are read: the hashes of its transactions in order, and its own. */
export interface TracedBlock {
  readonly hash: string
  readonly hashes: readonly string[]
}

const STEP_MAX = 0xffff_ffff

/**
 * The calls of each transaction of a block, as `trace_block` tells them; rewards are none.
 *
 * @throws FrameFault, FramesMoved
 * @source https://openethereum.github.io/JSONRPC-trace-module
 */
export function readTraceBlock(answer: unknown, { hash, hashes }: TracedBlock): readonly (readonly CallFrame[])[] {
  const frames = hashes.map((): CallFrame[] => [])
  const failed = hashes.map(() => new Set<string>())
  const traces = readList(answer).map(readObject)
  if (traces.every((trace) => trace['blockHash'] !== hash)) throw new FramesMoved('The traces are of another block.')
  for (const trace of traces) {
    if (trace['blockHash'] !== hash) throw new FrameFault('a trace is of another block')
    if (trace['type'] === 'reward') continue
    const index = trace['transactionPosition']
    const own = typeof index === 'number' ? frames[index] : undefined
    const ownFailed = typeof index === 'number' ? failed[index] : undefined
    const isOwn = typeof index === 'number' && trace['transactionHash'] === hashes[index]
    if (own === undefined || ownFailed === undefined || !isOwn) throw new FrameFault('a trace is of no transaction')
    own.push(readTrace(trace, ownFailed))
  }
  for (const tree of frames) assertTree(tree)
  return frames
}

type Trace = Readonly<Record<string, unknown>>

/** @param failed - The paths of calls that failed so far: a call comes before those that it makes. */
function readTrace(trace: Trace, failed: Set<string>): CallFrame {
  const path = readPath(trace['traceAddress'])
  const error = trace['error']
  const isFailed = (error !== undefined && error !== null && error !== '') || failed.has(path.slice(0, -1).join())
  if (isFailed) failed.add(path.join())
  return { path, isFailed: isFailed, ...readPayment(trace) }
}

function readPayment(trace: Trace): Pick<CallFrame, 'isPayment' | 'from' | 'to' | 'valueWei'> {
  const action = readObject(trace['action'])
  const from = action['from']
  switch (trace['type']) {
    case 'call':
      return {
        isPayment: (action['callType'] ?? 'call') === 'call',
        from: readAddress(from),
        to: readAddress(action['to']),
        valueWei: readValueWei(action['value']),
      }
    case 'create':
      return {
        isPayment: true,
        from: readAddress(from),
        to: readCreated(trace['result']),
        valueWei: readValueWei(action['value']),
      }
    case 'suicide':
    case 'selfdestruct':
      return {
        isPayment: true,
        from: readAddress(action['address']),
        to: readAddress(action['refundAddress']),
        valueWei: readValueWei(action['balance']),
      }
    default:
      throw new FrameFault(`${JSON.stringify(String(trace['type']).slice(0, 40))} is no call`)
  }
}

function readCreated(result: unknown): string | undefined {
  return result === undefined || result === null ? undefined : readAddress(readObject(result)['address'])
}

function readPath(value: unknown): readonly number[] {
  return readList(value).map((step) => {
    if (typeof step === 'number' && Number.isInteger(step) && step >= 0 && step <= STEP_MAX) return step
    throw new FrameFault('a step of a path is no number')
  })
}

/** Each call stands once, behind the one that makes it. */
function assertTree(frames: readonly CallFrame[]): void {
  const seen = new Set<string>()
  for (const { path } of frames) {
    const isPlaced = path.length === 0 || seen.has(`/${path.slice(0, -1).join('/')}`)
    const key = `/${path.join('/')}`
    if (!isPlaced || seen.has(key)) throw new FrameFault('the calls make no tree')
    seen.add(key)
  }
}
