import { base58 } from '@scure/base'
import type { AddressReading } from './AddressMatch.ts'
import * as ChainId from './ChainId.ts'

const solana = ChainId.parse('solana')
const byteLength = 32
const form = /^[1-9A-HJ-NP-Za-km-z]{32,44}$/

/**
 * Reads a Solana address: the base58 of 32 bytes, a public key or a program-derived address.
 *
 * The format has no checksum: a mistyped digit mostly gives another valid address.
 *
 * @source https://solana.com/docs/core/accounts#account-address
 * @example
 * SolanaAddress.read('EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v') // [{ kind: 'solana', ... }]
 * SolanaAddress.read('EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt')   // 'syntax'
 */
export function read(text: string): AddressReading {
  if (!form.test(text) || base58.decode(text).length !== byteLength) return 'syntax'
  return [{ kind: 'solana', canonical: text, chains: [solana] }]
}
