import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listDecisions } from '../../state/index.ts'
import { type AlertDesk, createAlertDesk } from '../alerts.support.ts'
import { createApp } from '../createApp.ts'
import { openSharedDesk } from '../desk.support.ts'
import { endpoints } from './index.ts'

interface Page {
  readonly alerts: readonly { readonly id: string; readonly title: string; readonly status: string }[]
  readonly next: number | null
  readonly event: number
}

let shared: Awaited<ReturnType<typeof openSharedDesk>>
beforeAll(async () => {
  shared = await openSharedDesk({ list: [] })
})
afterAll(() => shared.close())

interface Asking {
  readonly key: string
  readonly body?: object
}

function openDesk(): AlertDesk & { readonly see: string; ask(path: string, asking: Asking): Promise<Response> } {
  const opened = createAlertDesk(shared.desk)
  const app = createApp(opened.desk, endpoints)
  return {
    ...opened,
    see: opened.createKey(['alerts']),
    async ask(path, { key, body }) {
      const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
      const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
      return await app.request(path, { headers, ...post })
    },
  }
}

describe('/v1/alerts', () => {
  it('lists page by page, filters, and says from where to follow', async () => {
    const { ask, see, raise: open } = openDesk()
    for (let n = 1; n <= 5; n++) open(String(n), n === 3 ? 'high' : 'low')
    const list = async (query: string): Promise<Page> =>
      (await (await ask(`/v1/alerts?${query}`, { key: see })).json()) as Page
    const first = await list('limit=2')
    expect(first).toMatchObject({ alerts: [{ title: 'alert 5' }, { title: 'alert 4' }], event: 5 })
    open('6')
    const second = await list(`limit=3&before=${first.next}`)
    expect(second).toMatchObject({
      alerts: [{ title: 'alert 3' }, { title: 'alert 2' }, { title: 'alert 1' }],
      next: null,
    })
    expect(await list('severity=high')).toMatchObject({ alerts: [{ title: 'alert 3' }] })
    expect(await list('theft=other')).toMatchObject({ alerts: [] })
    expect(await list('since=2040-01-01')).toMatchObject({ alerts: [] })
    expect((await list('status=open,closing&since=2001-01-01')).alerts).toHaveLength(6)
    expect(await list('status=closed')).toMatchObject({ alerts: [], event: 6 })
    for (const wrong of ['status=lost', 'limit=0', 'limit=501', 'before=x', 'severity=sure', 'since=soon', 'x=1']) {
      expect([wrong, (await ask(`/v1/alerts?${wrong}`, { key: see })).status]).toEqual([wrong, 400])
    }
  })

  it('shows one with its life, amounts as text', async () => {
    const { ask, see, raise: open } = openDesk()
    const id = open('one')
    expect(await (await ask(`/v1/alerts/${id}`, { key: see })).json()).toMatchObject({
      alert: { id, amounts: [{ units: '5' }] },
      events: [{ type: 'alert.opened', event: 1, data: { alert: { id } } }],
    })
    const missing = await ask('/v1/alerts/none', { key: see })
    expect([missing.status, await missing.json()]).toMatchObject([404, { code: 'LZ_WATCH_ALERT_NOT_FOUND' }])
  })
})

describe('settling an alert', () => {
  const close = { verdict: 'true', comment: 'deposit held' }

  it('takes two people, who are their keys', async () => {
    const { ask, createKey, state, raise: open } = openDesk()
    const id = open('one', 'high')
    const [alice, bob] = [createKey(['alerts:write']), createKey(['alerts:write'])]
    const step = async (key: string, name: string, body: object): Promise<Record<string, unknown>> =>
      (await (await ask(`/v1/alerts/${id}/${name}`, { key, body })).json()) as Record<string, unknown>
    expect(await step(alice, 'assign', { to: 'carol' })).toMatchObject({ status: 'assigned', assignee: 'carol' })
    const who = `alice (key:${alice.slice(4, 20)})`
    expect(await step(alice, 'close', close)).toMatchObject({ status: 'closing', closer: who })
    // The keys of one person have one name.
    expect(await step(bob, 'close', close)).toMatchObject({ code: 'LZ_WATCH_SAME_PERSON', status: 400 })
    expect(await step(bob, 'decline', { comment: 'look again' })).toMatchObject({ status: 'assigned', closer: null })
    const told = listDecisions(state, { from: 1, limit: 99 }).filter(({ kind }) => kind === 'alert')
    expect(told).toHaveLength(3)
  })

  it('is done by the second person with another name', async () => {
    const { ask, createKey, raise: open } = openDesk()
    const id = open('one', 'high')
    const [alice, bob] = [createKey(['alerts:write']), createKey(['alerts:write'], 'Bob')]
    expect(await (await ask(`/v1/alerts/${id}/close`, { key: alice, body: close })).json()).toMatchObject({
      status: 'closing',
    })
    expect(await (await ask(`/v1/alerts/${id}/close`, { key: bob, body: close })).json()).toMatchObject({
      status: 'closed',
    })
    const again = await ask(`/v1/alerts/${id}/close`, { key: bob, body: close })
    expect([again.status, await again.json()]).toMatchObject([400, { code: 'LZ_WATCH_STEP' }])
  })

  it('needs the right, words, and an alert; nobody settles without a key', async () => {
    const { ask, createKey, see, raise: open } = openDesk()
    const id = open('one')
    const key = createKey(['alerts:write'])
    const status = async (path: string, body: object, who = key): Promise<number> =>
      (await ask(`/v1/alerts/${path}`, { key: who, body })).status
    expect(await status(`${id}/close`, close, see)).toBe(403)
    expect(await status(`${id}/close`, { verdict: 'true' })).toBe(400)
    expect(await status(`${id}/close`, { ...close, comment: ' ' })).toBe(400)
    expect(await status(`${id}/close`, { ...close, by: 'alice' })).toBe(400)
    expect(await status(`${id}/assign`, { to: 'a\nb' })).toBe(400)
    expect(await status('none/close', close)).toBe(404)
    expect(await status(`${id}/decline`, { comment: 'no' })).toBe(400)
  })
})
