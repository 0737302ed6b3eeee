import type { AssetId } from '../../chain/index.ts'

/** A page or mailbox, with where it was read and when that page says that it was written. */
export interface Contact {
  readonly who: 'anyone' | 'police'
  readonly page: string
  readonly mail?: string
  /** What the page asks for, in our words. */
  readonly asks: string
  readonly source: string
  /** Year and month in which the page was written or last seen; pages move, so they are to be checked. */
  readonly asOf: string
}

/** The issuer of a token, who can freeze it where it lies. */
export interface Issuer {
  readonly name: string
  /** CAIP-19 ids of the tokens that it can freeze, with the short name that it gives them. */
  readonly tokens: ReadonlyMap<AssetId.AssetId, string>
  /** The contract's function, for whoever watches it. */
  readonly freezes: string
  /** When it acts, in our words. */
  readonly actsOn: string
  /** Whether it can give frozen tokens back. */
  readonly returns: string
  readonly contacts: readonly Contact[]
  readonly sources: readonly string[]
}

/** A service that can hold a customer's account. */
export interface ServiceDesk {
  /** The service's one name, as labels are read to. */
  readonly name: string
  readonly contacts: readonly Contact[]
}
