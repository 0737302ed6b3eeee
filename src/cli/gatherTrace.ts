import { LazarettoError } from '../LazarettoError.ts'
import {
  type Frontier,
  type GatherReport,
  gatherLedger,
  type HistorySource,
  openView,
  type Store,
} from '../ledger/index.ts'
import { resolveLabels } from '../server/index.ts'
import { type Theft, type TraceOptions, type TraceReport, traceTheft } from '../trace/index.ts'
import type { Naming, NamingReport } from './Naming.ts'
import type { Terminal } from './Terminal.ts'
import { cleanCell } from './table.ts'

/** Money is followed from public sources. */
export interface GatherTrace {
  readonly store: Store
  readonly source: HistorySource
  readonly thefts: readonly Theft[]
  /** How far to follow, with the names of a view; called again whenever the ledger has grown. */
  readonly boundsOf: (view: Awaited<ReturnType<typeof openView>>) => Promise<TraceOptions>
  readonly accountsMax: number
  readonly transfersMax: number
  /** Histories that were last read before this moment are read on. */
  readonly refreshBeforeSec?: number
  /** Asks what accounts are called before their histories are read. */
  readonly naming?: Naming | undefined
  readonly signal?: AbortSignal
}

/** Fetches what a trace of the thefts needs into the store, and says on the way how far it is. */
export async function gatherTrace(terminal: Terminal, request: GatherTrace): Promise<GatherReport> {
  const { store, source, accountsMax, transfersMax, refreshBeforeSec, naming, signal } = request
  const seeds = seedsOf(request.thefts)
  return await gatherLedger({
    source,
    store,
    seeds,
    accountsMax,
    transfersMax,
    ...(refreshBeforeSec !== undefined && { refreshBeforeSec }),
    ...(signal && { signal }),
    ...(naming && { recognise: (accounts) => naming.recognise(accounts, signal) }),
    now: terminal.now,
    choose: async (hubs) => merge(seeds, await chooseNext(request, hubs)),
    onProgress: ({ read, known, hubs, place, transfers }) => {
      const stopped = hubs === 0 ? '' : `, stopped at ${count(hubs, 'hub')}`
      const at = `${shorten(place)}: ${transfers.toLocaleString('en-US')} transfers`
      terminal.progress(`fetched ${read} of ${count(known, 'address')}${stopped}; ${at}`)
    },
  })
}

/** What gathering came to, in words. */
export function gatherSummary({ read, known, waiting, hubs, head }: GatherReport, source: string): string {
  const lines = [
    `fetched ${read} of ${count(known, 'address')} from ${source}`,
    ...hubs.map(({ account, transfers }) => {
      return `  stopped at hub ${account}: ${transfers.toLocaleString('en-US')} of its transfers were read, and it has more`
    }),
    waiting.length === 0
      ? ''
      : `  not read: ${count(waiting.length, 'address')} that the money reaches; what lies there may have moved on`,
    head === undefined
      ? ''
      : `  read up to block ${head.height}: blocks above ${head.settled} may still be replaced, and are read again next time`,
  ]
  return lines.filter((line) => line !== '').join('\n')
}

/** What asking for names came to, in words. */
export function namingSummary({ source, asked, named, stops, refused }: NamingReport): string {
  const lines = [
    `asked ${source} what ${count(asked, 'address')} ${asked === 1 ? 'is' : 'are'} called: ${named} with a name`,
    ...stops.map(({ account, name, source: who }) => `  stopped at ${account} (${cleanCell(who)}: ${cleanCell(name)})`),
    refused === undefined
      ? ''
      : `  names were not to be had${asked === 0 ? '' : ' of all'}: ${cleanCell(refused, 300)}`,
  ]
  return lines.filter((line) => line !== '').join('\n')
}

function seedsOf(thefts: readonly Theft[]): Frontier {
  const all = thefts.flatMap(({ seeds }) => seeds)
  return {
    accounts: all.flatMap((seed) => (seed.kind === 'account' ? [seed.address] : [])),
    transactions: all.flatMap((seed) => (seed.kind === 'transaction' ? [seed.tx] : [])),
  }
}

function merge(seeds: Frontier, found: Frontier): Frontier {
  return {
    accounts: [...new Set([...seeds.accounts, ...found.accounts])],
    transactions: [...new Set([...seeds.transactions, ...found.transactions])],
  }
}

/** Where the money is by what the store has: all accounts that it passes, and the transactions into those it stops at. */
async function chooseNext(
  { store, source, thefts, boundsOf }: GatherTrace,
  hubs: ReadonlySet<string>,
): Promise<Frontier> {
  const view = await orNothing(() => openView(store, source.chain))
  if (view === undefined) return { accounts: [], transactions: [] }
  const bounds = { ...(await boundsOf(view)), hubs: await accountsOf(view, hubs) }
  const labels = await resolveLabels(view)
  const stops = new Set([...hubs, ...[...labels.values()].flatMap((l) => (l.stops ? [l.address] : []))])
  const reports: TraceReport[] = []
  for (const theft of thefts) reports.push(...((await orNothing(() => traceTheft(view, theft, bounds))) ?? []))
  return frontierOf(reports, stops)
}

function frontierOf(reports: readonly TraceReport[], stops: ReadonlySet<string>): Frontier {
  const held = reports.flatMap(({ destinations }) => destinations.filter(({ kind }) => kind === 'held'))
  const edges = reports.flatMap((report) => [...report.stolen.transfers, ...report.edges])
  const passed = reports.flatMap((report) => report.edges.map(({ from }) => from))
  const accounts = [...held.map(({ account }) => account), ...passed].filter((account) => !stops.has(account))
  const into = edges.filter(({ to }) => stops.has(to)).map(({ tx }) => tx)
  return { accounts: [...new Set(accounts)], transactions: [...new Set(into)] }
}

/** The ids that accounts have in a view. */
export async function accountsOf(
  view: { findAccounts(addresses: readonly string[]): Promise<ReadonlyMap<string, number>> },
  hubs: ReadonlySet<string>,
): Promise<Set<number>> {
  return new Set((await view.findAccounts([...hubs])).values())
}

/** Before the first history has come there may be nothing to trace. */
export async function orNothing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof LazarettoError && EMPTY.has(error.code)) return undefined
    throw error
  }
}

const EMPTY: ReadonlySet<string> = new Set([
  'LZ_STORE_CHAIN',
  'LZ_TRACE_ASSET_UNKNOWN',
  'LZ_TRACE_SEED_NOT_FOUND',
  'LZ_TRACE_NOTHING_STOLEN',
])

function shorten(place: string): string {
  return place.length > 24 ? `${place.slice(0, 12)}...` : place
}

export function count(number: number, word: string): string {
  const plural = word === 'address' ? 'addresses' : `${word}s`
  return `${number.toLocaleString('en-US')} ${number === 1 ? word : plural}`
}
