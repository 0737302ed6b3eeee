import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Outbox from './Outbox.ts'
import { createState } from './testState.support.ts'
import { inTransaction, openState, type WorkState } from './WorkState.ts'

const draft = (key: string, topic = 'case-1', more: Partial<Outbox.OutboxDraft> = {}): Outbox.OutboxDraft => ({
  topic,
  key,
  body: Buffer.from(`about ${key}`),
  notBefore: 0,
  ...more,
})
const claim = (state: WorkState, now: number, limit = 10): Outbox.OutboxMessage[] =>
  Outbox.claim(state, { limit, now, leaseSec: 30 })
const keysOf = (messages: readonly Outbox.OutboxMessage[]): string[] => messages.map(({ key }) => key)
const withCode = (code: string): Error => expect.objectContaining({ code }) as Error

describe('the outbox', () => {
  it('delivers the messages of a topic one after the other, and topics beside each other', () => {
    const state = createState()
    for (const key of ['a1', 'a2', 'a3']) Outbox.enqueue(state, draft(key, 'a'))
    const b1 = Outbox.enqueue(state, draft('b1', 'b'))
    const first = claim(state, 100)
    expect(keysOf(first)).toEqual(['a1', 'b1'])
    expect(first[0]).toMatchObject({ topic: 'a', attempt: 1, body: new Uint8Array(Buffer.from('about a1')) })
    expect(claim(state, 129)).toEqual([])
    Outbox.acknowledge(state, first[0]?.id as number, 110)
    expect(keysOf(claim(state, 111))).toEqual(['a2'])
    Outbox.acknowledge(state, b1, 112)
    expect(claim(state, 112)).toEqual([])
  })

  it('gives and counts only the topics of a prefix, when one is named', () => {
    const state = createState()
    for (const topic of ['a', 'ab/1', 'ab/2', 'ac', 'b']) Outbox.enqueue(state, draft(topic, topic))
    const named = (prefix: string): string[] => keysOf(Outbox.claim(state, { limit: 9, now: 5, leaseSec: 0, prefix }))
    expect(named('ab/')).toEqual(['ab/1', 'ab/2'])
    expect(named('b')).toEqual(['b'])
    expect(named('abc')).toEqual([])
    expect(named('')).toHaveLength(5)
    expect(['ab/', 'a', 'x'].map((prefix) => Outbox.countWaiting(state, prefix, 3))).toEqual([2, 3, 0])
  })

  it('gives up at once what nobody will ever take, unless it arrived', () => {
    const state = createState()
    const [a, b] = ['a', 'b'].map((key) => Outbox.enqueue(state, draft(key))) as [number, number]
    expect(Outbox.giveUp(state, a, 5)).toBe('dead')
    expect(keysOf(claim(state, 6))).toEqual(['b'])
    Outbox.acknowledge(state, b, 7)
    expect(Outbox.giveUp(state, b, 8)).toBe('delivered')
    expect(() => Outbox.giveUp(state, 99, 9)).toThrow(withCode('LZ_OUTBOX_NOT_FOUND'))
  })

  it('is part of the transaction that a message tells about', () => {
    const state = createState()
    const failing = (): void =>
      inTransaction(state, () => {
        Outbox.enqueue(state, draft('a'))
        throw new Error('no')
      })
    expect(failing).toThrow('no')
    expect(claim(state, 100)).toEqual([])
  })

  it('knows a message by its key, also when it was delivered', () => {
    const state = createState()
    const id = Outbox.enqueue(state, draft('a'))
    expect(Outbox.enqueue(state, draft('a'))).toBe(id)
    Outbox.acknowledge(state, id, 5)
    expect(Outbox.enqueue(state, draft('a', 'case-1', { notBefore: 9 }))).toBe(id)
    expect(claim(state, 100)).toEqual([])
    expect(() => Outbox.enqueue(state, draft('a', 'case-2'))).toThrow(withCode('LZ_OUTBOX_KEY'))
    expect(() => Outbox.enqueue(state, draft('a', 'case-1', { body: Buffer.from('else') }))).toThrow(
      withCode('LZ_OUTBOX_KEY'),
    )
  })

  it('delivers again what was claimed by one who died, after the lease', () => {
    const state = createState()
    Outbox.enqueue(state, draft('a'))
    expect(keysOf(claim(state, 100))).toEqual(['a'])
    state.close()
    const again = openState(state.folder)
    expect(claim(again, 129)).toEqual([])
    expect(claim(again, 130)).toMatchObject([{ key: 'a', attempt: 2 }])
    again.close()
  })

  it('waits for a message’s time, and its topic with it', () => {
    const state = createState()
    Outbox.enqueue(state, draft('later', 'a', { notBefore: 200 }))
    Outbox.enqueue(state, draft('now', 'a'))
    expect(claim(state, 199)).toEqual([])
    expect(keysOf(claim(state, 200))).toEqual(['later'])
  })

  it('tries again when it is told, and gives up after the last attempt', () => {
    const state = createState()
    const id = Outbox.enqueue(state, draft('a', 'case-1', { attemptsMax: 2 }))
    Outbox.enqueue(state, draft('b'))
    claim(state, 100)
    expect(Outbox.fail(state, id, { now: 101, retryAt: 150 })).toBe('waiting')
    expect(claim(state, 149)).toEqual([])
    expect(claim(state, 150)).toMatchObject([{ key: 'a', attempt: 2 }])
    expect(Outbox.fail(state, id, { now: 151, retryAt: 999 })).toBe('dead')
    expect(keysOf(claim(state, 152))).toEqual(['b'])
    expect(Outbox.listDead(state, 9)).toMatchObject([{ id, key: 'a', attempt: 2 }])
  })

  it('gives up a message that kills each of its deliverers', () => {
    const state = createState()
    Outbox.enqueue(state, draft('poison', 'case-1', { attemptsMax: 3 }))
    Outbox.enqueue(state, draft('good'))
    const seen = [100, 200, 300, 400, 500].map((now) => keysOf(claim(state, now)))
    expect(seen).toEqual([['poison'], ['poison'], ['poison'], [], ['good']])
    expect(keysOf(Outbox.listDead(state, 9))).toEqual(['poison'])
  })

  it('believes a late acknowledgement, and no failure after it', () => {
    const state = createState()
    const id = Outbox.enqueue(state, draft('a', 'case-1', { attemptsMax: 1 }))
    claim(state, 100)
    claim(state, 200)
    expect(keysOf(Outbox.listDead(state, 9))).toEqual(['a'])
    Outbox.acknowledge(state, id, 300)
    expect(Outbox.listDead(state, 9)).toEqual([])
    expect(Outbox.fail(state, id, { now: 301, retryAt: 400 })).toBe('delivered')
    expect(Outbox.revive(state, id, 302)).toBe('delivered')
    expect(claim(state, 999)).toEqual([])
  })

  it('lets what was given up live again', () => {
    const state = createState()
    const id = Outbox.enqueue(state, draft('a', 'case-1', { attemptsMax: 1 }))
    claim(state, 100)
    expect(Outbox.fail(state, id, { now: 101, retryAt: 102 })).toBe('dead')
    expect(Outbox.revive(state, id, 200)).toBe('waiting')
    expect(claim(state, 200)).toMatchObject([{ key: 'a', attempt: 1 }])
  })

  it('forgets what was delivered before a moment, and nothing else', () => {
    const state = createState()
    const [a, b, c] = ['a', 'b', 'c'].map((key) => Outbox.enqueue(state, draft(key))) as [number, number, number]
    Outbox.acknowledge(state, a, 10)
    Outbox.acknowledge(state, b, 20)
    expect(Outbox.forgetDelivered(state, 20)).toBe(1)
    expect(() => Outbox.acknowledge(state, a, 30)).toThrow(withCode('LZ_OUTBOX_NOT_FOUND'))
    Outbox.acknowledge(state, c, 30)
    expect(Outbox.enqueue(state, draft('b'))).toBe(b)
    expect(Outbox.enqueue(state, draft('a'))).toBeGreaterThan(c)
  })

  it.each<[string, Partial<Outbox.OutboxDraft>]>([
    ['no topic', { topic: '' }],
    ['no key', { key: '' }],
    ['a long key', { key: 'x'.repeat(201) }],
    ['no attempt', { attemptsMax: 0 }],
    ['half a second', { notBefore: 0.5 }],
    ['a large body', { body: new Uint8Array((1 << 20) + 1) }],
  ])('refuses a message with %s', (_, wrong) => {
    expect(() => Outbox.enqueue(createState(), { ...draft('a'), ...wrong })).toThrow(withCode('LZ_OUTBOX_DRAFT'))
  })

  it('steps from topic to topic however many messages wait', () => {
    const state = createState()
    inTransaction(state, () => {
      for (let n = 0; n < 3_000; n++) Outbox.enqueue(state, draft(`k${n}`, `t${n % 3}`))
    })
    expect(keysOf(claim(state, 1))).toEqual(['k0', 'k1', 'k2'])
    expect(keysOf(claim(state, 99, 2))).toEqual(['k0', 'k1'])
  })

  it('delivers every message of a topic in order, whatever deliverers do', () => {
    const deed = fc.constantFrom('deliver', 'fail', 'die', 'deliver and die')
    fc.assert(
      fc.property(
        fc.array(fc.nat(2), { minLength: 1, maxLength: 12 }),
        fc.array(deed, { maxLength: 60 }),
        (topics, deeds) => {
          const state = createState()
          topics.forEach((topic, n) => void Outbox.enqueue(state, draft(`${n}`, `t${topic}`, { attemptsMax: 99 })))
          const received = deliverAll(state, deeds)
          for (const topic of new Set(topics)) {
            const sent = topics.flatMap((other, n) => (other === topic ? [`${n}`] : []))
            expect([...new Set(received.filter((key) => topics[Number(key)] === topic))]).toEqual(sent)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

/** What arrives, doubles too, when deliverers do these deeds and then all goes well. */
function deliverAll(state: WorkState, deeds: readonly string[]): string[] {
  const received: string[] = []
  const todo = [...deeds]
  for (let now = 100, idle = 0; idle < 2; now += 31) {
    const messages = claim(state, now)
    idle = messages.length === 0 ? idle + 1 : 0
    expect(new Set(messages.map(({ topic }) => topic)).size).toBe(messages.length)
    for (const { id, key } of messages) {
      const deed = todo.shift() ?? 'deliver'
      if (deed.startsWith('deliver')) received.push(key)
      if (deed === 'deliver') Outbox.acknowledge(state, id, now)
      if (deed === 'fail') Outbox.fail(state, id, { now, retryAt: now + 31 })
    }
  }
  return received
}
