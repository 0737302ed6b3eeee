import { AssetId } from '../chain/index.ts'
import type { LabelBook } from '../intel/index.ts'
import type { ImportSummary, LedgerAsset, LedgerView, TransferPlace } from '../ledger/index.ts'
import { compareAmounts, compareText } from './compare.ts'
import { inflowOf } from './holdingRows.ts'
import { getAmount } from './kernel/AmountColumn.ts'
import { RULES_VERSION } from './rules/TaintRule.ts'
import { type Seed, textOfSeed } from './Seed.ts'
import { createStatement, limitsOf, lineOf } from './statement.ts'
import type { Ending, Origin, TaintFlow } from './TaintFlow.ts'
import type { Holding, TraceIndex } from './TraceIndex.ts'
import type { Completion, Destination, Edge, TraceReport } from './TraceReport.ts'
import type { DirectedOptions, Theft } from './traceTheft.ts'

/** What a report is made of: the flow in the index's numbers, and where to look up their names. */
export interface ReportInput {
  readonly view: LedgerView
  readonly theft: Theft
  readonly missing: readonly Seed[]
  readonly asset: LedgerAsset
  readonly index: TraceIndex
  readonly origins: readonly Origin[]
  readonly options: DirectedOptions
  readonly flow: TaintFlow
}

const ROUNDING = 'floor; the remainder stays with the sender'

/** Turns a flow into a report: names in the place of numbers, and everything in an order that depends on content only. */
export async function createReport(input: ReportInput): Promise<TraceReport> {
  const { view, theft, asset, options, flow } = input
  const names = await readNames(input)
  const imports = await view.listImports()
  const untraced = await view.listUntraced()
  const destinations = destinationsOf(input, names)
  const received = flow.thefts.reduce((sum, { origin }) => sum + origin, 0n)
  return {
    theft: theft.name,
    direction: options.direction,
    chain: view.chain,
    asset: { id: asset.caip19, name: AssetId.displayName(AssetId.parse(asset.caip19)), decimals: asset.decimals },
    rule: { name: options.rule, version: RULES_VERSION, rounding: ROUNDING },
    seeds: theft.seeds.map(textOfSeed),
    seedsNotFound: input.missing.map(textOfSeed),
    stolen: {
      amount: flow.stolen,
      opening: flow.stolen - received,
      transfers: flow.thefts.map((theftRow) => edgeOf(input, names, { ...theftRow, hops: 0 })),
    },
    isBalanced: flow.endings.reduce((sum, { origin }) => sum + origin, 0n) === flow.stolen,
    statement: createStatement(destinations),
    destinations,
    edges: listEdges(flow).map((edge) => edgeOf(input, names, edge)),
    limits: limitsOf(options, destinations),
    completed: completionsOf(input, names),
    reached: flow.reached.length,
    ledger: {
      transfers: input.index.count,
      copied: imports.reduce((sum, { copied }) => sum + copied, 0),
      ...rejectedOf(imports, asset.caip19),
      inexact: asset.inexact,
      ...(untraced.length > 0 && { untraced }),
    },
  }
}

/** What imports rejected of this asset; a row whose asset could not be read may be of any. */
export function rejectedOf(
  imports: readonly ImportSummary[],
  asset: string,
): { rejected: number; amountRejected: bigint } {
  const all = imports.flatMap(({ rejectedAmounts }) => rejectedAmounts)
  const own = all.filter((rejected) => rejected.asset === asset || rejected.asset === undefined)
  return {
    rejected: own.reduce((sum, { rows }) => sum + rows, 0),
    amountRejected: own.reduce((sum, { amount }) => sum + amount, 0n),
  }
}

interface Names {
  accountOf(holding: Holding): string
  placeOf(row: number): TransferPlace
  labelOf(holding: Holding): LabelBook.ResolvedLabel | undefined
}

async function readNames({ view, index, flow, options }: ReportInput): Promise<Names> {
  const rows = [...listEdges(flow), ...flow.thefts].map(({ row }) => row)
  const holdings = new Set([...flow.reached, ...rows.flatMap((row) => [index.from[row], index.to[row]] as Holding[])])
  const accounts = await view.describeAccounts([...holdings].map((holding) => index.account[holding] as number))
  const rowIdOf = (row: number): number => index.rowId[row] as number
  const places = await view.describeTransfers(rows.map(rowIdOf))
  return {
    accountOf: (holding) => accounts.get(index.account[holding] as number) as string,
    placeOf: (row) => places.get(rowIdOf(row)) as TransferPlace,
    labelOf: (holding) => options.labels.get(index.account[holding] as number),
  }
}

interface FlowEdge {
  readonly row: number
  readonly origin: bigint
  readonly hops: number
}

function listEdges({ edges }: TaintFlow): FlowEdge[] {
  return Array.from({ length: edges.count }, (_, edge) => ({
    row: edges.rowAt(edge),
    origin: edges.originAt(edge),
    hops: edges.hopsAt(edge),
  }))
}

function edgeOf({ index, asset, options }: ReportInput, names: Names, edge: FlowEdge): Edge {
  const { tx, block, timeSec } = names.placeOf(edge.row)
  const ends = [names.accountOf(index.from[edge.row] as number), names.accountOf(index.to[edge.row] as number)] as const
  const [from, to] = options.direction === 'forward' ? ends : [ends[1], ends[0]]
  return {
    tx,
    block,
    timeSec,
    from,
    to,
    asset: asset.caip19,
    amount: edge.origin,
    value: getAmount(index.paid, edge.row),
    hops: edge.hops,
  }
}

function destinationsOf(input: ReportInput, names: Names): Destination[] {
  const all = input.flow.endings.map((ending) => destinationOf(input, names, ending))
  return all.sort(
    (a, b) => compareAmounts(b.amount, a.amount) || compareText(a.account, b.account) || compareText(a.kind, b.kind),
  )
}

function destinationOf({ flow, index, options }: ReportInput, names: Names, ending: Ending): Destination {
  const label = names.labelOf(ending.holding)
  const isService = ending.kind === 'service'
  return {
    account: names.accountOf(ending.holding),
    ...lineOf(ending.kind, label, options.direction),
    service: isService ? (label?.actor ?? label?.name) : undefined,
    category: label?.category,
    label: label === undefined ? undefined : { name: label.name, source: label.source },
    amount: ending.origin,
    hops: flow.hopsOf(ending.holding),
    inflow: inflowOf(index, ending.holding),
    path: pathTo(flow, ending.holding),
  }
}

function pathTo(flow: TaintFlow, holding: Holding): number[] {
  const path: number[] = []
  for (let edge = flow.strongestOf(holding); edge >= 0; edge = flow.edges.viaAt(edge)) path.push(edge)
  return path.reverse()
}

/** Only accounts of this theft: what else the ledger lacks is not its business. */
function completionsOf({ index, origins, flow }: ReportInput, names: Names): Completion[] {
  const seeds = new Set(origins.flatMap((origin) => (origin.kind === 'holding' ? [origin.holding] : [])))
  const all = [...flow.completed].map((holding) => ({
    account: names.accountOf(holding),
    amount: getAmount(index.opening, holding),
    isSeed: seeds.has(holding),
  }))
  return all.sort((a, b) => compareAmounts(b.amount, a.amount) || compareText(a.account, b.account))
}
