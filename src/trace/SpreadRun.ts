import type { HoldingRows } from './haircut/HaircutIndex.ts'
import { type AmountColumn, getAmount } from './kernel/AmountColumn.ts'
import { createRowSet, type RowSet } from './kernel/RowSet.ts'
import { createBigAmounts, createPaths, type Paths } from './paths.ts'
import type { Holding } from './TraceIndex.ts'

/** Where the spreading of a category ends. */
export interface SpreadBounds {
  /** Holdings of services and hubs: they have it, and pass nothing on. */
  readonly isStop: (holding: Holding) => boolean
  /** What is smaller, in base units, is not followed, and counted in `cut`. */
  readonly floor: bigint
}

/** What spreading asks of an index: of a whole ledger, or of one that grows. Columns are read anew at each use. */
export interface SpreadIndex {
  readonly count: number
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly paid: AmountColumn
  readonly payments: HoldingRows
  /** The payer's balance before a row. */
  beforeOf(row: number): bigint
}

/** A category on its way through an index, up to row `applied`. */
export interface SpreadRun {
  readonly index: SpreadIndex
  readonly sources: ReadonlySet<Holding>
  readonly bounds: SpreadBounds
  readonly shares: Map<Holding, Share>
  readonly paths: Paths<bigint>
  /** Rows from `applied` on by which something may move. */
  pending: RowSet
  applied: number
  /** The place of a holding in the order in which it was reached. */
  placeOf(holding: Holding): number
}

/** What a reached holding has of the category. */
export interface Share {
  amount: bigint
  /** What of it is still there; nothing at a stop. */
  carried: bigint
  cut: bigint
  readonly isStop: boolean
  /** Whether it has paid some of it on. */
  hasPaid: boolean
}

/** Begins a run with all rows of the index still to come. */
export function createSpreadRun(index: SpreadIndex, sources: ReadonlySet<Holding>, bounds: SpreadBounds): SpreadRun {
  const places = new Map<Holding, number>()
  const placeOf = (holding: Holding): number => {
    const known = places.get(holding) ?? places.size
    places.set(holding, known)
    return known
  }
  const paths = createPaths(createBigAmounts())
  const pending = createRowSet(index.count)
  const run = { index, sources, bounds, shares: new Map(), paths, pending, applied: 0, placeOf }
  for (const source of sources) openSource(run, source)
  return run
}

/** Holdings of the run's sources that the index has just got: nothing of theirs was applied. */
export function openSource({ index, paths, pending, applied, placeOf }: SpreadRun, source: Holding): void {
  paths.start(placeOf(source))
  index.payments.visitAbove(source, applied - 1, pending.add)
}

/** Looks through the rows that the index has gained for those by which reached holdings and sources pay. */
export function awaitSpread(run: SpreadRun): void {
  const { index, applied, shares, sources } = run
  run.pending = createRowSet(index.count, applied)
  for (let row = applied; row < index.count; row++) {
    const from = index.from[row] as number
    if (shares.has(from) || sources.has(from)) run.pending.add(row)
  }
}

/** Applies what is pending, in ledger order. `onReach` hears of each holding that gains something or is cut off from it. */
export function applySpread(run: SpreadRun, onReach: (holding: Holding) => void = () => undefined): void {
  const { index, sources, bounds, pending } = run
  for (let row = pending.next(); row >= 0; row = pending.next()) {
    const from = index.from[row] as number
    const to = index.to[row] as number
    const moved = sources.has(from) ? getAmount(index.paid, row) : takeShare(run, from, row)
    if (moved === 0n || sources.has(to)) continue
    const share = reach(run, to, row)
    if (moved < bounds.floor) share.cut += moved
    else {
      share.amount += moved
      run.paths.addEdge({ row, from: run.placeOf(from), to: run.placeOf(to) }, moved)
      if (!share.isStop) share.carried += moved
    }
    onReach(to)
  }
  run.applied = index.count
}

function takeShare({ index, shares }: SpreadRun, from: Holding, row: number): bigint {
  const share = shares.get(from)
  if (share === undefined || share.carried === 0n) return 0n
  const moved = (share.carried * getAmount(index.paid, row)) / index.beforeOf(row)
  share.carried -= moved
  share.hasPaid = true
  return moved
}

function reach({ index, bounds, shares, pending }: SpreadRun, holding: Holding, row: number): Share {
  const known = shares.get(holding)
  if (known !== undefined) return known
  index.payments.visitAbove(holding, row, pending.add)
  const share = { amount: 0n, carried: 0n, cut: 0n, isStop: bounds.isStop(holding), hasPaid: false }
  shares.set(holding, share)
  return share
}
