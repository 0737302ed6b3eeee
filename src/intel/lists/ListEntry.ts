import type { Address } from '../../chain/index.ts'

/** What kind of party an entry names; `unknown` where the list does not say. */
export type EntryKind = 'person' | 'organisation' | 'vessel' | 'aircraft' | 'unknown'

/** How much the list itself trusts a name: its main name, a good alias, or one that it calls weak or low. */
export type NameQuality = 'primary' | 'strong' | 'weak'

/** One name of a party, as published but for blanks. */
export interface ListedName {
  readonly text: string
  readonly quality: NameQuality
}

/** Why a published string is no good address: its form, its checksum, or a text that ends in the middle of it. */
export type AddressFault = 'syntax' | 'checksum' | 'cut'

/** One address of a party. A string that is no good address is kept with its fault and matched as it stands. */
export interface ListedAddress {
  /** The string exactly as published, but for blanks and line breaks inside it. */
  readonly text: string
  /** The publisher's code of the asset, such as `XBT`: a hint, never a chain. */
  readonly ticker: string | undefined
  /** Every way to read it as an address; empty where it has a fault. */
  readonly readings: readonly Address.AddressMatch[]
  readonly fault: AddressFault | undefined
  /** The sentence in which it was found, for an address in free text. */
  readonly evidence: string | undefined
}

/** A day, a year, or a span of years in which somebody was born: `from` and `to` are `YYYY` or `YYYY-MM-DD`. */
export interface BirthDate {
  readonly from: string
  readonly to: string
}

/** An identity document, a registration or an IMO number, with the publisher's own word for its kind. */
export interface ListedDocument {
  readonly kind: string
  readonly text: string
}

/** One party, or one group of addresses, as one list names it. */
export interface ListEntry {
  /** The publisher's own id. */
  readonly uid: string
  readonly kind: EntryKind
  /** The main name first. Empty only for lists of bare addresses. */
  readonly names: readonly ListedName[]
  readonly programmes: readonly string[]
  readonly addresses: readonly ListedAddress[]
  readonly births: readonly BirthDate[]
  /** Countries and nationalities, as written. */
  readonly countries: readonly string[]
  readonly documents: readonly ListedDocument[]
  /** When the party was listed, `YYYY-MM-DD`, where the list says so. */
  readonly listedOn: string | undefined
  /** The original record: the element, line or object of the file, as it stands there. */
  readonly record: string
}
