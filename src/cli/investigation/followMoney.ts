import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AssetId, TxHash } from '../../chain/index.ts'
import { type Label, listIncidentAddresses, openBuiltInRegister } from '../../intel/index.ts'
import {
  type Bounds,
  type CaseFile,
  createInvestigation,
  type Investigation,
  type KnownAddress,
  type Question,
  type Reading,
} from '../../investigate/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import {
  addLabels,
  type HistorySource,
  listHubOwners,
  listHubs,
  listLabels,
  openStore,
  type Store,
  type TxSource,
} from '../../ledger/index.ts'
import { ENGINE_VERSION, fromRecord, openChainView, resolveLabels, toRecord } from '../../server/index.ts'
import {
  type ChainView,
  COUNTERPARTIES_MAX,
  type Seed,
  type Theft,
  type TraceOptions,
  type TraceReport,
  traceTheft,
} from '../../trace/index.ts'
import { accountsOf, gatherTrace, orNothing } from '../gatherTrace.ts'
import { gatherUtxoTrace, type UtxoGatherTrace } from '../gatherUtxoTrace.ts'
import { onInterrupt } from '../interrupt.ts'
import { type Naming, openNaming } from '../Naming.ts'
import { toDocument } from '../report/json.ts'
import type { Terminal } from '../Terminal.ts'
import { keepLedger, openLedger } from './ledgerOfCase.ts'
import { readBehaviour } from './readBehaviour.ts'

/** What is to be followed, from which source, and what was found before. */
export interface Inquiry {
  readonly question: Question
  readonly bounds: Bounds
  readonly source: HistorySource | TxSource
  readonly labels: readonly Label[]
  /** Whether the source is asked what it calls addresses. */
  readonly asksNames: boolean
  readonly before: CaseFile | undefined
}

/** What came of it, with all that a case file keeps. */
export interface Finding {
  readonly investigation: Investigation
  readonly reports: readonly TraceReport[]
  readonly file: CaseFile
}

/** Follows money from a public source, in a ledger of its own that is gone afterwards. */
export async function followMoney(terminal: Terminal, inquiry: Inquiry): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-investigate-'))
  const store = await openStore(join(folder, 'ledger'), { mode: 'write' })
  try {
    if (inquiry.before !== undefined) await openLedger(store, inquiry.before)
    await addLabels(store, inquiry.labels.map(toRecord))
    return await follow(terminal, store, inquiry)
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function follow(terminal: Terminal, store: Store, inquiry: Inquiry): Promise<Finding> {
  const { question, bounds, source, before } = inquiry
  const atSec = terminal.now()
  const theft = theftOf(inquiry)
  const told = await gather(terminal, store, { ...inquiry, theft, atSec })
  const reports = await traceAll(store, { ...inquiry, theft })
  const reading = { ...told, waiting: toAccounts(told.waiting, reports) }
  const behaviour = await behave(store, { ...inquiry, atSec, reports })
  const { ledger, ...kept } = await keepLedger(store, question.chain)
  const labels = await listLabels(store)
  const investigation = createInvestigation({
    question,
    bounds,
    version: ENGINE_VERSION,
    atSec,
    source: source.name,
    reading,
    reports,
    labels: labels.map(fromRecord),
    incidents: listIncidents(question),
    ...behaviour,
    payments: ledger.transfers,
  })
  const seen = new Set(ledger.transfers.flatMap(({ from, to }) => [from, to]))
  const result = { investigation, traces: reports.map(toDocument) }
  const file: CaseFile = {
    engine: ENGINE_VERSION,
    madeAtSec: atSec,
    ...kept,
    labels: labels.filter(({ address }) => seen.has(address)),
    results: [...(before?.results ?? []), result],
  }
  return { investigation, reports, file }
}

function theftOf({ question, bounds }: Inquiry): Theft {
  const said = {
    ...(bounds.amount !== undefined && { amount: bounds.amount }),
    ...(bounds.sinceSec !== undefined && { sinceSec: bounds.sinceSec }),
  }
  const ordinal = question.ordinal === undefined ? {} : { ordinal: question.ordinal }
  const seed: Seed =
    question.kind === 'address'
      ? { kind: 'account', address: question.subject, ...said }
      : { kind: 'transaction', tx: question.subject, ...ordinal, ...said }
  return { name: question.subject, seeds: [seed] }
}

interface Gathering extends Inquiry {
  readonly theft: Theft
  readonly atSec: number
}

/** Reads from the source; where it breaks off, what came until then is used and said to be part. */
async function gather(
  terminal: Terminal,
  store: Store,
  { source, bounds, theft, atSec, asksNames }: Gathering,
): Promise<Reading> {
  const interrupt = onInterrupt()
  const wanted = { store, now: terminal.now, isWanted: asksNames }
  const naming = 'listHistory' in source ? openNaming(source, wanted) : undefined
  try {
    const request = { store, thefts: [theft], boundsOf: async (view: ChainView) => await boundsOf(view, bounds) }
    if ('listSpends' in source)
      return await gatherTxs(terminal, { ...request, source, bounds, signal: interrupt.signal })
    const { read, known, waiting, hubs, head } = await gatherTrace(terminal, {
      ...request,
      source,
      naming,
      accountsMax: bounds.accountsMax,
      transfersMax: bounds.transfersMax,
      refreshBeforeSec: atSec,
      signal: interrupt.signal,
    })
    return { read, known, waiting, hubs, head, names: toNames(naming) }
  } catch (error) {
    const broken = interrupt.signal.aborted ? 'You stopped it.' : reasonOf(error)
    const gathered = await keepLedger(store, source.chain)
    if (broken === undefined || (gathered.places.length === 0 && gathered.txs.length === 0)) throw error
    const read = gathered.places.filter(({ state }) => state !== 'part').length
    return { read, known: gathered.places.length, waiting: [], hubs: [], names: toNames(naming), broken }
  } finally {
    interrupt.end()
    terminal.progress('')
  }
}

function toNames(naming: Naming | undefined): Reading['names'] {
  if (naming === undefined) return undefined
  const { source, asked, named, refused } = naming.report()
  return { source, asked, named, refused }
}

/** More inputs or outputs than a person's payment has. */
const PARTS_MAX = 200

async function gatherTxs(
  terminal: Terminal,
  { bounds, ...request }: Omit<UtxoGatherTrace, 'txsMax' | 'historyMax' | 'partsMax'> & { readonly bounds: Bounds },
): Promise<Reading> {
  const sizes = { txsMax: bounds.accountsMax, historyMax: bounds.transfersMax, partsMax: PARTS_MAX }
  const { read, waiting, hubs, pending } = await gatherUtxoTrace(terminal, { ...request, ...sizes })
  return {
    read,
    known: read + waiting.length,
    waiting,
    hubs: hubs.map(({ name, count }) => ({ account: name, transfers: count })),
    pending: pending.map(({ txid }) => TxHash.parse(txid)),
  }
}

/** On a UTXO chain outputs wait to be read: the accounts that have them. */
function toAccounts(waiting: readonly string[], reports: readonly TraceReport[]): readonly string[] {
  const outputs = new Set(waiting.filter((place) => place.includes(':')))
  if (outputs.size === 0) return waiting
  const ends = reports.flatMap(({ destinations }) => destinations)
  const found = ends.filter((end) => end.outputs?.some(({ outpoint }) => outputs.has(outpoint)))
  return [...new Set(found.map(({ account }) => account))]
}

/** Why a source may go on later; undefined for what waiting does not mend. */
function reasonOf(error: unknown): string | undefined {
  const isPassing = error instanceof LazarettoError && (error.kind === 'retryable' || error.kind === 'limit')
  return isPassing ? `${error.code}: ${error.message}` : undefined
}

async function traceAll(store: Store, { question, bounds, theft }: Inquiry & { theft: Theft }): Promise<TraceReport[]> {
  const view = await orNothing(async () => await openChainView(store, question.chain))
  if (view === undefined) return []
  const hubs = await hubsOf(view, store)
  const options = { ...(await boundsOf(view, bounds)), hubs }
  return (await orNothing(async () => await traceTheft(view, theft, options))) ?? []
}

type Behaving = Inquiry & { readonly atSec: number; readonly reports: readonly TraceReport[] }

/** How addresses behave: on chains with accounts. */
async function behave(
  store: Store,
  { question, source, atSec, reports }: Behaving,
): Promise<Awaited<ReturnType<typeof readBehaviour>>> {
  const view = await orNothing(async () => await openChainView(store, question.chain))
  const nothing = { behaviour: undefined, deposits: [], checks: [] }
  if (view === undefined || !('findAccounts' in view) || !('listHistory' in source) || reports.length === 0)
    return nothing
  const asked = question.kind === 'address' ? question.subject : undefined
  return await readBehaviour({ store, view, source, reports, asked, atSec })
}

async function boundsOf(view: ChainView, { rule, asset }: Bounds): Promise<TraceOptions> {
  return {
    rule,
    labels: await resolveLabels(view),
    counterpartiesMax: COUNTERPARTIES_MAX,
    ...(asset !== undefined && { assets: [AssetId.parse(asset)] }),
  }
}

/** Accounts or owners that were not read to their end. */
async function hubsOf(view: ChainView, store: Store): Promise<ReadonlySet<number>> {
  if (!('findAccounts' in view)) return await listHubOwners(store, view.chain)
  return await accountsOf(view, await listHubs(store, view.chain))
}

/** What the register of thefts knows of addresses of the chain. */
function listIncidents({ chain }: Question): KnownAddress[] {
  const here = listIncidentAddresses(openBuiltInRegister()).filter(({ chains }) => {
    return chains === 'any-evm' ? chain.startsWith('eip155:') : chains.includes(chain)
  })
  return here.map(({ address, incident, role }) => ({ account: address, incident, role }))
}
