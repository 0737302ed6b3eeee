import type { Direction } from '../traceTheft.ts'
import { followUtxos } from './followUtxos.ts'
import type { UtxoEnding, UtxoFlow } from './UtxoFlow.ts'
import { type Output, type Tx, UNKNOWN, type UtxoIndex } from './UtxoIndex.ts'
import type { UtxoQuestion } from './UtxoRun.ts'

/** A mix where money of a flow ended. */
export interface StoppedFlow {
  readonly mix: Tx
  readonly amountSat: number
  /** Where it was asked for them. */
  readonly candidates: readonly CandidateFlow[] | undefined
}

/** An output that may have the money which came to a mix, with where its money would have ended. */
export interface CandidateFlow {
  readonly output: Output
  readonly endings: readonly UtxoEnding[]
}

/** How far a candidate is followed where the trace has no bound of its own: every step is a guess on top of a guess. */
const HOPS_MAX = 10

/** The mixes where a flow ended, those with most of it first, and the candidates behind each if they are wanted. */
export function followMixes(
  index: UtxoIndex,
  { endings }: UtxoFlow,
  { question, candidates }: { readonly question: UtxoQuestion; readonly candidates: boolean },
): StoppedFlow[] {
  const amounts = new Map<Tx, number>()
  for (const { mix, amountSat } of endings) if (mix !== undefined) amounts.set(mix, (amounts.get(mix) ?? 0) + amountSat)
  return [...amounts]
    .sort(([a, one], [b, other]) => other - one || a - b)
    .map(([mix, amountSat]) => {
      return { mix, amountSat, candidates: candidates ? followCandidates(index, mix, question) : undefined }
    })
}

/**
 * Follows each output of a mix as if the stolen money had become all of it (backward: each output that the mix spends).
 *
 * Nothing tells which of them is right, if one is; other mixes end it.
 */
function followCandidates(index: UtxoIndex, mix: Tx, { rule, direction, bounds }: UtxoQuestion): CandidateFlow[] {
  const hopsMax = Math.min(bounds.hopsMax, HOPS_MAX)
  return listCandidates(index, mix, direction).map((output) => {
    const origins = [{ kind: 'outputs' as const, outputs: [output] }]
    const isMix = (tx: Tx): boolean => tx === mix || bounds.isMix(tx)
    const { endings } = followUtxos(index, { origins, rule, direction, bounds: { ...bounds, isMix, hopsMax } })
    return { output, endings }
  })
}

function listCandidates({ inputStart, outputStart, spends }: UtxoIndex, mix: Tx, direction: Direction): Output[] {
  if (direction === 'backward') {
    return [...spends.subarray(inputStart[mix], inputStart[mix + 1])].filter((output) => output !== UNKNOWN)
  }
  const first = outputStart[mix] as number
  return Array.from({ length: (outputStart[mix + 1] as number) - first }, (_, i) => first + i)
}
