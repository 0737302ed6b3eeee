import { bech32, bech32m } from '@scure/base'
import type { AddressKind, AddressReading } from './AddressMatch.ts'
import * as ChainId from './ChainId.ts'

const prefixes: ReadonlyMap<string, string> = new Map([
  ['bc', 'bitcoin'],
  ['ltc', 'litecoin'],
  ['btg', 'bitcoin-gold'],
])
const form = /^(?:[a-z]{2,4}1[02-9ac-hj-np-z]{7,86}|[A-Z]{2,4}1[02-9AC-HJ-NP-Z]{7,86})$/

/** A witness output: what a segwit address spells. */
export interface Witness {
  readonly prefix: string
  /** 0 to 16. */
  readonly version: number
  /** 2 to 40 bytes; 20 or 32 for version 0. */
  readonly program: Uint8Array
}

/**
 * Reads a segwit address: bech32 for witness version 0, bech32m for 1 to 16.
 *
 * Upper case passes, mixed case does not; the canonical text is lower case.
 *
 * @source https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki
 * @source https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki
 * @example
 * SegwitAddress.read('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4') // [{ kind: 'p2wpkh', ... }]
 * SegwitAddress.read('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5') // 'checksum'
 */
export function read(text: string): AddressReading {
  const witness = decode(text)
  if (typeof witness === 'string') return witness
  const chain = prefixes.get(witness.prefix)
  if (chain === undefined) return 'network'
  return [{ kind: toKind(witness), canonical: text.toLowerCase(), chains: [ChainId.parse(chain)] }]
}

/**
 * Decodes a segwit address of any network, or says why it is none.
 *
 * @source https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki#addresses-for-segregated-witness-outputs
 * @example
 * SegwitAddress.decode('tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx') // { prefix: 'tb', version: 0, program }
 * SegwitAddress.decode('bc1gmk9yu')                                  // 'syntax': no program
 */
export function decode(text: string): Witness | 'syntax' | 'checksum' {
  if (!form.test(text)) return 'syntax'
  const old = bech32.decodeUnsafe(text)
  const decoded = old ?? bech32m.decodeUnsafe(text)
  if (!decoded) return 'checksum'
  const [version = -1, ...words] = decoded.words
  const program = bech32.fromWordsUnsafe(words)
  if (!program || version > 16 || !hasValidLength(version, program)) return 'syntax'
  // Version 0 with the other checksum, or the reverse, is how BIP-350 sees a corrupted first character.
  return (version === 0) === Boolean(old) ? { prefix: decoded.prefix, version, program } : 'checksum'
}

function hasValidLength(version: number, program: Uint8Array): boolean {
  if (version === 0) return program.length === 20 || program.length === 32
  return program.length >= 2 && program.length <= 40
}

function toKind({ version, program }: Witness): AddressKind {
  if (version === 0) return program.length === 20 ? 'p2wpkh' : 'p2wsh'
  return version === 1 && program.length === 32 ? 'p2tr' : 'witness'
}
