import { EvmAddress } from '../../../chain/index.ts'
import { AbiError } from './AbiError.ts'
import { type AbiField, type AbiType, headBytesOf, type ListType, WORD_BYTES, type WordType } from './AbiType.ts'

/**
 * A decoded value: a number; `bool`; an address in lower case or a text; bytes as a view of the data; a list, and a tuple by
 * its fields' order.
 */
export type AbiValue = bigint | boolean | string | Uint8Array | readonly AbiValue[]

/**
 * What encoders do not write and decoders let pass: bytes behind the arguments, tails that are shared, out of order or not next
 * to each other, bits outside of a value, a last word that is cut, a text that is no UTF-8.
 */
export type AbiOddity = 'trailing' | 'offset' | 'dirty' | 'cut' | 'text'

export interface Decoded {
  readonly values: readonly AbiValue[]
  /** Each kind once. */
  readonly oddities: readonly AbiOddity[]
  /** Bytes that the arguments take; what stands behind them is no part of them. */
  readonly usedBytes: number
}

/** 2 MiB; a node takes transactions of 128 KiB. */
const WORDS_MAX = 65_536
/** Tails may be shared, so that words are read more than once: that often at most, and a few more where there are few. */
const READS_MAX = 4
const WORDS_FREE = 64
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
const utf8Strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true })

interface Reader {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly oddities: Set<AbiOddity>
  /** Where an encoder would write the next tail. */
  end: number
  wordsLeft: number
}

/**
 * Decodes arguments, strictly: an offset or a length that points outside of the data is an error, and what an encoder would not
 * have written is named.
 *
 * Time and memory are bounded by four times the data's length and by 65,536 words, however offsets point at each other.
 *
 * @param data - Behind the selector.
 * @throws AbiError `LZ_GUARD_ABI_DATA`, `LZ_GUARD_ABI_LIMIT`
 * @source https://docs.soliditylang.org/en/latest/abi-spec.html#formal-specification-of-the-encoding
 * @example
 * decodeArguments(parseSignature('f(uint8)').inputs, new Uint8Array(32)).values // [0n]
 * decodeArguments(parseSignature('f(uint8)').inputs, new Uint8Array(31))        // throws LZ_GUARD_ABI_DATA
 */
export function decodeArguments(fields: readonly AbiField[], data: Uint8Array): Decoded {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const wordsLeft = Math.min(WORDS_MAX, WORDS_FREE + READS_MAX * Math.ceil(data.length / WORD_BYTES))
  const reader: Reader = { bytes: data, view, oddities: new Set(), end: 0, wordsLeft }
  const values = readFields(reader, fields, 0)
  const usedBytes = Math.min(reader.end, data.length)
  if (data.length > reader.end) reader.oddities.add('trailing')
  if (data.length < reader.end) reader.oddities.add('cut')
  return { values, oddities: [...reader.oddities], usedBytes }
}

function readFields(reader: Reader, fields: readonly AbiField[], base: number): AbiValue[] {
  reserve(reader, base, headBytesOf(fields))
  const values: AbiValue[] = []
  let at = base
  for (const { type } of fields) {
    values.push(readAt(reader, type, { base, at }))
    at += type.headBytes
  }
  return values
}

/** What a head's place stands for; `base` is what offsets count from. */
function readAt(reader: Reader, type: AbiType, { base, at }: { base: number; at: number }): AbiValue {
  if (!type.isDynamic) return readValue(reader, type, at)
  const start = base + readCount(reader, at)
  if (start !== reader.end) reader.oddities.add('offset')
  return readValue(reader, type, start)
}

function readValue(reader: Reader, type: AbiType, at: number): AbiValue {
  switch (type.kind) {
    case 'tuple':
      return readFields(reader, type.fields, at)
    case 'list':
      return readList(reader, type, at)
    case 'bytes':
      return readBytes(reader, at)
    case 'string':
      return readText(reader, at)
    case 'uint':
    case 'int':
    case 'address':
    case 'bool':
    case 'fixedBytes':
      return readWord(reader, type, at)
  }
}

function readList(reader: Reader, type: ListType, at: number): AbiValue[] {
  const base = type.length === undefined ? at + WORD_BYTES : at
  const length = type.length ?? readCount(reader, at)
  reserve(reader, base, length * type.of.headBytes)
  const values: AbiValue[] = []
  for (let i = 0; i < length; i++) values.push(readAt(reader, type.of, { base, at: base + i * type.of.headBytes }))
  return values
}

/** Makes sure that heads are all there before any of them is read. */
function reserve(reader: Reader, at: number, length: number): void {
  if (at + length > reader.bytes.length) throw outside(reader, at, length)
  reader.end = Math.max(reader.end, at + length)
}

function readBytes(reader: Reader, at: number): Uint8Array {
  const length = readCount(reader, at)
  const start = at + WORD_BYTES
  const end = start + length
  if (end > reader.bytes.length) throw outside(reader, start, length)
  spend(reader, Math.ceil(length / WORD_BYTES))
  const paddedEnd = start + Math.ceil(length / WORD_BYTES) * WORD_BYTES
  for (let i = end; i < paddedEnd; i++) if ((reader.bytes[i] ?? 0) !== 0) reader.oddities.add('dirty')
  reader.end = Math.max(reader.end, paddedEnd)
  return reader.bytes.subarray(start, end)
}

function readText(reader: Reader, at: number): string {
  const bytes = readBytes(reader, at)
  try {
    return utf8Strict.decode(bytes)
  } catch {
    reader.oddities.add('text')
    return utf8.decode(bytes)
  }
}

/** An offset or a length: more than the data have cannot be meant. */
function readCount(reader: Reader, at: number): number {
  if (at + WORD_BYTES > reader.bytes.length) throw outside(reader, at, WORD_BYTES)
  spend(reader, 1)
  const count = readUint(reader, at)
  if (count <= BigInt(reader.bytes.length)) return Number(count)
  throw new AbiError('LZ_GUARD_ABI_DATA', `Byte ${at} points ${count} bytes on, and there are ${reader.bytes.length}`)
}

function readWord(reader: Reader, { kind, bits }: WordType, at: number): AbiValue {
  spend(reader, 1)
  switch (kind) {
    case 'uint':
      return toUint(reader, readUint(reader, at), bits)
    case 'int':
      return toInt(reader, readUint(reader, at), bits)
    case 'bool':
      return toBoolean(reader, readUint(reader, at))
    case 'address':
      noteDirty(reader, at, at + 12)
      return EvmAddress.fromBytes(reader.bytes.subarray(at + 12, at + WORD_BYTES))
    case 'fixedBytes':
      noteDirty(reader, at + bits / 8, at + WORD_BYTES)
      return reader.bytes.subarray(at, at + bits / 8)
  }
}

function readUint({ view }: Reader, at: number): bigint {
  const low = view.getBigUint64(at + 24)
  const upper = view.getBigUint64(at + 16)
  const high = view.getBigUint64(at) | view.getBigUint64(at + 8)
  if (high === 0n) return upper === 0n ? low : (upper << 64n) | low
  return (view.getBigUint64(at) << 192n) | (view.getBigUint64(at + 8) << 128n) | (upper << 64n) | low
}

function toUint(reader: Reader, word: bigint, bits: number): bigint {
  const value = BigInt.asUintN(bits, word)
  if (value !== word) reader.oddities.add('dirty')
  return value
}

function toInt(reader: Reader, word: bigint, bits: number): bigint {
  const value = BigInt.asIntN(bits, word)
  if (BigInt.asUintN(256, value) !== word) reader.oddities.add('dirty')
  return value
}

/** Some contracts take anything but zero for true, some refuse it. */
function toBoolean(reader: Reader, word: bigint): boolean {
  if (word > 1n) reader.oddities.add('dirty')
  return word !== 0n
}

function noteDirty({ bytes, oddities }: Reader, from: number, to: number): void {
  for (let i = from; i < to; i++) if (bytes[i] !== 0) oddities.add('dirty')
}

function spend(reader: Reader, words: number): void {
  reader.wordsLeft -= words
  if (reader.wordsLeft < 0) throw new AbiError('LZ_GUARD_ABI_LIMIT', 'More words than there can be')
}

function outside({ bytes }: Reader, at: number, length: number): AbiError {
  return new AbiError('LZ_GUARD_ABI_DATA', `Bytes ${at} to ${at + length} are wanted, and there are ${bytes.length}`)
}
