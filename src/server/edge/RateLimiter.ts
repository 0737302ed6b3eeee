/** What is left to a caller after one more request. */
export interface Allowance {
  readonly isAllowed: boolean
  readonly limit: number
  readonly remaining: number
}

/** Most callers that are counted apart in one second; those beyond them share one count. */
const CALLERS_MAX = 10_000
const OTHERS = '\u0000others'

/** Counts requests of each caller in each second of the clock. */
export interface RateLimiter {
  /** Counts a request. */
  take(caller: string, limit: number): Allowance
}

/**
 * Makes a limiter with windows of one second: nothing of a second outlives it, so that it needs no sweeping.
 *
 * @param now - Whole seconds UTC.
 */
export function createRateLimiter(now: () => number): RateLimiter {
  let second = 0
  const counts = new Map<string, number>()
  return {
    take(caller, limit) {
      const current = now()
      if (current !== second) counts.clear()
      second = current
      const name = counts.size < CALLERS_MAX || counts.has(caller) ? caller : OTHERS
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      return { isAllowed: count <= limit, limit, remaining: Math.max(0, limit - count) }
    },
  }
}
