import { describe, expect, it } from 'vitest'
import { NetError } from './NetError.ts'
import { retry } from './retry.ts'

const busy = new NetError('LZ_NET_CONNECT', 'retryable', 'busy')

function failing(times: number, error: unknown): (attempt: number) => Promise<number> {
  return async (attempt) => {
    if (attempt <= times) throw error
    return attempt
  }
}

describe('retry', () => {
  it('tries again while the error is retryable, and waits as it is told', async () => {
    const waits: number[] = []
    const waitMs = (attempt: number): number => waits.push(attempt)
    expect(await retry(failing(2, busy), { attemptsMax: 3, waitMs })).toBe(3)
    expect(waits).toEqual([2, 3])
  })

  it('stops at its bound, and at once for other errors', async () => {
    const tries: number[] = []
    const count = (error: unknown) => async (attempt: number) => {
      tries.push(attempt)
      throw error
    }
    await expect(retry(count(busy), { attemptsMax: 3, waitMs: () => 0 })).rejects.toBe(busy)
    const wrong = new NetError('LZ_NET_URL', 'input', 'wrong')
    await expect(retry(count(wrong), { attemptsMax: 3, waitMs: () => 0 })).rejects.toBe(wrong)
    const bug = new TypeError('bug')
    await expect(retry(count(bug), { attemptsMax: 3, waitMs: () => 0 })).rejects.toBe(bug)
    expect(tries).toEqual([1, 2, 3, 1, 1])
  })

  it('stops while it waits when the caller gives up', async () => {
    const giveUp = new AbortController()
    const waiting = retry(failing(1, busy), { attemptsMax: 2, waitMs: () => 60_000, signal: giveUp.signal })
    setImmediate(() => giveUp.abort())
    await expect(waiting).rejects.toThrow('aborted')
  })
})
