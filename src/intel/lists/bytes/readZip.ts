import { crc32 } from 'node:zlib'
import { ListError } from '../ListError.ts'

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const FILE_SIGNATURE = 0x04034b50
const END_LENGTH = 22
const COMMENT_LENGTH_MAX = 0xffff
const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 1

/** The packed bytes of a zip's one file. */
export type PackedFile = Uint8Array & { isStored?: boolean }

/** A zip's one file, and a check that the unpacked bytes are those that were packed. */
export interface ZipFile {
  readonly packed: PackedFile
  readonly check: (unpacked: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>
}

/**
 * Finds the one file of a zip archive by its directory at the end; publishers ship a list so.
 *
 * @throws ListError `LZ_LIST_TRUNCATED` without a directory; `LZ_LIST_ARCHIVE` for several files, encryption, 64-bit sizes or
 * a wrong checksum
 * @source https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function readZip(archive: Buffer): ZipFile {
  const entry = readDirectory(archive)
  const data = entry.offset + 30 + archive.readUInt16LE(entry.offset + 26) + archive.readUInt16LE(entry.offset + 28)
  if (archive.readUInt32LE(entry.offset) !== FILE_SIGNATURE || data + entry.packedBytes > archive.length) {
    throw archiveError('its directory names a place where no file is')
  }
  const packed: PackedFile = archive.subarray(data, data + entry.packedBytes)
  packed.isStored = entry.method === STORED
  return { packed, check: (unpacked) => verify(unpacked, entry) }
}

interface Entry {
  readonly method: number
  readonly crc: number
  readonly packedBytes: number
  readonly bytes: number
  readonly offset: number
}

function readDirectory(archive: Buffer): Entry {
  const end = findEnd(archive)
  const at = archive.readUInt32LE(end + 16)
  if (archive.readUInt16LE(end + 10) !== 1) throw archiveError('it holds more or less than one file')
  if (at + 46 > end || archive.readUInt32LE(at) !== ENTRY_SIGNATURE) throw archiveError('its directory is broken')
  const method = archive.readUInt16LE(at + 10)
  if ((archive.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw archiveError('it is encrypted')
  if (method !== STORED && method !== DEFLATED) throw archiveError(`its compression ${method} is not known`)
  const offset = archive.readUInt32LE(at + 42)
  if (offset + 30 > at) throw archiveError('its directory is broken')
  const [crc, packedBytes, bytes] = [16, 20, 24].map((shift) => archive.readUInt32LE(at + shift)) as [
    number,
    number,
    number,
  ]
  return { method, crc, packedBytes, bytes, offset }
}

function findEnd(archive: Buffer): number {
  const first = Math.max(0, archive.length - END_LENGTH - COMMENT_LENGTH_MAX)
  for (let at = archive.length - END_LENGTH; at >= first; at--) {
    const isEnd = archive.readUInt32LE(at) === END_SIGNATURE
    if (isEnd && at + END_LENGTH + archive.readUInt16LE(at + 20) === archive.length) return at
  }
  throw new ListError('LZ_LIST_TRUNCATED', 'The zip archive has no directory at its end. Fetch the file again.')
}

async function* verify(unpacked: AsyncIterable<Uint8Array>, entry: Entry): AsyncGenerator<Uint8Array> {
  let crc = 0
  let bytes = 0
  for await (const chunk of unpacked) {
    crc = crc32(chunk, crc)
    bytes += chunk.length
    yield chunk
  }
  if (crc !== entry.crc || bytes !== entry.bytes) throw archiveError('its checksum does not fit its content')
}

function archiveError(why: string): ListError {
  return new ListError('LZ_LIST_ARCHIVE', `The zip archive cannot be read: ${why}. A list is one file in it.`)
}
