import { FeedFormatError } from './FeedError.ts'
import * as FeedHeader from './FeedHeader.ts'

const MAGIC = 'LZFEED01'
const HEADER_AT = 12
/** Bytes of an Ed25519 signature, the last of a file. */
export const SIGNATURE_BYTES = 64
/** Largest file: the header, and entries of at most 16 bytes. */
const FILE_BYTES_MAX = FeedHeader.HEADER_BYTES_MAX + 16 * FeedHeader.ENTRIES_MAX

/** The parts of a file, not yet read further. */
export interface FeedParts {
  readonly header: FeedHeader.FeedHeader
  readonly rows: Uint8Array
  /** All that is signed: everything before the signature. */
  readonly signed: Uint8Array
  readonly signature: Uint8Array
}

/** Puts a feed together, with zeros where its signature will stand. */
export function encodeFeed(header: FeedHeader.FeedHeader, rows: Uint8Array): Uint8Array {
  const headerBytes = FeedHeader.encode(header)
  const bytes = new Uint8Array(HEADER_AT + headerBytes.length + rows.length + SIGNATURE_BYTES)
  bytes.set(new TextEncoder().encode(MAGIC))
  new DataView(bytes.buffer).setUint32(MAGIC.length, headerBytes.length, true)
  bytes.set(headerBytes, HEADER_AT)
  bytes.set(rows, HEADER_AT + headerBytes.length)
  return bytes
}

/**
 * Takes a feed's file apart.
 *
 * @throws FeedFormatError `LZ_GUARD_FEED_FORMAT`
 */
export function splitFeed(bytes: Uint8Array): FeedParts {
  if (bytes.length < HEADER_AT + SIGNATURE_BYTES || bytes.length > FILE_BYTES_MAX) {
    throw new FeedFormatError(`a file of ${bytes.length} bytes is none`)
  }
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length))
  if (magic !== MAGIC) throw new FeedFormatError(`it begins with ${JSON.stringify(magic)}, not with ${MAGIC}`)
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true)
  const end = bytes.length - SIGNATURE_BYTES
  if (headerLength > FeedHeader.HEADER_BYTES_MAX || HEADER_AT + headerLength > end) {
    throw new FeedFormatError(`a header of ${headerLength} bytes does not fit`)
  }
  return {
    header: FeedHeader.parse(decodeText(bytes.subarray(HEADER_AT, HEADER_AT + headerLength))),
    rows: bytes.subarray(HEADER_AT + headerLength, end),
    signed: bytes.subarray(0, end),
    signature: bytes.subarray(end),
  }
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new FeedFormatError('its header is not UTF-8', { cause })
  }
}
