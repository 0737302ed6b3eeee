import { addOrigins, applyRows } from './haircut/applyRows.ts'
import { flowOf } from './haircut/flowOf.ts'
import { toHaircutIndex } from './haircut/HaircutIndex.ts'
import { createHaircutRun } from './haircut/HaircutRun.ts'
import type { Bounds, Origin, TaintFlow } from './TaintFlow.ts'
import type { TraceIndex } from './TraceIndex.ts'

/**
 * Follows one theft under haircut with amounts of 128 bits: no BigInt where the money moves.
 *
 * Says in each case what `followAnyRule` says; a test holds the two together. It is a run over all rows at once: `live/`
 * makes the same run block by block.
 */
export function followHaircut(index: TraceIndex, origins: readonly Origin[], bounds: Bounds): TaintFlow {
  const run = createHaircutRun(toHaircutIndex(index), bounds)
  addOrigins(run, origins)
  applyRows(run)
  return flowOf(run)
}
