import { sha256 } from '@noble/hashes/sha2.js'
import { base58 } from '@scure/base'
import type { AddressReading } from './AddressMatch.ts'
import * as ChainId from './ChainId.ts'

const hashLength = 20
const checksumLength = 4
// One version byte, or two (Zcash).
const lengths: ReadonlySet<number> = new Set([25, 26])
const textLengthMin = 25
const textLengthMax = 36

type Script = 'p2pkh' | 'p2sh'
type Row = readonly [kind: Script, canonicalVersion: readonly number[], ...chains: string[]]

// A version is what the first characters spell; the row with another canonical version is an old spelling.
const rowsByVersion: ReadonlyMap<string, readonly Row[]> = new Map<string, readonly Row[]>([
  ['0', [['p2pkh', [0], 'bitcoin', 'bsv']]],
  [
    '5',
    [
      ['p2sh', [5], 'bitcoin', 'bsv'],
      ['p2sh', [50], 'litecoin'],
    ],
  ],
  ['48', [['p2pkh', [48], 'litecoin']]],
  ['50', [['p2sh', [50], 'litecoin']]],
  ['30', [['p2pkh', [30], 'dogecoin', 'verge']]],
  ['22', [['p2sh', [22], 'dogecoin']]],
  ['33', [['p2sh', [33], 'verge']]],
  ['76', [['p2pkh', [76], 'dash']]],
  ['16', [['p2sh', [16], 'dash']]],
  ['38', [['p2pkh', [38], 'bitcoin-gold']]],
  ['23', [['p2sh', [23], 'bitcoin-gold']]],
  ['28,184', [['p2pkh', [28, 184], 'zcash']]],
  ['28,189', [['p2sh', [28, 189], 'zcash']]],
])

/** What a base58check address spells. */
export interface Base58Payload {
  /** One or two bytes. */
  readonly version: Uint8Array
  /** 20 bytes. */
  readonly hash: Uint8Array
}

/**
 * Reads a base58check address: P2PKH and P2SH of Bitcoin and the coins made from it.
 *
 * One text may stand for an account on several chains: `1...` and `3...` on Bitcoin and BSV, `3...` also on Litecoin
 * (there as `M...`), `D...` on Dogecoin and Verge. `CashAddress` reads what `1...` and `3...` are on Bitcoin Cash.
 *
 * @source https://en.bitcoin.it/wiki/Base58Check_encoding
 * @source https://en.bitcoin.it/wiki/List_of_address_prefixes
 * @source https://zips.z.cash/protocol/protocol.pdf section 5.6.1.1
 * @example
 * Base58Address.read('1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2')[0] // { kind: 'p2pkh', chains: [bitcoin, bsv], ... }
 * Base58Address.read('1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3')    // 'checksum'
 */
export function read(text: string): AddressReading {
  const payload = decode(text)
  if (typeof payload === 'string') return payload
  const version = payload.version.join()
  const matches = (rowsByVersion.get(version) ?? []).map(([kind, canonicalVersion, ...chains]) => ({
    kind,
    canonical: version === canonicalVersion.join() ? text : encode(canonicalVersion, payload.hash),
    chains: chains.map(ChainId.parse),
  }))
  return matches.length > 0 ? matches : 'network'
}

/**
 * Decodes a base58check address of any network, or says why it is none.
 *
 * @source https://en.bitcoin.it/wiki/Base58Check_encoding
 * @example
 * Base58Address.decode('1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2') // { version: Uint8Array [0], hash }
 * Base58Address.decode('1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3') // 'checksum'
 */
export function decode(text: string): Base58Payload | 'syntax' | 'checksum' {
  if (text.length < textLengthMin || text.length > textLengthMax) return 'syntax'
  const bytes = decodeBase58(text)
  if (bytes === undefined || !lengths.has(bytes.length)) return 'syntax'
  const payload = bytes.subarray(0, -checksumLength)
  if (!isEqual(checksum(payload), bytes.subarray(-checksumLength))) return 'checksum'
  return { version: payload.slice(0, -hashLength), hash: payload.slice(-hashLength) }
}

/**
 * Encodes version bytes and a hash as base58check.
 *
 * @source https://en.bitcoin.it/wiki/Base58Check_encoding
 * @example
 * Base58Address.encode([0], hash) // '1...'
 */
export function encode(version: ArrayLike<number>, hash: Uint8Array): string {
  const payload = Uint8Array.from([...Array.from(version), ...hash])
  return base58.encode(Uint8Array.from([...payload, ...checksum(payload)]))
}

function decodeBase58(text: string): Uint8Array | undefined {
  try {
    return base58.decode(text)
  } catch {
    return undefined
  }
}

function checksum(payload: Uint8Array): Uint8Array {
  return sha256(sha256(payload)).subarray(0, checksumLength)
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((byte, i) => byte === b[i])
}
