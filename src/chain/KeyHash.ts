import type { AddressMatch } from './AddressMatch.ts'
import * as Base58Address from './Base58Address.ts'
import * as CashAddress from './CashAddress.ts'
import * as EvmAddress from './EvmAddress.ts'
import * as SegwitAddress from './SegwitAddress.ts'

/** How the 20 bytes come about: the last of a Keccak-256 of the key, or RIPEMD-160 of SHA-256 of the key or the script. */
export type HashScheme = 'keccak' | 'hash160' | 'script'

/** The hash of a public key or a script that several spellings of an address share. */
export interface KeyHash {
  readonly scheme: HashScheme
  /** 20 bytes. */
  readonly bytes: Uint8Array
}

/**
 * The 20 bytes that an address commits to; undefined for kinds that commit to something else.
 *
 * Who holds the key of an account on an EVM chain holds that of the Tron account with the same bytes, and the key behind
 * `1...` is that behind `bc1q...`, `bitcoincash:q...` or `L...` with the same hash. Of a contract it proves nothing.
 *
 * @source https://developers.tron.network/docs/account#address-format
 * @source https://github.com/bitcoin/bips/blob/master/bip-0141.mediawiki#p2wpkh
 * @example
 * KeyHash.find(Address.detect('TGUjh57T2E2HRygT3YHdR3ya1Ag1f37SoW')[0])?.bytes // those of 0x47666fab8bd0ac70...
 */
export function find({ kind, canonical }: AddressMatch): KeyHash | undefined {
  if (kind === 'evm') return { scheme: 'keccak', bytes: EvmAddress.toBytes(canonical as EvmAddress.EvmAddress) }
  if (kind === 'tron') return toKeyHash('keccak', Base58Address.decode(canonical))
  if (kind === 'p2wpkh') return toKeyHash('hash160', SegwitAddress.decode(canonical))
  if (kind === 'p2pkh') return toKeyHash('hash160', decodeLegacy(canonical))
  return kind === 'p2sh' ? toKeyHash('script', decodeLegacy(canonical)) : undefined
}

type Decoded = { readonly hash: Uint8Array } | { readonly program: Uint8Array } | string

function decodeLegacy(canonical: string): Decoded {
  return canonical.includes(':') ? CashAddress.decode(canonical) : Base58Address.decode(canonical)
}

function toKeyHash(scheme: HashScheme, decoded: Decoded): KeyHash | undefined {
  if (typeof decoded === 'string') return undefined
  const bytes = 'hash' in decoded ? decoded.hash : decoded.program
  return bytes.length === 20 ? { scheme, bytes } : undefined
}
