import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClient } from '../../net/index.ts'
import { CanonicalJson, Outbox, type WorkState } from '../../state/index.ts'
import { closeAlert } from '../alerts/life.ts'
import { recordAlerts, recordBlock, undoBlock } from '../alerts/recordBlock.ts'
import type { Severity } from '../rules/AlertDraft.ts'
import { createState, draft, ethereum, NOW, plainBlock } from '../watch.support.ts'
import { replayEvents } from './catchUp.ts'
import type { DeliveryTools } from './deliverOne.ts'
import { deliverDue, deliverWebhooks } from './deliverWebhooks.ts'
import { forgetDeliveries, listDeliveries } from './deliveryLog.ts'
import { WAITING_MAX } from './enqueueEvent.ts'
import { createReceiver, type Receipt } from './receiver.support.ts'
import {
  addSubscriber,
  endSubscriber,
  getSubscriber,
  rotateSecret,
  type SubscriberPlan,
  sendTest,
} from './subscribers.ts'
import { waitAfter } from './waitAfter.ts'

const add = (state: WorkState, plan: Partial<SubscriberPlan>) => {
  const { subscriber, secret = '' } = addSubscriber(
    state,
    { kind: 'webhook', name: 'desk', by: 'ann', ...plan } as SubscriberPlan,
    { now: NOW, randomBytes },
  )
  return { id: subscriber.id, secret }
}
const alert = (state: WorkState, key: string, theft = 'a', severity: Severity = 'medium') =>
  recordAlerts(state, [draft({ key: [key], title: key, theft, severity })], NOW).opened[0] ?? ''
const at =
  (time: number): (() => number) =>
  () =>
    time
const titleOf = ({ text }: Receipt): string =>
  (JSON.parse(text) as { data: { alert?: { title: string } } }).data.alert?.title ?? ''
const withCode = (code: string): Error => expect.objectContaining({ code }) as Error

describe('a webhook', () => {
  it('is told of what concerns it, signed, in order', async () => {
    const state = createState()
    const { url, client, receipts } = await createReceiver()
    alert(state, 'before')
    const { id, secret } = add(state, { url, severity: 'high', thefts: ['a'] })
    alert(state, 'too low')
    alert(state, 'else', 'b', 'critical')
    const high = alert(state, 'high', 'a', 'high')
    closeAlert(state, high, { verdict: 'true', comment: 'x', by: 'bob', now: NOW })
    expect(await deliverDue(state, { client, now: at(NOW + 1) })).toEqual({ delivered: 2, failed: 0, dead: 0 })
    const types = receipts.map(({ text }) => (JSON.parse(text) as { type: string }).type)
    expect(types).toEqual(['alert.opened', 'alert.closing'])
    expect(receipts.every((one) => one.isSignedWith(secret) && one.timestampSec === NOW + 1)).toBe(true)
    expect(new Set(receipts.map((one) => one.id)).size).toBe(2)
    expect(listDeliveries(state, id, { limit: 9 })).toMatchObject([
      { outcome: 'delivered', status: 204, attempt: 1, message: receipts[1]?.id },
      { outcome: 'delivered', status: 204, attempt: 1, message: receipts[0]?.id },
    ])
    expect(await deliverDue(state, { client, now: at(NOW + 2) })).toEqual({ delivered: 0, failed: 0, dead: 0 })
  })

  it('is told when the chain leaves a block', async () => {
    const state = createState()
    const { url, client, receipts } = await createReceiver()
    add(state, { url })
    const block = plainBlock(7)
    recordBlock(state, { chain: ethereum, block, alerts: [draft({ block })], now: NOW })
    undoBlock(state, { chain: ethereum, block, now: NOW })
    await deliverDue(state, { client, now: at(NOW) })
    const bodies = receipts.map(
      ({ text }) => JSON.parse(text) as { type: string; data: { alert: { isRetracted: boolean } } },
    )
    expect(bodies.map(({ type, data }) => [type, data.alert.isRetracted])).toEqual([
      ['alert.opened', false],
      ['alert.retracted', true],
    ])
  })

  it('is signed with both secrets while one is rotated', async () => {
    const state = createState()
    const { url, client, receipts } = await createReceiver()
    const { id, secret } = add(state, { url })
    const fresh = rotateSecret(state, id, { by: 'ann', now: NOW, overlapSec: 100, randomBytes })
    alert(state, 'during')
    await deliverDue(state, { client, now: at(NOW + 99) })
    alert(state, 'after')
    await deliverDue(state, { client, now: at(NOW + 100) })
    expect(receipts.map((one) => [one.isSignedWith(fresh), one.isSignedWith(secret)])).toEqual([
      [true, true],
      [true, false],
    ])
    expect(JSON.stringify(getSubscriber(state, id))).not.toContain('whsec_')
  })

  it('comes again with its id, later and later, until it is taken; other thefts do not wait', async () => {
    const state = createState()
    let down = 3
    const { url, client, receipts } = await createReceiver((receipt) =>
      titleOf(receipt) === 'a1' && down-- > 0 ? 503 : 200,
    )
    const { id } = add(state, { url })
    for (const [key, theft] of [
      ['a1', 'a'],
      ['a2', 'a'],
      ['b1', 'b'],
    ] as const)
      alert(state, key, theft)
    const times: number[] = []
    for (let now = NOW; times.length < 4 && now < NOW + 3_600; now++) {
      const before = receipts.length
      await deliverDue(state, { client, now: at(now) })
      if (receipts.length > before) times.push(now - NOW)
    }
    expect(receipts.map(titleOf).sort()).toEqual(['a1', 'a1', 'a1', 'a1', 'a2', 'b1'])
    expect(receipts.map(titleOf).indexOf('b1')).toBeLessThan(2)
    expect(receipts.map(titleOf).at(-1)).toBe('a2')
    expect(new Set(receipts.filter((one) => titleOf(one) === 'a1').map((one) => one.id)).size).toBe(1)
    const waits = times.slice(1).map((time, i) => time - (times[i] ?? 0))
    expect(
      waits.every((wait, i) => wait >= ([5, 15, 60][i] ?? 0) * 0.75 && wait <= ([5, 15, 60][i] ?? 0) * 1.25 + 1),
    ).toBe(true)
    expect(listDeliveries(state, id, { limit: 9 }).filter(({ outcome }) => outcome === 'failed')).toMatchObject(
      Array(3).fill({ status: 503, code: 'LZ_NET_STATUS' }),
    )
  })

  it('waits as long as the receiver asks', async () => {
    const state = createState()
    const { url, client, receipts } = await createReceiver((_, response) => {
      if (receipts.length > 1) return 200
      response.setHeader('retry-after', '900')
      return 429
    })
    add(state, { url })
    alert(state, 'a1')
    for (const seconds of [0, 899]) await deliverDue(state, { client, now: at(NOW + seconds) })
    expect(receipts).toHaveLength(1)
    await deliverDue(state, { client, now: at(NOW + 900) })
    expect(receipts).toHaveLength(2)
  })

  it('that refuses a message three times is not waited for, and may get it again', async () => {
    const state = createState()
    let isStrict = true
    const { url, client, receipts } = await createReceiver((receipt) =>
      isStrict && titleOf(receipt) === 'a1' ? 422 : 200,
    )
    add(state, { url })
    alert(state, 'a1')
    alert(state, 'a2')
    for (const seconds of [0, 10, 100]) await deliverDue(state, { client, now: at(NOW + seconds) })
    expect(receipts.map(titleOf)).toEqual(['a1', 'a1', 'a1', 'a2'])
    isStrict = false
    const [dead] = Outbox.listDead(state, 9)
    Outbox.revive(state, dead?.id ?? 0, NOW + 200)
    await deliverDue(state, { client, now: at(NOW + 200) })
    expect(receipts.map((one) => one.id).at(-1)).toBe(receipts[0]?.id)
  })

  it('that is gone gets nothing more', async () => {
    const state = createState()
    const { url, client, receipts } = await createReceiver(() => 410)
    const { id } = add(state, { url })
    for (const key of ['a1', 'a2']) alert(state, key)
    expect(await deliverDue(state, { client, now: at(NOW) })).toEqual({ delivered: 0, failed: 0, dead: 2 })
    alert(state, 'a3')
    expect(await deliverDue(state, { client, now: at(NOW + 9) })).toEqual({ delivered: 0, failed: 0, dead: 0 })
    expect(receipts).toHaveLength(1)
    expect(getSubscriber(state, id).ended).toBe(NOW)
  })

  it('gets what it had again when that is asked, under the same ids', async () => {
    const state = createState()
    const { url, client, receipts } = await createReceiver()
    const { id } = add(state, { url })
    for (const key of ['a1', 'a2', 'a3']) alert(state, key)
    await deliverDue(state, { client, now: at(NOW) })
    expect(replayEvents(state, id, { from: 2, to: 3, now: NOW + 50 })).toBe(2)
    await deliverDue(state, { client, now: at(NOW + 50) })
    expect(receipts.map(titleOf)).toEqual(['a1', 'a2', 'a3', 'a2', 'a3'])
    expect(receipts.slice(3).map((one) => one.id)).toEqual(receipts.slice(1, 3).map((one) => one.id))
    expect(() => replayEvents(state, 'x', { from: 1, to: 2, now: NOW })).toThrow(
      withCode('LZ_WATCH_SUBSCRIBER_NOT_FOUND'),
    )
    expect(forgetDeliveries(state, NOW + 1)).toBe(3)
  })

  it('can be tried', async () => {
    const state = createState()
    const { url, client, receipts } = await createReceiver()
    const { id, secret } = add(state, { url })
    sendTest(state, id, NOW)
    await deliverDue(state, { client, now: at(NOW) })
    expect(receipts.map(({ text }) => (JSON.parse(text) as { type: string }).type)).toEqual(['webhook.test'])
    expect(receipts[0]?.isSignedWith(secret)).toBe(true)
  })

  it.each(['https://169.254.169.254/', 'http://127.0.0.1:PORT/', 'http://[::1]/', 'https://10.0.0.1/'])(
    'to %s reaches nothing private that the operator has not named',
    async (url) => {
      const state = createState()
      const { host, receipts } = await createReceiver()
      const { id } = add(state, { url: url.replace('127.0.0.1:PORT', host) })
      alert(state, 'a1')
      expect(await deliverDue(state, { client: createClient(), now: at(NOW) })).toEqual({
        delivered: 0,
        failed: 1,
        dead: 0,
      })
      expect(listDeliveries(state, id, { limit: 1 })[0]?.code).toMatch(/^LZ_NET_/)
      expect(receipts).toEqual([])
    },
  )

  it('whose queue is full is told the rest from the log, in order', async () => {
    const state = createState()
    const { url, client, receipts } = await createReceiver()
    const { id } = add(state, { url })
    const many = Array.from({ length: WAITING_MAX + 3 }, (_, i) =>
      draft({ key: [String(i)], title: String(i), theft: 'a' }),
    )
    recordAlerts(state, many, NOW)
    expect(getSubscriber(state, id).isBehind).toBe(true)
    expect(Outbox.countWaiting(state, `watch/${id}/`, 1e6)).toBe(WAITING_MAX)
    state.database.exec("UPDATE message SET state = 'delivered', settled = 0")
    alert(state, 'last')
    expect(await deliverDue(state, { client, now: at(NOW) })).toEqual({ delivered: 4, failed: 0, dead: 0 })
    expect(receipts.map(titleOf)).toEqual([...['0', '1', '2'].map((n) => String(WAITING_MAX + Number(n))), 'last'])
    expect(getSubscriber(state, id).isBehind).toBe(false)
  })
})

describe('a receiver with faults', () => {
  it('gets every message at least once, doubles under one id, the first of each theft in order', async () => {
    const fault = fc.constantFrom(
      'ok',
      'ok',
      'status 500',
      'status 302',
      'hang up',
      'lose the answer',
      'half an answer',
      'hang',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fault, { maxLength: 25 }),
        fc.array(fc.nat(2), { minLength: 1, maxLength: 8 }),
        async (faults, thefts) => {
          const state = createState()
          const todo = [...faults]
          const { url, client, receipts } = await createReceiver((_, response, request) => {
            const deed = todo.shift() ?? 'ok'
            if (deed === 'ok') return 200
            if (deed.startsWith('status')) return Number(deed.slice(7))
            if (deed === 'hang up') request.socket.destroy()
            if (deed === 'lose the answer') response.writeHead(200).flushHeaders()
            if (deed === 'half an answer') response.writeHead(200, { 'content-length': 10 }).end('half')
            return undefined
          })
          add(state, { url })
          thefts.forEach((theft, i) => void alert(state, `${i}`, `t${theft}`))
          const tools = { client, timeoutMs: 60 }
          for (let i = 0; i < 40 && Outbox.countWaiting(state, '', 1) > 0; i++) {
            await deliverDue(state, { ...tools, now: at(NOW + i * 86_400) })
          }
          for (const theft of new Set(thefts)) {
            const sent = thefts.flatMap((other, i) => (other === theft ? [`${i}`] : []))
            const got = receipts.map(titleOf).filter((title) => thefts[Number(title)] === theft)
            expect([...new Set(got)]).toEqual(sent)
          }
          expect(new Set(receipts.map(({ id }) => id)).size).toBe(thefts.length)
          expect(Outbox.listDead(state, 9)).toEqual([])
          state.close()
        },
      ),
      { numRuns: 12 },
    )
  })

  it('keeps no other receiver waiting, and an alert leaves at once', async () => {
    const state = createState()
    const [slow, quick] = [await createReceiver(() => undefined), await createReceiver()]
    const ids = [slow, quick].map(({ url }) => add(state, { url }).id)
    const stop = new AbortController()
    const client = createClient({ allowPrivate: [slow.host, quick.host] })
    const running = deliverWebhooks(state, { client, now: at(NOW), signal: stop.signal, pollMs: 5 })
    for (const key of ['1', '2', '3', '4', '5', '6']) alert(state, key, key)
    await until(() => quick.receipts.length === 6 && slow.receipts.length >= 4)
    alert(state, '7', '7')
    await until(() => listDeliveries(state, ids[1] ?? '', { limit: 99 }).length === 7)
    expect(slow.receipts.length).toBe(4)
    stop.abort()
    await running
    const counts = ids.map((id) => listDeliveries(state, id, { limit: 99 }).map(({ outcome }) => outcome))
    expect(counts).toEqual([Array(4).fill('failed'), Array(7).fill('delivered')])
  })
})

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}

describe('a command hook', () => {
  const tools = (hook: DeliveryTools['hook'], now: number): DeliveryTools => ({
    client: createClient(),
    hook,
    now: at(now),
    timeoutMs: 30,
  })

  it('gets each event on its own, in order, again where it failed', async () => {
    const state = createState()
    add(state, { kind: 'hook' })
    for (const [key, theft] of [
      ['1', 'a'],
      ['2', 'b'],
      ['3', 'a'],
    ] as const)
      alert(state, key, theft)
    expect(await deliverDue(state, tools(undefined, NOW))).toEqual({ delivered: 0, failed: 0, dead: 0 })
    const said: string[] = []
    let running = 0
    const hook: DeliveryTools['hook'] = async (body) => {
      expect(++running).toBe(1)
      await new Promise((resolve) => setImmediate(resolve))
      running--
      said.push(titleOf({ text: Buffer.from(body).toString() } as Receipt))
      if (said.length === 2) throw new Error('exit 1')
    }
    expect(await deliverDue(state, tools(hook, NOW))).toEqual({ delivered: 1, failed: 1, dead: 0 })
    expect(await deliverDue(state, tools(hook, NOW + 60))).toEqual({ delivered: 2, failed: 0, dead: 0 })
    expect(said).toEqual(['1', '2', '2', '3'])
  })

  it('has a time limit', async () => {
    const state = createState()
    const { id } = add(state, { kind: 'hook' })
    alert(state, '1')
    const hook: DeliveryTools['hook'] = (_, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
    expect(await deliverDue(state, tools(hook, NOW))).toEqual({ delivered: 0, failed: 1, dead: 0 })
    expect(listDeliveries(state, id, { limit: 1 })[0]?.reason).toContain('timeout')
  })

  it('is one, and has no URL', () => {
    const state = createState()
    const { id } = add(state, { kind: 'hook' })
    expect(() => add(state, { kind: 'hook' })).toThrow(withCode('LZ_WATCH_SUBSCRIBER'))
    endSubscriber(state, id, { by: 'ann', now: NOW })
    add(state, { kind: 'hook' })
    expect(() => rotateSecret(state, id, { by: 'a', now: NOW, overlapSec: 0, randomBytes })).toThrow(
      withCode('LZ_WATCH_SUBSCRIBER'),
    )
  })
})

describe('a subscriber', () => {
  it.each<Partial<SubscriberPlan>>([
    { url: 'ftp://example.org' },
    { url: 'https://ann:secret@example.org' },
    { url: 'no url' },
    { url: `https://example.org/${'x'.repeat(2_000)}` },
    {},
    { url: 'https://example.org', name: ' ' },
    { url: 'https://example.org', by: '' },
    { url: 'https://example.org', thefts: Array(1_001).fill('') as string[] },
    { kind: 'hook', url: 'https://example.org' },
  ])('is refused as %#', (plan) => {
    expect(() => add(createState(), plan)).toThrow(withCode('LZ_WATCH_SUBSCRIBER'))
  })

  it('that ended gets nothing that still waits for it', async () => {
    const state = createState()
    const { url, client, receipts } = await createReceiver()
    const { id } = add(state, { url })
    alert(state, 'a1')
    endSubscriber(state, id, { by: 'ann', now: NOW })
    expect(await deliverDue(state, { client, now: at(NOW) })).toEqual({ delivered: 0, failed: 0, dead: 1 })
    expect(receipts).toEqual([])
    expect(listDeliveries(state, id, { limit: 1 })).toMatchObject([
      { outcome: 'dead', reason: 'The subscriber has ended.' },
    ])
  })
})

describe('the waits', () => {
  it('grow from seconds to a day, differ between messages, and are three days in all', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        const waits = Array.from({ length: 13 }, (_, i) => waitAfter(key, i + 1))
        expect(waits[0]).toBeLessThanOrEqual(7)
        expect(Math.max(...waits)).toBeLessThanOrEqual(30 * 3_600)
        const days = waits.reduce((sum, wait) => sum + wait, 0) / 86_400
        expect(days).toBeGreaterThan(2)
        expect(days).toBeLessThan(4.1)
        expect(CanonicalJson.encode(waits)).toEqual(CanonicalJson.encode(waits.map((_, i) => waitAfter(key, i + 1))))
      }),
    )
    expect(new Set(['a', 'b', 'c', 'd'].map((key) => waitAfter(key, 9))).size).toBeGreaterThan(1)
  })
})
