import { firstAbove, type Groups } from '../kernel/groupBy.ts'
import { LIMBS } from '../kernel/limbs.ts'
import type { Holding, TraceIndex } from '../TraceIndex.ts'

/**
 * What following under haircut asks of an index: of a whole ledger, or of one that grows while it is followed.
 *
 * Columns are read anew at each use, since one that grows puts others in their place.
 */
export interface HaircutIndex
  extends Pick<TraceIndex, 'count' | 'from' | 'to' | 'block' | 'endsTx' | 'paid' | 'received' | 'opening'> {
  readonly payments: HoldingRows
  readonly receipts: HoldingRows
  /** Copies the payer's balance before a row: four limbs. */
  readBefore(row: number, limbs: Uint32Array): void
}

/** The rows of each holding: those by which it pays, or those by which it receives. */
export interface HoldingRows {
  /** The last of them, or -1. */
  lastOf(holding: Holding): number
  /** Visits those above a row, in any order. */
  visitAbove(holding: Holding, row: number, visit: (row: number) => void): void
}

/** The index of a whole ledger as the haircut asks for it. */
export function toHaircutIndex(index: TraceIndex): HaircutIndex {
  const { limbs } = index.before
  return {
    ...index,
    payments: rowsIn(index.payments),
    receipts: rowsIn(index.receipts),
    readBefore(row, before) {
      for (let i = 0; i < LIMBS; i++) before[i] = limbs[LIMBS * row + i] as number
    },
  }
}

function rowsIn(groups: Groups): HoldingRows {
  const { start, items } = groups
  return {
    lastOf(holding) {
      const end = start[holding + 1] as number
      return end > (start[holding] as number) ? (items[end - 1] as number) : -1
    },
    visitAbove(holding, row, visit) {
      const end = start[holding + 1] as number
      for (let i = firstAbove(groups, holding, row); i < end; i++) visit(items[i] as number)
    },
  }
}
