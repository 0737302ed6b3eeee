import { ownerOfInput, type Spends, txOfInput } from '../utxo/UtxoIndex.ts'
import { type Clusters, findRoot } from './Clusters.ts'

/** Two owners who signed one transaction together. */
export interface Link {
  readonly tx: number
  readonly from: number
  readonly to: number
}

/**
 * Why two owners are in one cluster: the chain of transactions that joined them, from the first owner to the second.
 *
 * Only merges are steps, so there is one such chain; it need not be the shortest. Empty where the two are the same.
 *
 * The last merge between the two is on top of their paths in the forest. It splits the question into two about earlier
 * merges: from the first owner to one signer of that transaction, and from another signer of it to the second owner.
 *
 * @returns undefined where they are not in one cluster
 */
export function explainLink(
  clusters: Clusters,
  columns: Spends,
  { from, to }: { from: number; to: number },
): Link[] | undefined {
  if (findRoot(clusters, from) !== findRoot(clusters, to)) return undefined
  const links: Link[] = []
  const open: Link[] = [{ tx: -1, from, to }]
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part.tx >= 0) links.push(part)
    else if (part.from !== part.to) {
      const last = findLastMerge(clusters, columns, part)
      open.push({ tx: -1, from: last.to, to: part.to }, last, { tx: -1, from: part.from, to: last.from })
    }
  }
  return links
}

/** The first step of `explainLink`, found without the others. Undefined where there is none. */
export function findFirstLink(
  clusters: Clusters,
  columns: Spends,
  { from, to }: { from: number; to: number },
): Link | undefined {
  if (from === to || findRoot(clusters, from) !== findRoot(clusters, to)) return undefined
  for (let part: Link = { tx: -1, from, to }; ; ) {
    const last = findLastMerge(clusters, columns, part)
    if (last.from === from) return last
    part = { tx: -1, from, to: last.from }
  }
}

/** The last merge on the way between two owners of one cluster, in its direction. */
function findLastMerge(clusters: Clusters, columns: Spends, { from, to }: Link): Link {
  const [up, down] = [listAbove(clusters, from), listAbove(clusters, to)]
  while (up.length > 0 && down.length > 0 && up.at(-1) === down.at(-1)) {
    up.pop()
    down.pop()
  }
  const [left, right] = [up.at(-1), down.at(-1)]
  const isLeft = right === undefined || (left !== undefined && viaOf(clusters, left) > viaOf(clusters, right))
  const below = (isLeft ? left : right) as number
  const merge = signersOf(clusters, columns, below)
  return isLeft ? merge : { tx: merge.tx, from: merge.to, to: merge.from }
}

/** An owner and those above it, the root last. */
function listAbove({ parent }: Clusters, owner: number): number[] {
  const owners = [owner]
  for (let at = owner; parent[at] !== at; ) owners.push((at = parent[at] as number))
  return owners
}

function viaOf({ via }: Clusters, owner: number): number {
  return via[owner] as number
}

/** The signers whose transaction put an owner below another: `from` was in its cluster then, `to` was not. */
function signersOf(clusters: Clusters, columns: Spends, below: number): Link {
  const input = viaOf(clusters, below)
  const tx = txOfInput(columns, input)
  const one = ownerOfInput(columns, input) as number
  const other = findFirstSigner(columns, tx) as number
  return listAbove(clusters, one).includes(below) ? { tx, from: one, to: other } : { tx, from: other, to: one }
}

/** Owner of the first input of a transaction that spends something known. */
function findFirstSigner(columns: Spends, tx: number): number | undefined {
  for (let input = columns.inputStart[tx] as number; input < (columns.inputStart[tx + 1] as number); input++) {
    const owner = ownerOfInput(columns, input)
    if (owner !== undefined) return owner
  }
  return undefined
}
