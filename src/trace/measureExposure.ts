import { getAmount } from './kernel/AmountColumn.ts'
import { readLimbs } from './kernel/limbs.ts'
import { createTaint128, type Taint128 } from './kernel/Taint128.ts'
import { type Holding, isNarrow, type TraceIndex } from './TraceIndex.ts'

/** How much of each holding goes back to where it was asked for. */
export interface Exposure {
  /** In base units of the asset in which it began, at the end of the ledger. */
  amountOf(holding: Holding): bigint
}

/**
 * Measures for all holdings at once how much of what they have at the end goes back to what the given ones opened with:
 * haircut over the whole ledger in one pass, exact to the unit.
 *
 * What comes to one of `stops` stays there. For one theft and its ways see `followTaint`; this is for the question how far
 * everyone is exposed to many sources together. Takes 16 bytes a holding.
 *
 */
export function measureExposure(index: TraceIndex, sources: Iterable<Holding>, stops: ReadonlySet<Holding>): Exposure {
  if (!isNarrow(index)) {
    const taint = measurePlainly(index, sources, stops)
    return { amountOf: (holding) => taint[holding] as bigint }
  }
  // One slot more, always clean: it pays in the place of a stop.
  const taint = createTaint128(index.holdings + 1)
  for (const holding of sources) {
    taint.state.set(index.opening.limbs.subarray(4 * holding, 4 * holding + 4), 4 * holding)
  }
  for (let start = 0; start < index.count; start += taint.window.rows) payWindow(taint, index, { start, stops })
  return { amountOf: (holding) => readLimbs(taint.state, holding) }
}

function payWindow(
  taint: Taint128,
  index: TraceIndex,
  { start, stops }: { start: number; stops: ReadonlySet<Holding> },
): void {
  const end = Math.min(index.count, start + taint.window.rows)
  const { window } = taint
  window.from.set(index.from.subarray(start, end))
  window.to.set(index.to.subarray(start, end))
  window.amount.set(index.paid.limbs.subarray(4 * start, 4 * end))
  window.before.set(index.before.limbs.subarray(4 * start, 4 * end))
  if (stops.size > 0) {
    for (let i = 0; i < end - start; i++) if (stops.has(window.from[i] as number)) window.from[i] = index.holdings
  }
  taint.payAll(end - start)
}

/** The plain form, for amounts of any size. */
export function measurePlainly(index: TraceIndex, sources: Iterable<Holding>, stops: ReadonlySet<Holding>): bigint[] {
  const taint = new Array<bigint>(index.holdings).fill(0n)
  for (const holding of sources) taint[holding] = getAmount(index.opening, holding)
  for (let row = 0; row < index.count; row++) {
    const from = index.from[row] as number
    const to = index.to[row] as number
    const held = taint[from] as bigint
    if (held === 0n || stops.has(from)) continue
    const moved = (held * getAmount(index.paid, row)) / getAmount(index.before, row)
    taint[from] = held - moved
    taint[to] = (taint[to] as bigint) + moved
  }
  return taint
}
