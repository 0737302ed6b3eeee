import { concatBytes } from '@noble/hashes/utils.js'

/** A string of bytes, or a list; `encoded` is all of it with its head. */
export interface RlpItem {
  readonly encoded: Uint8Array
  /** Empty for a list. */
  readonly bytes: Uint8Array
  /** Undefined for a string of bytes. */
  readonly items: readonly RlpItem[] | undefined
}

const SHORT_MAX = 55
const STRING = 0x80
const LIST = 0xc0
const DEPTH_MAX = 4
const COUNT_MAX = 20_000

interface Head {
  readonly isList: boolean
  readonly start: number
  readonly end: number
}

interface Budget {
  itemsLeft: number
}

/**
 * Decodes one item that takes all of the bytes, in the one form that is allowed; undefined for anything else, and for more than
 * 20,000 items or lists more than four deep: no transaction has them.
 *
 * @source https://ethereum.org/en/developers/docs/data-structures-and-encoding/rlp/
 */
export function decode(bytes: Uint8Array): RlpItem | undefined {
  const item = decodeFirst(bytes, 0, { itemsLeft: COUNT_MAX })
  return item?.encoded.length === bytes.length ? item : undefined
}

function decodeFirst(bytes: Uint8Array, depth: number, budget: Budget): RlpItem | undefined {
  const head = readHead(bytes)
  if (head === undefined || depth > DEPTH_MAX || budget.itemsLeft-- === 0) return undefined
  const encoded = bytes.subarray(0, head.end)
  const content = bytes.subarray(head.start, head.end)
  if (!head.isList) return { encoded, bytes: content, items: undefined }
  const items = decodeAll(content, depth + 1, budget)
  return items && { encoded, bytes: bytes.subarray(0, 0), items }
}

function decodeAll(content: Uint8Array, depth: number, budget: Budget): RlpItem[] | undefined {
  const items: RlpItem[] = []
  for (let at = 0; at < content.length; ) {
    const item = decodeFirst(content.subarray(at), depth, budget)
    if (item === undefined) return undefined
    items.push(item)
    at += item.encoded.length
  }
  return items
}

function readHead(bytes: Uint8Array): Head | undefined {
  const first = bytes[0]
  if (first === undefined) return undefined
  if (first < STRING) return { isList: false, start: 0, end: 1 }
  const isList = first >= LIST
  const short = first - (isList ? LIST : STRING)
  const head = short <= SHORT_MAX ? { start: 1, length: short } : readLength(bytes, short - SHORT_MAX)
  if (head === undefined || head.start + head.length > bytes.length) return undefined
  const isOneByte = !isList && head.length === 1 && (bytes[head.start] ?? 0) < STRING
  return isOneByte ? undefined : { isList, start: head.start, end: head.start + head.length }
}

/** A length of its own bytes: at most four, none too many, and only where the first byte could not hold it. */
function readLength(bytes: Uint8Array, count: number): { start: number; length: number } | undefined {
  if (count > 4 || count >= bytes.length || bytes[1] === 0) return undefined
  let length = 0
  for (let i = 1; i <= count; i++) length = length * 256 + (bytes[i] ?? 0)
  return length > SHORT_MAX ? { start: 1 + count, length } : undefined
}

/** The list of items that are encoded already. */
export function encodeList(encoded: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(...encoded)
  return concatBytes(encodeHead(LIST, content.length), content)
}

/** A number, in as many bytes as it needs. */
export function encodeNumber(value: bigint): Uint8Array {
  const digits = value === 0n ? '' : value.toString(16)
  const bytes = Uint8Array.from((digits.length % 2 === 0 ? digits : `0${digits}`).match(/../g) ?? [], (byte) =>
    Number.parseInt(byte, 16),
  )
  return encodeBytes(bytes)
}

export function encodeBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 1 && (bytes[0] ?? 0) < STRING) return bytes
  return concatBytes(encodeHead(STRING, bytes.length), bytes)
}

function encodeHead(kind: number, length: number): Uint8Array {
  if (length <= SHORT_MAX) return Uint8Array.of(kind + length)
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return Uint8Array.of(kind + SHORT_MAX + bytes.length, ...bytes)
}
