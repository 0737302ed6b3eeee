import { openUtxoView, StoreError } from '../../ledger/index.ts'
import { openAccountLedger } from './openAccountLedger.ts'
import { openUtxoLedger } from './openUtxoLedger.ts'
import type { WatchPlan } from './Watch.ts'
import type { WatchedLedger } from './WatchedLedger.ts'

/** The ledger of a chain in the form that it has: a chain of Bitcoin's kind is of outputs unless transfers of it were imported. */
export async function openLedger(plan: WatchPlan): Promise<WatchedLedger> {
  const { store, chain } = plan
  if (!chain.startsWith('bip122:')) return openAccountLedger(plan)
  try {
    await openUtxoView(store, chain)
  } catch (error) {
    if (error instanceof StoreError && error.code === 'LZ_STORE_FORM') return openAccountLedger(plan)
    // A ledger that begins has no blocks yet.
    if (!(error instanceof StoreError && error.code === 'LZ_STORE_CHAIN')) throw error
  }
  return openUtxoLedger(plan)
}
