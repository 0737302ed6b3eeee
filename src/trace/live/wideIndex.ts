import { type AmountColumn, createAmounts, fromLimbs, getAmount, setAmount } from '../kernel/AmountColumn.ts'
import { balancesPlainly, openingsPlainly } from '../kernel/balances.ts'
import { groupBy } from '../kernel/groupBy.ts'
import { LIMBS } from '../kernel/limbs.ts'
import type { TraceIndex } from '../TraceIndex.ts'
import { NOTHING } from './LiveBalances.ts'
import type { LiveIndex } from './LiveIndex.ts'

/** The same rows as an index of a whole ledger, with balances of any size: made anew, slowly, for the few that need it. */
export function toWideIndex(live: LiveIndex): TraceIndex {
  const { count, holdings } = live
  const paid = fromLimbs(live.paid.limbs.slice(0, LIMBS * count), live.paid.high)
  const moves = { count, holdings, from: live.from.slice(0, count), to: live.to.slice(0, count), paid, received: paid }
  const account = Uint32Array.from({ length: holdings }, (_, holding) => live.accountOf(holding))
  const standings = Array.from(account, (id) => live.start.standings.get(id) ?? NOTHING)
  const balances = standings.map(({ balance }) => balance)
  const raised = openingsPlainly(moves, balances)
  const openings = standings.map(({ opening }) => opening)
  return {
    ...moves,
    block: live.block.slice(0, count),
    rowId: live.rowId.slice(0, count),
    endsTx: live.endsTx.slice(0, count),
    account,
    asset: new Uint32Array(holdings).fill(live.asset ?? 0),
    opening: addTo(raised, openings),
    before: balancesPlainly(moves, addTo(raised, balances)),
    payments: groupBy(moves.from, holdings),
    receipts: groupBy(moves.to, holdings),
    findHolding: live.findHolding,
  }
}

function addTo(column: AmountColumn, amounts: readonly bigint[]): AmountColumn {
  const sums = createAmounts(amounts.length)
  amounts.forEach((amount, at) => {
    setAmount(sums, at, getAmount(column, at) + amount)
  })
  return sums
}
