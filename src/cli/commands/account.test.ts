import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { serveTown } from '../fakeExplorer.support.ts'
import { run } from '../main.ts'
import type { TownRow } from '../town.support.ts'

const account = (n: number): string => `0x${n.toString(16).padStart(40, '0')}`
const hash = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`
const TOKEN = '0x70c0000000000000000000000000000000000070'
const [bank, thief, victim, mule] = [account(0xba), account(0x7e), account(0x11), account(0x3e)]
const ETHER = 10n ** 18n

type Spec = Partial<TownRow> & Pick<TownRow, 'from' | 'to' | 'amount'>

/** Rows in a block each. */
function townOf(specs: readonly Spec[]): TownRow[] {
  return specs.map((spec, i) => ({
    kind: spec.token === undefined ? 'native' : 'token',
    block: 100 + i,
    timeSec: 1_700_000_000 + 3600 * i,
    txIndex: 0,
    tx: hash(i + 1),
    ordinal: 0,
    token: undefined,
    isFailed: false,
    isCreation: false,
    ...spec,
  }))
}

const town = townOf([
  { from: bank, to: thief, amount: ETHER },
  { from: victim, to: thief, amount: 500n, token: TOKEN },
  { from: account(0x12), to: thief, amount: 700n, token: TOKEN },
  { from: thief, to: mule, amount: ETHER / 2n },
  { from: thief, to: account(0x99), amount: ETHER, isFailed: true },
  { from: thief, to: mule, amount: 0n },
  { from: thief, to: mule, amount: 1200n, token: TOKEN },
])

async function lazaretto(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const stdout = { write: (text: string) => (out += text) }
  const stderr = { write: (text: string) => (err += text) }
  const code = await run(['node', 'lazaretto', ...args], { stdout, stderr, env: {}, now: () => 1_800_000_000 })
  return { code, out, err }
}

async function serve(rows: readonly TownRow[] = town): Promise<{ from: string[]; store: string; asked: URL[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-account-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const { origin, asked } = await serveTown(rows)
  const store = join(folder, 'store')
  return { from: ['--source', 'blockscout', '--source-url', origin, '--store', store], store, asked }
}

describe('commands about one account', () => {
  it('funder goes back without a ledger, and reads no more than it needs', async () => {
    const { from, asked } = await serve()
    const { code, out } = await lazaretto('funder', mule, ...from, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      schema: 'lazaretto/funder/1',
      chain: 'eip155:1',
      stop: 'unknown',
      at: bank,
      hops: [
        { account: mule, from: thief, amount: String(ETHER / 2n), tx: hash(4), isLate: false },
        { account: thief, from: bank, amount: String(ETHER), tx: hash(1) },
      ],
    })
    const actions = asked.map(({ searchParams }) => searchParams.get('action'))
    expect(actions).not.toContain('tokentx')
  })

  it('funder takes the payment of a call for what it is', async () => {
    const rows = townOf([
      { from: account(0x5e), to: thief, amount: 9n, kind: 'internal', ordinal: 1 },
      { from: bank, to: thief, amount: ETHER },
    ])
    const { from } = await serve(rows)
    const { out } = await lazaretto('funder', thief, ...from, '--depth', '1', '--json')
    expect(JSON.parse(out)).toMatchObject({ stop: 'depth', hops: [{ from: account(0x5e), amount: '9' }] })
  })

  it('victims balance, in text, CSV and JSON; the store keeps what was fetched', async () => {
    const { from, store } = await serve()
    const first = await lazaretto('victims', thief, ...from)
    expect(first).toMatchObject({ code: 0 })
    expect(first.out).toContain("3 payers: victims 2, the thief's own 1")
    expect(first.out).toContain('balances to the unit')
    const json = await lazaretto('victims', thief, '--store', store, '--json')
    const { payers, received } = JSON.parse(json.out) as { payers: object[]; received: object[] }
    expect(payers).toMatchObject([
      { account: victim, kind: 'victim', firstSec: 1_700_003_600, paid: [{ amount: '500', decimals: 6 }] },
      { account: account(0x12), kind: 'victim' },
      { account: bank, kind: 'own', reason: 'paid the first gas and nothing that is collected' },
    ])
    expect(received).toMatchObject([
      { amount: '1200', isBalanced: true },
      { amount: String(ETHER), isBalanced: true },
    ])
    const funder = await lazaretto('funder', thief, '--store', store)
    expect(funder.out).toContain('no payment to it is known')
    expect(funder.out).toMatch(/ 1 +2023-11-14 22:13:20 /)
    const csv = await lazaretto('victims', thief, '--store', store, '--csv')
    expect(csv.out.split('\n')[1]).toMatch(
      new RegExp(`^${victim},victim,,,,eip155:1/erc20:${TOKEN},6,500,1,1700003600,`),
    )
  })

  it('timeline draws what it says', async () => {
    const { from, store } = await serve()
    const svg = join(store, '..', 'activity.svg')
    const { code, out } = await lazaretto('timeline', thief, ...from, '--svg', svg)
    expect(code).toBe(0)
    expect(out).toContain('5 transactions, 2023-11-14 22:13:20 to 2023-11-15 04:13:20 UTC')
    expect(out).toContain('2 observations; fewest from')
    expect(readFileSync(svg, 'utf8')).toMatch(/^<svg /)
    const json = await lazaretto('timeline', thief, '--store', store, '--json')
    expect(JSON.parse(json.out)).toMatchObject({ schema: 'lazaretto/timeline/1', transactions: 5, slotSec: 3600 })
  })

  it('say what is wrong', async () => {
    const { from, store } = await serve()
    await lazaretto('victims', thief, ...from)
    const missing = account(0xdead)
    for (const [code, args] of [
      ['LZ_ADDRESS_NOT_FOUND', ['victims', missing, '--store', store]],
      ['LZ_ADDRESS_NOT_FOUND', ['timeline', missing, '--store', store]],
      ['LZ_CHAIN_NO_ACCOUNTS', ['funder', '12cbQLTFMXRnSzktFkuoG3eHoMeFtpTu3S', '--chain', 'bitcoin']],
      ['LZ_STORE_NOT_FOUND', ['funder', thief, '--store', join(store, 'none')]],
      ['LZ_TRACE_SOURCE_MISSING', ['trace', '--seed', thief, '--reconcile', '--store', store]],
    ] as const) {
      const said = await lazaretto(...args)
      expect([said.code, said.out]).toEqual([1, ''])
      expect(said.err).toContain(code)
    }
    for (const command of ['funder', 'victims', 'timeline']) {
      expect((await lazaretto(command, '--help')).out).toContain('Examples:\n')
    }
  })
})

describe('trace --reconcile', () => {
  it('verifies tokens to the unit, and accounts for gas; a row that the explorer hides is a mismatch', async () => {
    const { from } = await serve()
    const { code, out } = await lazaretto('trace', '--seed', thief, ...from, '--reconcile', '--deposits', '--json')
    expect(code).toBe(0)
    const reports = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { asset: { id: string }; reconciled: object[] })
    const found = new Map(reports.map(({ asset, reconciled }) => [asset.id.split(/[/:]/)[2], reconciled]))
    expect(found.get('erc20')).toMatchObject([
      { account: mule, status: 'verified', stated: '1200' },
      { account: thief, status: 'verified', stated: '0', block: 1106 },
    ])
    expect(found.get('slip44')).toMatchObject([
      { account: mule, status: 'verified' },
      { account: thief, status: 'consistent', explained: [{ kind: 'fees', amount: String(-3n * 63_000n) }] },
    ])
    expect(reports.every((report) => 'deposits' in report)).toBe(true)
  })

  it('finds what an explorer leaves out', async () => {
    const hidden = vi.fn()
    const { origin } = await serveTown(town, ({ url, response }) => {
      if (url.searchParams.get('action') !== 'tokentx' || url.searchParams.get('address') !== thief) return false
      hidden()
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ status: '0', message: 'No token transfers found', result: [] }))
      return true
    })
    const folder = mkdtempSync(join(tmpdir(), 'lazaretto-account-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const from = ['--source', 'blockscout', '--source-url', origin, '--store', join(folder, 'store')]
    const trace = ['trace', '--seed', mule, '--seed', thief, '--asset', TOKEN, '--deposits']
    const { out } = await lazaretto(...trace, ...from, '--reconcile')
    expect(hidden).toHaveBeenCalled()
    expect(out).toContain('2 accounts against the explorer: 1 mismatch, 1 verified')
    expect(out).toContain('no account behaves like a deposit address')
  })
})
