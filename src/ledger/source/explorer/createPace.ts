import type { Clock } from './HistorySource.ts'

/**
 * A token bucket of one token: requests are spread evenly, so that no second ever sees more than it should.
 *
 * @param perSecond - Requests per second, may be below 1.
 * @returns waits for one's turn; turns are given in the order in which they are asked for
 */
export function createPace(perSecond: number, clock: Clock): (signal?: AbortSignal) => Promise<void> {
  const gapMs = 1000 / perSecond
  let freeAtMs = Number.NEGATIVE_INFINITY
  return async (signal) => {
    const nowMs = clock.nowMs()
    const turnMs = Math.max(nowMs, freeAtMs)
    freeAtMs = turnMs + gapMs
    if (turnMs > nowMs) await clock.sleep(turnMs - nowMs, signal)
  }
}
