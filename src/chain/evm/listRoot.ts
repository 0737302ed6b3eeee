import { hashBytes } from '../kernel/keccak.ts'
import * as Rlp from './Rlp.ts'

/** A value and its key in the trie: the digits of its place's encoding. */
interface Entry {
  readonly digits: Uint8Array
  readonly value: Uint8Array
}

const BRANCHES = 16
const HASH_BYTES = 32
const NOTHING = Rlp.encode('0x')

/**
 * The root of a list: of the Merkle-Patricia trie whose keys are the places and whose values the encoded items.
 *
 * @returns 32 bytes
 * @source https://ethereum.github.io/yellowpaper/paper.pdf, appendix D
 */
export function getListRoot(values: readonly Uint8Array[]): Uint8Array {
  if (values.length === 0) return hashBytes(NOTHING).slice()
  const entries = values.map((value, place) => ({ digits: digitsOf(place), value })).sort(byDigits)
  return hashBytes(encodeNode(entries, 0)).slice()
}

/** The node over entries that agree in their first `depth` digits. No key begins another, so no branch has a value. */
function encodeNode(entries: readonly Entry[], depth: number): Uint8Array {
  const first = entries[0] as Entry
  if (entries.length === 1) {
    return Rlp.joinEncoded([encodePath(first.digits.subarray(depth), true), Rlp.encode(first.value)])
  }
  const shared = countShared(first.digits, (entries.at(-1) as Entry).digits, depth)
  if (shared === 0) return encodeBranch(entries, depth)
  const path = encodePath(first.digits.subarray(depth, depth + shared), false)
  return Rlp.joinEncoded([path, refer(encodeBranch(entries, depth + shared))])
}

function encodeBranch(entries: readonly Entry[], depth: number): Uint8Array {
  const items = Array.from({ length: BRANCHES + 1 }, () => NOTHING)
  for (let from = 0; from < entries.length; ) {
    const digit = (entries[from] as Entry).digits[depth] as number
    let to = from + 1
    while (entries[to]?.digits[depth] === digit) to++
    items[digit] = refer(encodeNode(entries.slice(from, to), depth + 1))
    from = to
  }
  return Rlp.joinEncoded(items)
}

/** A short node stands in its parent itself, a longer one as its hash. */
function refer(node: Uint8Array): Uint8Array {
  return node.length < HASH_BYTES ? node : Rlp.encode(hashBytes(node))
}

/** Digits as bytes, with a first digit that says whether their number is odd and whether a leaf ends here. */
function encodePath(digits: Uint8Array, isLeaf: boolean): Uint8Array {
  const isOdd = digits.length % 2
  const head = 2 * Number(isLeaf) + isOdd
  const all = isOdd === 1 ? [head, ...digits] : [head, 0, ...digits]
  const bytes = new Uint8Array(all.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = ((all[2 * i] as number) << 4) | (all[2 * i + 1] as number)
  return Rlp.encode(bytes)
}

function digitsOf(place: number): Uint8Array {
  const key = Rlp.encode(Rlp.ofQuantity(`0x${place.toString(16)}`))
  return Uint8Array.from({ length: 2 * key.length }, (_, i) => {
    const byte = key[i >> 1] as number
    return i % 2 === 0 ? byte >> 4 : byte & 15
  })
}

function byDigits(a: Entry, b: Entry): number {
  const shared = countShared(a.digits, b.digits, 0)
  return (a.digits[shared] ?? 0) - (b.digits[shared] ?? 0)
}

function countShared(a: Uint8Array, b: Uint8Array, from: number): number {
  let count = 0
  while (from + count < a.length && a[from + count] === b[from + count]) count++
  return count
}
