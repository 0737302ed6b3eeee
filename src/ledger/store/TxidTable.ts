import { randomBytes } from 'node:crypto'

/** Words of an id that are compared: 192 bits, which nobody makes two transactions agree in. */
const KEY_WORDS = 6
/** Words of a transaction: its key, its first output, how many it has. One line of the cache holds two. */
const ENTRY_WORDS = KEY_WORDS + 2
/** Transactions that are kept: 32 bytes each, and 8 to 16 in the slots. */
const ENTRIES_MAX = 12_000_000
const SLOTS_MIN = 1 << 18

/**
 * The transactions of an import by their ids, with their outputs. Open addressing over typed arrays, with a seeded hash.
 *
 * A second transaction with an id takes the place of the first. When the table is full it forgets all and starts again:
 * what it does not find is looked for in the store.
 */
export class TxidTable {
  private slots = new Uint32Array(SLOTS_MIN)
  private entries = new Uint32Array((ENTRY_WORDS * SLOTS_MIN) / 2)
  private count = 0
  private readonly seed = randomBytes(4).readUInt32LE()

  /** Number of the transaction with the id at a place, or -1. */
  find(view: DataView, at: number): number {
    return (this.slots[this.findSlot(view, at)] as number) - 1
  }

  firstOutput(entry: number): number {
    return this.entries[ENTRY_WORDS * entry + KEY_WORDS] as number
  }

  outputCount(entry: number): number {
    return this.entries[ENTRY_WORDS * entry + KEY_WORDS + 1] as number
  }

  /** Takes a transaction; true where its id was known. */
  add(view: DataView, at: number, outputs: { readonly first: number; readonly count: number }): boolean {
    if (this.count === ENTRIES_MAX) this.clear()
    if (2 * this.count >= this.slots.length) this.grow()
    const slot = this.findSlot(view, at)
    const known = (this.slots[slot] as number) - 1
    const entry = known >= 0 ? known : this.append(slot, view, at)
    this.entries[ENTRY_WORDS * entry + KEY_WORDS] = outputs.first
    this.entries[ENTRY_WORDS * entry + KEY_WORDS + 1] = outputs.count
    return known >= 0
  }

  private append(slot: number, view: DataView, at: number): number {
    const entry = this.count++
    this.slots[slot] = entry + 1
    for (let i = 0; i < KEY_WORDS; i++) this.entries[ENTRY_WORDS * entry + i] = view.getUint32(at + 4 * i, true)
    return entry
  }

  private findSlot(view: DataView, at: number): number {
    const mask = this.slots.length - 1
    let slot = this.hash(view.getUint32(at, true), view.getUint32(at + 4, true)) & mask
    for (; ; slot = (slot + 1) & mask) {
      const entry = (this.slots[slot] as number) - 1
      if (entry < 0 || this.isAt(entry, view, at)) return slot
    }
  }

  private isAt(entry: number, view: DataView, at: number): boolean {
    const from = ENTRY_WORDS * entry
    for (let i = 0; i < KEY_WORDS; i++) if (this.entries[from + i] !== view.getUint32(at + 4 * i, true)) return false
    return true
  }

  private hash(low: number, high: number): number {
    const mixed = Math.imul(low ^ this.seed, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)
    return mixed ^ (mixed >>> 15)
  }

  private grow(): void {
    const mask = 2 * this.slots.length - 1
    const larger = new Uint32Array(2 * this.entries.length)
    larger.set(this.entries)
    this.entries = larger
    this.slots = new Uint32Array(mask + 1)
    for (let entry = 0; entry < this.count; entry++) {
      const from = ENTRY_WORDS * entry
      let slot = this.hash(larger[from] as number, larger[from + 1] as number) & mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask
      this.slots[slot] = entry + 1
    }
  }

  private clear(): void {
    this.slots.fill(0)
    this.count = 0
  }
}
