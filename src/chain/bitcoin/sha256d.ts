import { sha256 } from '@noble/hashes/sha2.js'

/** SHA-256 of SHA-256: the hash of block headers, transactions and merkle trees, in memory order. */
export function sha256d(bytes: Uint8Array): Uint8Array {
  return sha256(sha256(bytes))
}

/**
 * A hash as explorers show it: the bytes in reverse, in hex.
 *
 * @example
 * toHashText(sha256d(header)) // '000000000019d6689c085ae165831e93...'
 */
export function toHashText(hash: Uint8Array): string {
  let text = ''
  for (let i = hash.length - 1; i >= 0; i--) text += HEX[hash[i] as number]
  return text
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
