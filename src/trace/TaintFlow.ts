import type { Holding } from './TraceIndex.ts'

/** Where stolen money begins, in numbers of the index. `amountMax` caps what counts as stolen there. */
export type Origin =
  | { readonly kind: 'holding'; readonly holding: Holding; readonly fromBlock: number; readonly amountMax?: bigint }
  | { readonly kind: 'row'; readonly row: number; readonly amountMax?: bigint }

/** What ends the following of money. Amounts in origin units. */
export interface Bounds {
  /** Holdings of services: what arrives is theirs at the end of the transaction. */
  readonly services: Pick<ReadonlySet<Holding>, 'has'>
  /** Whether a holding has too many counterparties to follow. */
  readonly isHub: (holding: Holding) => boolean
  readonly hopsMax: number
  readonly dustMax: bigint
  readonly blockMax: number
}

/** The transfers that carried stolen money, in ledger order. */
export interface Edges {
  readonly count: number
  /** The row of the index. */
  rowAt(edge: number): number
  /** Origin units. */
  originAt(edge: number): bigint
  /** Fewest hops from a seed, this one counted. */
  hopsAt(edge: number): number
  /** The edge before it on the strongest path; -1 at a seed. */
  viaAt(edge: number): number
}

/** Where a unit of the stolen money ended. */
export type EndKind = 'service' | 'held' | 'hub' | 'dust' | 'depth' | 'time'

export interface Ending {
  readonly kind: EndKind
  readonly holding: Holding
  readonly origin: bigint
}

/** What following one theft under one rule found; everything in origin units. */
export interface TaintFlow {
  readonly stolen: bigint
  /** The transfers by which it was stolen; what a seed opened with has none. */
  readonly thefts: readonly { readonly row: number; readonly origin: bigint }[]
  readonly edges: Edges
  readonly endings: readonly Ending[]
  readonly reached: readonly Holding[]
  /** Reached holdings that were given an opening balance because they pay more than the ledger shows them receive. */
  readonly completed: readonly Holding[]
  /** Fewest hops from a seed to a reached holding. */
  hopsOf(holding: Holding): number
  /** The strongest edge into a holding; -1 where there is none. */
  strongestOf(holding: Holding): number
}
