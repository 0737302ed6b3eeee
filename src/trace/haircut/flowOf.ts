import { fromLimbs, getAmount, isZero } from '../kernel/AmountColumn.ts'
import type { Ending, TaintFlow } from '../TaintFlow.ts'
import type { Holding } from '../TraceIndex.ts'
import { endDeep } from './applyRows.ts'
import { type HaircutRun, KIND } from './HaircutRun.ts'

/** What a run has found so far. Of `hopsOf` and `strongestOf` it is true until the run goes on. */
export function flowOf(run: HaircutRun): TaintFlow {
  const { index, kinds, slots } = run
  for (const slot of run.deep.keys()) if (isCut(run, slots.keyAt(slot))) endDeep(run, slot)
  const reached = Array.from(slots.keys())
  const isCompleted = (holding: Holding, slot: number): boolean =>
    kinds[slot] === KIND.account && !isZero(index.opening, holding)
  const { stolen, thefts } = run.seeds.result()
  return {
    stolen,
    thefts: [...thefts],
    endings: [...run.ends.list(), ...restsOf(run)],
    reached,
    completed: reached.filter(isCompleted),
    ...run.paths.result(slots.find),
  }
}

/** What is left at the holdings, and what they pay on behind the bound in time. */
function restsOf(run: HaircutRun): Ending[] {
  const { taint, slots, isOpen } = run
  const amounts = fromLimbs(taint.state, new Map())
  const rests: Ending[] = []
  for (let slot = 0; slot < slots.size; slot++) {
    if (isOpen[slot] === 0 || isZero(amounts, slot)) continue
    const holding = slots.keyAt(slot)
    rests.push({ kind: isCut(run, holding) ? 'time' : 'held', holding, origin: getAmount(amounts, slot) })
  }
  return rests
}

/** Whether a holding pays behind the bound in time. */
function isCut({ index, bounds }: HaircutRun, holding: Holding): boolean {
  const last = index.payments.lastOf(holding)
  return last >= 0 && (index.block[last] as number) > bounds.blockMax
}
