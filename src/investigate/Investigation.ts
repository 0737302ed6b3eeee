import type { LimitKind, LineKind } from '../trace/index.ts'
import type { BalanceCheck, Behaviour, Deposit } from './Behaviour.ts'
import type { Question } from './Question.ts'

/** Decimal text of an amount in base units. */
type Units = string

/**
 * What an investigation found: the document that is printed as JSON and kept in a case file. All that is said in words is
 * made of it. Amounts are base units as decimal text; times are seconds since 1970, UTC.
 */
export interface Investigation {
  readonly schema: 'lazaretto/investigation/1'
  /** Version of the program, and of its taint rules. */
  readonly engine: { readonly version: string; readonly rules: number }
  /** When the source was asked. */
  readonly atSec: number
  readonly question: Question
  readonly bounds: Bounds
  /** The explorer that was asked. */
  readonly source: string
  readonly reading: Reading
  readonly assets: readonly AssetAccount[]
  /** What lists of thefts know of addresses on the way. */
  readonly incidents: readonly KnownAddress[]
  /** Different addresses that look alike at both ends: one of them may be there to be mistaken for the other. */
  readonly lookalikes: readonly Lookalike[]
  /** Of the address that the money was brought to; absent where nothing is known of it, and on UTXO chains. */
  readonly behaviour?: Behaviour | undefined
  /** Addresses on the way that behave like deposit addresses of exchanges. */
  readonly deposits: readonly Deposit[]
  readonly checks: readonly BalanceCheck[]
}

/** What was asked for beside the place where it begins. */
export interface Bounds {
  readonly rule: 'haircut' | 'fifo' | 'lifo' | 'tiho' | 'poison'
  readonly sinceSec?: number | undefined
  /** Display units of the asset. */
  readonly amount?: string | undefined
  /** CAIP-19 id. */
  readonly asset?: string | undefined
  readonly accountsMax: number
  readonly transfersMax: number
}

/** What the source was asked for and what it was not. */
export interface Reading {
  /** Addresses whose histories were read, and all that the money is known to reach. */
  readonly read: number
  readonly known: number
  /** Addresses that money reaches and whose histories were not read. */
  readonly waiting: readonly string[]
  /** Addresses that have more transfers than were read. */
  readonly hubs: readonly { readonly account: string; readonly transfers: number }[]
  /** Transactions that no block has yet and that move some of it. */
  readonly pending?: readonly string[] | undefined
  /** What asking for names of addresses came to; absent where nobody was asked. */
  readonly names?: NamesReading | undefined
  /** The source's newest block, and the newest that could no more be replaced; absent where all of it was settled. */
  readonly head?: { readonly height: number; readonly settled: number } | undefined
  /** Why reading ended before it was done. */
  readonly broken?: string | undefined
}

/** Names are claims of whoever is asked. */
export interface NamesReading {
  /** Who was asked, as claims have it. */
  readonly source: string
  /** Addresses about which it was asked, and those that have a name there. */
  readonly asked: number
  readonly named: number
  /** Why names, or some of them, were not to be had. */
  readonly refused?: string | undefined
}

/** Where one asset went: the places add up to what was taken. */
export interface AssetAccount {
  /** CAIP-19 id. */
  readonly id: string
  /** A name that we vouch for: a chain's own coin, or a token's issuer says so. Never what a token calls itself. */
  readonly name?: string | undefined
  readonly decimals?: number | undefined
  readonly taken: {
    readonly amount: Units
    /** Part of it that the source shows no receipt of. */
    readonly opening: Units
    readonly transfers: number
    readonly senders: number
    readonly firstSec?: number | undefined
    readonly lastSec?: number | undefined
  }
  readonly isBalanced: boolean
  /** The largest first. */
  readonly places: readonly Place[]
  /** Transfers that carried it. */
  readonly moves: readonly Move[]
}

/** Where a part of it is now, as far as the source tells. */
export interface Place {
  readonly account: string
  readonly kind: LineKind
  readonly limit?: LimitKind | undefined
  /** The one name of a service, where a label names one. */
  readonly service?: string | undefined
  readonly category?: string | undefined
  /** What a label says, in its own words, and who says so. */
  readonly label?: { readonly name: string; readonly source: string } | undefined
  readonly amount: Units
  /** When money last came, and with which transaction. */
  readonly lastSec?: number | undefined
  readonly lastTx?: string | undefined
  /** Who says that an issuer has frozen the address. */
  readonly frozenBy?: string | undefined
}

/** A transfer that carried some of it. */
export interface Move {
  readonly tx: string
  readonly timeSec?: number | undefined
  readonly from: string
  readonly to: string
  readonly amount: Units
}

/** An address that a register of thefts knows. */
export interface KnownAddress {
  readonly account: string
  readonly incident: string
  readonly role: string
}

/** Two addresses whose first and last characters are the same. */
export interface Lookalike {
  /** On the way of the money. */
  readonly account: string
  /** Another one, which paid or was paid beside it. */
  readonly other: string
}
