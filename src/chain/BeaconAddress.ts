import { bech32 } from '@scure/base'
import type { AddressReading } from './AddressMatch.ts'
import * as ChainId from './ChainId.ts'

const beacon = ChainId.parse('bnb-beacon')
const byteLength = 20
const form = /^(?:bnb1[02-9ac-hj-np-z]{38}|BNB1[02-9AC-HJ-NP-Z]{38})$/

/**
 * Reads a BNB Beacon Chain address, `bnb1...`: the bech32 of 20 bytes; the canonical text is lower case.
 *
 * @source https://github.com/bnb-chain/BEPs/blob/master/BEPs/BEP17.md
 * @source https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki
 * @example
 * BeaconAddress.read('bnb1grpf0955h0ykzq3ar5nmum7y6gdfl6lxfn46h2') // [{ kind: 'bnb-beacon', ... }]
 * BeaconAddress.read('bnb1grpf0955h0ykzq3ar5nmum7y6gdfl6lxfn46h3') // 'checksum'
 */
export function read(text: string): AddressReading {
  if (!form.test(text)) return 'syntax'
  const decoded = bech32.decodeUnsafe(text)
  if (!decoded) return 'checksum'
  const isValid = bech32.fromWordsUnsafe(decoded.words)?.length === byteLength
  return isValid ? [{ kind: 'bnb-beacon', canonical: text.toLowerCase(), chains: [beacon] }] : 'syntax'
}
