import { expect, onTestFinished, test } from 'vitest'
import { createLiveClient, describeLive } from '../live.support.ts'
import { createHeadWatch } from './createHeadWatch.ts'

/** So long no block of Ethereum takes: whoever waits for the clock comes too late. */
const LATE_MS = 120_000

describeLive('LAZARETTO_LIVE_WS', "News of blocks from a node's WebSocket", (url) => {
  test('come two times, long before the clock', async () => {
    const watch = createHeadWatch({ client: createLiveClient([url]), endpoints: [url], pollMs: 2 * LATE_MS })
    onTestFinished(() => watch.close())
    const beginMs = performance.now()
    await watch.next()
    await watch.next()
    expect(performance.now() - beginMs).toBeLessThan(LATE_MS)
  })
})
