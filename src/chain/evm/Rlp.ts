import { byteAt } from './HexBytes.ts'

/** What RLP encodes: a string of bytes, as hex with 0x or as bytes, or a list. */
export type Rlp = string | Uint8Array | readonly Rlp[]

/** The longest string or list whose length stands in its first byte. */
const SHORT_MAX = 55
const STRING = 0x80
const LIST = 0xc0

/**
 * Encodes a string of bytes or a tree of lists.
 *
 * @param item - Hex has an even number of digits; a quantity comes through `ofQuantity`.
 * @source https://ethereum.org/en/developers/docs/data-structures-and-encoding/rlp/
 * @example
 * Rlp.encode(['0x636174', '0x646f67']) // Uint8Array [0xc8, 0x83, 'c', 'a', 't', 0x83, 'd', 'o', 'g']
 */
export function encode(item: Rlp): Uint8Array {
  const bytes = new Uint8Array(sizeOf(item))
  write(item, bytes, 0)
  return bytes
}

/** As `encode` of a list, with a byte before it: how transactions and receipts of a type are written (EIP-2718). */
export function encodeTyped(type: number, items: readonly Rlp[]): Uint8Array {
  const bytes = new Uint8Array(1 + sizeOf(items))
  bytes[0] = type
  write(items, bytes, 1)
  return bytes
}

/** The list of items that are encoded already. */
export function joinEncoded(items: readonly Uint8Array[]): Uint8Array {
  const length = items.reduce((sum, item) => sum + item.length, 0)
  const bytes = new Uint8Array(headSize(length) + length)
  let at = writeHead(LIST, length, bytes, 0)
  for (const item of items) {
    bytes.set(item, at)
    at += item.length
  }
  return bytes
}

/** The string of bytes that a hex quantity without leading zeros stands for: whole bytes, and none for zero. */
export function ofQuantity(text: string): string {
  if (text === '0x0') return '0x'
  return text.length % 2 === 0 ? text : `0x0${text.slice(2)}`
}

function sizeOf(item: Rlp): number {
  const length = lengthOf(item)
  return isOneByte(item, length) ? 1 : headSize(length) + length
}

/** Bytes without the head. */
function lengthOf(item: Rlp): number {
  if (typeof item === 'string') return (item.length - 2) >> 1
  if (item instanceof Uint8Array) return item.length
  let length = 0
  for (const one of item) length += sizeOf(one)
  return length
}

function headSize(length: number): number {
  return length <= SHORT_MAX ? 1 : 1 + byteCount(length)
}

/** Whether an item is a byte that stands for itself. */
function isOneByte(item: Rlp, length: number): boolean {
  if (length !== 1) return false
  if (typeof item === 'string') return byteAt(item, 0) < STRING
  return item instanceof Uint8Array && (item[0] as number) < STRING
}

/** Writes an item and says where the next one begins. */
function write(item: Rlp, target: Uint8Array, at: number): number {
  const length = lengthOf(item)
  const isBytes = typeof item === 'string' || item instanceof Uint8Array
  const start = isOneByte(item, length) ? at : writeHead(isBytes ? STRING : LIST, length, target, at)
  if (typeof item === 'string') for (let i = 0; i < length; i++) target[start + i] = byteAt(item, i)
  else if (item instanceof Uint8Array) target.set(item, start)
  else {
    let next = start
    for (const one of item) next = write(one, target, next)
  }
  return start + length
}

function writeHead(kind: number, length: number, target: Uint8Array, at: number): number {
  if (length <= SHORT_MAX) {
    target[at] = kind + length
    return at + 1
  }
  const count = byteCount(length)
  target[at] = kind + SHORT_MAX + count
  for (let i = 0; i < count; i++) target[at + 1 + i] = Math.floor(length / 256 ** (count - 1 - i)) % 256
  return at + 1 + count
}

function byteCount(length: number): number {
  let count = 1
  for (let rest = length; rest >= 256; rest = Math.floor(rest / 256)) count++
  return count
}
