import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { revokeKey } from '../../state/index.ts'
import { type AlertDesk, createAlertDesk } from '../alerts.support.ts'
import { createApp } from '../createApp.ts'
import { NOW, openSharedDesk } from '../desk.support.ts'
import { listen } from '../listen.ts'
import { endpoints } from '../routes/index.ts'
import type { FeedLimits } from './AlertFeed.ts'

let shared: Awaited<ReturnType<typeof openSharedDesk>>
beforeAll(async () => {
  shared = await openSharedDesk({ list: [] })
})
afterAll(() => shared.close())

/** A server that waits for its readers would wait longer than a test may last. */
const NEVER_MS = 600_000

interface Served extends AlertDesk {
  readonly port: number
  readonly key: string
  ask(path: string, init?: RequestInit): Promise<Response>
  end(): Promise<void>
}

async function serve(limits: Partial<FeedLimits> = {}, now = (): number => NOW): Promise<Served> {
  const opened = createAlertDesk(shared.desk, { limits, now })
  const app = createApp(opened.desk, endpoints)
  const server = await listen(app, { host: '127.0.0.1', port: 0, report: () => undefined })
  const end = async (): Promise<void> => {
    opened.desk.feed.close()
    await server.close(NEVER_MS)
  }
  onTestFinished(end)
  const ask = async (path: string, init?: RequestInit): Promise<Response> => await app.request(path, init)
  return { ...opened, ask, end, port: Number(new URL(server.url).port), key: opened.createKey(['alerts']) }
}

/** A reader that keeps to the standard: the id of the last event, and the events that have data. */
interface Reader {
  readonly status: number
  readonly ids: number[]
  readonly bodies: string[]
  comments: number
  lastId: string
  isEnded: boolean
  leave(): void
}

async function read(served: Served, options: { after?: number; lastId?: string; key?: string } = {}): Promise<Reader> {
  const { after, lastId, key = served.key } = options
  const path = `/v1/alerts/events${after === undefined ? '' : `?after=${after}`}`
  const headers = { authorization: `Bearer ${key}`, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) }
  const asked = request({ host: '127.0.0.1', port: served.port, path, headers, agent: false }).end()
  asked.on('error', () => undefined)
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  const reader: Reader = {
    status: response.statusCode ?? 0,
    ids: [],
    bodies: [],
    comments: 0,
    lastId: lastId ?? '',
    isEnded: false,
    leave: () => asked.destroy(),
  }
  void follow(response, reader)
  return reader
}

async function follow(response: IncomingMessage, reader: Reader): Promise<void> {
  let held = ''
  try {
    for await (const chunk of response.setEncoding('utf8')) {
      held += chunk as string
      const blocks = held.split('\n\n')
      held = blocks.pop() ?? ''
      for (const block of blocks) take(block, reader)
    }
  } catch {
    // Cut off in the middle.
  }
  reader.isEnded = true
}

function take(block: string, reader: Reader): void {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.replace(/^\w*: ?/, '')]),
  )
  if (fields.has('')) reader.comments++
  reader.lastId = fields.get('id') ?? reader.lastId
  const data = fields.get('data')
  if (data === undefined) return
  reader.ids.push(Number(reader.lastId))
  reader.bodies.push(data)
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)

const soon = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000, interval: 5 })

describe('/v1/alerts/events', () => {
  it('gives every event in order, those before and those that come', async () => {
    const served = await serve()
    for (const n of range(1, 50)) served.raise(`${n}`)
    const all = await read(served, { after: 0 })
    const news = await read(served)
    await soon(() => expect([all.ids.length, news.lastId]).toEqual([50, '50']))
    for (const n of range(51, 60)) served.raise(`${n}`, 'low', 'line\nend \u2028 "and" more')
    await soon(() => expect(news.ids).toEqual(range(51, 60)))
    await soon(() => expect(all.ids).toEqual(range(1, 60)))
    const body = JSON.parse(all.bodies.at(-1) ?? '') as { event: number; data: { alert: { text: string } } }
    expect(body).toMatchObject({ event: 60, data: { alert: { text: 'line\nend \u2028 "and" more' } } })
  })

  it('resumes wherever it was cut off, and nothing is lost or doubled', async () => {
    const served = await serve()
    const seen: number[] = []
    let lastId = '0'
    for (let round = 0; round < 8; round++) {
      const reader = await read(served, { lastId, after: 0 })
      for (const n of range(1, 7)) served.raise(`${round}/${n}`)
      await soon(() => expect(reader.ids.length).toBeGreaterThan(round % 3))
      reader.leave()
      seen.push(...reader.ids)
      lastId = reader.lastId
      await soon(() => expect(served.desk.feed.size).toBe(0))
    }
    const last = await read(served, { lastId })
    await soon(() => expect([...seen, ...last.ids]).toEqual(range(1, 56)))
  })

  it('can be resumed by a reader that was cut off before the first event', async () => {
    const served = await serve()
    served.raise('old')
    const first = await read(served)
    await soon(() => expect(first.lastId).toBe('1'))
    first.leave()
    served.raise('missed')
    const second = await read(served, { lastId: first.lastId })
    await soon(() => expect(second.ids).toEqual([2]))
  })

  it('cuts off who takes nothing, holds little for it meanwhile, and lets it resume', async () => {
    const served = await serve({ stalledMs: 300 })
    const text = 'x'.repeat(30_000)
    for (const n of range(1, 600)) served.raise(`${n}`, 'low', text)
    const socket = connect(served.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(
      `GET /v1/alerts/events?after=0 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${served.key}\r\n\r\n`,
    )
    await once(socket, 'readable')
    await soon(() => expect(served.desk.feed.size).toBe(0))
    const lastId = lastWholeId(await drain(socket))
    expect(lastId).toBeGreaterThan(0)
    expect(lastId).toBeLessThan(600)
    const resumed = await read(served, { lastId: String(lastId) })
    await soon(() => expect(resumed.ids).toEqual(range(lastId + 1, 600)))
  })

  it('says now and then that it lives', async () => {
    const served = await serve({ heartbeatMs: 20 })
    const reader = await read(served)
    await soon(() => expect(reader.comments).toBeGreaterThan(0))
    expect(reader.ids).toEqual([])
  })

  it('ends when the key is revoked', async () => {
    let now = NOW
    const served = await serve({}, () => now)
    const reader = await read(served)
    await soon(() => expect(reader.lastId).toBe('0'))
    revokeKey(served.state, served.key.slice(4, 20), { by: 'test', now })
    now++
    served.raise('secret')
    await soon(() => expect(reader.isEnded).toBe(true))
    expect(reader.ids).toEqual([])
  })

  it('ends when the server does, which does not wait for it', async () => {
    const served = await serve()
    const readers = [await read(served), await read(served)]
    await served.end()
    await soon(() => expect(readers.map(({ isEnded }) => isEnded)).toEqual([true, true]))
  })

  it('is bounded, of one key and of all', async () => {
    const served = await serve({ streamsPerCallerMax: 2, streamsMax: 3 })
    const other = served.createKey(['alerts'])
    const first = await read(served)
    expect([(await read(served)).status, (await read(served)).status]).toEqual([200, 503])
    expect([(await read(served, { key: other })).status, (await read(served, { key: other })).status]).toEqual([
      200, 503,
    ])
    first.leave()
    await soon(() => expect(served.desk.feed.size).toBe(2))
    expect((await read(served)).status).toBe(200)
  })

  it('takes rights, numbers of events that have been, and no stream for HEAD', async () => {
    const { ask, createKey, desk, key } = await serve()
    const statusOf = async (query: string, { who = key, method = 'GET', headers = {} } = {}): Promise<number> =>
      (await ask(`/v1/alerts/events${query}`, { method, headers: { Authorization: `Bearer ${who}`, ...headers } }))
        .status
    expect(await statusOf('', { who: createKey(['read']) })).toBe(403)
    for (const wrong of ['?after=1', '?after=-1', '?after=x', '?from=0']) expect(await statusOf(wrong)).toBe(400)
    expect(await statusOf('', { headers: { 'Last-Event-ID': 'x' } })).toBe(400)
    expect(await statusOf('', { method: 'HEAD' })).toBe(200)
    expect(desk.feed.size).toBe(0)
  })
})

async function drain(socket: Socket): Promise<string> {
  let text = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  await once(socket, 'close')
  return text
}

/** Of what came before the cut, events that came whole. */
function lastWholeId(text: string): number {
  const whole = text.slice(0, text.lastIndexOf('\n\n'))
  return Number([...whole.matchAll(/^id: (\d+)\nevent/gm)].at(-1)?.[1])
}
