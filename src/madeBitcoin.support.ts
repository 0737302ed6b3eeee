// Made-up blocks of Bitcoin and a node that serves them, for the tests of every room.
export { merkleRoot, reversed, sha256d, textOf, u16, u32, u64 } from './ledger/blockBytes.support.ts'
export {
  coinbaseOf,
  type MadeBlock,
  type MadeTx,
  makeCoinbase,
  makeTx,
  mineBlock,
  mineChain,
  payTo,
} from './ledger/makeBlocks.support.ts'
export { regtestGenesis } from './ledger/source/bitcoin/FakeChain.support.ts'
export { type FakeBitcoind, startFakeBitcoind } from './ledger/source/bitcoind/fakeBitcoind.support.ts'
export { toUtxoBlock } from './ledger/sync/blockTree.support.ts'
