import { BlockError } from './BlockError.ts'
import { sha256d, toHashText } from './sha256d.ts'

/** Where a transaction says that it stands in a block. Hashes are as explorers show them. */
export interface MerkleBranch {
  readonly txid: string
  /** Its place in the block; the coinbase has 0. */
  readonly place: number
  /** The hashes beside its way to the root, the lowest first. */
  readonly siblings: readonly string[]
}

/** A block of four million bytes has far fewer transactions. */
const DEPTH_MAX = 20

/**
 * The merkle root of the block in which a transaction stands: it stands there if that is the header's.
 *
 * A node without a neighbour is paired with itself; the place of such a copy is no transaction's.
 *
 * @throws BlockError `LZ_BLOCK_MERKLE` for a place that the tree does not have
 * @source https://developer.bitcoin.org/reference/block_chain.html#merkle-trees
 * @source https://electrumx.readthedocs.io/en/latest/protocol-methods.html#blockchain-transaction-get-merkle
 * @example
 * MerkleBranch.toRoot({ txid, place: 0, siblings: [] }) // the txid: it is the only one in its block
 * MerkleBranch.toRoot({ txid, place: 1, siblings: [] }) // throws LZ_BLOCK_MERKLE
 */
export function toRoot({ txid, place, siblings }: MerkleBranch): string {
  if (siblings.length > DEPTH_MAX || !Number.isSafeInteger(place) || place < 0 || place >= 2 ** siblings.length) {
    throw new BlockError('LZ_BLOCK_MERKLE', 0, `place ${place} in a tree of ${siblings.length} levels`)
  }
  return siblings.reduce((hash, sibling, level) => {
    const isRight = ((place >>> level) & 1) === 1
    if (isRight && sibling === hash) throw new BlockError('LZ_BLOCK_MERKLE', 0, `place ${place} is a copy of another`)
    return isRight ? hashPair(sibling, hash) : hashPair(hash, sibling)
  }, txid)
}

function hashPair(left: string, right: string): string {
  const both = new Uint8Array(64)
  both.set(fromHashText(left))
  both.set(fromHashText(right), 32)
  return toHashText(sha256d(both))
}

/** @throws BlockError `LZ_BLOCK_MERKLE` for what is no hash */
function fromHashText(text: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new BlockError('LZ_BLOCK_MERKLE', 0, 'a hash that is none')
  return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(text.slice(62 - 2 * i, 64 - 2 * i), 16))
}
