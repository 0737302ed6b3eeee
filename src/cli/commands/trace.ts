import { basename } from 'node:path'
import { Command, Option } from 'commander'
import { AssetId, ChainId, Time } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import { listHubOwners, listHubs, openStore, type Store, type TxSource } from '../../ledger/index.ts'
import { drawFlow } from '../../picture/index.ts'
import { openChainView, resolveLabels } from '../../server/index.ts'
import {
  type ChainView,
  COUNTERPARTIES_MAX,
  type Direction,
  parseSeed,
  type Seed,
  type Theft,
  type TraceOptions,
  type TraceReport,
  traceSources,
  traceTheft,
} from '../../trace/index.ts'
import { readText, writeText } from '../files.ts'
import { accountsOf, gatherSummary, gatherTrace, namingSummary } from '../gatherTrace.ts'
import { gatherUtxoTrace, utxoGatherSummary } from '../gatherUtxoTrace.ts'
import { openNaming } from '../Naming.ts'
import {
  isTxSource,
  openSource,
  openTxSource,
  SOURCES,
  type SourceName,
  TX_SOURCES,
  type TxSourceName,
} from '../openSource.ts'
import { gather, parseCount } from '../options.ts'
import { CSV_TABLES, type CsvTable, toCsv } from '../report/csv.ts'
import { toFlow } from '../report/flow.ts'
import { toHtml } from '../report/html.ts'
import { toJson } from '../report/json.ts'
import { toText } from '../report/text.ts'
import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'
import { addDeposits, type Reconcile, startReconcile } from '../traceExtras.ts'

interface Options {
  readonly store: string
  readonly chain: string
  readonly seed?: readonly string[]
  readonly seeds?: string
  readonly name?: string
  readonly rule: TraceOptions['rule']
  readonly asset?: string
  readonly hubs: number
  readonly depth?: number
  readonly dust?: string
  readonly until?: string
  readonly candidates?: true
  readonly source?: SourceName | TxSourceName
  readonly sourceUrl?: string
  readonly names?: boolean
  readonly addresses: number
  readonly hubTransfers: number
  readonly transactions: number
  readonly hubParts: number
  readonly deposits?: true
  readonly reconcile?: true
  readonly json?: true
  readonly csv?: CsvTable | true
  readonly svg?: string
  readonly html?: string
}

const TRACE_EXAMPLES = `
Examples:
  lazaretto trace --seeds sources.txt --store case
  lazaretto trace --seed 0x8b3cb6bf982798fba233bca56749e22eec42dcf3 --rule fifo --html trace.html --store case
  lazaretto trace --seed 0xf2514b39ac127550e8b4972e7e53a0b4a81a922a963b2ff988f9077301d6e255 --json --store case
  lazaretto trace --source blockscout --seed 0x8b3cb6bf982798fba233bca56749e22eec42dcf3 --store case
  lazaretto trace --source blockscout --seeds sources.txt --store case --reconcile --deposits
  lazaretto trace --chain bitcoin --seed 0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9:0 --rule fifo
  lazaretto trace --chain bitcoin --source mempool --seed 0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9:0 --store case
  lazaretto trace --chain bitcoin --source esplora --source-url http://127.0.0.1:3000 --seed 0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9:0 --store case

A seed is an account, a transaction, or one transfer of it by its log index (hash:12); on a UTXO chain an address, a
transaction with all its outputs, or one output (txid:0). It may say more:
  0x7a01... amount=100.5 since=2023-01-13T20:34:11Z theft=Harmony
Seeds with different thefts are followed each on its own.

With --source the ledger is made of what that explorer tells of the accounts that the money reaches, and of no others. The
explorer sees which these are. Run it again to go on where it was stopped. Etherscan wants a key in ETHERSCAN_API_KEY.
Blockscout is also asked what it calls these accounts: its names are its claims, and its history of a service is not fetched.

On Bitcoin --source (blockstream, mempool, or esplora for your own) fetches single transactions: those that the money passes,
and those that they spend from. Each is proved by its hash, its branch to the merkle root, and the work of its block. Fees
end where they are paid, and what --candidates names behind a CoinJoin is not fetched.`

const SOURCES_EXAMPLES = `
Examples:
  lazaretto sources --seed 0xbae578f543b036a1934b9bc75e3ac5895d051355 --store case
  lazaretto sources --seeds accounts.txt --rule fifo --json --store case`

export function traceCommand(terminal: Terminal): Command {
  return withOptions(new Command('trace'))
    .description('Follow a theft and account for every unit of it.')
    .addOption(
      new Option('--source <name>', 'fetch what the trace needs from this explorer').choices([
        ...SOURCES,
        ...TX_SOURCES,
      ]),
    )
    .option('--source-url <url>', 'address of its API, where it is not the well-known one')
    .option('--no-names', 'do not ask the explorer what it calls addresses')
    .option('--addresses <n>', 'fetch the histories of at most so many addresses', parseCount, 500)
    .option('--hub-transfers <n>', 'do not read an address further than so many transfers', parseCount, 5000)
    .option('--transactions <n>', 'on Bitcoin: fetch about so many transactions at most', parseCount, 2000)
    .option('--hub-parts <n>', 'on Bitcoin: stop at transactions with more inputs or outputs', parseCount, 200)
    .option('--reconcile', 'hold what was read against the balances that the explorer states')
    .option('--deposits', 'also say which accounts behave like deposit addresses of labelled exchanges: no proof')
    .addHelpText('after', TRACE_EXAMPLES)
    .action((options: Options) => run(terminal, options, 'forward'))
}

export function sourcesCommand(terminal: Terminal): Command {
  return withOptions(new Command('sources'))
    .description('Follow money backwards: where what the seeds had came from.')
    .addHelpText('after', SOURCES_EXAMPLES)
    .action((options: Options) => run(terminal, options, 'backward'))
}

function withOptions(command: Command): Command {
  const rules = ['haircut', 'fifo', 'lifo', 'tiho', 'poison']
  return command
    .option('--seed <seed>', 'where it begins; may be given several times', gather)
    .option('--seeds <file>', 'file with one seed per line, - for standard input; # begins a comment')
    .option('--name <name>', 'name of the case in the report')
    .option('--store <folder>', 'folder of the ledger', defaultStoreFolder(process.env))
    .option('--chain <name>', 'chain of the seeds', 'ethereum')
    .addOption(
      new Option('--rule <rule>', 'how taint is counted; tiho on UTXO chains only').choices(rules).default('haircut'),
    )
    .option('--asset <id>', 'follow only this asset: ETH, a contract, a name, a CAIP-19 id')
    .option('--hubs <n>', 'stop at unlabelled accounts with more counterparties', parseCount, COUNTERPARTIES_MAX)
    .option('--depth <n>', 'follow at most so many hops', parseCount)
    .option('--dust <amount>', 'do not follow amounts below it, in units of the asset')
    .option('--until <time>', 'follow until this moment, UTC: 2023-01-31 or 2023-01-31T12:00:00Z')
    .option('--candidates', 'also say where the outputs of a CoinJoin went that stopped the trace: no proof')
    .option('--json', 'print JSON, one document per asset (docs/trace.schema.json)')
    .addOption(new Option('--csv [table]', 'print one table as CSV').choices(CSV_TABLES).preset('destinations'))
    .option('--svg <file>', 'write a picture')
    .option('--html <file>', 'write a self-contained page')
}

async function run(terminal: Terminal, options: Options, direction: Direction): Promise<void> {
  const chain = ChainId.parse(options.chain)
  const thefts = await readThefts(terminal, options, chain)
  const store = await openStore(options.store, { mode: options.source === undefined ? 'read' : 'write' })
  try {
    const reconcile = await gatherFor(terminal, options, { store, chain, thefts })
    const view = await openChainView(store, chain)
    const bounds = { ...(await boundsOf(view, options)), hubs: await hubsOf(view, store) }
    const follow = direction === 'forward' ? traceTheft : traceSources
    const reports: TraceReport[] = []
    for (const theft of thefts) {
      for (const report of await follow(view, theft, bounds)) {
        const found = options.deposits === true ? await addDeposits(view, report, bounds.labels) : report
        reports.push(await reconcile(view, found))
      }
    }
    for (const [i, report] of reports.entries()) {
      print(terminal, options, { report, place: reports.length > 1 ? i + 1 : 0 })
    }
  } finally {
    store.close()
  }
}

/** Accounts or owners that were not read to their end. */
async function hubsOf(view: ChainView, store: Store): Promise<ReadonlySet<number>> {
  if (!('findAccounts' in view)) return await listHubOwners(store, view.chain)
  return await accountsOf(view, await listHubs(store, view.chain))
}

interface TraceWork {
  readonly store: Store
  readonly chain: ChainId.ChainId
  readonly thefts: readonly Theft[]
}

/** Fetches what the trace needs, where the user has named a source, and gives what holds reports against the same source. */
async function gatherFor(terminal: Terminal, options: Options, work: TraceWork): Promise<Reconcile> {
  const { source: name, sourceUrl: url, addresses: accountsMax, hubTransfers: transfersMax } = options
  if (name === undefined) {
    if (options.reconcile === true) throw new SourceMissingError()
    return async (_, report) => report
  }
  if (isTxSource(name)) {
    await gatherUtxosFor(terminal, options, {
      ...work,
      source: openTxSource({ name, chain: work.chain, url, terminal }),
    })
    return async (_, report) => report
  }
  const source = openSource({ name, chain: work.chain, url, env: process.env, terminal })
  const reconcile = options.reconcile === true ? await startReconcile(terminal, work.store, source) : undefined
  const boundsFor = (view: ChainView): Promise<TraceOptions> => boundsOf(view, options)
  const naming = openNaming(source, { store: work.store, now: terminal.now, isWanted: options.names !== false })
  const bounds = { boundsOf: boundsFor, accountsMax, transfersMax }
  const report = await gatherTrace(terminal, { ...work, source, naming, ...bounds })
  terminal.say(gatherSummary(report, source.name))
  if (naming !== undefined) terminal.say(namingSummary(naming.report()))
  return reconcile ?? (async (_, traced) => traced)
}

async function gatherUtxosFor(
  terminal: Terminal,
  options: Options,
  work: TraceWork & { readonly source: TxSource },
): Promise<void> {
  const { transactions: txsMax, hubTransfers: historyMax, hubParts: partsMax } = options
  const boundsFor = (view: ChainView): Promise<TraceOptions> => boundsOf(view, options)
  const report = await gatherUtxoTrace(terminal, { ...work, boundsOf: boundsFor, txsMax, historyMax, partsMax })
  terminal.say(utxoGatherSummary(report, options.source ?? work.source.name))
}

async function boundsOf(view: ChainView, options: Options): Promise<TraceOptions> {
  return {
    rule: options.rule,
    labels: await resolveLabels(view),
    counterpartiesMax: options.hubs,
    ...(options.asset === undefined ? {} : { assets: [AssetId.parseOn(options.asset, view.chain)] }),
    ...(options.depth === undefined ? {} : { hopsMax: options.depth }),
    ...(options.dust === undefined ? {} : { dust: options.dust }),
    ...(options.candidates === undefined ? {} : { candidates: true }),
    ...(options.until === undefined ? {} : { untilSec: Time.parse(options.until) }),
  }
}

/** One of several reports: `place` counts from 1 where there are more than one, and is in the files' names. */
function print(terminal: Terminal, options: Options, { report, place }: { report: TraceReport; place: number }): void {
  if (options.svg !== undefined) writeTo(terminal, numbered(options.svg, place), drawFlow(toFlow(report)))
  if (options.html !== undefined) writeTo(terminal, numbered(options.html, place), toHtml(report))
  if (options.json) terminal.write(toJson(report))
  else if (options.csv !== undefined) terminal.write(toCsv(report, options.csv === true ? 'destinations' : options.csv))
  else terminal.write(toText(report, terminal))
}

function writeTo(terminal: Terminal, file: string, text: string): void {
  writeText(file, text)
  terminal.say(`wrote ${file}`)
}

function numbered(file: string, place: number): string {
  return place === 0 ? file : file.replace(/(\.[^./]*)?$/, `-${place}$1`)
}

function nameOf({ name, seeds, seed = [] }: Options): string {
  if (seeds === '-') return name ?? 'standard input'
  return name ?? (seeds === undefined ? (seed[0] ?? '') : basename(seeds))
}

/** Seeds by theft, in the order in which they come; those that name none are one theft, named after the case. */
async function readThefts(terminal: Terminal, options: Options, chain: ChainId.ChainId): Promise<Theft[]> {
  const { seed = [], seeds } = options
  const lines = seeds === undefined ? [] : (await readSeeds(terminal, seeds)).split(/\r?\n/)
  const texts = [...seed, ...lines].map((line) => line.replace(/#.*/, '').trim()).filter((line) => line !== '')
  if (texts.length === 0) throw new SeedsMissingError()
  const thefts = new Map<string, Seed[]>()
  for (const text of new Set(texts)) {
    const named = parseSeed(text, chain)
    const name = named.theft ?? nameOf(options)
    thefts.set(name, [...(thefts.get(name) ?? []), named.seed])
  }
  return [...thefts].map(([name, members]) => ({ name, seeds: members }))
}

async function readSeeds({ input }: Terminal, path: string): Promise<string> {
  if (path !== '-') return readText(path)
  const pieces: Buffer[] = []
  for await (const piece of input) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces).toString()
}

class SourceMissingError extends LazarettoError {
  constructor() {
    const message = '--reconcile asks an explorer what accounts have. Say which: --source blockscout.'
    super('LZ_TRACE_SOURCE_MISSING', 'input', message)
  }
}

class SeedsMissingError extends LazarettoError {
  constructor() {
    const message = 'Say where it begins: --seed ADDRESS, or --seeds FILE with one per line.'
    super('LZ_TRACE_SEEDS_MISSING', 'input', message)
  }
}
