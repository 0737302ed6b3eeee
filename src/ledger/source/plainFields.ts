import { endOf, type FieldPlaces, startOf } from './FieldPlaces.ts'
import type { PlainRow } from './PlainRow.ts'
import { UINT_MAX } from './transferParser.ts'

// Hot: these read a field from its bytes where that is plain, and refuse it where the row parser has to look.

/** Digits of an amount that are read at most, and those of its lower part: a number holds 15 exactly. */
const AMOUNT_DIGITS_MAX = 30
const PART_DIGITS = 15
const PART = 10n ** BigInt(PART_DIGITS)

const ZERO = 0x30
const POINT = 0x2e
const SMALL_X = 0x78

/** A whole number up to `UINT_MAX`, else -1. */
export function readWhole(row: FieldPlaces, i: number): number {
  const start = startOf(row, i)
  const end = endOf(row, i)
  if (end === start || end - start > 10) return -1
  let value = 0
  for (let at = start; at < end; at++) {
    const digit = (row.bytes[at] as number) - ZERO
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value <= UINT_MAX ? value : -1
}

/** Adds the bytes of a hash, with or without `0x`, to the keys. */
export function addHash(row: FieldPlaces, i: number, into: PlainRow): boolean {
  const start = startOf(row, i) + (isPrefixed(row, i) ? 2 : 0)
  return endOf(row, i) - start === HASH_DIGITS && addHashDigits(row.bytes, start, into)
}

/** Adds the bytes of an address to the keys; none in upper case, which may be a checksum. */
export function addAddress(row: FieldPlaces, i: number, into: PlainRow): boolean {
  const start = startOf(row, i) + 2
  return isPrefixed(row, i) && endOf(row, i) - start === ADDRESS_DIGITS && addAddressDigits(row.bytes, start, into)
}

function isPrefixed({ bytes, places, first }: FieldPlaces, i: number): boolean {
  const start = places[first + 2 * i] as number
  return bytes[start] === ZERO && bytes[start + 1] === SMALL_X
}

const HASH_DIGITS = 64
const ADDRESS_DIGITS = 40
const addHashDigits = createHexAdder(HASH_DIGITS, '0123456789abcdefABCDEF')
const addAddressDigits = createHexAdder(ADDRESS_DIGITS, '0123456789abcdef')

/** A function that adds so many hex digits to the keys; false where one is not among `digits`. */
function createHexAdder(count: number, digits: string): (bytes: Buffer, from: number, into: PlainRow) => boolean {
  const values = new Uint8Array(256).fill(0xff)
  for (const digit of digits) values[digit.charCodeAt(0)] = Number.parseInt(digit, 16)
  return (bytes, from, into) => {
    const { keys } = into
    let to = into.keyEnd
    let seen = 0
    for (let at = from; at < from + count; at += 2) {
      const high = values[bytes[at] as number] as number
      const low = values[bytes[at + 1] as number] as number
      keys[to++] = (high << 4) | low
      seen |= high | low
    }
    into.keyEnd = to
    return seen < 16
  }
}

/** An amount of up to 30 digits in base units, exactly; undefined for any other text. */
export function readAmount(row: FieldPlaces, i: number, scale: number): bigint | undefined {
  const start = startOf(row, i)
  const end = endOf(row, i)
  const point = findPoint(row.bytes, start, end)
  const fraction = Math.max(0, end - point - 1)
  const count = point - start + scale
  if (point === start || point === end - 1 || fraction > scale || count > AMOUNT_DIGITS_MAX) return undefined
  let high = 0
  let low = 0
  let left = count
  for (let at = start; at < end; at++) {
    if (at === point) continue
    const digit = (row.bytes[at] as number) - ZERO
    if (digit < 0 || digit > 9) return undefined
    if (left > PART_DIGITS) high = high * 10 + digit
    else low = low * 10 + digit
    left--
  }
  for (; left > 0; left--) {
    if (left > PART_DIGITS) high *= 10
    else low *= 10
  }
  return high === 0 ? BigInt(low) : BigInt(high) * PART + BigInt(low)
}

/** Where the decimal point stands; the end where there is none. */
function findPoint(bytes: Buffer, start: number, end: number): number {
  for (let at = start; at < end; at++) if (bytes[at] === POINT) return at
  return end
}
