import type { FieldPlaces } from './FieldPlaces.ts'
import type { LineBatch } from './lines.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN = 0x7b
const CLOSE = 0x7d
const BACKSLASH = 0x5c
const NULL = Buffer.from('null')

/** The keys as bytes; undefined where they cannot stand in JSON as they are. */
export function bytesOfKeys(keys: readonly string[]): readonly Buffer[] | undefined {
  const bytes = keys.map((key) => Buffer.from(key))
  const areBare = keys.every((key, i) => JSON.stringify(key) === `"${bytes[i]?.toString()}"`)
  return areBare ? bytes : undefined
}

/**
 * Finds the values of a JSON object that has exactly these keys in this order, without making text of them.
 *
 * Takes strings without escapes, whole numbers and `null`; an object with anything else is left to `parseJsonObject`,
 * which this agrees with wherever it answers.
 *
 * @returns Undefined where the line is another object, or none.
 */
export function findMembers(
  { bytes, starts, ends }: LineBatch,
  line: number,
  keys: readonly Buffer[],
  places: number[],
): FieldPlaces | undefined {
  const first = places.length
  const end = ends[line] as number
  let at = after(bytes, starts[line] as number, OPEN)
  for (let i = 0; i < keys.length && at > 0; i++) {
    at = afterKey(bytes, at, keys[i] as Buffer)
    at = at > 0 ? afterValue(bytes, at, places) : at
    at = at > 0 ? after(bytes, at, i === keys.length - 1 ? CLOSE : COMMA) : at
  }
  const isWhole = at > 0 && keys.length > 0 && afterSpace(bytes, at) === end
  return isWhole ? { bytes, places, first, count: keys.length } : undefined
}

// Each of these gives the place after what it reads, 0 where something else stands there. No line begins with a value, so
// that 0 is no place; each stops at the line's end, which is a control character.

function after(bytes: Buffer, from: number, char: number): number {
  const at = afterSpace(bytes, from)
  return bytes[at] === char ? at + 1 : 0
}

function afterSpace(bytes: Buffer, from: number): number {
  let at = from
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at++
  return at
}

function afterKey(bytes: Buffer, from: number, key: Buffer): number {
  const start = after(bytes, from, QUOTE)
  if (start === 0 || !isAt(bytes, start, key) || bytes[start + key.length] !== QUOTE) return 0
  return after(bytes, start + key.length + 1, COLON)
}

function afterValue(bytes: Buffer, from: number, places: number[]): number {
  const at = afterSpace(bytes, from)
  if (bytes[at] === QUOTE) return afterString(bytes, at + 1, places)
  if (isAt(bytes, at, NULL)) {
    places.push(at, at)
    return at + NULL.length
  }
  return afterWholeNumber(bytes, at, places)
}

function afterString(bytes: Buffer, start: number, places: number[]): number {
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte === QUOTE) {
      places.push(start, at)
      return at + 1
    }
    if (byte < 0x20 || byte === BACKSLASH) return 0
  }
  return 0
}

function afterWholeNumber(bytes: Buffer, start: number, places: number[]): number {
  let at = start
  while (isDigit(bytes[at])) at++
  if (at === start || (bytes[start] === 0x30 && at > start + 1)) return 0
  places.push(start, at)
  return at
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

function isAt(bytes: Buffer, at: number, word: Buffer): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false
  return true
}
