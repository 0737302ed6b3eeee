import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { screenAddress } from '../../screen/index.ts'
import { CanonicalJson, listDecisions } from '../../state/index.ts'
import { addressAnswer, batchAnswer, transferAnswer } from '../api/schemas.ts'
import { LISTED, LISTED_TRON, NOW, openSharedDesk, openTestDesk, UNKNOWN } from '../desk.support.ts'
import { stringify } from '../screening.ts'

let shared: Awaited<ReturnType<typeof openSharedDesk>>
beforeAll(async () => {
  shared = await openSharedDesk()
})
afterAll(() => shared.close())

const address = (text: string): string => `/v1/screen/address?address=${encodeURIComponent(text)}`

describe('/v1/screen/address', () => {
  it('answers a listed and an unknown address, and names what the answer rests on', async () => {
    const { ask, desk } = shared
    const hit = (await (await ask(address(LISTED))).json()) as Record<string, unknown>
    expect(hit).toMatchObject({ verdict: 'block', reasons: [{ code: 'SANCTIONED', claims: [{ uid: '0' }] }] })
    expect(hit['lists']).toEqual(desk.editions.current.basis.lists)
    expect(addressAnswer.safeParse(hit).error).toBeUndefined()
    const miss = await (await ask('/v1/screen/address', { body: { address: UNKNOWN } })).json()
    expect(miss).toMatchObject({ input: UNKNOWN, verdict: 'no-match', reasons: [], engine: { rules: '2' } })
    expect(addressAnswer.safeParse(miss).error).toBeUndefined()
  })

  it('gives the same answer as the library, whatever text it is asked', async () => {
    const { ask, desk } = shared
    const { screener } = desk.editions.current
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }).filter((text) => text.length <= 256),
      fc.constantFrom(LISTED, LISTED_TRON, UNKNOWN, LISTED.toLowerCase(), LISTED.toUpperCase(), ` ${LISTED}\n`),
      fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => `0x${Buffer.from(bytes).toString('hex')}`),
    )
    await fc.assert(
      fc.asyncProperty(texts, fc.boolean(), async (text, isPost) => {
        const response = isPost
          ? await ask('/v1/screen/address', { body: { address: text } })
          : await ask(address(text))
        const { input, verdict, reasons } = (await response.json()) as Record<string, unknown>
        const expected = JSON.parse(stringify(screenAddress(screener, text, NOW))) as object
        expect({ input, verdict, reasons }).toEqual(expected)
      }),
      { numRuns: 200 },
    )
  })

  it('stores who asked what, the answer, and what it rests on, before it answers', async () => {
    const { ask, decisions, desk, createKey } = await openTestDesk()
    const key = createKey(['screen'])
    const response = await ask(address(LISTED), { key })
    const [decision] = decisions()
    expect(response.headers.get('Lazaretto-Decision')).toBe(String(decision?.seq))
    expect(decision).toMatchObject({
      kind: 'screen-address',
      time: NOW,
      body: {
        by: `key:${key.slice(4, 20)}`,
        question: { address: LISTED, via: 'v1' },
        answer: { verdict: 'block', reasons: [{ code: 'SANCTIONED' }] },
        basis: desk.editions.current.basisHash,
      },
    })
    const basis = listDecisions(desk.state, { from: 1, limit: 10 }).find(({ kind }) => kind === 'basis')
    const { hash, ...stored } = CanonicalJson.decode(basis?.body as CanonicalJson.CanonicalJson) as Record<
      string,
      unknown
    >
    const bytes = CanonicalJson.encode(stored as CanonicalJson.JsonValue)
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(decision?.body['basis']).toBe(hash)
  })

  it('gives no answer where it cannot be stored', async () => {
    const { ask, desk, reports } = await openTestDesk()
    await desk.log.close()
    for (const response of [
      await ask(address(UNKNOWN)),
      await ask('/v1/screen/batch', { body: { addresses: [LISTED] } }),
    ]) {
      expect(response.status).toBe(503)
      expect(await response.json()).toMatchObject({ code: 'LZ_LOG_CLOSED' })
      expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    }
    expect(reports).toHaveLength(2)
  })

  it('holds everything while a list is missing or stale, and is not ready', async () => {
    const none = await openTestDesk({ list: [] })
    expect(await (await none.ask(address(UNKNOWN))).json()).toMatchObject({
      verdict: 'hold',
      reasons: [{ code: 'LIST_MISSING' }],
    })
    expect((await none.ask('/readyz', { key: '' })).status).toBe(503)
    const late = await openTestDesk({ now: () => NOW + 24 * 3600 })
    expect(await (await late.ask(address(UNKNOWN))).json()).toMatchObject({
      verdict: 'hold',
      reasons: [{ code: 'LIST_STALE' }],
    })
    expect(await (await late.ask(address(LISTED))).json()).toMatchObject({ verdict: 'block' })
    const batch = await late.ask('/v1/screen/batch', { body: { addresses: [UNKNOWN] } })
    expect(await batch.json()).toMatchObject({ answers: [{ verdict: 'hold' }] })
    expect(await (await late.ask('/readyz', { key: '' })).json()).toMatchObject({ status: 'not-ready' })
  })
})

describe('/v1/screen/batch', () => {
  it('answers each as one by one, in order, twice the same', async () => {
    const { ask, desk } = shared
    const addresses = [UNKNOWN, LISTED, 'hello', LISTED_TRON, UNKNOWN, UNKNOWN.toUpperCase(), LISTED.replace('B', 'b')]
    const first = await (await ask('/v1/screen/batch', { body: { addresses } })).text()
    expect(await (await ask('/v1/screen/batch', { body: { addresses } })).text()).toBe(first)
    const answer = JSON.parse(first) as { answers: { input: string }[] }
    expect(batchAnswer.safeParse(answer).error).toBeUndefined()
    const { screener } = desk.editions.current
    expect(answer.answers).toEqual(
      addresses.map((text) => JSON.parse(stringify(screenAddress(screener, text, NOW))) as object),
    )
  })

  it('is one record with its hits and the digest of its answers', async () => {
    const { ask, decisions } = await openTestDesk()
    const text = await (await ask('/v1/screen/batch', { body: { addresses: [UNKNOWN, LISTED] } })).text()
    const { digest } = JSON.parse(text) as { digest: string }
    const answers = text.slice(text.indexOf('['), text.indexOf(',"digest"'))
    expect(createHash('sha256').update(answers).digest('hex')).toBe(digest)
    const all = decisions()
    expect(all).toHaveLength(1)
    expect(all[0]?.body).toMatchObject({
      question: { count: 2 },
      answer: { digest, counts: { block: 1, 'no-match': 1 }, hits: [{ at: 1, input: LISTED, verdict: 'block' }] },
    })
  })

  it('takes a thousand that are all hits, and no more', async () => {
    const { ask } = shared
    const full = await ask('/v1/screen/batch', { body: { addresses: Array.from({ length: 1000 }, () => LISTED) } })
    expect(full.status).toBe(200)
    expect(((await full.json()) as { answers: unknown[] }).answers).toHaveLength(1000)
    const more = await ask('/v1/screen/batch', { body: { addresses: Array.from({ length: 1001 }, () => UNKNOWN) } })
    expect(await more.json()).toMatchObject({ status: 400, code: 'LZ_HTTP_QUESTION' })
  })
})

describe('/v1/screen/transfer', () => {
  it('answers both sides', async () => {
    const { ask, decisions } = await openTestDesk()
    const body = { from: UNKNOWN, to: LISTED, asset: 'eip155:1/slip44:60', amount: '1000' }
    const answer = await (await ask('/v1/screen/transfer', { body })).json()
    expect(answer).toMatchObject({ verdict: 'block', from: { verdict: 'no-match' }, to: { verdict: 'block' } })
    expect(transferAnswer.safeParse(answer).error).toBeUndefined()
    expect(decisions()[0]).toMatchObject({
      kind: 'screen-transfer',
      body: { question: body, answer: { verdict: 'block' } },
    })
  })

  it.each([{}, { from: UNKNOWN, amount: '1.5' }, { to: UNKNOWN, asset: 'ETH' }, { to: 5 }, []])(
    'refuses %j',
    async (body) => {
      const { ask } = shared
      expect((await ask('/v1/screen/transfer', { body })).status).toBe(400)
    },
  )
})

describe('/v1/screen/name', () => {
  it('finds a listed party by a like name, and is never more than review', async () => {
    const { ask, decisions } = await openTestDesk()
    const answer = await (await ask('/v1/screen/name', { body: { name: 'Party 1', threshold: 0.3 } })).json()
    expect(answer).toMatchObject({ verdict: 'review' })
    expect(decisions()[0]).toMatchObject({ kind: 'screen-name', body: { answer: { verdict: 'review' } } })
    const none = await (await ask('/v1/screen/name', { body: { name: 'Wolfgang Amadeus Mozart' } })).json()
    expect(none).toMatchObject({ verdict: 'hold', hits: [], gaps: [{ code: 'LIST_NAMELESS', list: 'ofac-sdn' }] })
  })

  it('holds where the lists are old', async () => {
    const { ask } = await openTestDesk({ now: () => NOW + 48 * 3600 })
    const answer = await (await ask('/v1/screen/name', { body: { name: 'Wolfgang Amadeus Mozart' } })).json()
    expect(answer).toMatchObject({ verdict: 'hold', gaps: [{ code: 'LIST_STALE' }, { code: 'LIST_NAMELESS' }] })
  })

  it.each(['   ', '---'])('holds where %j is no name', async (name) => {
    const { ask } = await openTestDesk()
    const answer = await (await ask('/v1/screen/name', { body: { name } })).json()
    expect(answer).toMatchObject({ verdict: 'hold', hits: [], gaps: [{ code: 'NAME_UNREADABLE' }, {}] })
  })
})
