import type { LabelBook } from '../../intel/index.ts'
import type { CoinJoinReading } from '../coinjoin/classifyCoinJoin.ts'
import { blockOf, creatorOf } from '../utxo/UtxoIndex.ts'
import { sizeOf } from './Clusters.ts'
import { estimateFeeRate } from './estimateFeeRate.ts'
import { followPeels } from './followPeels.ts'
import { PEEL_BOUNDS, type PeelBounds, type PeelChain } from './PeelChain.ts'
import { describeRefusal } from './Refusal.ts'
import { findMix, mayHaveSeveralOwners, type OwnerLabels, readCoinJoin } from './readMixes.ts'
import { clusterOf, type Structure } from './Structure.ts'
import { type NamedKind, nameKind } from './TxKind.ts'
import type { MadeCoin, SpentCoin, TxDetails } from './TxReader.ts'
import { type ChangeVote, voteChange } from './voteChange.ts'

/** One side of a transaction, as a report shows it. */
export interface CoinReport {
  readonly position: number
  /** Address, or script. Undefined where the ledger does not have what is spent. */
  readonly name: string | undefined
  readonly valueSat: number | undefined
  readonly form: string | undefined
  readonly label: { readonly name: string; readonly source: string } | undefined
  /** Owners in the cluster of this one. */
  readonly clusterSize: number | undefined
  /** The transaction that an input spends from, or that spends an output. */
  readonly tx: string | undefined
}

/** What the structure of one transaction says. */
export interface TxReport {
  readonly chain: string
  readonly txid: string
  readonly height: number
  readonly timeSec: number
  readonly kind: NamedKind
  readonly inputs: readonly CoinReport[]
  readonly outputs: readonly CoinReport[]
  readonly feeSat: number | undefined
  /** An estimate: a ledger has no signatures. */
  readonly feeRateSatPerVbyte: number | undefined
  readonly coinJoin: CoinJoinReading
  readonly change: ChangeVote
  readonly owners: OwnersFinding
  /** The peel chain that it is in, of two steps or more. */
  readonly peels: PeelReport | undefined
}

/** What is made of the inputs: they join owners to one cluster, or why they do not. */
export interface OwnersFinding {
  readonly rule: 'joined' | 'coinjoin' | 'refused' | 'single'
  readonly owners: number
  readonly reason: string
}

/** A peel chain with the names of its transactions, in the order of its steps. */
export interface PeelReport extends PeelChain {
  readonly txids: ReadonlyMap<number, string>
  readonly heights: ReadonlyMap<number, number>
  /** What is known of those who were paid, by owner. */
  readonly labels: OwnerLabels
}

const PEELS_MIN = 2

/** Reports one transaction, by its place in the ledger. */
export async function reportTx(structure: Structure, tx: number, bounds: PeelBounds = PEEL_BOUNDS): Promise<TxReport> {
  const { reader, view } = structure
  await reader.load([tx])
  const details = reader.get(tx)
  const around = [...details.outputs.map(({ spender }) => spender), ...listFunders(structure, details)]
  const spenders = details.outputs.map(({ spender }) => spender).filter((each) => each !== undefined)
  await reader.load(spenders.slice(0, SPENDERS_READ_MAX))
  const txids = await nameTxs(structure, around)
  const coinJoin = readCoinJoin(details, structure.labels)
  const mix = findMix(coinJoin)
  const context = {
    index: structure.index,
    find: reader.find,
    clusterOf: (owner: number) => clusterOf(structure, owner),
  }
  return {
    chain: view.chain,
    txid: details.txid,
    height: details.height,
    timeSec: details.timeSec,
    kind: nameKind(details, { ...context, mix }),
    inputs: details.inputs.map((coin, position) => inputOf(structure, coin, { position, txids })),
    outputs: details.outputs.map((coin) => outputOf(structure, coin, txids)),
    feeSat: details.feeSat,
    feeRateSatPerVbyte: estimateFeeRate(details),
    coinJoin,
    change: voteChange(details, context, mix !== undefined),
    owners: explainOwners(structure, details, coinJoin),
    peels: await reportPeels(structure, tx, bounds),
  }
}

/** Spenders that are read for the change vote. */
const SPENDERS_READ_MAX = 100

function listFunders({ index }: Structure, { inputs }: TxDetails): (number | undefined)[] {
  return inputs.map((coin) => (coin === undefined ? undefined : creatorOf(index, coin.output)))
}

async function nameTxs({ view }: Structure, txs: readonly (number | undefined)[]): Promise<Map<number, string>> {
  const wanted = [...new Set(txs)].filter((tx) => tx !== undefined)
  return new Map([...(await view.describeTxs(wanted))].map(([tx, { txid }]) => [tx, txid]))
}

function inputOf(
  structure: Structure,
  coin: SpentCoin | undefined,
  { position, txids }: { position: number; txids: ReadonlyMap<number, string> },
): CoinReport {
  const tx = coin === undefined ? undefined : txids.get(creatorOf(structure.index, coin.output))
  return { position, ...coinOf(structure, coin), tx }
}

function outputOf(structure: Structure, coin: MadeCoin, txids: ReadonlyMap<number, string>): CoinReport {
  const tx = coin.spender === undefined ? undefined : txids.get(coin.spender)
  return { position: coin.position, ...coinOf(structure, coin), tx }
}

function coinOf({ clusters, labels }: Structure, coin: SpentCoin | undefined): Omit<CoinReport, 'position' | 'tx'> {
  if (coin === undefined) {
    return { name: undefined, valueSat: undefined, form: undefined, label: undefined, clusterSize: undefined }
  }
  const { name, valueSat, kind, owner } = coin
  return { name, valueSat, form: kind, label: labelOf(labels.get(owner)), clusterSize: sizeOf(clusters, owner) }
}

function labelOf(label: LabelBook.ResolvedLabel | undefined): CoinReport['label'] {
  return label === undefined ? undefined : { name: label.name, source: label.source }
}

function explainOwners(structure: Structure, { place, inputs }: TxDetails, coinJoin: CoinJoinReading): OwnersFinding {
  const owners = new Set(inputs.flatMap((coin) => coin?.owner ?? []))
  const told = { owners: owners.size }
  if (owners.size < 2) return { ...told, rule: 'single', reason: 'its inputs name one owner at the most' }
  if (mayHaveSeveralOwners(coinJoin)) {
    return { ...told, rule: 'coinjoin', reason: 'it is a CoinJoin, or that cannot be ruled out: nobody is joined' }
  }
  const refusal = structure.clusters.refusals.find(({ tx }) => tx === place)
  const isOne = new Set([...owners].map((owner) => clusterOf(structure, owner))).size === 1
  if (refusal === undefined && isOne) {
    return { ...told, rule: 'joined', reason: 'all inputs are signed together (multi-input)' }
  }
  return {
    ...told,
    rule: 'refused',
    reason: refusal === undefined ? 'the merge was refused' : describeRefusal(refusal),
  }
}

async function reportPeels(structure: Structure, tx: number, bounds: PeelBounds): Promise<PeelReport | undefined> {
  const { reader, labels } = structure
  const isMix = (details: TxDetails): boolean => findMix(readCoinJoin(details, labels)) !== undefined
  const context = { reader, isCoinJoin: isMix, clusterOf: (owner: number) => clusterOf(structure, owner) }
  const chain = await followPeels(context, tx, bounds)
  if (chain === undefined || chain.steps.length < PEELS_MIN) return undefined
  const txs = [...chain.steps.map((step) => step.tx), chain.start.tx, chain.end.tx].filter((each) => each !== undefined)
  const { index } = structure
  const heights = new Map(txs.map((each) => [each, index.blockHeight[blockOf(index, each)] as number]))
  const paid = chain.steps.map(({ peeled }) => [peeled.owner, labels.get(peeled.owner)] as const)
  const known = paid.flatMap(([owner, label]) => (label === undefined ? [] : [[owner, label] as const]))
  return { ...chain, txids: await nameTxs(structure, txs), heights, labels: new Map(known) }
}
