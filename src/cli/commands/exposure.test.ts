import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { type Grade, listIncidentAddresses, openBuiltInRegister } from '../../intel/index.ts'
import { type Outcome, runLazaretto } from '../runLazaretto.support.ts'

const NOW = Date.parse('2026-10-01T12:00:00Z') / 1000

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-exposure-'))
const store = join(folder, 'store')
afterAll(() => rmSync(folder, { recursive: true }))

function lazaretto(...args: readonly string[]): Promise<Outcome> {
  return lazarettoIn(store, ...args)
}

function lazarettoIn(store: string, ...args: readonly string[]): Promise<Outcome> {
  return runLazaretto([...args, '--store', store], { nowSec: NOW })
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Addresses of thieves, of so many incidents of a grade that share none. */
function thieves(grade: Grade, count: number): string[] {
  const ethereum = ChainId.parse('ethereum')
  const byIncident = new Map<string, string>()
  for (const each of listIncidentAddresses(openBuiltInRegister())) {
    const isHere = each.chains === 'any-evm' || each.chains.includes(ethereum)
    const isUsable = each.isAttacker && each.grade === grade && isHere && each.address.startsWith('0x')
    if (isUsable) byIncident.set(each.incident, each.address)
  }
  return [...new Set(byIncident.values())].slice(0, count)
}

describe('money from addresses of the register', () => {
  const [clean, split, near, far] = ['c', 'a', 'b', 'd'].map((digit) => `0x${digit.repeat(40)}`) as [
    string,
    string,
    string,
    string,
  ]
  const accused = thieves('government', 3)
  const [suspect = ''] = thieves('suspected', 1)

  beforeAll(async () => {
    const transfers = [
      [clean, split, '90'],
      ...accused.map((thief, i) => [thief, split, i < 2 ? '4' : '2']),
      [suspect, near, '100'],
      [near, far, '100'],
    ].map(([from, to, amount], i) => [i + 1, `0x${(i + 1).toString(16).padStart(64, '0')}`, from, to, amount].join())
    const path = file('flows.csv', ['block,tx,from,to,amount', ...transfers].join('\n'))
    const list = file('list.csv', `address,uid\n0x${'9'.repeat(40)},1\n`)
    const own = ['--list', 'ofac-sdn', '--published', '2026-10-01', '--addresses', '1']
    expect((await lazaretto('intel', 'update', '--from', list, ...own)).code).toBe(0)
    await lazaretto('import', path, '--asset', 'ETH', '--amounts', 'display', '--decimals', '18')
    expect((await lazaretto('exposure')).code).toBe(0)
  })

  it('is added up over the thefts: 4 %, 4 % and 2 % ask for review', async () => {
    expect(accused).toHaveLength(3)
    const { code, out } = await lazaretto('screen', split)
    expect([code, out]).toEqual([4, expect.stringContaining('3 cases of theft added up are 10 %')])
  })

  it('from a suspect is a note, near and far, as the suspect is', async () => {
    for (const address of [suspect, near, far]) {
      const { code, out } = await lazaretto('screen', address)
      expect([code, out]).toEqual([0, expect.stringMatching(/^no-match .*\n +note: (?:THEFT|EXPOSURE) /)])
    }
  })
})

const blocks = join(process.cwd(), '../shared/data/bitcoin/blk00000-first-4522-blocks.dat')
const isHere = existsSync(blocks)
if (!isHere) console.warn('skipped: ../shared/data/bitcoin is not here, exposure is not followed through blocks')

describe.skipIf(!isHere)('money of a listed address through blocks', () => {
  const bitcoin = join(folder, 'bitcoin')
  const ask = (...args: readonly string[]) => lazarettoIn(bitcoin, ...args)
  const [listed, paid, far] = [
    '12cbQLTFMXRnSzktFkuoG3eHoMeFtpTu3S',
    '1Q2TWHE3GMdB6BZKafqwxXtWAWgFt5Jvm3',
    '1BBz9Z15YpELQ4QP5sEKb1SwxkcmPb5TMs',
  ]

  beforeAll(async () => {
    const list = file('bitcoin.csv', `address,uid\n${listed},1\n`)
    await ask('intel', 'update', '--from', list, '--list', 'ofac-sdn', '--published', '2026-10-01', '--addresses', '1')
    await ask('import', blocks)
  })

  it('is what the screening of an address looks up', async () => {
    expect((await ask('screen', far)).out).toContain('no-match')
    expect(await ask('exposure', '--chain', 'bitcoin')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^8 exposures to \d+ lists and incidents\n$/) as string,
    })
    const near = await ask('screen', paid)
    expect(near).toMatchObject({ code: 3, out: expect.stringContaining('100 % of what it received') as string })
    expect(near.out).toContain('f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16')
    const mixed = await ask('screen', far)
    expect(mixed.out).toContain('18.03 % of what it received came from ofac-sdn, 2 transfers away')
    expect((await ask('screen', listed)).out).not.toContain('EXPOSURE')
  })

  it('ends at a labelled service, and below the floor, which is reported', async () => {
    expect((await ask('exposure', '--chain', 'bitcoin', '--floor', '10.5')).out).toMatch(
      /not followed, below the floor: \d+ base units of bip122:000000000019d6689c085ae165831e93\/slip44:0/,
    )
    expect((await ask('screen', paid)).out).toContain('no-match')
    const [service, behind] = ['1LzBzVqEeuQyjD2mRWHes3dgWrT9titxvq', '1BDvQZjaAJH4ecZ8aL3fYgTi7rnn3o2thE']
    await ask('exposure', '--chain', 'bitcoin')
    expect((await ask('screen', behind)).out).toContain('2 transfers away')
    const labels = file('services.csv', `address,name\n${service},Binance 14\n`)
    await ask('labels', labels, '--chain', 'bitcoin', '--source', 'ours')
    await ask('exposure', '--chain', 'bitcoin')
    expect((await ask('screen', service)).out).toContain('1 transfer away')
    expect((await ask('screen', behind)).out).toContain('no-match')
  })
})
