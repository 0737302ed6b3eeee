import { AssetId, ChainId, TxHash } from '../chain/index.ts'
import { findFreezes, type Label, LabelBook } from '../intel/index.ts'
import { type Destination, type Edge, RULES_VERSION, type TraceReport } from '../trace/index.ts'
import type { BalanceCheck, Behaviour, Deposit } from './Behaviour.ts'
import { findLookalikes } from './findLookalikes.ts'
import type { AssetAccount, Bounds, Investigation, KnownAddress, Move, Place, Reading } from './Investigation.ts'
import type { Question } from './Question.ts'
import { ISSUERS } from './responders/issuers.ts'

/** What an investigation is made of. */
export interface InvestigationInput {
  readonly question: Question
  readonly bounds: Bounds
  readonly version: string
  readonly atSec: number
  readonly source: string
  readonly reading: Reading
  /** One for each asset; none where the source knows of nothing. */
  readonly reports: readonly TraceReport[]
  /** All labels of accounts that the ledger has. */
  readonly labels: readonly Label[]
  readonly incidents: readonly KnownAddress[]
  /** Who paid whom, in all that was read: payments of nothing too. */
  readonly behaviour?: Behaviour | undefined
  readonly deposits: readonly Deposit[]
  readonly checks: readonly BalanceCheck[]
  readonly payments: readonly { readonly from: string; readonly to: string }[]
}

/** Says where the money went: pure, the same input gives the same document. */
export function createInvestigation(input: InvestigationInput): Investigation {
  const { question, bounds, version, atSec, source, reading, reports } = input
  const book = LabelBook.create(input.labels)
  const onTheWay = new Set([question.subject, ...reports.flatMap(listAccounts)])
  return {
    schema: 'lazaretto/investigation/1',
    engine: { version, rules: RULES_VERSION },
    atSec,
    question,
    bounds,
    source,
    reading,
    assets: [...reports].sort(compareAssets).map((report) => toAccount(report, book)),
    incidents: input.incidents.filter(({ account }) => onTheWay.has(account)),
    lookalikes: findLookalikes(onTheWay, listNeighbours(onTheWay, input.payments)),
    behaviour: input.behaviour,
    deposits: input.deposits.filter(({ account }) => onTheWay.has(account)),
    checks: input.checks,
  }
}

function* listNeighbours(onTheWay: ReadonlySet<string>, payments: InvestigationInput['payments']): Generator<string> {
  for (const { from, to } of payments) if (onTheWay.has(from) || onTheWay.has(to)) yield* [from, to]
}

function listAccounts({ edges, destinations, stolen }: TraceReport): string[] {
  const ends = [...edges, ...stolen.transfers].flatMap(({ from, to }) => [from, to])
  return [...ends, ...destinations.map(({ account }) => account)]
}

const NAMES: ReadonlyMap<string, string> = new Map(ISSUERS.flatMap(({ tokens }) => [...tokens]))

/** The name of an asset that we vouch for: what a token calls itself can be anything. */
function nameOf(id: string, chain: string): string | undefined {
  const native = ChainId.find(ChainId.parse(chain))
  if (native !== undefined && id === AssetId.native(native.id)) return native.nativeSymbol
  return NAMES.get(id)
}

/** Assets that are known by name stand before those that anybody can make. */
function compareAssets(a: TraceReport, b: TraceReport): number {
  const unknown = (report: TraceReport): number => Number(nameOf(report.asset.id, report.chain) === undefined)
  return unknown(a) - unknown(b) || (a.asset.id < b.asset.id ? -1 : a.asset.id > b.asset.id ? 1 : 0)
}

function toAccount(report: TraceReport, book: LabelBook.LabelBook): AssetAccount {
  const { asset, stolen, chain, isBalanced, destinations, edges } = report
  const times = stolen.transfers.flatMap(({ timeSec }) => timeSec ?? [])
  const last = lastArrivals([...stolen.transfers, ...edges])
  return {
    id: asset.id,
    name: nameOf(asset.id, chain),
    decimals: asset.decimals,
    taken: {
      amount: String(stolen.amount),
      opening: String(stolen.opening),
      transfers: stolen.transfers.length,
      senders: new Set(stolen.transfers.map(({ from }) => from)).size,
      ...(times.length > 0 && { firstSec: Math.min(...times), lastSec: Math.max(...times) }),
    },
    isBalanced,
    places: destinations.filter(({ amount }) => amount > 0n).map((end) => toPlace(end, last, book)),
    moves: edges.map(toMove),
  }
}

function toMove({ tx, timeSec, from, to, amount }: Edge): Move {
  return { tx: TxHash.parse(tx), timeSec, from, to, amount: String(amount) }
}

function lastArrivals(edges: readonly Edge[]): ReadonlyMap<string, Edge> {
  return new Map([...edges].sort((a, b) => a.block - b.block).map((edge) => [edge.to, edge]))
}

function toPlace(end: Destination, last: ReadonlyMap<string, Edge>, book: LabelBook.LabelBook): Place {
  const { account, kind, limit, service, category, label, amount } = end
  const arrival = last.get(account)
  const [freeze] = findFreezes(book.labels.get(account) ?? [])
  return {
    account,
    kind,
    limit,
    service,
    category,
    label,
    amount: String(amount),
    lastSec: arrival?.timeSec,
    lastTx: arrival === undefined ? undefined : TxHash.parse(arrival.tx),
    frozenBy: freeze?.source,
  }
}
