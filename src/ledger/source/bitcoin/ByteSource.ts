import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { BlockHeader } from '../../../chain/index.ts'
import { FileError } from '../lines.ts'

/** Bytes of a file, whatever it hides them under. It is opened when it is read, and may be read again after `close`. */
export interface ByteSource {
  readonly path: string
  readonly size: number
  /** Bytes from a place, fewer at the end; a view that may be overwritten by the next call. */
  read(at: number, length: number): Uint8Array
  /** Whether the bytes from a place on are only zeros, which is how room is kept that nothing was written to. */
  isEmptyFrom(at: number): boolean
  /** Lets the file and the memory go. */
  close(): void
}

/** Longest hex text that is read: it is unpacked in memory. */
const HEX_LENGTH_MAX = 1 << 28
const HEAD_BYTES = 4096
const SCAN_BYTES = 1 << 20

/**
 * Opens a file of blocks: plain, XORed with the key in `xor.dat` beside it, or hex text.
 *
 * @throws FileError `LZ_FILE_NOT_FOUND`, `LZ_BLOCK_HEX`
 * @source https://github.com/bitcoin/bitcoin/blob/master/src/node/blockstorage.cpp, InitBlocksdirXorKey
 */
export function openByteSource(path: string): ByteSource {
  const raw = openFile(path)
  const isHex = isHexText(raw)
  raw.close()
  if (isHex) return unpackHex(raw)
  const key = findKey(path)
  return key === undefined ? raw : unmask(raw, key)
}

function openFile(path: string): ByteSource {
  const size = sizeOf(path)
  let handle: number | undefined
  let room = new Uint8Array(0)
  const read = (at: number, length: number): Uint8Array => {
    handle ??= openSync(path, 'r')
    if (room.length < length) room = new Uint8Array(length)
    return room.subarray(0, readSync(handle, room, 0, Math.max(0, Math.min(length, size - at)), at))
  }
  const close = (): void => {
    if (handle !== undefined) closeSync(handle)
    handle = undefined
    room = new Uint8Array(0)
  }
  return { path, size, read, isEmptyFrom: (at) => isZero(read, at), close }
}

function sizeOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isFile() === true) return found.size
  throw new FileError('LZ_FILE_NOT_FOUND', `There is no readable file at ${path}. Check the path.`)
}

function isZero(read: ByteSource['read'], from: number): boolean {
  for (let at = from; ; at += SCAN_BYTES) {
    const part = read(at, SCAN_BYTES)
    if (part.length === 0) return true
    if (part.some((byte) => byte !== 0)) return false
  }
}

/** The key of 8 bytes that newer nodes mask their block files with; one of zeros masks nothing. */
function findKey(path: string): Uint8Array | undefined {
  const file = join(dirname(path), 'xor.dat')
  if (!/^blk\d+\.dat$/.test(path.slice(dirname(path).length).replace(/^[\\/]/, '')) || !existsSync(file))
    return undefined
  const key = readFileSync(file)
  if (key.length !== 8) {
    throw new FileError('LZ_BLOCK_KEY', `${file} has ${key.length} bytes, a key has 8. Fetch it again from the node.`)
  }
  return key.every((byte) => byte === 0) ? undefined : Uint8Array.from(key)
}

function unmask(raw: ByteSource, key: Uint8Array): ByteSource {
  const read = (at: number, length: number): Uint8Array => {
    const bytes = raw.read(at, length)
    for (let i = 0; i < bytes.length; i++) bytes[i] = (bytes[i] as number) ^ (key[(at + i) & 7] as number)
    return bytes
  }
  // A node keeps room with zeros that it does not mask.
  return { ...raw, read, isEmptyFrom: (at) => raw.isEmptyFrom(at) || isZero(read, at) }
}

/** Text of hex digits and white space only, with a header's worth of digits at its beginning. */
function isHexText(raw: ByteSource): boolean {
  const head = Buffer.from(raw.read(0, HEAD_BYTES)).toString('latin1')
  return /^\s*(?:0x)?[0-9a-fA-F\s]+$/.test(head) && head.replace(/\s+/g, '').length >= 2 * BlockHeader.LENGTH
}

function unpackHex({ path, size: length }: ByteSource): ByteSource {
  if (length > HEX_LENGTH_MAX) throw hexError(path, `is longer than ${HEX_LENGTH_MAX} characters of hex: split it`)
  let bytes: Uint8Array | undefined
  const open = (): Uint8Array => {
    bytes ??= bytesOfHex(path)
    return bytes
  }
  const { length: size } = open()
  const read = (at: number, length: number): Uint8Array => open().subarray(at, at + length)
  const close = (): void => {
    bytes = undefined
  }
  return { path, size, read, isEmptyFrom: (at) => isZero(read, at), close }
}

function bytesOfHex(path: string): Uint8Array {
  const text = readFileSync(path, 'latin1')
  const start = /^\s*0x/.exec(text)?.[0].length ?? 0
  const wrong = /[^0-9a-fA-F\s]/g
  wrong.lastIndex = start
  const found = wrong.exec(text)
  if (found !== null) throw hexError(path, `has no hex digit at character ${found.index}`)
  const digits = text.slice(start).replace(/\s+/g, '')
  if (digits.length % 2 !== 0)
    throw hexError(path, `ends with half a byte, after ${digits.length} hex digits. Fetch it again`)
  return Uint8Array.from(Buffer.from(digits, 'hex'))
}

function hexError(path: string, finding: string): FileError {
  return new FileError('LZ_BLOCK_HEX', `${path} ${finding}.`)
}
