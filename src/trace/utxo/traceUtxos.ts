import { Amount, TxHash } from '../../chain/index.ts'
import type { LedgerAsset, UtxoView } from '../../ledger/index.ts'
import type { Seed } from '../Seed.ts'
import { nothingStolen, seedsNotFound, unknownAsset } from '../TraceError.ts'
import type { TraceReport } from '../TraceReport.ts'
import type { DirectedOptions, Theft, TraceOptions } from '../traceTheft.ts'
import { createUtxoReport } from './createUtxoReport.ts'
import { createUtxoHubFinder } from './findUtxoHubs.ts'
import { followMixes } from './followMixes.ts'
import { followUtxos } from './followUtxos.ts'
import { createMixBook, type MixBook } from './MixBook.ts'
import { openUtxoIndex } from './openUtxoIndex.ts'
import type { UtxoBounds, UtxoOrigin } from './UtxoFlow.ts'
import { countTxsUntil, type Output, outputsOf, type UtxoIndex } from './UtxoIndex.ts'
import { utxoAsset } from './utxoAsset.ts'

/**
 * Follows a theft through a UTXO chain and accounts for every satoshi of it: see `traceTheft`.
 *
 * A seed that is an address stands for the outputs that pay it, one that is a transaction for all outputs that it makes,
 * and `hash:index` for one of them.
 */
export async function traceUtxos(view: UtxoView, theft: Theft, options: DirectedOptions): Promise<TraceReport[]> {
  const asset = utxoAsset(view.chain)
  const unknown = options.assets?.find((id) => id !== asset.caip19)
  if (unknown !== undefined) throw unknownAsset(unknown, [asset])
  const index = await openUtxoIndex(view)
  const { origins, missing } = await resolveSeeds({ view, index, asset }, theft.seeds)
  const mixes = createMixBook(view, index, options.labels)
  const bounds = await boundsOf({ view, index, asset }, options, mixes)
  const { rule, direction } = options
  const question = { origins, rule, direction, bounds }
  const flow = await mixes.settle(() => followUtxos(index, question))
  if (flow.stolenSat === 0) throw nothingStolen(theft.name)
  const stops = await mixes.settle(() =>
    followMixes(index, flow, { question, candidates: options.candidates === true }),
  )
  const { txEnd } = bounds
  return [await createUtxoReport({ view, theft, missing, asset, index, options, flow, txEnd, mixes, stops })]
}

interface Ledger {
  readonly view: UtxoView
  readonly index: UtxoIndex
  readonly asset: LedgerAsset
}

/** Seeds as outputs of the ledger, and those that do not occur in it. */
async function resolveSeeds(
  { view, index, asset }: Ledger,
  seeds: readonly Seed[],
): Promise<{ origins: UtxoOrigin[]; missing: Seed[] }> {
  const owners = await view.findOwners(seeds.flatMap((seed) => (seed.kind === 'account' ? [seed.address] : [])))
  const txs = await view.findTxs(seeds.flatMap((seed) => (seed.kind === 'transaction' ? [txidOf(seed.tx)] : [])))
  const origins: UtxoOrigin[] = []
  const missing: Seed[] = []
  for (const seed of seeds) {
    const outputs =
      seed.kind === 'account'
        ? outputsOfOwners(index, owners.get(seed.address) ?? [])
        : outputsOfTx(index, txs.get(txidOf(seed.tx)), seed.ordinal)
    if (outputs.length === 0) {
      missing.push(seed)
      continue
    }
    const from = seed.sinceSec === undefined ? 0 : await firstOutputSince({ view, index, asset }, seed.sinceSec)
    const cap = seed.amount === undefined ? {} : { amountMaxSat: parseSat(seed.amount, asset) }
    const kind = seed.kind === 'account' ? ('address' as const) : ('outputs' as const)
    origins.push({ kind, outputs: outputs.filter((output) => output >= from), ...cap })
  }
  if (origins.length === 0) throw seedsNotFound(seeds)
  return { origins, missing }
}

function txidOf(tx: string): string {
  return TxHash.parse(tx).slice(2)
}

function outputsOfOwners(index: UtxoIndex, owners: readonly number[]): Output[] {
  return owners.flatMap((owner) => Array.from(outputsOf(index, owner))).sort((a, b) => a - b)
}

function outputsOfTx({ outputStart }: UtxoIndex, tx: number | undefined, ordinal: number | undefined): Output[] {
  if (tx === undefined) return []
  const first = outputStart[tx] as number
  const outputs = Array.from({ length: (outputStart[tx + 1] as number) - first }, (_, i) => first + i)
  return ordinal === undefined ? outputs : outputs.slice(ordinal, ordinal + 1)
}

async function firstOutputSince({ view, index }: Ledger, sinceSec: number): Promise<Output> {
  const before = await view.findBlockAt(sinceSec - 1)
  return before === undefined ? 0 : (index.outputStart[countTxsUntil(index, before)] as number)
}

/** Display units to satoshi; more than there can be is as good as no cap. */
function parseSat(text: string, asset: LedgerAsset): number {
  return Math.min(Number(Amount.parse(text, asset.decimals ?? 0)), Number.MAX_SAFE_INTEGER)
}

async function boundsOf({ view, index, asset }: Ledger, options: TraceOptions, mixes: MixBook): Promise<UtxoBounds> {
  const { labels, counterpartiesMax, hubs, hopsMax, dust, untilSec } = options
  const isHub = createUtxoHubFinder(index, counterpartiesMax)
  const heightMax = untilSec === undefined ? Number.POSITIVE_INFINITY : ((await view.findBlockAt(untilSec)) ?? -1)
  return {
    services: new Set([...labels].flatMap(([owner, label]) => (label.stops ? [owner] : []))),
    isHub: (owner) => hubs?.has(owner) === true || isHub(owner),
    isMix: (tx) => mixes.isStop(tx),
    hopsMax: hopsMax ?? Number.POSITIVE_INFINITY,
    dustMaxSat: dust === undefined ? 0 : parseSat(dust, asset),
    txEnd: countTxsUntil(index, heightMax),
  }
}
