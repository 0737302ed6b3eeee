import type { Anvil } from '../../../startAnvil.support.ts'
import { type FakeCall, FakeError, type FakeRpc, type Json, type Lie, startFakeRpc } from '../rpc/fakeRpc.support.ts'
import { toQuantity } from './BlockHead.ts'

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

export const SECRET = 'abcdef0123456789'

/** Serves a recorded chain, with a lie. The path of its URL is a secret. */
export async function startFakeNode(recording: Recording, lie: Lie = {}): Promise<FakeRpc> {
  const node = await startFakeRpc((call) => getTruth(recording, call), { lie })
  return { ...node, url: `${node.url}/v2/${SECRET}`, socketUrl: `${node.socketUrl}/v2/${SECRET}` }
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
