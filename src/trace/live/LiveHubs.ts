import type { Holding } from '../TraceIndex.ts'
import type { LinkedRows } from './LinkedRows.ts'
import type { LiveIndex } from './LiveIndex.ts'

/**
 * Tells holdings with more distinct counterparties than the bound, as `createHubFinder` does, while rows come and go.
 *
 * Looks only at rows that came since it was last asked for a holding, and remembers at most `counterpartiesMax` of those that
 * it is asked for and that have more rows than that.
 */
export function createLiveHubs(index: LiveIndex, counterpartiesMax: number): (holding: Holding) => boolean {
  const seen = new Map<Holding, Seen>()
  let { cuts } = index
  return (holding) => {
    if (index.start.hubs.size > 0 && index.start.hubs.has(index.accountOf(holding))) return true
    if (index.payments.countOf(holding) + index.receipts.countOf(holding) <= counterpartiesMax) return false
    if (cuts !== index.cuts) seen.clear()
    cuts = index.cuts
    const known = seen.get(holding) ?? { others: new Set(), rows: 0, isHub: false }
    seen.set(holding, known)
    if (!known.isHub) known.isHub = lookAt(index, { holding, counterpartiesMax }, known)
    if (known.isHub) known.others.clear()
    return known.isHub
  }
}

interface Seen {
  readonly others: Set<Holding>
  /** Rows below were looked at. */
  rows: number
  isHub: boolean
}

interface Question {
  readonly holding: Holding
  readonly counterpartiesMax: number
}

function lookAt(index: LiveIndex, { holding, counterpartiesMax }: Question, seen: Seen): boolean {
  const addNew = (list: LinkedRows, others: Uint32Array): boolean => {
    for (let row = list.lastOf(holding); row >= seen.rows; row = list.before(row)) {
      seen.others.add(others[row] as number)
      if (seen.others.size > counterpartiesMax) return true
    }
    return false
  }
  const isHub = addNew(index.payments, index.to) || addNew(index.receipts, index.from)
  seen.rows = index.count
  return isHub
}
