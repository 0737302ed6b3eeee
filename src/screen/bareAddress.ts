import { Address, EvmAddress } from '../chain/index.ts'

// CAIP-10's chain, or a scheme or ticker; then the address; then EIP-681's chain, and what a payment URI asks for.
const PREFIXED =
  /^(?:[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}:|[A-Za-z0-9.]{1,24}:(?:\/\/)?)([a-zA-Z0-9]{20,128})(?:@\d{1,20})?(?:\?[^/]{0,1024})?$/
const TAGGED = /^(r[1-9A-HJ-NP-Za-km-z]{24,34})(?::|\?dt=)\d{1,10}$/
/** In a payment URI of a token the address is the contract, and whom it pays stands behind. */
const PAYS_ANOTHER = /[?&]address=/i

/**
 * The address in a text that says more: a CAIP-10 account, a payment URI (BIP-21, EIP-681), a ticker before it, an XRP
 * destination tag behind it. Undefined where there is none, or where it may not be the one that is paid.
 *
 * @source https://chainagnostic.org/CAIPs/caip-10, https://eips.ethereum.org/EIPS/eip-681, BIP-21
 * @example
 * bareAddress('eip155:1:0x098B716B8Aaf21512996dC57EB0615e2383E2f96') // '0x098B716B8Aaf21512996dC57EB0615e2383E2f96'
 * bareAddress('ethereum:0x89205a3a3b2a69de6dbf7f01ed13b2108b2c43e7/transfer?address=0x8e23ee67...') // undefined
 */
export function bareAddress(text: string): string | undefined {
  const found = (TAGGED.exec(text) ?? PREFIXED.exec(text))?.[1]
  if (found === undefined || PAYS_ANOTHER.test(text)) return undefined
  return EvmAddress.decodeInto(found, scratch, 0) !== 'none' || Address.detect(found).length > 0 ? found : undefined
}

const scratch = new Uint8Array(20)
