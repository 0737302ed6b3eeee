import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Anvil } from '../../../startAnvil.support.ts'
import { toQuantity } from './BlockHead.ts'

export type Json = Record<string, unknown>

/** What a real node said of a block. */
export interface RecordedBlock {
  readonly block: Json & { readonly hash: string; readonly transactions: readonly Json[] }
  readonly receipts: readonly Json[]
  readonly traces: readonly Json[]
  readonly calls: readonly Json[]
}

/** What a real node said of a chain from its first block on. */
export interface Recording {
  readonly chainId: string
  readonly blocks: readonly RecordedBlock[]
}

/** Writes down all that a node can be asked of its chain. */
export async function record(anvil: Anvil, height: number): Promise<Recording> {
  const blocks: RecordedBlock[] = []
  for (let number = 0; number <= height; number++) {
    const hex = toQuantity(number)
    const block = (await anvil.call('eth_getBlockByNumber', hex, true)) as RecordedBlock['block']
    blocks.push({
      block,
      receipts: (await anvil.call('eth_getBlockReceipts', hex)) as Json[],
      traces: (await anvil.call('trace_block', hex)) as Json[],
      calls: (await anvil.call('debug_traceBlockByHash', block.hash, { tracer: 'callTracer' })) as Json[],
    })
  }
  return { chainId: (await anvil.call('eth_chainId')) as string, blocks }
}

/** One call as it came. */
export interface FakeCall {
  readonly id: number
  readonly method: string
  readonly params: readonly unknown[]
}

/** An error that the node answers instead of a result. */
export class FakeError extends Error {
  readonly rpc: Json

  constructor(code: number, message: string) {
    super(message)
    this.rpc = { code, message }
  }
}

/** What a node does otherwise than it should. */
export interface Lie {
  /** What it answers instead of the truth; `turn` counts the calls, from 1. It may change `truth`, which is a copy. */
  answer?(call: FakeCall, truth: unknown, turn: number): unknown
  /** The envelope of an answer. */
  wrap?(envelope: Json, call: FakeCall): unknown
  /** The body of a request's answer. */
  write?(text: string, calls: readonly FakeCall[]): string
  /** Sends something in its own way; true where it has. `turn` counts the requests, from 1. */
  send?(response: ServerResponse, request: FakeRequest): boolean
}

/** A request, and what would be answered. */
export interface FakeRequest {
  readonly calls: readonly FakeCall[]
  readonly text: string
  readonly turn: number
  readonly isBatch: boolean
}

/** A node of a test on 127.0.0.1. */
export interface FakeNode {
  /** Its path is a secret. */
  readonly url: string
  readonly host: string
  /** The methods that it was asked, in order. */
  readonly asked: readonly string[]
  stop(): void
}

export const SECRET = 'abcdef0123456789'

/** Serves a recorded chain, with a lie. */
export async function startFakeNode(recording: Recording, lie: Lie = {}): Promise<FakeNode> {
  const asked: string[] = []
  let requests = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString())
      const calls = (Array.isArray(body) ? body : [body]) as FakeCall[]
      const envelopes = calls.map((call) => {
        asked.push(call.method)
        return answerOf({ recording, lie, turn: asked.length }, call)
      })
      const plain = JSON.stringify(Array.isArray(body) ? envelopes : envelopes[0])
      const text = lie.write?.(plain, calls) ?? plain
      requests++
      if (lie.send?.(response, { calls, text, turn: requests, isBatch: Array.isArray(body) }) !== true)
        response.end(text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = (): void => {
    server.closeAllConnections()
    server.close()
  }
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${host}/v2/${SECRET}`, host, asked, stop }
}

interface Answering {
  readonly recording: Recording
  readonly lie: Lie
  readonly turn: number
}

function answerOf({ recording, lie, turn }: Answering, call: FakeCall): unknown {
  const { id } = call
  const wrap = (envelope: Json): unknown => lie.wrap?.(envelope, call) ?? envelope
  try {
    const truth = structuredClone(getTruth(recording, call))
    const result = lie.answer === undefined ? truth : lie.answer(call, truth, turn)
    return wrap({ jsonrpc: '2.0', id, result })
  } catch (error) {
    if (!(error instanceof FakeError)) throw error
    return wrap({ jsonrpc: '2.0', id, error: error.rpc })
  }
}

function getTruth({ chainId, blocks }: Recording, { method, params }: FakeCall): unknown {
  const [first] = params as [string]
  const byHash = blocks.find(({ block }) => block.hash === first)
  switch (method) {
    case 'eth_chainId':
      return chainId
    case 'eth_getBlockByNumber':
      return getBlock(blocks, first)?.block ?? null
    case 'eth_getBlockReceipts':
      return byHash?.receipts ?? null
    case 'eth_getTransactionReceipt':
      return blocks.flatMap(({ receipts }) => receipts).find((receipt) => receipt['transactionHash'] === first) ?? null
    case 'trace_block':
      return getBlock(blocks, first)?.traces ?? null
    case 'debug_traceBlockByHash':
      return byHash?.calls ?? null
    default:
      throw new FakeError(-32_601, 'Method not found')
  }
}

function getBlock(blocks: Recording['blocks'], tag: string): RecordedBlock | undefined {
  if (tag === 'latest') return blocks.at(-1)
  return tag === 'finalized' ? blocks[0] : blocks[Number(tag)]
}
