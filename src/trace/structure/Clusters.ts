import { LazarettoError } from '../../LazarettoError.ts'
import { countOwners, type Spends, UNKNOWN } from '../utxo/UtxoIndex.ts'
import { findRefusal, type Refusal, type Signers } from './Refusal.ts'

/** Two clusters that both have more owners than this are not joined unless the caller says so. */
export const CLUSTER_MERGE_MAX = 100_000

/** What a clustering must not join. */
export interface ClusterBounds {
  /** A transaction that would join two clusters of more owners than this is refused. */
  readonly mergeMax: number
  /** Asked only of transactions that would join clusters. */
  readonly isCoinJoin: (tx: number) => boolean
  /** Who labels say that an owner is. A transaction that would join two different ones is refused. */
  readonly entities: ReadonlyMap<number, string>
}

/**
 * Owners in clusters: a union-find forest over owner ids, of which every edge keeps the input that made it.
 *
 * `parent` is never shortened, so that a path in it is a proof; union by size keeps it at most log2(owners) deep. `shortcut`
 * is what finding walks and shortens. 20 bytes an owner.
 */
export interface Clusters {
  readonly bounds: ClusterBounds
  /** By owner: the owner above it, itself at a root. */
  parent: Uint32Array
  /** By owner that is no root: the input whose transaction put it below its parent. */
  via: Uint32Array
  shortcut: Uint32Array
  /** By root: how many owners its cluster has. */
  size: Uint32Array
  /** By owner: another of its cluster, so that all of them are a ring. */
  next: Uint32Array
  /** By root: who labels say that a member is. */
  readonly entityOf: Map<number, string>
  /** Owners of the largest cluster. */
  largest: number
  /** Transactions that have been applied, and their inputs. */
  txs: number
  inputs: number
  /** Inputs that were ignored because the ledger does not have what they spend. */
  unknownInputs: number
  /** Transactions that were left out as CoinJoins although they would have joined clusters. */
  coinJoins: number
  refused: number
  /** The first `REFUSALS_MAX` of those that were refused. */
  readonly refusals: Refusal[]
}

export const REFUSALS_MAX = 100_000

/** A clustering in which every owner stands alone, before the first transaction. */
export function createClusters(bounds: ClusterBounds): Clusters {
  const none = new Uint32Array(0)
  return {
    bounds,
    parent: none,
    via: none,
    shortcut: none,
    size: none,
    next: none,
    entityOf: new Map(bounds.entities),
    largest: 1,
    txs: 0,
    inputs: 0,
    unknownInputs: 0,
    coinJoins: 0,
    refused: 0,
    refusals: [],
  }
}

/**
 * Applies the transactions that come after those already applied: all owners that sign one transaction are one entity.
 *
 * CoinJoins are left out; refused transactions join nothing at all, so the order of inputs does not matter.
 *
 * @param columns - The ledger so far: the same as before with blocks added at the end.
 * @throws ClustersBehindError `LZ_CLUSTERS_BEHIND` where the ledger is not the one before with blocks added
 * @source Nakamoto 2008, section 10; Reid and Harrigan 2011; Meiklejohn et al. 2013, heuristic 1; against collapse Möser and
 * Narayanan 2022, section 5
 */
export function applyTxs(clusters: Clusters, columns: Spends): void {
  const { txCount, inputStart } = columns
  if (txCount < clusters.txs || inputStart[clusters.txs] !== clusters.inputs) throw new ClustersBehindError(clusters)
  grow(clusters, countOwners(columns.owner))
  const step = createStep(clusters, columns)
  for (let tx = clusters.txs; tx < txCount; tx++) step(tx)
  clusters.txs = txCount
  clusters.inputs = inputStart[txCount] as number
}

/** The root of an owner's cluster: two owners are in one cluster if their roots are the same. */
export function findRoot({ shortcut }: Clusters, owner: number): number {
  if (owner >= shortcut.length) return owner
  let at = owner
  for (;;) {
    const above = shortcut[at] as number
    if (above === at) return at
    const top = shortcut[above] as number
    shortcut[at] = top
    at = top
  }
}

/** How many owners the cluster of an owner has. */
export function sizeOf(clusters: Clusters, owner: number): number {
  return clusters.size[findRoot(clusters, owner)] ?? 1
}

/** The owners of a cluster, from one of them on. */
export function* listMembers({ next }: Clusters, owner: number): Generator<number> {
  yield owner
  for (let at = next[owner] ?? owner; at !== owner; at = next[at] as number) yield at
}

function createStep(clusters: Clusters, columns: Spends): (tx: number) => void {
  const signers: Signers = { count: 0, inputs: new Uint32Array(256), roots: new Uint32Array(256) }
  return (tx) => {
    if (!gatherSigners(clusters, columns, { tx, signers })) return
    if (clusters.bounds.isCoinJoin(tx)) {
      clusters.coinJoins++
      return
    }
    const refusal = findRefusal(clusters, tx, signers)
    if (refusal === undefined) join(clusters, signers)
    else if (++clusters.refused <= REFUSALS_MAX) clusters.refusals.push(refusal)
  }
}

/** Whether a transaction has signers of several clusters. Nothing is joined before all of them were looked at. */
function gatherSigners(
  clusters: Clusters,
  { inputStart, spends, owner }: Spends,
  { tx, signers }: { tx: number; signers: Signers },
): boolean {
  const from = inputStart[tx] as number
  const to = inputStart[tx + 1] as number
  if (to - from > signers.inputs.length) {
    signers.inputs = new Uint32Array(2 * (to - from))
    signers.roots = new Uint32Array(2 * (to - from))
  }
  let count = 0
  let areSeveral = false
  for (let input = from; input < to; input++) {
    const output = spends[input] as number
    if (output === UNKNOWN) {
      clusters.unknownInputs++
      continue
    }
    if (to - from === 1) return false
    const root = findRoot(clusters, owner[output] as number)
    signers.inputs[count] = input
    signers.roots[count++] = root
    if (root !== signers.roots[0]) areSeveral = true
  }
  signers.count = count
  return areSeveral
}

function join(clusters: Clusters, { inputs, roots, count }: Signers): void {
  let top = findRoot(clusters, roots[0] as number)
  for (let i = 1; i < count; i++) {
    const root = findRoot(clusters, roots[i] as number)
    if (root !== top) top = link(clusters, inputs[i] as number, [top, root])
  }
}

/** Puts the smaller of two clusters below the larger, the one with the higher id where they are equal. */
function link(clusters: Clusters, input: number, [a, b]: readonly [number, number]): number {
  const { parent, shortcut, via, size, next, entityOf } = clusters
  const order = (size[a] as number) - (size[b] as number) || b - a
  const [top, below] = order >= 0 ? [a, b] : [b, a]
  parent[below] = top
  shortcut[below] = top
  via[below] = input
  size[top] = (size[top] as number) + (size[below] as number)
  const after = next[top] as number
  next[top] = next[below] as number
  next[below] = after
  if ((size[top] as number) > clusters.largest) clusters.largest = size[top] as number
  const entity = entityOf.get(below)
  if (entity !== undefined) entityOf.set(top, entity)
  return top
}

function grow(clusters: Clusters, owners: number): void {
  const before = clusters.parent.length
  if (owners <= before) return
  const grown = (old: Uint32Array, fill: (at: number) => number): Uint32Array => {
    const made = new Uint32Array(owners)
    made.set(old)
    for (let at = before; at < owners; at++) made[at] = fill(at)
    return made
  }
  clusters.parent = grown(clusters.parent, (at) => at)
  clusters.shortcut = grown(clusters.shortcut, (at) => at)
  clusters.next = grown(clusters.next, (at) => at)
  clusters.via = grown(clusters.via, () => UNKNOWN)
  clusters.size = grown(clusters.size, () => 1)
}

/** A ledger that does not go on where the clustering stands. */
export class ClustersBehindError extends LazarettoError {
  override readonly name = 'ClustersBehindError'

  constructor({ txs }: Clusters) {
    const message = `The clustering has ${txs} transactions that this ledger does not begin with: cluster it from its start.`
    super('LZ_CLUSTERS_BEHIND', 'integrity', message)
  }
}
