import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { BitcoinNetwork, ChainId } from '../chain/index.ts'
import {
  createEsploraTxs,
  listHubOwners,
  openStore,
  openUtxoView,
  type Store,
  type UtxoGatherReport,
} from '../ledger/index.ts'
import { createClient } from '../net/index.ts'
import { resolveLabels } from '../server/index.ts'
import { parseSeed, type TraceOptions, type TraceReport, traceTheft } from '../trace/index.ts'
import {
  type FakeEsploraTxs,
  type FakeLie,
  type FakeTxs,
  readFakeTxs,
  serveEsploraTxs,
} from './fakeEsploraTxs.support.ts'
import { gatherUtxoTrace, type UtxoGatherTrace, utxoGatherSummary } from './gatherUtxoTrace.ts'
import { run } from './main.ts'
import { createTerminal, type Terminal } from './Terminal.ts'

const chain = ChainId.parse('bitcoin')
const file = join(process.cwd(), '../shared/data/bitcoin/blk00000-first-4522-blocks.dat')
const isHere = existsSync(file)
if (!isHere) console.warn('skipped: ../shared/data/bitcoin is not here, no trace is gathered from its blocks')

/** The records of a node's file that are whole. */
function splitRecords(bytes: Uint8Array): { readonly bytes: Uint8Array }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const blocks: { bytes: Uint8Array }[] = []
  for (let at = 0; at + 8 <= bytes.length; ) {
    const end = at + 8 + view.getUint32(at + 4, true)
    if (end > bytes.length) break
    blocks.push({ bytes: bytes.slice(at + 8, end) })
    at = end
  }
  return blocks
}

let real: FakeTxs | undefined
const realTxs = (): FakeTxs =>
  (real ??= readFakeTxs(splitRecords(Uint8Array.from(readFileSync(file))), BitcoinNetwork.main))

const BTC = 100_000_000n
const COIN = '0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9:0'
const MERGED = 'a3b0e9e7cddbbe78270fa4182a7675ff00b92872d8df7d14265a2b1e379a9d33:0'
const ENDS: Readonly<Record<string, bigint>> = {
  '828ef3b079f9c23829c56fe86e85b4a69d9e06e5b54ea597eef5fb3ffef509fe:1': 18n * BTC,
  [MERGED]: 11n * BTC,
  'a16f3ce4dd5deb92d98ef5cf8afeaf0775ebca408f708b2146c4fb42b41e14be:0': 10n * BTC,
  'f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16:0': 10n * BTC,
  '298ca2045d174f8a158961806ffc4ef96fad02d71a6b84d9fa0491813a776160:0': BTC,
}

async function openCase(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-gather-'))
  const store = await openStore(folder, { mode: 'write' })
  onTestFinished(() => {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return store
}

const clock = { nowMs: () => 0, sleep: async () => {} }

function silent(now = 1_800_000_000): Terminal {
  const nowhere = { write: () => true }
  return createTerminal({ stdout: nowhere, stderr: nowhere, env: {}, now: () => now })
}

interface Job extends Partial<Pick<UtxoGatherTrace, 'txsMax' | 'historyMax' | 'partsMax'>> {
  readonly store: Store
  readonly server: FakeEsploraTxs
  readonly seed?: string
  readonly rule?: TraceOptions['rule']
  readonly now?: number
}

const theftOf = (seed: string) => ({ name: 'theft', seeds: [parseSeed(seed, chain).seed] })

async function gather({ store, server, seed = COIN, rule = 'fifo', now, ...bounds }: Job): Promise<UtxoGatherReport> {
  const client = createClient({ allowPrivate: [server.host] })
  const source = createEsploraTxs({ client, clock, chain, url: server.url, attemptsMax: 3 })
  const boundsOf: UtxoGatherTrace['boundsOf'] = async (view) => {
    return { rule, labels: await resolveLabels(view), counterpartiesMax: 1000 }
  }
  const limits = { txsMax: 2000, historyMax: 5000, partsMax: 200, ...bounds }
  return await gatherUtxoTrace(silent(now), { store, source, thefts: [theftOf(seed)], boundsOf, ...limits })
}

async function trace(store: Store, rule: TraceOptions['rule'], seed = COIN): Promise<TraceReport> {
  const view = await openUtxoView(store, chain)
  const hubs = await listHubOwners(store, chain)
  const [report] = await traceTheft(view, theftOf(seed), { rule, labels: new Map(), counterpartiesMax: 1000, hubs })
  return report as TraceReport
}

const endsOf = (report: TraceReport): Record<string, bigint> =>
  Object.fromEntries(
    report.destinations.flatMap(({ outputs = [] }) => outputs.map(({ outpoint, amount }) => [outpoint, amount])),
  )

describe.skipIf(!isHere)('the 50 bitcoin of block 9, from an explorer', () => {
  it.each(['fifo', 'haircut', 'poison'] as const)('%s ends as it does in the blocks', async (rule) => {
    const store = await openCase()
    const server = await serveEsploraTxs(realTxs())
    const report = await gather({ store, server, rule })
    expect(report).toMatchObject({ waiting: [], hubs: [], pending: [], unspent: 5 })
    const found = await trace(store, rule)
    expect(found.isBalanced).toBe(rule !== 'poison')
    expect(found.completed).toEqual([])
    expect(endsOf(found)).toEqual(rule === 'poison' ? { ...ENDS, [MERGED]: 61n * BTC } : ENDS)
  })
})
