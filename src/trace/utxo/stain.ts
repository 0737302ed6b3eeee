import { createRuns, pushRun } from './runs.ts'
import type { Segments } from './Segments.ts'
import type { Output } from './UtxoIndex.ts'

/** An output and the stolen satoshi that it has so far. */
export interface StainedOutput {
  readonly output: Output
  readonly valueSat: number
  readonly hadSat: number
}

/** Makes the first clean satoshi of an output stolen ones, so many as are said. */
export function stain(segments: Segments, { output, valueSat, hadSat }: StainedOutput, amountSat: number): void {
  const stained = createRuns()
  let left = amountSat
  const add = (length: number): void => {
    const turned = Math.min(left, Math.max(0, -length))
    left -= turned
    pushRun(stained, turned)
    pushRun(stained, length + turned)
  }
  if (hadSat === 0) add(-valueSat)
  else segments.forEach(output, add)
  segments.drop(output)
  if (stained.count > 1) segments.keep(output, stained.lengths, [0, stained.count])
}
