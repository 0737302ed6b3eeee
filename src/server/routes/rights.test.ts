import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { revokeKey, SCOPES } from '../../state/index.ts'
import { NOW, openSharedDesk, openTestDesk, type TestDesk, UNKNOWN } from '../desk.support.ts'
import type { Endpoint } from '../Endpoint.ts'
import { endpoints } from './index.ts'

const guarded = endpoints.filter(({ need }) => need !== 'public')

let shared: Awaited<ReturnType<typeof openSharedDesk>>
beforeAll(async () => {
  shared = await openSharedDesk()
})
afterAll(() => shared.close())

async function statusOf({ ask }: TestDesk, { method, path }: Endpoint, key: string): Promise<number> {
  const url = path.replace(/:\w+/g, 'x')
  const response = await ask(url, { key, method: method.toUpperCase(), ...(method === 'post' ? { body: {} } : {}) })
  return response.status
}

describe('who may do what', () => {
  it('nobody without a key, and nobody with a wrong one, at any endpoint', async () => {
    const desk = shared
    const good = desk.createKey(['screen'])
    const wrong = `${good.slice(0, -1)}${good.endsWith('a') ? 'b' : 'a'}`
    for (const endpoint of guarded) {
      expect([endpoint.path, await statusOf(desk, endpoint, '')]).toEqual([endpoint.path, 401])
      expect([endpoint.path, await statusOf(desk, endpoint, wrong)]).toEqual([endpoint.path, 401])
    }
  })

  it('each scope opens its own endpoints and no other', async () => {
    const desk = shared
    for (const scope of SCOPES) {
      const key = desk.createKey([scope])
      for (const endpoint of guarded) {
        const isOpen = (await statusOf(desk, endpoint, key)) !== 403
        expect([scope, endpoint.path, isOpen]).toEqual([scope, endpoint.path, endpoint.need === scope])
      }
    }
  })

  it('takes a key from each place in which clients put it', async () => {
    const { ask, createKey } = shared
    const key = createKey(['read'])
    const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`
    const places = [
      { Authorization: `bearer ${key}` },
      { 'X-API-Key': key },
      { Token: key },
      { Authorization: basic(`${key}:`) },
      { Authorization: basic(`:${key}`) },
      { Authorization: basic(`${key}:${key}`) },
    ]
    for (const headers of places) expect((await ask('/v1/lists', { key: '', headers })).status).toBe(200)
    const bad = [{ Authorization: key }, { Authorization: 'Bearer' }, { Authorization: basic(key) }, { Cookie: key }]
    for (const headers of bad) {
      const status = (await ask('/v1/lists', { key: '', headers: headers as Record<string, string> })).status
      expect([headers, status]).toEqual([headers, headers.Authorization === basic(key) ? 200 : 401])
    }
  })

  it('a key that is revoked or at its end opens nothing from the next second', async () => {
    let now = NOW
    const { ask, createKey, desk } = await openTestDesk({ now: () => now })
    const key = createKey(['read'])
    expect((await ask('/v1/lists', { key })).status).toBe(200)
    revokeKey(desk.state, key.slice(4, 20), { by: 'test', now })
    now++
    expect((await ask('/v1/lists', { key })).status).toBe(401)
  })
})

describe('how often', () => {
  it('is counted by key, and by address for those without one', async () => {
    let now = NOW
    const limits = { perKey: 3, perAddress: 2, bodyBytesMax: 1000 }
    const { ask, createKey } = await openTestDesk({ limits, now: () => now })
    const [one, other] = [createKey(['read']), createKey(['read'])]
    const statuses = async (key: string, count: number): Promise<number[]> => {
      const found: number[] = []
      for (let i = 0; i < count; i++) found.push((await ask('/v1/lists', { key })).status)
      return found
    }
    expect(await statuses(one, 4)).toEqual([200, 200, 200, 429])
    expect(await statuses(other, 1)).toEqual([200])
    expect(await statuses('', 3)).toEqual([401, 401, 429])
    const refused = await ask('/v1/lists', { key: one })
    expect(refused.headers.get('Retry-After')).toBe('1')
    expect(refused.headers.get('RateLimit')).toBe('"second";r=0;t=1')
    now++
    const next = await ask('/v1/lists', { key: one })
    expect([next.status, next.headers.get('RateLimit-Policy'), next.headers.get('RateLimit')]).toEqual([
      200,
      '"second";q=3;w=1',
      '"second";r=2;t=1',
    ])
  })
})

describe('what is asked', () => {
  const bodies: [string, unknown, number, string][] = [
    ['no JSON', '{', 400, 'LZ_HTTP_BODY_SYNTAX'],
    ['an empty body', '', 400, 'LZ_HTTP_BODY_SYNTAX'],
    ['a word too much', { address: UNKNOWN, chain: 'eth' }, 400, 'LZ_HTTP_QUESTION'],
    ['a prototype', `{"address":"${UNKNOWN}","__proto__":{"x":1}}`, 400, 'LZ_HTTP_QUESTION'],
    ['another type', { address: 5 }, 400, 'LZ_HTTP_QUESTION'],
    ['a text that is too long', { address: 'x'.repeat(257) }, 400, 'LZ_HTTP_QUESTION'],
    ['deep nesting', `{"address":${'['.repeat(40)}${']'.repeat(40)}}`, 400, 'LZ_HTTP_BODY_DEPTH'],
    ['a body that is too long', `{"address":"${'x'.repeat(1 << 20)}"}`, 413, 'LZ_HTTP_BODY_SIZE'],
  ]
  it.each(bodies)('refuses %s', async (_, body, status, code) => {
    const { ask, decisions } = shared
    const before = decisions().length
    const response = await ask('/v1/screen/address', { body })
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ status, code, type: `urn:lazaretto:error:${code}` })
    expect(decisions()).toHaveLength(before)
  })

  it('refuses other media types, unknown and doubled parameters, methods and paths', async () => {
    const { ask } = shared
    const body = { address: UNKNOWN }
    const cases = [
      [await ask('/v1/screen/address', { body, headers: { 'Content-Type': 'text/plain' } }), 415],
      [await ask('/v1/screen/address', { body, headers: { 'Content-Type': 'application/json; charset=latin1' } }), 415],
      [await ask(`/v1/screen/address?address=${UNKNOWN}&chain=eth`), 400],
      [await ask(`/v1/screen/address?address=${UNKNOWN}&address=${UNKNOWN}`), 400],
      [await ask('/v1/screen/address'), 400],
      [await ask('/v1/screen/address?x=1', { body }), 400],
      [await ask('/v1/screen/address', { method: 'PUT' }), 405],
      [await ask('/v1/screen'), 404],
      [await ask('/v1/screen/address/'), 404],
    ] as const
    for (const [response, status] of cases) {
      expect(response.status).toBe(status)
      expect(await response.json()).toMatchObject({ status })
    }
    expect((await ask('/v1/lists', { method: 'DELETE' })).headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
    const options = await ask('/v1/screen/address', { method: 'OPTIONS', headers: { Origin: 'https://evil.example' } })
    expect([options.status, options.headers.get('Allow')]).toEqual([204, 'GET, HEAD, OPTIONS, POST'])
    expect(options.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })

  it('answers HEAD with the headers alone', async () => {
    const { ask } = shared
    const response = await ask('/healthz', { method: 'HEAD', key: '' })
    expect([response.status, await response.text()]).toEqual([200, ''])
  })

  it('says on every answer that nothing of it is to be run, kept or framed', async () => {
    const { ask } = shared
    for (const response of [await ask('/v1/lists'), await ask('/nothing'), await ask('/v1/lists', { key: '' })]) {
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(response.headers.get('Cache-Control')).toBe('no-store')
      expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    }
  })
})
