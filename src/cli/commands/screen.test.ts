import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Outcome, runLazaretto } from '../runLazaretto.support.ts'

const NOW = Date.parse('2026-10-01T12:00:00Z') / 1000

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-screen-'))
const store = join(folder, 'store')
afterAll(() => rmSync(folder, { recursive: true }))

function lazaretto(args: readonly string[], { input = '', now = NOW } = {}): Promise<Outcome> {
  const pieces = [input.slice(0, 50), input.slice(50)]
  return runLazaretto([...args, '--store', store], { input: pieces, nowSec: now })
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

function evm(digit: string): string {
  return `0x${digit.repeat(40)}`
}

const [LISTED, MULE, FRIEND, SHOP, CLEAN] = ['1', '2', '3', '4', '5'].map(evm) as [
  string,
  string,
  string,
  string,
  string,
]
const LIST = ['address,asset,uid,name,programme', `${LISTED},ETH,7,"DOE, John",TEST`].join('\n')

beforeAll(async () => {
  const list = file('ours.csv', `${LIST}\n`)
  const own = ['--from', list, '--list', 'ofac-sdn', '--published', '2026-10-01']
  expect((await lazaretto(['intel', 'update', ...own])).code).toBe(1)
  expect((await lazaretto(['intel', 'update', ...own, '--addresses', '1'])).code).toBe(0)
})

describe('lazaretto screen', () => {
  it('ends with a code for each verdict, so that && is closed', async () => {
    expect((await lazaretto(['screen', CLEAN])).code).toBe(0)
    expect((await lazaretto(['screen', LISTED])).code).toBe(3)
    expect((await lazaretto(['screen', 'nonsense'])).code).toBe(5)
    expect((await lazaretto(['screen', CLEAN, 'nonsense', LISTED])).code).toBe(3)
    expect((await lazaretto(['screen', CLEAN], { now: NOW + 86_400 })).code).toBe(5)
    expect((await lazaretto(['screen'])).code).toBe(1)
    expect((await lazaretto(['screen', CLEAN, '--max-age', '5'])).code).toBe(2)
    expect((await lazaretto(['screen', '-'])).code).toBe(1)
  })

  it('says who is behind a hit, and what a no-match rests on', async () => {
    const hit = await lazaretto(['screen', LISTED])
    expect(hit.out).toMatch(/^block +0x1{40}\n/)
    expect(hit.out).toContain('ofac-sdn entry 7; DOE, John; as ETH; programme TEST')
    const miss = await lazaretto(['screen', CLEAN])
    expect(miss.out).toBe(`no-match  ${CLEAN}\n`)
    expect(miss.err).toContain('looked at ofac-sdn of 2026-10-01')
    expect(miss.err).not.toMatch(/safe|clean/i)
  })

  it('looks names up, which are never more than review', async () => {
    const hit = await lazaretto(['screen', '--name', 'Jon Doe'])
    expect([hit.code, hit.out]).toEqual([
      4,
      expect.stringMatching(/^review +Jon Doe\n +0\.\d{3} +DOE, John +ofac-sdn entry 7/),
    ])
    const miss = await lazaretto(['screen', '--name', 'Wilhelmina Brandt', '--json'])
    expect([miss.code, JSON.parse(miss.out)]).toEqual([
      5,
      expect.objectContaining({ verdict: 'hold', reasons: [expect.objectContaining({ code: 'LIST_NAMELESS' })] }),
    ])
  })

  it.each(['', '   ', '!!!'])('holds where %j is no name', async (name) => {
    const { code, out } = await lazaretto(['screen', '--name', name])
    expect([code, out]).toEqual([5, expect.stringContaining('NAME_UNREADABLE')])
  })

  it('reads lines and prints an object for each', async () => {
    const { out, code } = await lazaretto(['screen', '-', '--json'], { input: `${CLEAN}\r\n\n${LISTED}` })
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { input: string; verdict: string; reasons: unknown[] })
    expect(answers.map(({ input, verdict }) => [input, verdict])).toEqual([
      [CLEAN, 'no-match'],
      [LISTED, 'block'],
    ])
    expect(answers[1]).toMatchObject({
      reasons: [{ code: 'SANCTIONED', claims: [{ uid: '7', source: { id: 'ofac-sdn' } }] }],
      lists: [{ list: 'ofac-sdn', published: '2026-10-01' }],
      policy: 'default',
    })
    expect(code).toBe(3)
  })

  it('refuses a wrong policy before it looks at anything', async () => {
    const policy = file('policy.json', '{"format":"lazaretto-policy/1"}')
    const { code, err, out } = await lazaretto(['screen', CLEAN, '--policy', policy])
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('LZ_POLICY_SCHEMA')
  })
})

describe('lazaretto intel', () => {
  it('shows what is installed, the record of an entry, and what was refused', async () => {
    const worse = file('worse.csv', `address\n`)
    expect((await lazaretto(['intel', 'update', '--from', worse, '--list', 'ofac-sdn'])).code).toBe(1)
    const { out } = await lazaretto(['intel', 'status'])
    expect(out).toMatch(/ofac-sdn +2026-10-01 +0 h ago +1 +1 +0 +0/)
    expect(out).toMatch(/refused at 2026-10-01T12:00:00.000Z: LZ_LIST_/)
    expect((await lazaretto(['intel', 'show', 'ofac-sdn', '7'])).out).toContain('DOE, John')
    expect((await lazaretto(['intel', 'show', 'ofac-sdn', '8'])).code).toBe(1)
  })

  it('compares two files', async () => {
    const after = file('after.csv', `${LIST}\n${MULE},ETH,8,New,TEST\n`)
    const { out, code } = await lazaretto(['intel', 'diff', join(folder, 'ours.csv'), after])
    expect(code).toBe(0)
    expect(out).toContain('entries: 1 came, 0 went, 0 changed; addresses: 1 came, 0 went')
  })
})

describe('exposure', () => {
  const hash = (i: number): string => `0x${i.toString(16).padStart(64, '0')}`
  const rows = [
    [1, LISTED, MULE, '1.0'],
    [2, CLEAN, MULE, '1.0'],
    [3, MULE, FRIEND, '0.5'],
    [4, FRIEND, SHOP, '0.5'],
    [5, SHOP, CLEAN, '0.5'],
  ].map(([block, from, to, amount]) => [block, hash(Number(block)), from, to, amount].join())

  beforeAll(async () => {
    const transfers = file('transfers.csv', ['block,tx,from,to,amount', ...rows].join('\n'))
    await lazaretto(['import', transfers, '--asset', 'ETH', '--amounts', 'display', '--decimals', '18'])
    await lazaretto(['labels', file('labels.csv', `address,label\n${SHOP},Binance 14\n`)])
    const { out, code } = await lazaretto(['exposure'])
    expect(code).toBe(0)
    expect(out).toMatch(/^3 exposures to /)
  })

  it('is a look-up with its share, its way and its distance', async () => {
    const { out, code } = await lazaretto(['screen', FRIEND, '--json'])
    const { verdict, reasons } = JSON.parse(out) as { verdict: string; reasons: object[] }
    expect([verdict, code]).toEqual(['block', 3])
    expect(reasons[0]).toMatchObject({
      code: 'EXPOSURE',
      rule: 'indirect.0',
      isDirect: false,
      exposure: {
        origin: 'ofac-sdn',
        amount: '250000000000000000',
        received: '500000000000000000',
        hops: 2,
        path: [hash(1), hash(3)],
      },
    })
  })

  it('ends at a service', async () => {
    expect((await lazaretto(['screen', SHOP])).code).not.toBe(0)
    expect((await lazaretto(['screen', CLEAN])).code).toBe(0)
  })

  it('stands beside labels, which are weighed as in a trace', async () => {
    const labels = [`${SHOP},Binance 14`, `${CLEAN},Fake_Phishing9`]
    await lazaretto(['labels', file('labels.csv', `address,label\n${labels.join('\n')}\n`)])
    const shop = await lazaretto(['screen', SHOP])
    expect(shop.out).toContain('note: LABELLED (direct.label.exchange)')
    const phisher = await lazaretto(['screen', CLEAN])
    expect([phisher.code, phisher.out]).toEqual([4, expect.stringContaining('LABELLED (direct.label.phishing)')])
  })
})
