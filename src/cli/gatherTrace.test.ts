import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ChainId } from '../chain/index.ts'
import { labelFromFlow } from '../intel/index.ts'
import {
  addLabels,
  createBlockscoutSource,
  createEtherscanSource,
  type GatherReport,
  type HistorySource,
  listHubs,
  openStore,
  openView,
  queryRows,
  type Store,
} from '../ledger/index.ts'
import { createClient } from '../net/index.ts'
import { resolveLabels, toRecord } from '../server/index.ts'
import { parseSeed, type TraceReport, traceTheft } from '../trace/index.ts'
import { type FakeExplorer, type Fault, serveTown } from './fakeExplorer.support.ts'
import { accountsOf, type GatherTrace, gatherSummary, gatherTrace } from './gatherTrace.ts'
import { run } from './main.ts'
import { createTerminal, type Terminal } from './Terminal.ts'
import { createTown, type Town, type TownRow } from './town.support.ts'

const chain = ChainId.parse('ethereum')
const clock = { nowMs: () => 0, sleep: async () => {} }

function sourceOf(
  { origin, etherscanUrl }: FakeExplorer,
  name: 'blockscout' | 'etherscan',
  pageRows = 1000,
): HistorySource {
  const client = createClient({ allowPrivate: [new URL(origin).host] })
  const options = { client, clock, chain, pageRows }
  if (name === 'blockscout') return createBlockscoutSource({ ...options, url: origin })
  return createEtherscanSource({ ...options, url: etherscanUrl, apiKey: 'town-key' })
}

async function openCase(town: Town): Promise<{ store: Store; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-gather-'))
  const store = await openStore(folder, { mode: 'write' })
  const named = town.services.flatMap((address, i) => {
    return labelFromFlow({ address, chain, text: `Binance ${i + 1}`, source: 'town' }) ?? []
  })
  await addLabels(store, named.map(toRecord))
  onTestFinished(() => {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return { store, folder }
}

const boundsOf: GatherTrace['boundsOf'] = async (view) => {
  return { rule: 'haircut', labels: await resolveLabels(view), counterpartiesMax: 1000 }
}

function silent(): Terminal {
  const nowhere = { write: () => true }
  return createTerminal({ stdout: nowhere, stderr: nowhere, env: {}, now: () => 1_800_000_000 })
}

interface Job {
  readonly store: Store
  readonly source: HistorySource
  readonly seeds: readonly string[]
  readonly transfersMax?: number
  readonly accountsMax?: number
}

async function gather({ store, source, seeds, transfersMax = 5000, accountsMax = 500 }: Job): Promise<GatherReport> {
  const thefts = [{ name: 'theft', seeds: seeds.map((seed) => parseSeed(seed, chain).seed) }]
  return await gatherTrace(silent(), { store, source, thefts, boundsOf, accountsMax, transfersMax })
}

/** What a trace says, without what it also counts of accounts that it does not follow. */
async function trace(store: Store, seeds: readonly string[], services: readonly string[]): Promise<unknown> {
  const view = await openView(store, chain)
  const bounds = { ...(await boundsOf(view)), hubs: await accountsOf(view, await listHubs(store, chain)) }
  const thefts = seeds.map((seed) => parseSeed(seed, chain).seed)
  const reports = await traceTheft(view, { name: 'theft', seeds: thefts }, bounds).catch((error: { code: string }) => {
    if (error.code !== 'LZ_TRACE_NOTHING_STOLEN' && error.code !== 'LZ_TRACE_SEED_NOT_FOUND') throw error
    return [] as TraceReport[]
  })
  const said = reports.map(({ asset, statement, stolen, destinations, edges, completed, isBalanced }) => ({
    asset: asset.id,
    statement,
    stolen,
    isBalanced,
    destinations: destinations.map(({ inflow: _, ...destination }) => destination),
    edges: edges.map(({ timeSec: _, ...edge }) => edge),
    completed: completed.filter(({ account }) => !services.includes(account)),
  }))
  return said.sort((a, b) => (a.asset < b.asset ? -1 : 1))
}

async function dump(store: Store): Promise<unknown[]> {
  return await queryRows(
    store,
    `SELECT t.block, t.kind, lower(hex(t.tx)) AS tx, lower(hex(f.key)) AS sender, lower(hex(r.key)) AS receiver,
       a.caip19, a.decimals, t.amount::VARCHAR AS amount
     FROM transfer t JOIN address f ON f.id = t.sender JOIN address r ON r.id = t.receiver JOIN asset a ON a.id = t.asset
     ORDER BY ALL`,
  )
}

const towns = fc.infiniteStream(fc.nat()).map((numbers) => {
  return createTown((below) => (numbers.next().value as number) % below, { accounts: 6, txs: 16 })
})

/** Numbers from a seed, for the tests that want one town. */
function townOf(seed: number): Town {
  let state = seed
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state >>> 8) % below
  }
  return createTown(draw, { accounts: 6, txs: 20 })
}

const account = (i: number): string => `0x${(i + 1).toString(16).padStart(40, 'a')}`

/** A town of plain payments of 1,000 wei, one a block. */
function payments(...ways: readonly (readonly [from: number, to: number])[]): Town {
  const rows = ways.map(([from, to], n): TownRow => {
    const place = { block: 100 + n, timeSec: 1_700_000_000 + n, txIndex: 0, tx: `0x${String(n).padStart(64, 'f')}` }
    const end = { token: undefined, amount: 1000n, isFailed: false, isCreation: false }
    return { kind: 'native', ...place, ordinal: 0, from: account(from), to: account(to), ...end }
  })
  return { rows, accounts: [], services: [] }
}

function movesOf(rows: readonly TownRow[]): TownRow[] {
  return rows.filter(({ isFailed, amount }) => !isFailed && amount > 0n)
}

describe('a trace from an explorer', () => {
  it.each(['blockscout', 'etherscan'] as const)(
    'of %s says what a trace of all histories says',
    async (name) => {
      await fc.assert(
        fc.asyncProperty(towns, fc.nat(5), async (town, at) => {
          const server = await serveTown(town.rows)
          const [some, all] = [await openCase(town), await openCase(town)]
          const seeds = [town.accounts[at] as string]
          const report = await gather({ store: some.store, source: sourceOf(server, name), seeds })
          expect(report.waiting).toEqual([])
          await gather({
            store: all.store,
            source: sourceOf(server, name),
            seeds: [...town.accounts, ...town.services],
          })
          expect(await trace(some.store, seeds, town.services)).toEqual(await trace(all.store, seeds, town.services))
        }),
        { numRuns: 3 },
      )
    },
    120_000,
  )

  it('stores every movement once, and the same from either explorer', async () => {
    const town = townOf(7)
    const server = await serveTown(town.rows)
    const [one, other] = [await openCase(town), await openCase(town)]
    const seeds = [...town.accounts, ...town.services]
    await gather({ store: one.store, source: sourceOf(server, 'blockscout'), seeds })
    await gather({ store: other.store, source: sourceOf(server, 'etherscan'), seeds })
    const rows = await dump(one.store)
    expect(rows).toHaveLength(movesOf(town.rows).length)
    expect(await dump(other.store)).toEqual(rows)
  }, 120_000)

  it('fetches only what the money reaches, and asks for nothing twice', async () => {
    const town = townOf(11)
    const server = await serveTown(town.rows)
    const { store } = await openCase(town)
    const job = { store, source: sourceOf(server, 'blockscout'), seeds: [town.accounts[2] as string] }
    const report = await gather(job)
    const asked = new Set(server.asked.flatMap((url) => url.searchParams.get('address') ?? []))
    expect(asked.size).toBe(report.read)
    for (const service of town.services) expect(asked).not.toContain(service)
    const before = server.asked.length
    expect(await gather(job)).toEqual(report)
    // Only whether it still shows the chain, and how long that is.
    expect(server.asked.slice(before).map(({ pathname }) => pathname)).toEqual(['/api/eth-rpc', '/api/eth-rpc'])
  }, 120_000)

  it('goes on where it was cut', async () => {
    const town = payments([0, 1], [0, 1], [1, 2], [1, 0], [2, 3])
    const whole = await openCase(town)
    const calm = await serveTown(town.rows)
    await gather({ store: whole.store, source: sourceOf(calm, 'blockscout', 2), seeds: [account(0)] })
    const cut = await openCase(town)
    const gone: Fault = ({ number, response }) => number % 4 === 0 && response.writeHead(410).end() !== undefined
    const shaky = await serveTown(town.rows, gone)
    const job = { store: cut.store, source: sourceOf(shaky, 'blockscout', 2), seeds: [account(0)] }
    let cuts = 0
    for (let error: unknown = true; error !== undefined; cuts++) {
      error = await gather(job).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      if (error !== undefined) expect(error).toMatchObject({ code: 'LZ_NET_STATUS' })
      expect(cuts).toBeLessThan(100)
    }
    expect(cuts).toBeGreaterThan(5)
    expect(await dump(cut.store)).toEqual(await dump(whole.store))
  }, 120_000)

  it.each(['blockscout', 'etherscan'] as const)(
    'of %s forgets a payment whose block was replaced, and reads what came instead',
    async (name) => {
      const before = payments([0, 1], [1, 2], [2, 3]).rows
      // The block of the last payment was replaced: the money goes to another address, a block later.
      const [first, second, third] = before as [TownRow, TownRow, TownRow]
      const after = [first, second, { ...third, block: 103, tx: `0x${'ab'.repeat(32)}`, to: account(4) }]
      const [town, later] = [await openCase(payments()), await openCase(payments())]
      const young = { emptyBlocks: 2 }
      const seeds = [account(0)]
      await gather({ store: town.store, source: sourceOf(await serveTown(before, undefined, young), name), seeds })
      expect(await dump(town.store)).toHaveLength(3)
      const server = await serveTown(after, undefined, young)
      const again = await gather({ store: town.store, source: sourceOf(server, name), seeds })
      await gather({ store: later.store, source: sourceOf(server, name), seeds })
      expect(again.head).toEqual({ height: 105, settled: 0 })
      expect(await dump(town.store)).toEqual(await dump(later.store))
      expect(await trace(town.store, seeds, [])).toEqual(await trace(later.store, seeds, []))
    },
    120_000,
  )

  it('goes on after a block was replaced between two questions', async () => {
    const rows = payments([0, 1], [1, 2], [2, 3]).rows.slice()
    const { store, folder: _ } = await openCase(payments())
    // While the third account is read, the block of the second payment is replaced by a later one.
    const replace: Fault = ({ url }) => {
      const second = rows[1] as TownRow
      if (url.searchParams.get('address') === account(2)) rows[1] = { ...second, block: 102, txIndex: 0 }
      return false
    }
    const server = await serveTown(rows, replace, { emptyBlocks: 2 })
    const job = { store, source: sourceOf(server, 'blockscout'), seeds: [account(0)] }
    await expect(gather(job)).rejects.toMatchObject({ code: 'LZ_GATHER_CONFLICT' })
    expect((await gather(job)).waiting).toEqual([])
    expect((await dump(store)).map((row) => (row as { block: number }).block)).toEqual([100, 102, 102])
  }, 120_000)

  it('reads only young blocks again', async () => {
    const rows = payments([0, 1], [1, 2], [2, 3]).rows.map((row, i) => (i < 2 ? row : { ...row, block: 1000 }))
    const { store } = await openCase(payments())
    const server = await serveTown(rows, undefined, { emptyBlocks: 2 })
    const job = { store, source: sourceOf(server, 'blockscout'), seeds: [account(0)] }
    const report = await gather(job)
    expect(report.head).toEqual({ height: 1002, settled: 746 })
    const whole = await dump(store)
    const before = server.asked.length
    expect(await gather(job)).toEqual(report)
    expect(await dump(store)).toEqual(whole)
    const again = server.asked.slice(before).map(({ searchParams }) => searchParams)
    const asked = again.filter((query) => query.has('address'))
    expect(new Set(asked.map((query) => query.get('address')))).toEqual(new Set([account(2), account(3)]))
    expect(new Set(asked.map((query) => query.get('startblock')))).toEqual(new Set(['746']))
  }, 120_000)

  it('stops at a hub and says so', async () => {
    const town = payments([0, 1], [4, 1], [5, 1], [6, 1], [7, 1], [1, 2])
    const server = await serveTown(town.rows)
    const { store } = await openCase(town)
    const job = { store, source: sourceOf(server, 'blockscout', 2), seeds: [account(0)], transfersMax: 3 }
    const report = await gather(job)
    expect(report.hubs).toEqual([{ account: account(1), transfers: 4 }])
    expect(gatherSummary(report, 'blockscout')).toContain(
      `stopped at hub ${account(1)}: 4 of its transfers were read, and it has more`,
    )
    expect(server.asked.some(({ searchParams }) => searchParams.get('address') === account(2))).toBe(false)
    const [traced] = (await trace(store, [account(0)], [])) as Pick<TraceReport, 'isBalanced' | 'statement'>[]
    expect(traced?.isBalanced).toBe(true)
    expect(traced?.statement).toMatchObject([{ kind: 'limit', limit: 'hub', amount: 1000n }])
  }, 120_000)

  it('names what it did not read, and reads it when it may', async () => {
    const town = payments([0, 1], [1, 2], [2, 3])
    const server = await serveTown(town.rows)
    const { store } = await openCase(town)
    const job = { store, source: sourceOf(server, 'blockscout'), seeds: [account(0)], accountsMax: 2 }
    const report = await gather(job)
    expect(report).toMatchObject({ read: 2, known: 3, waiting: [account(2)] })
    expect(gatherSummary(report, 'blockscout')).toContain('fetched 2 of 3 addresses from blockscout')
    expect(gatherSummary(report, 'blockscout')).toContain('not read: 1 address that the money reaches')
    expect(await gather({ ...job, accountsMax: 500 })).toMatchObject({ read: 4, known: 4, waiting: [] })
  }, 120_000)

  it('is one command', async () => {
    const town = payments([0, 1], [1, 2], [2, 3])
    const server = await serveTown(town.rows)
    const folder = mkdtempSync(join(tmpdir(), 'lazaretto-gather-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    let [out, err] = ['', '']
    const streams = {
      stdout: { write: (text: string) => (out += text) },
      stderr: { write: (text: string) => (err += text) },
    }
    const source = ['--source', 'blockscout', '--source-url', server.origin]
    const args = ['trace', ...source, '--seed', account(0), '--store', join(folder, 'case'), '--json']
    const code = await run(['node', 'lazaretto', ...args], { ...streams, env: {} })
    const { host } = new URL(server.origin)
    const head = `  read up to block 1102: blocks above 846 may still be replaced, and are read again next time`
    const said = `fetched 4 of 4 addresses from blockscout\n${head}\nasked blockscout: ${host} what 4 addresses are called: 0 with a name\n`
    expect([code, err]).toEqual([0, said])
    expect(JSON.parse(out)).toMatchObject({ statement: [{ kind: 'held', accounts: 1, amount: '1000' }] })
  }, 120_000)

  it('does not mix what two explorers say', async () => {
    const town = townOf(2)
    const server = await serveTown(town.rows)
    const { store } = await openCase(town)
    const seeds = [town.accounts[0] as string]
    await gather({ store, source: sourceOf(server, 'blockscout'), seeds })
    const mixed = gather({ store, source: sourceOf(server, 'etherscan'), seeds })
    await expect(mixed).rejects.toMatchObject({ code: 'LZ_GATHER_SOURCE' })
  }, 120_000)
})
