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
  /** How many keys there are. */
  readonly count: number
  /** Length of every key, or 0 where they differ. */
  readonly width: number
  /** Where they differ: key `i` is `bytes[offsets[i], offsets[i + 1])`. */
  readonly offsets: Uint32Array
  readonly bytes: Uint8Array
}

/** Builds a table; a key that comes again has the id that it had. Also gives the id of each key, as they came. */
export function create(keys: readonly Uint8Array[], seed: HashSeed): { table: ByteTable; ids: Uint32Array } {
  const draft = allocate(keys, seed)
  const ids = new Uint32Array(keys.length)
  let count = 0
  for (const [i, key] of keys.entries()) {
    const start = startOf(draft, count)
    const hash = halfSipHash(seed, key, [0, key.length])
    const slot = findSlot(draft, hash, { bytes: key, length: key.length })
    const known = draft.slots[slot + 1] ?? 0
    ids[i] = known === 0 ? count : known - 1
    if (known !== 0) continue
    draft.bytes.set(key, start)
    draft.slots[slot] = hash
    draft.slots[slot + 1] = ++count
    if (draft.width === 0) draft.offsets[count] = start + key.length
  }
  const { slots, width } = draft
  const offsets = draft.offsets.slice(0, count + 1)
  return { table: { seed, slots, count, width, offsets, bytes: draft.bytes.slice(0, startOf(draft, count)) }, ids }
}

/** The id of a key, the first `length` bytes of `bytes`, or -1. */
export function find(table: ByteTable, bytes: Uint8Array, length: number): number {
  const hash = halfSipHash(table.seed, bytes, [0, length])
  const slot = findSlot(table, hash, { bytes, length })
  return (table.slots[slot + 1] ?? 0) - 1
}

interface Key {
  readonly bytes: Uint8Array
  readonly length: number
}

/** The slot of a key, or the free one where it would be. */
function findSlot(table: ByteTable, hash: number, key: Key): number {
  const { slots } = table
  const mask = slots.length - 1
  let slot = (hash << 1) & mask
  for (; slots[slot + 1] !== 0; slot = (slot + 2) & mask) {
    if (slots[slot] === hash && isKey(table, (slots[slot + 1] ?? 0) - 1, key)) break
  }
  return slot
}

function isKey(table: ByteTable, id: number, key: Key): boolean {
  const start = startOf(table, id)
  if (key.length !== (table.width === 0 ? startOf(table, id + 1) - start : table.width)) return false
  for (let i = 0; i < key.length; i++) if (table.bytes[start + i] !== key.bytes[i]) return false
  return true
}

function startOf({ width, offsets }: ByteTable, id: number): number {
  return width === 0 ? (offsets[id] ?? 0) : width * id
}

function allocate(keys: readonly Uint8Array[], seed: HashSeed): ByteTable {
  const slots = new Uint32Array(2 * 2 ** Math.max(3, Math.ceil(Math.log2(keys.length * 1.6 + 1))))
  const length = keys[0]?.length ?? 0
  const width = keys.every((key) => key.length === length) ? length : 0
  const size = keys.reduce((sum, key) => sum + key.length, 0)
  const offsets = new Uint32Array(width === 0 ? keys.length + 1 : 0)
  return { seed, slots, count: 0, width, offsets, bytes: new Uint8Array(size) }
}
