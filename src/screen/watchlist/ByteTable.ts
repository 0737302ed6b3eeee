import { type HashSeed, halfSipHash } from './halfSipHash.ts'

/**
 * A fixed set of byte strings, each with an id from 0 in the order of first appearance.
 *
 * Open addressing with linear probing, at most five eighths full. `slots` holds pairs of a key's hash and its id + 1, or
 * two zeros, so that a key that is not there is seldom compared. Nothing but typed arrays: a worker makes one and hands it over.
 */
export interface ByteTable {
  readonly seed: HashSeed
  /** Pairs; a power of two of them. */
  readonly slots: Uint32Array
  /** Key `i` is `bytes[offsets[i], offsets[i + 1])`. */
  readonly offsets: Uint32Array
  readonly bytes: Uint8Array
}

/** Builds a table; keys that come again are left out. */
export function create(keys: readonly Uint8Array[], seed: HashSeed): ByteTable {
  const table = allocate(keys, seed)
  let count = 0
  for (const key of keys) {
    const start = table.offsets[count] ?? 0
    table.bytes.set(key, start)
    const hash = halfSipHash(seed, key, [0, key.length])
    const slot = findSlot(table, hash, { bytes: key, length: key.length })
    if (table.slots[slot + 1] !== 0) continue
    table.slots[slot] = hash
    table.slots[slot + 1] = ++count
    table.offsets[count] = start + key.length
  }
  return { seed, slots: table.slots, offsets: table.offsets.slice(0, count + 1), bytes: trim(table, count) }
}

/** The id of a key, the first `length` bytes of `bytes`, or -1. */
export function find(table: ByteTable, bytes: Uint8Array, length: number): number {
  const hash = halfSipHash(table.seed, bytes, [0, length])
  const slot = findSlot(table, hash, { bytes, length })
  return (table.slots[slot + 1] ?? 0) - 1
}

/** How many keys there are. */
export function count(table: ByteTable): number {
  return table.offsets.length - 1
}

interface Key {
  readonly bytes: Uint8Array
  readonly length: number
}

/** The slot of a key, or the free one where it would be. */
function findSlot({ slots, offsets, bytes }: ByteTable, hash: number, key: Key): number {
  const mask = slots.length - 1
  let slot = (hash << 1) & mask
  for (; slots[slot + 1] !== 0; slot = (slot + 2) & mask) {
    if (slots[slot] !== hash) continue
    const start = offsets[(slots[slot + 1] ?? 0) - 1] ?? 0
    const end = offsets[slots[slot + 1] ?? 0] ?? 0
    if (end - start === key.length && isEqual(bytes, start, key)) break
  }
  return slot
}

function isEqual(bytes: Uint8Array, start: number, key: Key): boolean {
  for (let i = 0; i < key.length; i++) if (bytes[start + i] !== key.bytes[i]) return false
  return true
}

function allocate(keys: readonly Uint8Array[], seed: HashSeed): ByteTable {
  const slots = new Uint32Array(2 * 2 ** Math.max(3, Math.ceil(Math.log2(keys.length * 1.6 + 1))))
  const size = keys.reduce((sum, { length }) => sum + length, 0)
  return { seed, slots, offsets: new Uint32Array(keys.length + 1), bytes: new Uint8Array(size) }
}

function trim({ bytes, offsets }: ByteTable, keyCount: number): Uint8Array {
  return bytes.slice(0, offsets[keyCount])
}
