import { BlockError } from './BlockError.ts'

/**
 * Reads Bitcoin's wire format from bytes, and never behind their end.
 *
 * @source https://developer.bitcoin.org/reference/transactions.html#compactsize-unsigned-integers
 */
export class Cursor {
  readonly bytes: Uint8Array
  private readonly view: DataView
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  u8(): number {
    return this.view.getUint8(this.advance(1))
  }

  u32(): number {
    return this.view.getUint32(this.advance(4), true)
  }

  i32(): number {
    return this.view.getInt32(this.advance(4), true)
  }

  /** A 64-bit number; exact below 2^53, and above that still larger than every number below. */
  u64(): number {
    const at = this.advance(8)
    return this.view.getUint32(at, true) + this.view.getUint32(at + 4, true) * 0x1_0000_0000
  }

  /** Passes over so many bytes and returns where they began. */
  advance(length: number): number {
    const at = this.at
    if (length > this.bytes.length - at) throw cut(this.bytes.length, at, length)
    this.at = at + length
    return at
  }

  /**
   * A count of things of at least so many bytes each: one that the rest cannot hold is refused before anybody makes room.
   *
   * @throws BlockError `LZ_BLOCK_COUNT`, `LZ_BLOCK_ENCODING`, `LZ_BLOCK_TRUNCATED`
   */
  count(bytesEach: number): number {
    const at = this.at
    const first = this.u8()
    const count = first < 0xfd ? first : this.longCount(first, at)
    if (count * bytesEach > this.bytes.length - this.at) {
      const finding = `a count of ${count} with ${this.bytes.length - this.at} bytes left`
      throw new BlockError('LZ_BLOCK_COUNT', at, finding)
    }
    return count
  }

  private longCount(first: number, at: number): number {
    const count = first === 0xfd ? this.u8() + this.u8() * 256 : first === 0xfe ? this.u32() : this.u64()
    const least = first === 0xfd ? 0xfd : first === 0xfe ? 0x1_0000 : 0x1_0000_0000
    if (count >= least) return count
    throw new BlockError('LZ_BLOCK_ENCODING', at, `the number ${count} in more bytes than it needs`)
  }
}

function cut(end: number, at: number, length: number): BlockError {
  return new BlockError('LZ_BLOCK_TRUNCATED', at, `the data end at byte ${end}, ${at + length - end} bytes too early`)
}
