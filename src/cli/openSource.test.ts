import { describe, expect, it } from 'vitest'
import { sayingClock } from './openSource.ts'

describe('sayingClock', () => {
  it('says for how long an explorer is waited for, and nothing of pauses that keep its pace', async () => {
    const said: string[] = []
    const { sleep } = sayingClock({ progress: (text) => said.push(text) })
    await sleep(1)
    await expect(sleep(4_000, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
    expect(said).toEqual(['no answer that helps; asking again in 4 s'])
  })
})
