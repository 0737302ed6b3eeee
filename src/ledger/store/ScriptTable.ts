import { randomBytes } from 'node:crypto'

/** Where a script lies. */
interface Script {
  readonly view: DataView
  readonly at: number
  readonly end: number
}

/** Bytes of scripts that are kept. */
const ARENA_BYTES_MAX = 1 << 28
const SLOTS_MIN = 1 << 18

/**
 * Numbers for the scripts of an import, given out as they come. Open addressing over typed arrays, with a seeded hash.
 *
 * When there are too many it forgets all: a script may then have several numbers, and the store makes one of them.
 */
export class ScriptTable {
  /** Pairs of a script's place and its hash, which spares a look at most of the others; places count from 1. */
  private slots = new Uint32Array(2 * SLOTS_MIN)
  private starts = new Uint32Array(SLOTS_MIN / 2 + 1)
  private arena = new Uint8Array(1 << 22)
  private count = 0
  private first: number
  private readonly bytesMax: number
  private readonly seed = randomBytes(4).readUInt32LE()
  /** Whether the last script that was looked for was new. */
  isNew = false
  hasForgotten = false

  /** @param first - Number of the first script. */
  constructor(first: number, bytesMax: number = ARENA_BYTES_MAX) {
    this.first = first
    this.bytesMax = bytesMax
  }

  /** The number of a script that lies in these bytes. */
  number(view: DataView, at: number, end: number): number {
    if (4 * this.count >= this.slots.length) this.grow()
    const hash = this.hash(view, at, end)
    const last = this.slots.length - 1
    for (let slot = (2 * hash) & last; ; slot = (slot + 2) & last) {
      const entry = (this.slots[slot] as number) - 1
      this.isNew = entry < 0
      if (entry < 0) return this.append(slot, hash, { view, at, end })
      if (this.slots[slot + 1] === hash && this.isAt(entry, view, { at, end })) return this.first + entry
    }
  }

  private append(slot: number, hash: number, script: Script): number {
    const start = this.starts[this.count] as number
    const end = start + script.end - script.at
    if (end > this.bytesMax && this.count > 0) return this.restart(hash, script)
    if (end > this.arena.length) this.arena = enlarge(this.arena, end)
    const { arena } = this
    for (let to = start, i = script.at; to < end; to++, i++) arena[to] = script.view.getUint8(i)
    const entry = this.count++
    this.slots[slot] = entry + 1
    this.slots[slot + 1] = hash
    this.starts[entry + 1] = end
    return this.first + entry
  }

  private restart(hash: number, script: Script): number {
    this.first += this.count
    this.count = 0
    this.hasForgotten = true
    this.slots.fill(0)
    return this.append((2 * hash) & (this.slots.length - 1), hash, script)
  }

  private isAt(entry: number, view: DataView, { at, end }: Omit<Script, 'view'>): boolean {
    const { arena } = this
    const start = this.starts[entry] as number
    if ((this.starts[entry + 1] as number) - start !== end - at) return false
    for (let i = at; i < end; i++) if (arena[start + i - at] !== view.getUint8(i)) return false
    return true
  }

  private hash(view: DataView, at: number, end: number): number {
    let hash = this.seed ^ (end - at)
    let i = at
    for (; i + 4 <= end; i += 4) hash = mix(hash, view.getInt32(i, true))
    for (; i < end; i++) hash = mix(hash, view.getUint8(i))
    return hash >>> 0
  }

  private grow(): void {
    const old = this.slots
    const last = 2 * old.length - 1
    this.slots = new Uint32Array(last + 1)
    const starts = new Uint32Array(old.length / 2 + 1)
    starts.set(this.starts)
    this.starts = starts
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue
      let slot = (2 * (old[from + 1] as number)) & last
      while (this.slots[slot] !== 0) slot = (slot + 2) & last
      this.slots[slot] = old[from] as number
      this.slots[slot + 1] = old[from + 1] as number
    }
  }
}

function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1)
  return mixed ^ (mixed >>> 15)
}

function enlarge(arena: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(length, 2 * arena.length))
  larger.set(arena)
  return larger
}
