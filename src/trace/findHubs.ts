import { itemsOf } from './kernel/groupBy.ts'
import type { Holding, TraceIndex } from './TraceIndex.ts'

/**
 * Tells holdings with more distinct counterparties than the bound, senders and receivers together.
 *
 * Each holding is looked at when it is first asked for: a trace meets few of those that have many rows.
 */
export function createHubFinder(index: TraceIndex, counterpartiesMax: number): (holding: Holding) => boolean {
  const known = new Map<Holding, boolean>()
  const { payments, receipts } = index
  return (holding) => {
    const rows =
      (payments.start[holding + 1] as number) -
      (payments.start[holding] as number) +
      (receipts.start[holding + 1] as number) -
      (receipts.start[holding] as number)
    if (rows <= counterpartiesMax) return false
    let answer = known.get(holding)
    if (answer === undefined) known.set(holding, (answer = isHub(index, holding, counterpartiesMax)))
    return answer
  }
}

function isHub({ payments, receipts, from, to }: TraceIndex, holding: Holding, counterpartiesMax: number): boolean {
  const out = itemsOf(payments, holding)
  const received = itemsOf(receipts, holding)
  const others = new Set<Holding>()
  for (const row of out) others.add(to[row] as number)
  for (const row of received) others.add(from[row] as number)
  return others.size > counterpartiesMax
}
