import type { Clusters } from './Clusters.ts'

/** A transaction that was not believed, although all its inputs are signed together. */
export interface Refusal {
  readonly tx: number
  readonly reason: 'size' | 'entities'
  /** One owner of each of the two clusters that would have become one. */
  readonly owners: readonly [number, number]
  /** Sizes of the two, or who labels say that they are. */
  readonly between: readonly [string, string]
}

/** The inputs of one transaction that spend something known: the place of each, and the root of its owner's cluster. */
export interface Signers {
  count: number
  inputs: Uint32Array
  roots: Uint32Array
}

/** A refusal in words. */
export function describeRefusal({ reason, between: [one, other] }: Refusal): string {
  return reason === 'size'
    ? `it would join two large clusters, of ${one} and ${other} owners`
    : `it would make one of two that labels tell apart, ${one} and ${other}`
}

/** Why a transaction must not join the clusters of its signers; undefined where nothing speaks against it. */
export function findRefusal(clusters: Clusters, tx: number, signers: Signers): Refusal | undefined {
  if (clusters.largest <= clusters.bounds.mergeMax && clusters.entityOf.size === 0) return undefined
  return findTooLarge(clusters, tx, signers) ?? findTwoEntities(clusters, tx, signers)
}

function findTooLarge({ size, bounds }: Clusters, tx: number, { roots, count }: Signers): Refusal | undefined {
  let large = -1
  for (let i = 0; i < count; i++) {
    const root = roots[i] as number
    if ((size[root] as number) <= bounds.mergeMax || root === large) continue
    if (large >= 0) {
      const between = [String(size[large]), String(size[root])] as const
      return { tx, reason: 'size', owners: [large, root], between }
    }
    large = root
  }
  return undefined
}

function findTwoEntities({ entityOf }: Clusters, tx: number, { roots, count }: Signers): Refusal | undefined {
  let [named, name]: [number, string | undefined] = [-1, undefined]
  for (let i = 0; i < count && entityOf.size > 0; i++) {
    const root = roots[i] as number
    const entity = entityOf.get(root)
    if (entity === undefined || entity === name) continue
    if (name !== undefined) return { tx, reason: 'entities', owners: [named, root], between: [name, entity] }
    named = root
    name = entity
  }
  return undefined
}
