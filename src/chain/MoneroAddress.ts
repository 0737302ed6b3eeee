import { base58xmr } from '@scure/base'
import type { AddressKind, AddressReading } from './AddressMatch.ts'
import * as ChainId from './ChainId.ts'
import { hashBytes } from './kernel/keccak.ts'

const monero = ChainId.parse('monero')
const form = /^[1-9A-HJ-NP-Za-km-z]+$/
// Network byte, two keys of 32 bytes, 4 bytes of checksum; an integrated address carries 8 bytes of payment id.
const plainTextLength = 95
const integratedTextLength = 106

const kindsByVersion: ReadonlyMap<number, AddressKind> = new Map([
  [18, 'monero'],
  [42, 'monero-subaddress'],
])
const integratedVersion = 19

/**
 * Reads a Monero address of the main network: standard `4...`, integrated `4...` and subaddress `8...`.
 *
 * An integrated address names the same wallet as its standard one, with a payment id; it is kept as it is.
 *
 * @source https://docs.getmonero.org/public-address/standard-address/
 * @source https://docs.getmonero.org/cryptography/base58/
 * @example
 * MoneroAddress.read('4AdUndXHHZ6cfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2684Rge')
 * // [{ kind: 'monero', ... }]
 * MoneroAddress.read('4AdUndXHHZ6cfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2684Rgf')
 * // 'checksum'
 */
export function read(text: string): AddressReading {
  const hasLength = text.length === plainTextLength || text.length === integratedTextLength
  const bytes = hasLength && form.test(text) ? decode(text) : undefined
  if (bytes === undefined) return 'syntax'
  const digest = hashBytes(bytes.subarray(0, -4))
  if (!bytes.subarray(-4).every((byte, i) => byte === digest[i])) return 'checksum'
  const kind = findKind(bytes[0] ?? 0, text.length)
  return kind === undefined ? 'network' : [{ kind, canonical: text, chains: [monero] }]
}

function findKind(version: number, textLength: number): AddressKind | undefined {
  if (textLength === plainTextLength) return kindsByVersion.get(version)
  return version === integratedVersion ? 'monero-integrated' : undefined
}

// A block of 11 digits may spell a number above 8 bytes, which is no address.
function decode(text: string): Uint8Array | undefined {
  try {
    return base58xmr.decode(text)
  } catch {
    return undefined
  }
}
