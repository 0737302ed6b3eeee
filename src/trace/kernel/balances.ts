import { type AmountColumn, createAmounts, getAmount, setAmount } from './AmountColumn.ts'
import { createTaint128, type Taint128 } from './Taint128.ts'

/** Movements in the order in which they are applied: row `i` takes `paid` out of one holding and puts `received` into another. */
export interface Moves {
  readonly count: number
  readonly holdings: number
  readonly from: Uint32Array<ArrayBuffer>
  readonly to: Uint32Array<ArrayBuffer>
  readonly paid: AmountColumn
  readonly received: AmountColumn
}

/** By holding, the least balance to open with so that it never pays more than it has. */
export function findOpenings(moves: Moves): AmountColumn {
  return openingsIn128(moves) ?? openingsPlainly(moves)
}

/** By row, the payer's balance before it, the holdings opening with what `opening` says. */
export function findBalances(moves: Moves, opening: AmountColumn): AmountColumn {
  return balancesIn128(moves, opening) ?? balancesPlainly(moves, opening)
}

/** Undefined where an amount or a balance needs more than 128 bits. */
function openingsIn128(moves: Moves): AmountColumn | undefined {
  const state = createTaint128(2 * moves.holdings)
  if (!forWindows(moves, state, (_, count) => state.completeAll(count, moves.holdings))) return undefined
  const opening = createAmounts(moves.holdings)
  opening.limbs.set(state.state.subarray(opening.limbs.length))
  return opening
}

function balancesIn128(moves: Moves, opening: AmountColumn): AmountColumn | undefined {
  if (opening.high.size > 0) return undefined
  const state = createTaint128(moves.holdings)
  state.state.set(opening.limbs)
  const before = createAmounts(moves.count)
  const isExact = forWindows(moves, state, (start, count) => {
    const fits = state.balanceAll(count)
    before.limbs.set(state.window.before.subarray(0, 4 * count), 4 * start)
    return fits
  })
  return isExact ? before : undefined
}

/** Hands all rows to `apply`, a window at a time, as long as it returns true. */
function forWindows(moves: Moves, { window }: Taint128, apply: (start: number, count: number) => boolean): boolean {
  const { from, to, paid, received } = moves
  if (paid.high.size > 0 || received.high.size > 0) return false
  for (let start = 0; start < moves.count; start += window.rows) {
    const end = Math.min(moves.count, start + window.rows)
    window.from.set(from.subarray(start, end))
    window.to.set(to.subarray(start, end))
    window.amount.set(paid.limbs.subarray(4 * start, 4 * end))
    window.before.set(received.limbs.subarray(4 * start, 4 * end))
    if (!apply(start, end - start)) return false
  }
  return true
}

/** The plain form of `findOpenings`, for amounts of any size; the least to open with beside what is there from the start. */
export function openingsPlainly(moves: Moves, start: readonly bigint[] = []): AmountColumn {
  const opening = createAmounts(moves.holdings)
  const balances = Array.from({ length: moves.holdings }, (_, holding) => start[holding] ?? 0n)
  for (let row = 0; row < moves.count; row++) {
    const from = moves.from[row] as number
    const to = moves.to[row] as number
    const rest = (balances[from] as bigint) - getAmount(moves.paid, row)
    if (rest < 0n) setAmount(opening, from, getAmount(opening, from) - rest)
    balances[from] = rest < 0n ? 0n : rest
    balances[to] = (balances[to] as bigint) + getAmount(moves.received, row)
  }
  return opening
}

/** The plain form of `findBalances`, for amounts of any size. */
export function balancesPlainly(moves: Moves, opening: AmountColumn): AmountColumn {
  const before = createAmounts(moves.count)
  const balances = Array.from({ length: moves.holdings }, (_, holding) => getAmount(opening, holding))
  for (let row = 0; row < moves.count; row++) {
    const from = moves.from[row] as number
    const to = moves.to[row] as number
    setAmount(before, row, balances[from] as bigint)
    balances[from] = (balances[from] as bigint) - getAmount(moves.paid, row)
    balances[to] = (balances[to] as bigint) + getAmount(moves.received, row)
  }
  return before
}
