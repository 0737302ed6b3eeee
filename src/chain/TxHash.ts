import { LazarettoError } from '../LazarettoError.ts'

declare const brand: unique symbol

/** A 32-byte transaction hash: `0x` and 64 lower-case hex digits, in the order in which explorers show them. */
export type TxHash = string & { readonly [brand]: 'TxHash' }

const byteLength = 32
const digitCount = 64
const hexDigits = '0123456789abcdef'

/**
 * Parses a transaction hash of any chain whose hashes are 32 bytes in hex, with or without `0x`.
 *
 * @param text - 64 hex digits of any case; a Bitcoin txid as explorers show it.
 * @returns The canonical form, lower-case with `0x`, for every chain; `display` takes the `0x` off again.
 * @throws InvalidTxHashError `LZ_TX_HASH_SYNTAX`
 * @source https://ethereum.org/en/developers/docs/apis/json-rpc/#hex-encoding
 * @example
 * TxHash.parse('4A5E1E4BAAB89F3A32518A88C31BC87F618F76673E2CC77AB2127B7AFDEDA33B') // '0x4a5e1e4b...'
 * TxHash.parse('0x4a5e') // throws LZ_TX_HASH_SYNTAX
 */
export function parse(text: string): TxHash {
  const start = text.startsWith('0x') ? 2 : 0
  if (text.length !== start + digitCount) throw new InvalidTxHashError(text)
  const hasUpper = scanUpper(text, start)
  const digits = hasUpper ? text.toLowerCase() : text
  return (start === 2 ? digits : `0x${digits}`) as TxHash
}

/**
 * Shows a hash the way the chain's own tools do: with `0x` on EVM chains, bare elsewhere.
 *
 * @param chain - CAIP-2 id.
 * @example
 * TxHash.display(hash, ChainId.parse('bitcoin')) // '4a5e1e4b...' without 0x
 */
export function display(hash: TxHash, chain: string): string {
  return chain.startsWith('eip155:') ? hash : hash.slice(2)
}

/**
 * The 32 bytes of a hash in display order (a Bitcoin txid is the reverse of its digest in memory).
 *
 * @example
 * TxHash.toBytes(TxHash.parse('ff'.repeat(32))) // Uint8Array(32) of 255
 */
export function toBytes(hash: TxHash): Uint8Array {
  const bytes = new Uint8Array(byteLength)
  for (let i = 0; i < byteLength; i++) {
    bytes[i] = (hexValue(hash.charCodeAt(2 + 2 * i)) << 4) | hexValue(hash.charCodeAt(3 + 2 * i))
  }
  return bytes
}

/**
 * The hash that 32 bytes in display order stand for.
 *
 * @throws InvalidTxHashError `LZ_TX_HASH_SYNTAX` when there are not exactly 32 bytes
 * @example
 * TxHash.fromBytes(new Uint8Array(32)) // '0x' and 64 zeros
 * TxHash.fromBytes(new Uint8Array(20)) // throws LZ_TX_HASH_SYNTAX
 */
export function fromBytes(bytes: Uint8Array): TxHash {
  if (bytes.length !== byteLength) throw new InvalidTxHashError(`${bytes.length} bytes`)
  let text = '0x'
  for (const byte of bytes) text += hexDigits.charAt(byte >> 4) + hexDigits.charAt(byte & 15)
  return text as TxHash
}

function scanUpper(text: string, start: number): boolean {
  let hasUpper = false
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if ((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66)) continue
    if (code < 0x41 || code > 0x46) throw new InvalidTxHashError(text)
    hasUpper = true
  }
  return hasUpper
}

function hexValue(code: number): number {
  return code < 0x3a ? code - 0x30 : code - 0x57
}

/** A text that is no 32-byte transaction hash. */
export class InvalidTxHashError extends LazarettoError {
  override readonly name = 'InvalidTxHashError'

  constructor(given: string) {
    const shown = JSON.stringify(given.slice(0, 80))
    super(
      'LZ_TX_HASH_SYNTAX',
      'input',
      `${shown} is not a transaction hash: expected 64 hex digits, with or without 0x.`,
    )
  }
}
