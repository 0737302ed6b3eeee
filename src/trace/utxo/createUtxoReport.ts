import { AssetId, TxHash } from '../../chain/index.ts'
import type { LabelBook } from '../../intel/index.ts'
import type { LedgerAsset, UtxoView } from '../../ledger/index.ts'
import { compareAmounts, compareText } from '../compare.ts'
import { rejectedOf } from '../createReport.ts'
import { itemsOf } from '../kernel/groupBy.ts'
import { RULES_VERSION } from '../rules/TaintRule.ts'
import type { Seed } from '../Seed.ts'
import { createStatement, limitsOf, lineOf } from '../statement.ts'
import type {
  CandidateEnd,
  CandidateSet,
  Completion,
  Destination,
  Edge,
  EndedOutput,
  MixStop,
  TraceReport,
} from '../TraceReport.ts'
import type { DirectedOptions, Theft } from '../traceTheft.ts'
import type { CandidateFlow, StoppedFlow } from './followMixes.ts'
import type { Mix, MixBook } from './MixBook.ts'
import { createPlaces } from './Places.ts'
import { roundingOf } from './rules.ts'
import type { UtxoEdge, UtxoEnding, UtxoFlow } from './UtxoFlow.ts'
import { creatorOf, feeSatOf, type Output, type Tx, UNKNOWN, type UtxoIndex } from './UtxoIndex.ts'
import { payeeOf, payerOf, readUtxoNames, UNKNOWN_OUTPUTS, type UtxoNames } from './UtxoNames.ts'

/** What a report is made of: the flow in places of the columns, and where to look up their names. */
export interface UtxoReportInput {
  readonly view: UtxoView
  readonly theft: Theft
  readonly missing: readonly Seed[]
  readonly asset: LedgerAsset
  readonly index: UtxoIndex
  readonly options: DirectedOptions
  readonly flow: UtxoFlow
  readonly txEnd: Tx
  readonly mixes: MixBook
  /** Where the flow ended in mixes. */
  readonly stops: readonly StoppedFlow[]
}

/** Turns a flow into a report, in an order that depends on content only. An account is an address or a script. */
export async function createUtxoReport(input: UtxoReportInput): Promise<TraceReport> {
  const { view, theft, asset, index, options, flow } = input
  const names = await readUtxoNames(view, { index, flow: allOf(input), txEnd: input.txEnd })
  const imports = await view.listImports()
  const destinations = destinationsOf(input, names)
  return {
    theft: theft.name,
    direction: options.direction,
    chain: view.chain,
    asset: { id: asset.caip19, name: AssetId.displayName(AssetId.parse(asset.caip19)), decimals: asset.decimals },
    rule: { name: options.rule, version: RULES_VERSION, rounding: roundingIn(input) },
    seeds: theft.seeds.map((seed) => seedText(seed, view.chain)),
    seedsNotFound: input.missing.map((seed) => seedText(seed, view.chain)),
    stolen: stolenOf(input, names),
    isBalanced: flow.endings.reduce((sum, { amountSat }) => sum + BigInt(amountSat), 0n) === BigInt(flow.stolenSat),
    statement: createStatement(destinations),
    destinations,
    edges: flow.edges.map((edge) => edgeOf(input, names, edge)),
    limits: limitsOf(options, destinations),
    mixes: input.stops.map((stop) => mixOf(input, names, stop)),
    completed: flow.completed.map(({ tx, amountSat }): Completion => {
      return { account: UNKNOWN_OUTPUTS, amount: BigInt(amountSat), isSeed: false, tx: names.tx(tx).txid }
    }),
    reached: new Set(flow.reached.map((output) => index.owner[output])).size,
    ledger: {
      transfers: index.txCount,
      copied: imports.reduce((sum, { copied }) => sum + copied, 0),
      ...rejectedOf(imports, asset.caip19),
      inexact: 0,
    },
  }
}

function roundingIn({ index, options }: UtxoReportInput): string {
  const rounding = roundingOf(options.rule, options.direction)
  return index.isPartial ? `${rounding}; here fees end where they are paid, for the blocks are not whole` : rounding
}

function seedText(seed: Seed, chain: string): string {
  if (seed.kind === 'account') return seed.address
  const txid = TxHash.display(TxHash.parse(seed.tx), chain)
  return seed.ordinal === undefined ? txid : `${txid}:${seed.ordinal}`
}

/** Backward, what the seeds have at the end is their opening, and the transfers are those by which they paid the rest. */
function stolenOf(input: UtxoReportInput, names: UtxoNames): TraceReport['stolen'] {
  const { flow, index, options, txEnd } = input
  const isKept = ({ output }: { output: Output }): boolean =>
    options.direction === 'backward' && (index.spender[output] as number) >= txEnd
  const moved = flow.thefts.filter((theft) => !isKept(theft))
  const opening = flow.thefts.filter(isKept).reduce((sum, { amountSat }) => sum + BigInt(amountSat), 0n)
  return {
    amount: BigInt(flow.stolenSat),
    opening,
    transfers: moved.map(({ output, amountSat }) => {
      const isForward = options.direction === 'forward'
      const tx = isForward ? creatorOf(index, output) : (index.spender[output] as Tx)
      const spent = isForward ? payerOf(index, tx) : output
      const made = isForward ? output : payeeOf(index, output)
      return transferOf(input, names, { tx, spent, made, amountSat, hops: 0 })
    }),
  }
}

interface Move {
  readonly tx: Tx
  /** Undefined: new money, or an output that the ledger does not have. */
  readonly spent: Output | undefined
  /** Undefined: all of it went with the fee. */
  readonly made: Output | undefined
  readonly amountSat: number
  readonly hops: number
}

function edgeOf(input: UtxoReportInput, names: UtxoNames, { from, to, amountSat, hops }: UtxoEdge): Edge {
  const { index, options } = input
  const [spent, made] = options.direction === 'forward' ? [from, to] : [to, from]
  const tx = made < index.outputCount ? creatorOf(index, made) : (index.spender[spent] as Tx)
  return transferOf(input, names, { tx, spent, made, amountSat, hops })
}

/** The value is that of the output that is made; of money that nobody collected it is the transaction's fee. */
function transferOf({ index, asset }: UtxoReportInput, names: UtxoNames, move: Move): Edge {
  const { txid, height, timeSec } = names.tx(move.tx)
  const isOutput = move.made !== undefined && move.made < index.outputCount
  const value = isOutput
    ? (index.valueSat[move.made as Output] as number)
    : Math.max(feeSatOf(index, move.tx), move.amountSat)
  const hasInputs = (index.inputStart[move.tx] as number) < (index.inputStart[move.tx + 1] as number)
  return {
    tx: txid,
    block: height,
    timeSec,
    from: move.spent === undefined ? (hasInputs ? UNKNOWN_OUTPUTS : 'coinbase') : names.account(move.spent),
    to: names.account(move.made ?? createPlaces(index).burned),
    asset: asset.caip19,
    amount: BigInt(move.amountSat),
    value: BigInt(value),
    hops: move.hops,
    spends: move.spent === undefined ? undefined : names.outpoint(move.spent),
    outpoint: move.made === undefined ? undefined : names.outpoint(move.made),
  }
}

/** One destination for each account and way of ending; its path is that of its largest output. */
function destinationsOf(input: UtxoReportInput, names: UtxoNames): Destination[] {
  const groups = new Map<string, { place: Place; endings: UtxoEnding[] }>()
  for (const ending of input.flow.endings) {
    const place = placeOf(input, names, ending)
    const key = [place.account, place.kind, place.limit, place.service, place.label?.name].join('\0')
    const group = groups.get(key) ?? { place, endings: [] }
    groups.set(key, group)
    group.endings.push(ending)
  }
  const all = [...groups.values()].map(({ place, endings }) => destinationOf(input, names, { place, endings }))
  return all.sort(
    (a, b) =>
      compareAmounts(b.amount, a.amount) ||
      compareText(a.account, b.account) ||
      compareText(a.kind + (a.service ?? ''), b.kind + (b.service ?? '')),
  )
}

type Place = Pick<Destination, 'account' | 'kind' | 'limit' | 'service' | 'category' | 'label'>

function placeOf({ index, options, mixes }: UtxoReportInput, names: UtxoNames, ending: UtxoEnding): Place {
  const { kind, output, mix } = ending
  const account = names.account(output)
  const none = { limit: undefined, service: undefined, category: undefined, label: undefined }
  if (kind === 'mix') {
    const found = mix === undefined ? undefined : mixes.find(mix)
    const label = found === undefined ? undefined : { name: found.rule, source: 'lazaretto' }
    return { account, kind: 'mixer', limit: undefined, service: found?.name, category: 'mixer', label }
  }
  if (kind === 'burned') return { account, kind: 'fees-and-burned', ...none }
  if (kind === 'outside') return { account, kind: 'opening', ...none }
  const label = options.labels.get(index.owner[output] as number)
  const known = { category: label?.category, label: label && { name: label.name, source: label.source } }
  if (kind === 'mined') return { account, kind, ...none, ...known }
  const line = lineOf(kind, label, options.direction)
  const loss = line.kind === 'held' ? names.lossOf(output) : undefined
  if (loss === 'overwritten') return { account, kind: 'fees-and-burned', ...none, label: OVERWRITTEN }
  return {
    account,
    kind: loss === undefined ? line.kind : 'fees-and-burned',
    limit: line.limit,
    service: kind === 'service' ? serviceOf(label) : undefined,
    ...known,
  }
}

const OVERWRITTEN = { name: 'lost: a later coinbase has the same id (BIP-30)', source: 'lazaretto' }

/** A flow with what the candidates behind its mixes came to, for all of it wants names. */
function allOf({ flow, stops }: UtxoReportInput): UtxoFlow {
  const candidates = stops.flatMap((stop) => stop.candidates ?? [])
  const endings = [...flow.endings, ...candidates.flatMap((candidate) => candidate.endings)]
  return { ...flow, endings, reached: [...flow.reached, ...candidates.map(({ output }) => output)] }
}

function mixOf(input: UtxoReportInput, names: UtxoNames, { mix, amountSat, candidates }: StoppedFlow): MixStop {
  const { name, rule, finding } = input.mixes.find(mix) as Mix
  return {
    tx: names.tx(mix).txid,
    name,
    rule,
    accuracy: finding?.accuracy,
    amount: BigInt(amountSat),
    ...(candidates === undefined ? {} : { candidates: candidatesOf(input, names, candidates) }),
  }
}

/** Where candidates ended, each candidate counted once for each place. */
function candidatesOf(input: UtxoReportInput, names: UtxoNames, candidates: readonly CandidateFlow[]): CandidateSet {
  const ends = new Map<string, CandidateEnd>()
  for (const { endings } of candidates) {
    const places = new Map(
      endings.map((ending) => {
        const { account, kind, service } = placeOf(input, names, ending)
        return [[account, kind, service].join('\0'), { account, kind, service }] as const
      }),
    )
    for (const [key, place] of places) ends.set(key, { ...place, candidates: (ends.get(key)?.candidates ?? 0) + 1 })
  }
  const sorted = [...ends.values()].sort(
    (a, b) => b.candidates - a.candidates || compareText(a.account, b.account) || compareText(a.kind, b.kind),
  )
  return { outputs: candidates.length, ends: sorted }
}

function serviceOf(label: LabelBook.ResolvedLabel | undefined): string | undefined {
  return label?.actor ?? label?.name
}

function destinationOf(
  input: UtxoReportInput,
  names: UtxoNames,
  { place, endings }: { place: Place; endings: readonly UtxoEnding[] },
): Destination {
  const { flow } = input
  const outputs = outputsOf(input, names, endings)
  const amount = endings.reduce((sum, { amountSat }) => sum + BigInt(amountSat), 0n)
  const largest = endings.reduce((best, ending) => (ending.amountSat > best.amountSat ? ending : best))
  return {
    ...place,
    amount,
    hops: endings.reduce((least, { output }) => Math.min(least, flow.hopsOf(output)), Number.POSITIVE_INFINITY),
    inflow: outputs.length === 0 ? amount : inflowOf(input, largest.output),
    path: pathTo(flow, largest.output),
    outputs,
  }
}

/** The outputs of endings in ledger order, each once. */
function outputsOf({ index }: UtxoReportInput, names: UtxoNames, endings: readonly UtxoEnding[]): EndedOutput[] {
  const amounts = new Map<Output, number>()
  for (const { output, amountSat } of endings) {
    if (output < index.outputCount) amounts.set(output, (amounts.get(output) ?? 0) + amountSat)
  }
  return [...amounts]
    .sort(([a], [b]) => a - b)
    .map(([output, amountSat]) => ({
      outpoint: names.outpoint(output) as string,
      amount: BigInt(amountSat),
      value: BigInt(index.valueSat[output] as number),
    }))
}

/** All that an output's owner received; backward all that it paid. */
function inflowOf({ index, options }: UtxoReportInput, output: Output): bigint {
  let sum = 0n
  for (const each of itemsOf(index.byOwner(), index.owner[output] as number)) {
    if (options.direction === 'forward' || index.spender[each] !== UNKNOWN)
      sum += BigInt(index.valueSat[each] as number)
  }
  return sum
}

function pathTo(flow: UtxoFlow, output: Output): number[] {
  const path: number[] = []
  for (let edge = flow.strongestOf(output); edge >= 0; edge = (flow.edges[edge] as UtxoEdge).via) path.push(edge)
  return path.reverse()
}
