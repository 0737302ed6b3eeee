import type {
  ADDRESS_STAGES,
  AddressRole,
  CountedList,
  DATE_PRECISIONS,
  FACT_TOPICS,
  Grade,
  ROUTES,
  STATUSES,
  STOPS_OF_MONEY,
  TX_ROLES,
  Vector,
  VICTIM_KINDS,
} from './words.ts'

/** Name of a source in its file's `sources`. */
type SourceId = string

/** Where a claim was read. One without a URL says why in its title. */
export interface Source {
  readonly publisher: string
  readonly title?: string
  readonly url?: string
}

/** Things that the same sources say. */
export interface Sourced<Item> {
  readonly items: readonly Item[]
  readonly sources: readonly SourceId[]
}

/** A value and who gives it. */
export interface Claim<Value> {
  readonly value: Value
  readonly sources: readonly SourceId[]
}

/** The day of a theft, and the days that others give. */
export interface IncidentDate {
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as exact as `precision` says. */
  readonly value: string
  readonly precision: (typeof DATE_PRECISIONS)[number]
  readonly claims: readonly Claim<string>[]
}

/** Who was robbed: `name` where they are named, else `called`, the source's own title for the theft. */
export interface Victim {
  readonly name?: string
  readonly called?: string
  readonly kind: (typeof VICTIM_KINDS)[number]
  readonly countries?: Sourced<string>
  /** How each source writes the name. */
  readonly claims: readonly Claim<string>[]
}

/** The loss in whole US dollars at the time: what is counted, and the span of all claims. */
export interface LossUsd {
  readonly usd: number
  readonly low: number
  readonly high: number
  /** Which kind of source was preferred for the counted figure. */
  readonly basis: 'un-panel' | 'msmt' | 'government' | 'other'
  readonly claims: readonly Claim<number>[]
}

/** One asset that was taken. */
export interface TakenAsset {
  /** Ticker, or words where the source has no ticker. */
  readonly asset: string
  /** Display units, decimal text. */
  readonly amount?: string
  readonly usd?: number
  /** Set where the source rounds or says `about`. */
  readonly isRough?: true
}

/** One step of laundering. */
export interface RouteStep {
  readonly kind: (typeof ROUTES)[number]
  /** The service's name, or the chain that was bridged to. */
  readonly service?: string
  readonly asset?: string
  /** Display units, decimal text. */
  readonly amount?: string
  readonly usd?: number
  readonly sharePercent?: number
  readonly isRough?: true
  /** First and last day, `YYYY-MM-DD`, or as exact as is known. */
  readonly from?: string
  readonly to?: string
}

/** Money that was stopped. */
export interface StoppedMoney {
  readonly kind: (typeof STOPS_OF_MONEY)[number]
  readonly by?: string
  readonly usd?: number
  readonly asset?: string
  readonly amount?: string
  readonly isRough?: true
  readonly on?: string
  /** Number of the court case. */
  readonly case?: string
}

/** All that was stopped of one theft; `usd` is the total that the statistics count. */
export interface Stopped extends Sourced<StoppedMoney> {
  readonly usd?: number
}

/** An address and whose it is. */
export interface AddressRecord {
  /** Chains by name or CAIP-2 id; `evm` alone where the source names no chain. */
  readonly chains: readonly string[]
  /** As the source writes it; one in lower case has no checksum to vouch for it. */
  readonly address: string
  readonly role: AddressRole
  readonly stage?: (typeof ADDRESS_STAGES)[number]
  /** What else is known, in few words. */
  readonly note?: string
  readonly sources: readonly SourceId[]
}

/** A transaction of an incident. */
export interface TxRecord {
  readonly chain: string
  readonly id: string
  readonly role: (typeof TX_ROLES)[number]
  readonly sources: readonly SourceId[]
}

/** Somebody's word that an actor did it. Never a fact. */
export interface Attribution {
  readonly grade: Grade
  /** Who says so. */
  readonly by: string
  /** The actor, as they name it. */
  readonly actor?: string
  /** Their reserve, such as `likely` or `similarities only`. */
  readonly reserve?: string
  /** When they said it, as exact as is known. */
  readonly on?: string
  readonly case?: string
  readonly source: SourceId
}

/** The place of a theft on a published list, with the figure that stands there. */
export interface ListedPlace {
  readonly list: CountedList
  readonly row: string
  readonly usd: number
}

/** One theft, as a register file has it. */
export interface IncidentRecord {
  readonly id: string
  readonly status: (typeof STATUSES)[number]
  readonly date: IncidentDate
  readonly victim: Victim
  readonly loss?: LossUsd
  readonly attributions: readonly Attribution[]
  /** Why the attribution or the figure is in doubt. */
  readonly doubts?: readonly string[]
  readonly listed?: readonly ListedPlace[]
  /** Lists that it may be the missing row of. */
  readonly candidateFor?: readonly CountedList[]
  readonly vectors?: Sourced<Vector>
  readonly assets?: Sourced<TakenAsset>
  readonly chains?: Sourced<string>
  readonly route?: Sourced<RouteStep>
  readonly stopped?: Stopped
  readonly addresses?: readonly AddressRecord[]
  readonly transactions?: readonly TxRecord[]
  readonly notes?: readonly string[]
}

/** A total that somebody published for a time. */
export interface PublishedTotal {
  readonly publisher: string
  readonly published: string
  /** First and last year or month that it covers; the first is not always said. */
  readonly from?: string
  readonly to: string
  readonly usdLow?: number
  readonly usdHigh?: number
  readonly incidents?: number
  /** The publisher's own reserve: `about`, `over`, `as reported by others`. */
  readonly reserve?: string
  /** Set on figures that a later one of the same publisher replaces. */
  readonly isRevised?: true
  readonly source: SourceId
}

/** A sourced observation on how fast money moves or is stopped. */
export interface DatedFact {
  readonly topic: (typeof FACT_TOPICS)[number]
  /** The theft that it is about. */
  readonly incident?: string
  readonly text: string
  /** Days from the theft to what is told, or the length of what is told. */
  readonly daysFrom?: number
  readonly daysTo?: number
  readonly usd?: number
  readonly sharePercent?: number
  readonly by: string
  readonly on?: string
  readonly source: SourceId
}

/** A register file: one year, one correction, or one's own cases. */
export interface RegisterDocument {
  readonly schema: 'lazaretto/register/1'
  readonly title: string
  /** When what is said here was last looked at, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly asOf: string
  readonly sources: Readonly<Record<SourceId, Source>>
  readonly incidents: readonly IncidentRecord[]
  readonly totals?: readonly PublishedTotal[]
  readonly facts?: readonly DatedFact[]
}
