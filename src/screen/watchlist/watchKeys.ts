import { type Address, KeyHash } from '../../chain/index.ts'

/** Length of a key: one byte for the scheme and 20 of the hash. */
export const KEY_LENGTH = 21

/** First byte of a key; two schemes never share one, though their hashes are both 20 bytes. */
export const SCHEME_TAGS: Readonly<Record<KeyHash.HashScheme, number>> = { keccak: 1, hash160: 2, script: 3 }

/** The key of a reading, where it commits to a hash of 20 bytes. */
export function keyOf(reading: Address.AddressMatch): Uint8Array | undefined {
  const found = KeyHash.find(reading)
  return found === undefined ? undefined : Uint8Array.from([SCHEME_TAGS[found.scheme], ...found.bytes])
}

const encoder = new TextEncoder()

/** The key of a text: its UTF-8 bytes. */
export function textKey(text: string): Uint8Array {
  return encoder.encode(text)
}

/** Whether all letters of a text are of one case, as where software has folded them. */
export function hasOneCase(text: string): boolean {
  return text === text.toLowerCase() || text === text.toUpperCase()
}
