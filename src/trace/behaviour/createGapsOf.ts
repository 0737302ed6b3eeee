import type { Gathered } from '../../ledger/index.ts'
import type { Gap } from './reconcile.ts'
import type { GapsOf } from './reconcileAccounts.ts'

const STATES: Readonly<Record<Gathered['state'], readonly Gap[]>> = { whole: [], part: ['cut'], hub: ['cut'] }

/**
 * What may be missing of accounts whose histories were gathered.
 *
 * @param histories - By account; none where the ledger was made of something else, which says nothing of its beginning.
 * @param sinceSec - Histories that were last read before this moment do not reach to where balances are compared.
 */
export function createGapsOf(histories: ReadonlyMap<string, Gathered>, sinceSec: number): GapsOf {
  if (histories.size === 0) return () => ['unknown-start']
  return (account) => {
    const history = histories.get(account)
    if (history === undefined) return ['not-read']
    return [...STATES[history.state], ...(history.atSec < sinceSec ? (['read-earlier'] as const) : [])]
  }
}
