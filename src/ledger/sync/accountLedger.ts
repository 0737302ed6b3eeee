import type { AssetId } from '../../chain/index.ts'
import type { ChainSource, SourceBlock } from '../ChainSource.ts'
import { applyBlocks } from '../store/applyBlocks.ts'
import { findCursor, listHeaders } from '../store/Cursor.ts'
import type { Store } from '../store/Store.ts'
import { listUnknownDecimals, saveDecimals, undoBlocks } from '../store/syncBlocks.ts'
import type { Follower } from './followChain.ts'

/** The store's ledger of an account chain, to follow a source with. */
export function createAccountLedger(store: Store, source: ChainSource): Follower<SourceBlock> {
  const { chain } = source
  const asked = new Set<string>()
  /** Asks once for each asset how many decimals it has; what nobody says stays unknown. */
  const describeAssets = async (signal: AbortSignal | undefined): Promise<void> => {
    const unknown = (await listUnknownDecimals(store)).filter(
      (asset) => !asked.has(asset) && asset.startsWith(`${chain}/`),
    )
    const found = await Promise.all(unknown.map((asset) => source.findDecimals(asset as AssetId.AssetId, signal)))
    for (const [i, asset] of unknown.entries()) {
      asked.add(asset)
      const decimals = found[i]
      if (decimals !== undefined) await saveDecimals(store, asset, decimals)
    }
  }
  return {
    findCursor: () => findCursor(store, chain),
    listHeaders: (range) => listHeaders(store, chain, range),
    async apply(blocks, final, signal) {
      await applyBlocks(store, chain, blocks, final)
      await describeAssets(signal)
    },
    countRows: ({ transfers, notices }) => transfers.length + notices.length,
    undo: (height) => undoBlocks(store, chain, height),
  }
}
