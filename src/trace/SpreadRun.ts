import type { HoldingRows } from './haircut/HaircutIndex.ts'
import type { AmountColumn } from './kernel/AmountColumn.ts'
import { createRowSet, type RowSet } from './kernel/RowSet.ts'
import { createSpreadEdges, type SpreadEdge, type SpreadEdges } from './SpreadEdges.ts'
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
  readonly receipts: HoldingRows
  /** The payer's balance before a row. */
  beforeOf(row: number): bigint
}

/** A category on its way through an index, up to row `applied`. */
export interface SpreadRun {
  readonly index: SpreadIndex
  readonly sources: ReadonlySet<Holding>
  readonly bounds: SpreadBounds
  /** Those who have something of it, and, while rows are applied, those who had. */
  readonly shares: Map<Holding, Share>
  readonly edges: SpreadEdges
  /** Rows by which something may move, or something else than before. */
  pending: RowSet
  /** The row that is being applied, or -1. */
  at: number
  applied: number
  /** Whose rows are applied again. */
  readonly redone: Set<Holding>
  /** Holdings that had more than was known when they paid: nothing that they pay can be taken for what it was. */
  raised: ReadonlySet<Holding>
}

/** What a reached holding has of the category. */
export interface Share {
  amount: bigint
  cut: bigint
  /** Behind the last row; behind row `at` while its rows are applied again. */
  standing: Standing
  redo: Redo | undefined
}

/** What is at a holding behind a row. */
export interface Standing {
  /** What of the category is still there; nothing at a stop. */
  carried: bigint
  /** Fewest transfers from a source, and the first row to which so few lead, or -1. */
  hops: number
  nearest: number
  /** The row by which its strongest way ends, or -1, and the thinnest transfer of that way. */
  strongest: number
  width: bigint
  isStop: boolean
}

/** What was true before of a holding whose rows are applied again. */
export interface Redo {
  /** Behind row `at`. */
  readonly before: Standing
  /** Behind the last row. */
  readonly end: Standing
}

/** Begins a run with all rows of the index still to come. */
export function createSpreadRun(index: SpreadIndex, sources: ReadonlySet<Holding>, bounds: SpreadBounds): SpreadRun {
  const run: SpreadRun = {
    index,
    sources,
    bounds,
    shares: new Map(),
    edges: createSpreadEdges(),
    pending: createRowSet(index.count),
    at: -1,
    applied: 0,
    redone: new Set(),
    raised: new Set(),
  }
  for (const source of sources) openSource(run, source)
  return run
}

/** Holdings of the run's sources that the index has just got: nothing of theirs was applied. */
export function openSource({ index, pending, applied }: SpreadRun, source: Holding): void {
  index.payments.visitAbove(source, applied - 1, pending.add)
}

/** What a holding has to which nothing has come. */
export function createStanding(isStop: boolean): Standing {
  return { carried: 0n, hops: 0, nearest: -1, strongest: -1, width: 0n, isStop }
}

/** What comes by a row. Of ways that are equally strong the earlier wins. */
export function receive(standing: Standing, row: number, { moved, hops, width }: SpreadEdge): void {
  if (hops === 0) return
  if (!standing.isStop) standing.carried += moved
  if (standing.hops === 0 || hops < standing.hops || (hops === standing.hops && row < standing.nearest)) {
    standing.hops = hops
    standing.nearest = row
  }
  if (width > standing.width || (width === standing.width && row < standing.strongest)) {
    standing.width = width
    standing.strongest = row
  }
}
