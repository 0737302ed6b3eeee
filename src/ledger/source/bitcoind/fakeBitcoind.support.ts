import { FakeChain } from '../bitcoin/FakeChain.support.ts'
import { type FakeCall, FakeError, type FakeRpc, type Json, type Lie, startFakeRpc } from '../rpc/fakeRpc.support.ts'

export const PASSWORD = 'correct-horse-battery'

/** A node of Bitcoin of a test on 127.0.0.1. */
export interface FakeBitcoind extends FakeRpc {
  /** With user and password. */
  readonly url: string
  /** Its chain: `chain.replace(blocks)` is a reorganisation. */
  readonly chain: FakeChain
}

/**
 * Serves blocks as Bitcoin Core does, from block 0 on, with a lie.
 *
 * @source https://github.com/bitcoin/bitcoin/blob/master/src/rpc/blockchain.cpp
 */
export async function startFakeBitcoind(
  blocks: readonly { readonly bytes: Buffer }[],
  lie: Lie = {},
): Promise<FakeBitcoind> {
  const chain = new FakeChain(blocks)
  const node = await startFakeRpc((call) => getTruth(chain, call), { lie, credentials: `alice:${PASSWORD}` })
  return { ...node, chain, url: node.url.replace('//', `//alice:${PASSWORD}@`) }
}

function getTruth(chain: FakeChain, { method, params }: FakeCall): unknown {
  const [first] = params
  switch (method) {
    case 'getblockchaininfo':
      return infoOf(chain)
    case 'getblockhash':
      return chain.hashAt(first as number) ?? fail(-8, 'Block height out of range')
    case 'getblockheader':
      return params[1] === false ? findBlock(chain, first).subarray(0, 80).toString('hex') : fail(-1, 'not faked')
    case 'getblock':
      return params[1] === 0 ? findBlock(chain, first).toString('hex') : fail(-1, 'not faked')
    default:
      throw new FakeError(-32_601, 'Method not found')
  }
}

function infoOf(chain: FakeChain): Json {
  const best = { blocks: chain.height, headers: chain.height, bestblockhash: chain.hashAt(chain.height) }
  return { chain: 'main', ...best, initialblockdownload: false, pruned: false, warnings: [] }
}

function findBlock(chain: FakeChain, hash: unknown): Buffer {
  return chain.find(String(hash)) ?? fail(-5, 'Block not found')
}

function fail(code: number, message: string): never {
  throw new FakeError(code, message)
}
