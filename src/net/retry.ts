import { setTimeout } from 'node:timers/promises'
import { LazarettoError } from '../LazarettoError.ts'

/** How often and how patiently something is tried. */
export interface RetryOptions {
  /** Tries in all, the first one too. */
  readonly attemptsMax: number
  /** What to wait before a try, counted from 2; jitter is the caller's. */
  waitMs(attempt: number): number
  readonly signal?: AbortSignal
}

/**
 * Does some work again while it fails with a retryable error. The only place that tries again.
 *
 * @throws what the last try threw, or the signal's reason
 */
export async function retry<T>(work: (attempt: number) => Promise<T>, options: RetryOptions): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    options.signal?.throwIfAborted()
    try {
      return await work(attempt)
    } catch (error) {
      const isRetryable = error instanceof LazarettoError && error.kind === 'retryable'
      if (!isRetryable || attempt >= options.attemptsMax || options.signal?.aborted === true) throw error
    }
    await setTimeout(options.waitMs(attempt + 1), undefined, options.signal && { signal: options.signal })
  }
}
