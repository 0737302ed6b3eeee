import { TxHash } from '../chain/index.ts'
import {
  gatherUtxos,
  openUtxoView,
  type Store,
  type TxSource,
  type UtxoFrontier,
  type UtxoGatherReport,
  type UtxoSeeds,
  type UtxoView,
} from '../ledger/index.ts'
import { type Theft, type TraceOptions, type TraceReport, traceTheft } from '../trace/index.ts'
import { count, orNothing } from './gatherTrace.ts'
import type { Terminal } from './Terminal.ts'

/** Bitcoin is followed through a public explorer. */
export interface UtxoGatherTrace {
  readonly store: Store
  readonly source: TxSource
  readonly thefts: readonly Theft[]
  /** How far to follow, with the names of a view; called again whenever the ledger has grown. */
  readonly boundsOf: (view: UtxoView) => Promise<TraceOptions>
  readonly txsMax: number
  readonly historyMax: number
  readonly partsMax: number
  readonly signal?: AbortSignal
}

/** What was said to be unspent counts for so long. */
const FRESH_SEC = 600

/** Fetches what a trace of the thefts needs into the store, and says on the way how far it is. */
export async function gatherUtxoTrace(terminal: Terminal, request: UtxoGatherTrace): Promise<UtxoGatherReport> {
  const { store, source, txsMax, historyMax, partsMax, signal } = request
  const progress = { read: 0, open: 0, hubs: 0, txid: '' }
  const show = (): void => {
    const stopped = progress.hubs === 0 ? '' : `, stopped at ${count(progress.hubs, 'hub')}`
    const known = progress.read + progress.open
    terminal.progress(
      `fetched ${progress.read} of ${count(known, 'transaction')}${stopped}; ${progress.txid.slice(0, 12)}`,
    )
  }
  return await gatherUtxos({
    source,
    store,
    seeds: seedsOf(request.thefts),
    txsMax,
    historyMax,
    partsMax,
    now: terminal.now,
    ...(signal && { signal }),
    refreshBeforeSec: terminal.now() - FRESH_SEC,
    choose: (hubs) => chooseNext(request, hubs),
    onRead: (txid) => {
      Object.assign(progress, { txid, read: progress.read + 1 })
      show()
    },
    onProgress: (next) => {
      Object.assign(progress, next)
      show()
    },
  })
}

/** What gathering came to, in words. */
export function utxoGatherSummary(report: UtxoGatherReport, source: string): string {
  const { read, waiting, hubs, pending, unspent } = report
  const lines = [
    `fetched ${read} of ${count(read + waiting.length, 'transaction')} from ${source}, each proved by its block`,
    ...hubs.map(({ name, count: size }) => `  stopped at hub ${name}: ${describe(name, size)}`),
    ...pending.map(({ txid, outpoint }) => {
      return outpoint === undefined
        ? `  not confirmed yet, and not followed: ${txid}`
        : `  moving now, unconfirmed: ${txid} spends ${outpoint}`
    }),
    waiting.length === 0
      ? ''
      : `  not read: who spends ${count(waiting.length, 'output')} that the money reaches; it may have moved on`,
    unspent === 0 ? '' : `  unspent by the explorer's word, which nothing can prove: ${count(unspent, 'output')}`,
  ]
  return lines.filter((line) => line !== '').join('\n')
}

function describe(name: string, size: number): string {
  const many = size.toLocaleString('en-US')
  return /^[0-9a-f]{64}$/.test(name) ? `a transaction of ${many} inputs or outputs` : `it has ${many} transactions`
}

function seedsOf(thefts: readonly Theft[]): UtxoSeeds {
  const all = thefts.flatMap(({ seeds }) => seeds)
  return {
    addresses: [...new Set(all.flatMap((seed) => (seed.kind === 'account' ? [seed.address] : [])))],
    txids: [...new Set(all.flatMap((seed) => (seed.kind === 'transaction' ? [TxHash.parse(seed.tx).slice(2)] : [])))],
  }
}

/** Where the money is by what the store has: the transactions that it passed, and the outputs in which it lies. */
async function chooseNext(
  { store, source, thefts, boundsOf }: UtxoGatherTrace,
  hubs: ReadonlySet<number>,
): Promise<UtxoFrontier> {
  const view = await orNothing(() => openUtxoView(store, source.chain))
  if (view === undefined) return { txids: [], outpoints: [] }
  const bounds = { ...(await boundsOf(view)), hubs }
  const reports: TraceReport[] = []
  for (const theft of thefts) reports.push(...((await orNothing(() => traceTheft(view, theft, bounds))) ?? []))
  return frontierOf(reports)
}

function frontierOf(reports: readonly TraceReport[]): UtxoFrontier {
  const passed = reports.flatMap(({ edges, mixes }) => [...edges, ...(mixes ?? [])].map(({ tx }) => tx))
  const held = reports
    .flatMap(({ destinations }) => destinations.filter(({ kind }) => kind === 'held'))
    .flatMap(({ outputs = [] }) => outputs)
    .sort((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0))
  return {
    txids: [...new Set(passed)],
    outpoints: [...new Set(held.map(({ outpoint }) => outpoint))],
  }
}
