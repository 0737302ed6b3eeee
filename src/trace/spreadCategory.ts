import { toHaircutIndex } from './haircut/HaircutIndex.ts'
import { inflowOf } from './holdingRows.ts'
import { getAmount } from './kernel/AmountColumn.ts'
import { listWay } from './paths.ts'
import { applySpread, createSpreadRun, type Share, type SpreadBounds, type SpreadRun } from './SpreadRun.ts'
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
  const toShare = describeShares(run)
  return [...run.shares].map(([holding, share]) => {
    return toShare(holding, share, getAmount(index.opening, holding) + inflowOf(index, holding))
  })
}

/** Tells the shares of a run as it stands now. */
export function describeShares({ paths, placeOf }: SpreadRun): ShareTeller {
  const { edges, hopsOf, strongestOf } = paths.result(placeOf)
  return (holding, { amount, cut }, received) => {
    return { holding, amount, received, hops: hopsOf(holding), rows: listWay(edges, strongestOf(holding)), cut }
  }
}

type ShareTeller = (holding: Holding, share: Share, received: bigint) => SpreadShare
