import { POISON, spreadPoison } from './kernel/poison.ts'
import type { Holding, TraceIndex } from './TraceIndex.ts'

/**
 * Finds all holdings that poison reaches from the sources, over the whole ledger in one pass of nanoseconds a row.
 *
 * A stop is reached and passes nothing on. For the ways and amounts of one theft see `traceTheft`.
 *
 * @returns whether a holding is reached; a source is
 */
export function measureReach(
  index: TraceIndex,
  sources: Iterable<Holding>,
  stops: ReadonlySet<Holding>,
): (holding: Holding) => boolean {
  const isStop = new Uint8Array(index.holdings)
  for (const holding of stops) isStop[holding] = 1
  const state = spreadPoison(index, { seeds: sources, stops: isStop })
  return (holding) => state[holding] === POISON.poisoned || state[holding] === POISON.reachedStop
}
