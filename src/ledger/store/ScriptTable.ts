import { randomBytes } from 'node:crypto'

/** Bytes of scripts that are kept. */
const ARENA_BYTES_MAX = 1 << 28

/**
 * Numbers for the scripts of an import, given out as they come. Open addressing over typed arrays, with a seeded hash.
 *
 * When there are too many it forgets all: a script may then have several numbers, and the store makes one of them.
 */
export class ScriptTable {
  private slots = new Uint32Array(1 << 16)
  private hashes = new Uint32Array(1 << 15)
  private starts = new Uint32Array((1 << 15) + 1)
  private arena = new Uint8Array(1 << 20)
  private count = 0
  private base = 0
  private readonly seed = randomBytes(4).readUInt32LE()
  /** Whether the last script that was looked for was new. */
  isNew = false

  /** The number of a script that lies in these bytes. */
  number(bytes: Uint8Array, at: number, end: number): number {
    if (2 * this.count >= this.slots.length) this.grow()
    const hash = this.hash(bytes, at, end)
    const mask = this.slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (this.slots[slot] as number) - 1
      this.isNew = entry < 0
      if (entry < 0) return this.append(slot, hash, bytes.subarray(at, end))
      if (this.hashes[entry] === hash && this.isAt(entry, bytes, at, end)) return this.base + entry
    }
  }

  private append(slot: number, hash: number, script: Uint8Array): number {
    const start = this.starts[this.count] as number
    const end = start + script.length
    if (end > ARENA_BYTES_MAX) return this.restart(hash, script)
    if (end > this.arena.length) this.arena = enlarge(this.arena, end)
    this.arena.set(script, start)
    const entry = this.count++
    this.slots[slot] = entry + 1
    this.hashes[entry] = hash
    this.starts[entry + 1] = end
    return this.base + entry
  }

  private restart(hash: number, script: Uint8Array): number {
    this.base += this.count
    this.count = 0
    this.slots.fill(0)
    return this.append(hash & (this.slots.length - 1), hash, script)
  }

  private isAt(entry: number, bytes: Uint8Array, at: number, end: number): boolean {
    const start = this.starts[entry] as number
    if ((this.starts[entry + 1] as number) - start !== end - at) return false
    for (let i = at; i < end; i++) if (this.arena[start + i - at] !== bytes[i]) return false
    return true
  }

  private hash(bytes: Uint8Array, at: number, end: number): number {
    let hash = this.seed ^ (end - at)
    for (let i = at; i < end; i++) {
      hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193)
      hash ^= hash >>> 15
    }
    return hash >>> 0
  }

  private grow(): void {
    const size = 2 * this.slots.length
    this.hashes = copyOf(this.hashes, size / 2)
    this.starts = copyOf(this.starts, size / 2 + 1)
    this.slots = new Uint32Array(size)
    for (let entry = 0; entry < this.count; entry++) {
      let slot = (this.hashes[entry] as number) & (size - 1)
      while (this.slots[slot] !== 0) slot = (slot + 1) & (size - 1)
      this.slots[slot] = entry + 1
    }
  }
}

function copyOf(column: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length)
  larger.set(column)
  return larger
}

function enlarge(arena: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(length, Math.min(2 * arena.length, ARENA_BYTES_MAX)))
  larger.set(arena)
  return larger
}
