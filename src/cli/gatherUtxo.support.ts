import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
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
import { type FakeEsploraTxs, type FakeTxs, readFakeTxs } from './fakeEsploraTxs.support.ts'
import { gatherUtxoTrace, type UtxoGatherTrace } from './gatherUtxoTrace.ts'
import { createTerminal, type Terminal } from './Terminal.ts'

export const BLOCKS: string = join(process.cwd(), '../shared/data/bitcoin/blk00000-first-4522-blocks.dat')
export const isHere: boolean = existsSync(BLOCKS)
if (!isHere) console.warn('skipped: ../shared/data/bitcoin is not here, no trace is gathered from its blocks')

/** The coin of block 9, and the output with 61 bitcoin in which 11 of it end. */
export const COIN = '0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9:0'
export const MERGED = 'a3b0e9e7cddbbe78270fa4182a7675ff00b92872d8df7d14265a2b1e379a9d33:0'
const BTC = 100_000_000n
export const ENDS: Readonly<Record<string, bigint>> = {
  '828ef3b079f9c23829c56fe86e85b4a69d9e06e5b54ea597eef5fb3ffef509fe:1': 18n * BTC,
  [MERGED]: 11n * BTC,
  'a16f3ce4dd5deb92d98ef5cf8afeaf0775ebca408f708b2146c4fb42b41e14be:0': 10n * BTC,
  'f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16:0': 10n * BTC,
  '298ca2045d174f8a158961806ffc4ef96fad02d71a6b84d9fa0491813a776160:0': BTC,
}

let real: FakeTxs | undefined
/** The real blocks, read once. */
export function readReal(): FakeTxs {
  real ??= readFakeTxs(splitRecords(Uint8Array.from(readFileSync(BLOCKS))), BitcoinNetwork.main)
  return real
}

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

export function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-gather-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export async function openCase(): Promise<Store> {
  const store = await openStore(openFolder(), { mode: 'write' })
  onTestFinished(() => store.close())
  return store
}

const NOW = 1_800_000_000

function silent(now: number): Terminal {
  const nowhere = { write: () => true }
  return createTerminal({ stdout: nowhere, stderr: nowhere, env: {}, now: () => now })
}

export interface Job extends Partial<Pick<UtxoGatherTrace, 'txsMax' | 'historyMax' | 'partsMax'>> {
  readonly store: Store
  readonly server: FakeEsploraTxs
  /** The coin of block 9 unless said. */
  readonly seeds?: readonly string[]
  readonly chain?: ChainId.ChainId
  readonly rule?: TraceOptions['rule']
  /** How long after the first run. */
  readonly laterSec?: number
}

const main = ChainId.parse('bitcoin')
const patient = { nowMs: () => 0, sleep: async () => {} }
const limits = { txsMax: 2000, historyMax: 5000, partsMax: 200 }

export async function gather({ store, server, seeds = [COIN], chain = main, ...job }: Job): Promise<UtxoGatherReport> {
  const { rule = 'haircut', laterSec = 0, ...bounds } = job
  const client = createClient({ allowPrivate: [server.host] })
  const source = createEsploraTxs({ client, clock: patient, chain, url: server.url, attemptsMax: 3 })
  const thefts = [theftOf(seeds, chain)]
  const boundsOf: UtxoGatherTrace['boundsOf'] = async (view) => {
    return { rule, labels: await resolveLabels(view), counterpartiesMax: 1000 }
  }
  return await gatherUtxoTrace(silent(NOW + laterSec), { store, source, thefts, boundsOf, ...limits, ...bounds })
}

export interface Question {
  readonly seeds?: readonly string[]
  readonly chain?: ChainId.ChainId
  readonly rule?: TraceOptions['rule']
}

/** A trace of what the store has, with the hubs at which gathering stopped. */
export async function trace(store: Store, question: Question = {}): Promise<TraceReport> {
  const { seeds = [COIN], chain = main, rule = 'haircut' } = question
  const view = await openUtxoView(store, chain)
  const options = { rule, counterpartiesMax: 1000, labels: await resolveLabels(view) }
  const hubs = await listHubOwners(store, chain)
  const [report] = await traceTheft(view, theftOf(seeds, chain), { ...options, hubs })
  return report as TraceReport
}

function theftOf(seeds: readonly string[], chain: ChainId.ChainId): UtxoGatherTrace['thefts'][number] {
  return { name: 'theft', seeds: seeds.map((seed) => toSeed(seed, chain)) }
}

/** Addresses of a net on which nothing is worth anything are no seeds that a user can name. */
function toSeed(text: string, chain: ChainId.ChainId): UtxoGatherTrace['thefts'][number]['seeds'][number] {
  return text.startsWith('bcrt1') ? { kind: 'account', address: text } : parseSeed(text, chain).seed
}

/** Outputs at the end of a trace, with what is stolen of each. */
export function endsOf({ destinations }: TraceReport): Record<string, bigint> {
  const outputs = destinations.flatMap((destination) => destination.outputs ?? [])
  return Object.fromEntries(outputs.map(({ outpoint, amount }) => [outpoint, amount]))
}
