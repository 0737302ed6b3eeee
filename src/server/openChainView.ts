import type { ChainId } from '../chain/index.ts'
import { type Label, LabelBook } from '../intel/index.ts'
import { type LabelRecord, openUtxoView, openView, type Store, StoreError } from '../ledger/index.ts'
import type { ChainView } from '../trace/index.ts'
import { fromRecord } from './labelRecords.ts'

/**
 * A view of one chain of the store: of its blocks where it is a UTXO chain that was read from blocks, else of transfers.
 *
 * @throws StoreError `LZ_STORE_CHAIN` when the store has nothing of that chain
 */
export async function openChainView(store: Store, chain: ChainId.ChainId): Promise<ChainView> {
  if (!chain.startsWith('bip122:')) return await openView(store, chain)
  try {
    return await openUtxoView(store, chain)
  } catch (error) {
    if (error instanceof StoreError && error.code === 'LZ_STORE_FORM') return await openView(store, chain)
    throw error
  }
}

/**
 * What the stored labels come to, by account or by owner of the ledger.
 *
 * @param above - Only of accounts with larger ids: of those that are new in the ledger.
 */
export async function resolveLabels(view: ChainView, above?: number): Promise<Map<number, LabelBook.ResolvedLabel>> {
  const byHolder = new Map<number, Label[]>()
  for (const { holder, ...record } of await listLabels(view, above)) {
    byHolder.set(holder, [...(byHolder.get(holder) ?? []), fromRecord(record)])
  }
  return new Map([...byHolder].map(([holder, labels]) => [holder, LabelBook.resolve(labels)]))
}

async function listLabels(
  view: ChainView,
  above: number | undefined,
): Promise<(LabelRecord & { readonly holder: number })[]> {
  if ('readColumns' in view)
    return (await view.listLabels(above)).map(({ owner, ...record }) => ({ ...record, holder: owner }))
  return (await view.listLabels(above)).map(({ account, ...record }) => ({ ...record, holder: account }))
}
