import { applySpread } from './applySpread.ts'
import { toHaircutIndex } from './haircut/HaircutIndex.ts'
import { inflowOf } from './holdingRows.ts'
import { getAmount } from './kernel/AmountColumn.ts'
import { listWay } from './paths.ts'
import { createSpreadRun, type Share, type SpreadBounds, type SpreadRun } from './SpreadRun.ts'
import type { Holding, TraceIndex } from './TraceIndex.ts'

export type { SpreadBounds } from './SpreadRun.ts'

/** What of one holding's money came from the sources. */
export interface SpreadShare {
  readonly holding: Holding
  /** Base units that came from there, directly or through others. */
  readonly amount: bigint
  /** All that it ever received, with what it opened with. */
  readonly received: bigint
  /** Fewest transfers from a source. */
  readonly hops: number
  /** Rows of the index on the strongest way, from the source on. */
  readonly rows: readonly number[]
  /** What came in parts below the floor, and is in none of the other figures. */
  readonly cut: bigint
}

/**
 * Spreads a category over a ledger: every unit that a source sends carries it, whatever it was before, and on from there
 * in the haircut's shares. Floor, the remainder stays with the sender.
 *
 * Touches only the rows of holdings that it reaches. Holdings are single assets; the index has no conversions.
 */
export function spreadCategory(index: TraceIndex, sources: ReadonlySet<Holding>, bounds: SpreadBounds): SpreadShare[] {
  const rows = { ...toHaircutIndex(index), beforeOf: (row: number) => getAmount(index.before, row) }
  const run = createSpreadRun(rows, sources, bounds)
  applySpread(run)
  return Array.from(run.shares, ([holding, share]) => {
    return describeShare(run, [holding, share], getAmount(index.opening, holding) + inflowOf(index, holding))
  })
}

/** Tells a share of a run as it stands now, of what the holding has received. */
export function describeShare(
  { edges }: SpreadRun,
  [holding, { amount, cut, standing }]: readonly [Holding, Share],
  received: bigint,
): SpreadShare {
  const rows = listWay({ rowAt: (row) => row, viaAt: (row) => edges.find(row).via }, standing.strongest)
  return { holding, amount, received, hops: standing.hops, rows, cut }
}
