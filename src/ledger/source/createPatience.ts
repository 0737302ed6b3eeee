import { retry } from '../../net/index.ts'
import { SourceError } from './SourceError.ts'

/** How patiently a node is asked. */
export interface Patience {
  /** Tries of one call in all. 5 unless said. */
  readonly attemptsMax?: number
  /** What to wait before a try, counted from 2; 250 ms, doubled with each, unless said. */
  readonly waitMs?: (attempt: number) => number
}

const ATTEMPTS_MAX = 5
const WAIT_MS = 250
const RETRY_AFTER_MAX_SEC = 60

/** Does some work again where that may help, and not before the time that the node asks to wait. */
export type Patiently = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>

/** @throws by what is returned: what the last try threw, or the signal's reason */
export function createPatience({ attemptsMax = ATTEMPTS_MAX, waitMs = doubled }: Patience): Patiently {
  return async <T>(work: () => Promise<T>, signal?: AbortSignal) => {
    let askedSec = 0
    const attempt = async (): Promise<T> => {
      try {
        return await work()
      } catch (error) {
        askedSec = error instanceof SourceError ? (error.retryAfterSec ?? 0) : 0
        throw error
      }
    }
    const longer = (count: number): number => Math.max(waitMs(count), Math.min(askedSec, RETRY_AFTER_MAX_SEC) * 1000)
    return retry(attempt, { attemptsMax, waitMs: longer, ...(signal && { signal }) })
  }
}

function doubled(attempt: number): number {
  return WAIT_MS * 2 ** (attempt - 2)
}
