import { hash } from 'node:crypto'
import { base32nopad } from '@scure/base'

/** What a key's text says: who it claims to be, and the hash that proves it. */
export interface KeyClaim {
  readonly id: string
  /** 32 bytes. */
  readonly hash: Uint8Array
}

const PREFIX = 'lzk_'
const ID_BYTES = 10
const ID_LENGTH = 16
const SECRET_BYTES = 32
const CHECKSUM_BYTES = 3
const TEXT = /^lzk_[a-z2-7]{72}$/

/**
 * Makes the text of a new key: `lzk_` and in base32 the id (10 bytes), the secret (32) and a checksum (3).
 *
 * Prefix and checksum let anybody's scanner find a leaked key without asking us: the checksum is the beginning of the
 * SHA-256 of `lazaretto/key-checksum/1`, id and secret.
 */
export function createKeyText(randomBytes: (length: number) => Uint8Array): string {
  const payload = randomBytes(ID_BYTES + SECRET_BYTES)
  return PREFIX + base32nopad.encode(Buffer.concat([payload, checksumOf(payload)])).toLowerCase()
}

/** Reads a key's text; nothing where it is none, or mistyped. */
export function readKeyText(text: string): KeyClaim | undefined {
  if (!TEXT.test(text)) return undefined
  const bytes = base32nopad.decode(text.slice(PREFIX.length).toUpperCase())
  const payload = bytes.subarray(0, -CHECKSUM_BYTES)
  if (!checksumOf(payload).equals(bytes.subarray(-CHECKSUM_BYTES))) return undefined
  return { id: text.slice(PREFIX.length, PREFIX.length + ID_LENGTH), hash: hashKeyText(text) }
}

/**
 * What is stored of a key.
 *
 * One SHA-256 is enough: the secret is 256 random bits, which nobody can guess however fast guesses are; slow hashes
 * protect what people choose, and would cost a server its speed on every request.
 */
export function hashKeyText(text: string): Uint8Array {
  return new Uint8Array(hash('sha256', `lazaretto/key/1${text}`, 'buffer'))
}

function checksumOf(payload: Uint8Array): Buffer {
  const bytes = Buffer.concat([Buffer.from('lazaretto/key-checksum/1'), payload])
  return hash('sha256', bytes, 'buffer').subarray(0, CHECKSUM_BYTES)
}
