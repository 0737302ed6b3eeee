import type { HoldingRows } from '../haircut/HaircutIndex.ts'
import { roomFor } from '../kernel/roomFor.ts'
import type { Holding } from '../TraceIndex.ts'

/** The rows of each holding as they come, each pointing to the one before it. 4 bytes a row, 8 a holding. */
export interface LinkedRows extends HoldingRows {
  countOf(holding: Holding): number
  /** The row of the same holding before one of its rows, or -1. */
  before(row: number): number
  /** Adds the next row. */
  add(row: number, holding: Holding): void
  /** Takes the last row away again. */
  drop(row: number, holding: Holding): void
}

/** Creates lists without rows. */
export function createLinkedRows(): LinkedRows {
  // Rows plus 1; 0 is none.
  let previous = new Uint32Array(64)
  let last = new Uint32Array(64)
  let counts = new Uint32Array(64)
  return {
    countOf: (holding) => counts[holding] ?? 0,
    lastOf: (holding) => (last[holding] ?? 0) - 1,
    before: (row) => (previous[row] as number) - 1,
    add(row, holding) {
      previous = roomFor(previous, row + 1)
      last = roomFor(last, holding + 1)
      counts = roomFor(counts, holding + 1)
      previous[row] = last[holding] as number
      last[holding] = row + 1
      ;(counts[holding] as number)++
    },
    drop(row, holding) {
      last[holding] = previous[row] as number
      ;(counts[holding] as number)--
    },
    visitAbove(holding, row, visit) {
      for (let at = last[holding] ?? 0; at > row + 1; at = previous[at - 1] as number) visit(at - 1)
    },
  }
}
