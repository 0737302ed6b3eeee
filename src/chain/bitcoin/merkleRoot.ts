import { sha256d } from './sha256d.ts'

/**
 * Root of a merkle tree over hashes of 32 bytes each, in memory order; undefined where two neighbours that should differ
 * are equal: then another list of transactions has the same root.
 *
 * @source https://developer.bitcoin.org/reference/block_chain.html#merkle-trees
 * @source https://nvd.nist.gov/vuln/detail/CVE-2012-2459
 */
export function merkleRoot(hashes: Uint8Array): Uint8Array | undefined {
  const tree = hashes.slice()
  for (let count = hashes.length / 32; count > 1; count = Math.ceil(count / 2)) {
    if (!hashLevel(tree, count)) return undefined
  }
  return tree.subarray(0, 32)
}

/** Puts the hashes of pairs at the front; an odd last one is paired with itself. */
function hashLevel(tree: Uint8Array, count: number): boolean {
  const pair = new Uint8Array(64)
  for (let i = 0; i < count; i += 2) {
    const left = tree.subarray(32 * i, 32 * i + 32)
    const right = i + 1 < count ? tree.subarray(32 * i + 32, 32 * i + 64) : left
    if (right !== left && isEqual(left, right)) return false
    pair.set(left)
    pair.set(right, 32)
    tree.set(sha256d(pair), 16 * i)
  }
  return true
}

/** Whether two hashes are the same bytes. */
export function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return a.length === b.length
}
