import type { UtxoView } from '../../ledger/index.ts'
import { openUtxoIndex } from '../utxo/openUtxoIndex.ts'
import type { UtxoIndex } from '../utxo/UtxoIndex.ts'
import { applyTxs, CLUSTER_MERGE_MAX, type Clusters, createClusters, findRoot } from './Clusters.ts'
import { listCandidates } from './listCandidates.ts'
import { mayHaveSeveralOwners, type OwnerLabels, readCoinJoin } from './readMixes.ts'
import { createTxReader, type TxReader } from './TxReader.ts'

/** What the structure of a ledger is told by. */
export interface StructureOptions {
  readonly labels: OwnerLabels
  /** Clusters of more owners are not joined with each other; `CLUSTER_MERGE_MAX` where it does not say. */
  readonly mergeMax?: number
}

/** A UTXO ledger with all that is asked of its structure: index, clusters, labels, and a reader of transactions. */
export interface Structure extends StructureOptions {
  readonly view: UtxoView
  readonly index: UtxoIndex
  readonly clusters: Clusters
  readonly reader: TxReader
}

/** Transactions that are read at once to find CoinJoins: each question to the ledger goes through all of it. */
const BATCH = 20_000

/** Indexes a ledger and clusters its owners; CoinJoins are found first, so that they join nobody. */
export async function openStructure(view: UtxoView, options: StructureOptions): Promise<Structure> {
  const index = await openUtxoIndex(view)
  const mixes = await findMixes(view, index, options)
  const clusters = createClusters({
    mergeMax: options.mergeMax ?? CLUSTER_MERGE_MAX,
    isCoinJoin: (tx) => mixes.has(tx),
    entities: entitiesOf(options.labels),
  })
  applyTxs(clusters, index)
  return { ...options, view, index, clusters, reader: createTxReader(view, index) }
}

/** The root of an owner's cluster. */
export function clusterOf({ clusters }: Structure, owner: number): number {
  return findRoot(clusters, owner)
}

async function findMixes(view: UtxoView, index: UtxoIndex, { labels }: StructureOptions): Promise<Set<number>> {
  const mixes = new Set<number>()
  const candidates = listCandidates(index)
  for (let at = 0; at < candidates.length; at += BATCH) {
    const batch = candidates.slice(at, at + BATCH)
    const reader = createTxReader(view, index)
    await reader.load(batch)
    for (const tx of batch) if (mayHaveSeveralOwners(readCoinJoin(reader.get(tx), labels))) mixes.add(tx)
  }
  return mixes
}

/** The services that labels name, by owner. */
function entitiesOf(labels: StructureOptions['labels']): Map<number, string> {
  return new Map([...labels].flatMap(([owner, { actor }]) => (actor === undefined ? [] : [[owner, actor] as const])))
}
