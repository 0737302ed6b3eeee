import { roomFor } from './roomFor.ts'

/**
 * Numbers keys by first appearance: holdings, as a rule, of which a theft reaches few.
 *
 * Open addressing; a place is a key beside its slot plus 1, so that a look-up reads one line of the cache. Keys are numbers
 * that the caller gave out itself: a hash needs no secret. About 25 bytes a key.
 */
export interface SlotTable {
  readonly size: number
  /** The slot of a key, or -1. */
  find(key: number): number
  /** The slot of a key that has none yet. */
  add(key: number): number
  keyAt(slot: number): number
  /** The keys by slot: a copy. */
  keys(): Uint32Array<ArrayBuffer>
}

/** Creates an empty table; it grows. */
export function createSlotTable(): SlotTable {
  let places = new Uint32Array(2 * 64)
  let keys = new Uint32Array(32)
  let size = 0
  const placeOf = (key: number): number => {
    const mask = places.length / 2 - 1
    let place = hash(key) & mask
    while (places[2 * place + 1] !== 0 && places[2 * place] !== key) place = (place + 1) & mask
    return place
  }
  const put = (key: number, slot: number): void => {
    const place = placeOf(key)
    places[2 * place] = key
    places[2 * place + 1] = slot + 1
  }
  return {
    get size() {
      return size
    },
    find: (key) => (places[2 * placeOf(key) + 1] as number) - 1,
    add(key) {
      keys = roomFor(keys, size + 1)
      keys[size] = key
      // At most five eighths of the places are taken.
      if ((size + 1) * 3.2 > places.length) {
        places = new Uint32Array(places.length * 2)
        for (let slot = 0; slot < size; slot++) put(keys[slot] as number, slot)
      }
      put(key, size)
      return size++
    },
    keyAt: (slot) => keys[slot] as number,
    keys: () => keys.slice(0, size),
  }
}

/** @source Austin Appleby, MurmurHash3, 32-bit finaliser */
function hash(key: number): number {
  let h = Math.imul(key ^ (key >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
