import type { ChainId } from '../../chain/index.ts'
import type { UtxoBlock } from '../ChainSource.ts'
import { listHeaders } from '../store/Cursor.ts'
import type { Store } from '../store/Store.ts'
import { applyUtxoBlocks, findUtxoCursor, undoUtxoBlocks } from '../store/syncUtxoBlocks.ts'
import { FOLLOW_DEFAULTS, type Follower, type FollowOptions } from './followChain.ts'

/**
 * How a UTXO chain is followed. A pruned node keeps 288 blocks, so that none of its users expects to go back further;
 * 32 blocks of 2 MB, with some 8,000 inputs and outputs each, are what is kept in memory twice while one such group is stored
 * and the next is read.
 *
 * @source https://github.com/bitcoin/bips/blob/master/bip-0159.mediawiki
 */
export const UTXO_FOLLOW_DEFAULTS: FollowOptions = {
  ...FOLLOW_DEFAULTS,
  reorgDepthMax: 288,
  blocksAhead: 32,
  rowsAhead: 250_000,
}

/** The store's ledger of a UTXO chain, to follow a source with. It goes on behind what was imported from files. */
export function createUtxoLedger(store: Store, chain: ChainId.ChainId): Follower<UtxoBlock> {
  return {
    findCursor: () => findUtxoCursor(store, chain),
    listHeaders: (range) => listHeaders(store, chain, range),
    apply: (blocks, final) => applyUtxoBlocks(store, chain, { blocks, final }),
    countRows: ({ columns }) => columns.inputCount + columns.outputCount,
    undo: (height) => undoUtxoBlocks(store, chain, height),
  }
}
