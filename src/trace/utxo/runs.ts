/** Lengths of runs, stolen ones positive; only the first `count` count. */
export interface Runs {
  count: number
  readonly lengths: number[]
}

export function createRuns(): Runs {
  return { count: 0, lengths: [] }
}

/** Adds a run behind the others; neighbours of one kind are one run. */
export function pushRun(runs: Runs, length: number): void {
  const last = runs.count - 1
  if (length === 0) return
  if (last >= 0 && (runs.lengths[last] as number) > 0 === length > 0) (runs.lengths[last] as number) += length
  else runs.lengths[runs.count++] = length
}
