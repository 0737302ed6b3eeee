import { BitReader, BitWriter } from './Bits.ts'
import { FeedFormatError } from './FeedError.ts'
import { toBitWidth } from './FeedHeader.ts'

/** An entry as it is stored: its fingerprint, and what is known of it. */
export interface FingerprintRow {
  /** Cut by `toHighMask`. */
  readonly high: number
  readonly low: number
  /** It speaks for itself only, not for the names below it. */
  readonly isExact: boolean
  /** Place in the header's `origins`. */
  readonly origin: number
  /** Days since the day before `dayFirst`; 0 where no list says when. */
  readonly day: number
}

/** Widths that the header states. */
export interface RowWidths {
  readonly count: number
  readonly originBits: number
  readonly dayBits: number
}

const BUCKET_BITS_MAX = 20
const WORD = 2 ** 32
/**
 * Bits by which a fingerprint is longer than a row's number: a look-up makes 196 of them at the most, so that a name on no list
 * hits with at most 196 / 2^38, 7 in 10^10. With them, gaps between fingerprints are about 2^38 long, however many there are.
 */
const SPARE_BITS = 38
/** Bits of a gap above the lower word that are written as they are. */
const GAP_HIGH_BITS = SPARE_BITS - 32
const GAP_STEPS_MAX = 2 ** 20

/** What of a fingerprint's upper word is kept among so many rows. */
export function toHighMask(count: number): number {
  return 2 ** (toBitWidth(count) + GAP_HIGH_BITS) - 1
}

/** Writes rows, which ascend by fingerprint and have no two alike. */
export function encodeRows(rows: readonly FingerprintRow[], widths: RowWidths): Uint8Array {
  const writer = new BitWriter()
  const low = BigInt(SPARE_BITS)
  let next = 0n
  for (const row of rows) {
    const fingerprint = BigInt(row.high) * 0x1_0000_0000n + BigInt(row.low)
    const gap = fingerprint - next
    next = fingerprint + 1n
    writer.writeUnary(Number(gap >> low))
    writer.write(Number((gap & ((1n << low) - 1n)) >> 32n), GAP_HIGH_BITS)
    writer.write(Number(gap & 0xffff_ffffn), 32)
    writer.write(row.isExact ? 1 : 0, 1)
    writer.write(row.origin, widths.originBits)
    writer.write(row.day, widths.dayBits)
  }
  return writer.finish()
}

/** Fingerprints in memory, about 12 bytes each, with an index by their first bits. */
export class FingerprintTable {
  readonly #high: Uint32Array
  readonly #low: Uint32Array
  readonly #meaning: Uint32Array
  readonly #starts: Uint32Array
  readonly #mask: number
  readonly #shift: number
  readonly #dayBits: number

  /** @throws FeedFormatError `LZ_GUARD_FEED_FORMAT` for what `encodeRows` never writes */
  constructor(bytes: Uint8Array, widths: RowWidths, originCount: number) {
    const bitsMin = SPARE_BITS + 2 + widths.originBits + widths.dayBits
    if (bytes.length * 8 < widths.count * bitsMin) throw new FeedFormatError('it ends before its entries do')
    this.#high = new Uint32Array(widths.count)
    this.#low = new Uint32Array(widths.count)
    this.#meaning = new Uint32Array(widths.count)
    this.#dayBits = widths.dayBits
    const countBits = toBitWidth(widths.count)
    const bucketBits = Math.min(BUCKET_BITS_MAX, countBits)
    this.#mask = toHighMask(widths.count)
    this.#shift = countBits + GAP_HIGH_BITS - bucketBits
    this.#starts = new Uint32Array(2 ** bucketBits + 1)
    this.#read(new BitReader(bytes), widths, originCount)
    this.#index()
  }

  /** Row of a fingerprint, both words whole, or -1. */
  find(upper: number, low: number): number {
    const high = upper & this.#mask
    const bucket = high >>> this.#shift
    const end = this.#starts[bucket + 1] as number
    for (let row = this.#starts[bucket] as number; row < end; row++) {
      if (this.#high[row] === high && this.#low[row] === low) return row
    }
    return -1
  }

  isExact(row: number): boolean {
    return (this.#meaning[row] as number) >>> 31 === 1
  }

  originOf(row: number): number {
    return ((this.#meaning[row] as number) & 0x7fff_ffff) >>> this.#dayBits
  }

  dayOf(row: number): number {
    return (this.#meaning[row] as number) & (2 ** this.#dayBits - 1)
  }

  #read(reader: BitReader, widths: RowWidths, originCount: number): void {
    let [high, low] = [0, -1]
    for (let row = 0; row < widths.count; row++) {
      const steps = reader.readUnary(GAP_STEPS_MAX)
      if (steps === undefined) throw new FeedFormatError(`entry ${row} lies behind the last fingerprint`)
      const gapHigh = steps * 2 ** GAP_HIGH_BITS + reader.read(GAP_HIGH_BITS)
      const sum = low + 1 + reader.read(32)
      low = sum % WORD
      high += gapHigh + Math.floor(sum / WORD)
      if (high > this.#mask) throw new FeedFormatError(`entry ${row} lies behind the last fingerprint`)
      const exact = reader.read(1)
      const origin = reader.read(widths.originBits)
      if (origin >= originCount) throw new FeedFormatError(`entry ${row} comes from no list`)
      this.#high[row] = high
      this.#low[row] = low
      this.#meaning[row] = ((exact << 31) | (origin << widths.dayBits) | reader.read(widths.dayBits)) >>> 0
    }
    if (!reader.isAtEnd) throw new FeedFormatError('its entries end before or behind their bytes')
  }

  #index(): void {
    for (const high of this.#high) {
      const next = (high >>> this.#shift) + 1
      this.#starts[next] = (this.#starts[next] as number) + 1
    }
    for (let i = 1; i < this.#starts.length; i++)
      this.#starts[i] = (this.#starts[i] as number) + (this.#starts[i - 1] as number)
  }
}
