/** Writes numbers of some bits one behind the other, the highest bit of a byte first. */
export class BitWriter {
  #bytes = new Uint8Array(1024)
  #at = 0

  /** @param count - Bits, 0 to 32; the value has no more. */
  write(value: number, count: number): void {
    for (let left = count; left > 0; ) {
      this.#grow()
      const room = 8 - (this.#at & 7)
      const taken = Math.min(room, left)
      const part = Math.floor(value / 2 ** (left - taken)) % 2 ** taken
      const byte = this.#at >>> 3
      this.#bytes[byte] = (this.#bytes[byte] as number) | (part << (room - taken))
      this.#at += taken
      left -= taken
    }
  }

  /** As many ones, and a zero. */
  writeUnary(count: number): void {
    for (let left = count; left > 0; left--) this.write(1, 1)
    this.write(0, 1)
  }

  /** What was written; the last byte is filled with zeros. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, (this.#at + 7) >>> 3)
  }

  #grow(): void {
    if (this.#at >>> 3 < this.#bytes.length) return
    const bytes = new Uint8Array(2 * this.#bytes.length)
    bytes.set(this.#bytes)
    this.#bytes = bytes
  }
}

/** Reads what a `BitWriter` wrote. Behind the end come zeros: `isAtEnd` tells whether the bytes were just used up. */
export class BitReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** @param count - Bits, 0 to 32. */
  read(count: number): number {
    let value = 0
    for (let left = count; left > 0; ) {
      const room = 8 - (this.#at & 7)
      const taken = Math.min(room, left)
      const byte = this.#bytes[this.#at >>> 3] ?? 0
      value = value * 2 ** taken + ((byte >>> (room - taken)) & (2 ** taken - 1))
      this.#at += taken
      left -= taken
    }
    return value
  }

  /** Number of ones before the next zero; `undefined` where there are more than `max`. */
  readUnary(max: number): number | undefined {
    for (let count = 0; count <= max; count++) if (this.read(1) === 0) return count
    return undefined
  }

  /** Whether all was read but the zeros that fill the last byte. */
  get isAtEnd(): boolean {
    const isLast = (this.#at + 7) >>> 3 === this.#bytes.length
    return isLast && this.read((8 - (this.#at & 7)) & 7) === 0
  }
}
