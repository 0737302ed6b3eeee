import type { ChainId } from './ChainId.ts'

/** What an address stands for: a script form, an account, or a key pair. */
export type AddressKind =
  | 'evm'
  | 'p2pkh'
  | 'p2sh'
  | 'p2wpkh'
  | 'p2wsh'
  | 'p2tr'
  | 'witness'
  | 'tron'
  | 'solana'
  | 'xrp'
  | 'monero'
  | 'monero-integrated'
  | 'monero-subaddress'
  | 'bnb-beacon'

/** One way to read a text as an address, good on every chain named. */
export interface AddressMatch {
  readonly kind: AddressKind
  /** The one spelling of this address on these chains. */
  readonly canonical: string
  readonly chains: readonly ChainId[]
}

/** Why a text is no address of a family: not its form, a wrong checksum, or right but of a network that is not known. */
export type AddressFault = 'syntax' | 'checksum' | 'network'

/** What a family's codec makes of a text. */
export type AddressReading = readonly AddressMatch[] | AddressFault
