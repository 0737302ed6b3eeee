import type { UtxoFlow } from './UtxoFlow.ts'
import { UNKNOWN } from './UtxoIndex.ts'
import { txEndOf, type UtxoRun } from './UtxoRun.ts'

/** What a run has found so far. Of `hopsOf` and `strongestOf` it is true until the run goes on. */
export function utxoFlowOf(run: UtxoRun): UtxoFlow {
  const { index, places, isForward, reached, burnedSat, outsideSat } = run
  const txEnd = txEndOf(run)
  const endings = [...run.endings]
  for (const output of isForward ? reached : []) {
    const amountSat = run.taintSat.get(output)
    const spender = index.spender[output] as number
    if (amountSat <= 0 || spender < txEnd) continue
    endings.push({ kind: spender === UNKNOWN ? 'held' : 'time', output, amountSat })
  }
  if (burnedSat > 0) endings.push({ kind: 'burned', output: places.burned, amountSat: burnedSat })
  if (outsideSat > 0) endings.push({ kind: 'outside', output: places.outside, amountSat: outsideSat })
  const { completed } = run
  return { ...run.seeds.result(), ...run.paths.result(), endings, reached, completed }
}
