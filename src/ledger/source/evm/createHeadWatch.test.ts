import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createClient } from '../../../net/index.ts'
import { type Anvil, hasAnvil, startAnvil } from '../../../startAnvil.support.ts'
import { createHeadWatch, type HeadWatch } from './createHeadWatch.ts'

const NEVER_MS = 60_000

describe.skipIf(!hasAnvil())('a watch of the head', () => {
  let anvil: Anvil
  beforeAll(async () => {
    anvil = await startAnvil('--no-mining')
  })
  afterAll(() => anvil.stop())

  const create = (path: string, pollMs: number): HeadWatch => {
    const { host } = new URL(anvil.url)
    const client = createClient({ allowPrivate: [host] })
    const watch = createHeadWatch({ client, endpoints: [anvil.url, `ws://${host}${path}`], pollMs })
    onTestFinished(() => watch.close())
    return watch
  }

  test('ends with each new block, long before it would by the clock', async () => {
    const watch = create('/', NEVER_MS)
    const mining = setInterval(() => void anvil.call('anvil_mine', '0x1'), 20)
    onTestFinished(() => clearInterval(mining))
    for (let i = 0; i < 5; i++) await watch.next()
  })

  test('ends by the clock where nothing comes, and where no node is', async () => {
    await create('/', 1).next()
    const watch = createHeadWatch({ client: createClient(), endpoints: ['ws://127.0.0.1:1'], pollMs: 1 })
    onTestFinished(() => watch.close())
    await watch.next()
    await createHeadWatch({ client: createClient(), endpoints: [], pollMs: 1 }).next()
  })

  test('ends with its caller', async () => {
    const watch = create('/', NEVER_MS)
    const stop = new AbortController()
    const waiting = watch.next(stop.signal)
    stop.abort(new Error('stopped'))
    await expect(waiting).rejects.toThrow('stopped')
    await expect(watch.next(stop.signal)).rejects.toThrow('stopped')
  })
})
