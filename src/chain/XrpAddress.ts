import { sha256 } from '@noble/hashes/sha2.js'
import { base58xrp } from '@scure/base'
import type { AddressReading } from './AddressMatch.ts'
import * as ChainId from './ChainId.ts'

const xrpl = ChainId.parse('xrpl')
const version = 0
const byteLength = 25
const form = /^r[1-9A-HJ-NP-Za-km-z]{24,34}$/

/**
 * Reads a classic XRP Ledger address, `r...`: base58check in the ledger's own alphabet.
 *
 * X-addresses, which carry a destination tag as well, are not read.
 *
 * @source https://xrpl.org/docs/concepts/accounts/addresses#address-encoding
 * @example
 * XrpAddress.read('rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh') // [{ kind: 'xrp', ... }]
 * XrpAddress.read('rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTi') // 'checksum'
 */
export function read(text: string): AddressReading {
  if (!form.test(text)) return 'syntax'
  const bytes = base58xrp.decode(text)
  if (bytes.length !== byteLength) return 'syntax'
  const digest = sha256(sha256(bytes.subarray(0, -4)))
  if (!bytes.subarray(-4).every((byte, i) => byte === digest[i])) return 'checksum'
  return bytes[0] === version ? [{ kind: 'xrp', canonical: text, chains: [xrpl] }] : 'network'
}
