import type { Output, Tx } from './UtxoIndex.ts'

/**
 * Where stolen money begins, as outputs in ledger order. `amountMaxSat` caps what counts as stolen there in all.
 *
 * Of outputs that pay an address only what is no change of that address counts.
 */
export interface UtxoOrigin {
  readonly kind: 'outputs' | 'address'
  readonly outputs: ArrayLike<Output>
  readonly amountMaxSat?: number
}

/** What ends the following of money. */
export interface UtxoBounds {
  /** Owners that are services: what arrives is theirs. */
  readonly services: ReadonlySet<number>
  /** Whether an owner has too many counterparties to follow. */
  readonly isHub: (owner: number) => boolean
  /** Whether a transaction mixes money of many: what is spent in it (backwards: made by it) ends there. */
  readonly isMix: (tx: Tx) => boolean
  readonly hopsMax: number
  readonly dustMaxSat: number
  /** The ledger is followed up to, not including, this transaction. */
  readonly txEnd: number
}

/**
 * How money ended: at a service, unspent, at a bound, in a mix; forward `burned` with fees that nobody collects; backward
 * `mined`, or `outside` at previous outputs that the ledger does not have.
 */
export type UtxoEndKind =
  | 'service'
  | 'held'
  | 'hub'
  | 'dust'
  | 'depth'
  | 'time'
  | 'mix'
  | 'burned'
  | 'mined'
  | 'outside'

/** What ended in one way at one output, or at a stand-in of `Places`. */
export interface UtxoEnding {
  readonly kind: UtxoEndKind
  readonly output: Output
  readonly amountSat: number
  /** The mix in which it ended. */
  readonly mix?: Tx
}

/** Stolen satoshi on their way from one output to another, through the transaction that spends the one and makes the other. */
export interface UtxoEdge {
  readonly from: Output
  readonly to: Output
  readonly amountSat: number
  /** Fewest hops from a seed, this one counted. */
  readonly hops: number
  /** The edge before it on the strongest path; -1 at a seed. */
  readonly via: number
}

/** What following one theft under one rule found. */
export interface UtxoFlow {
  readonly stolenSat: number
  /** The outputs by which it was stolen, and how much of each. */
  readonly thefts: readonly { readonly output: Output; readonly amountSat: number }[]
  readonly edges: readonly UtxoEdge[]
  readonly endings: readonly UtxoEnding[]
  /** Outputs that had stolen money, in the order in which it came. */
  readonly reached: readonly Output[]
  /** Transactions of the trace with unknown previous outputs, and what those must have had at the least. */
  readonly completed: readonly { readonly tx: Tx; readonly amountSat: number }[]
  /** Fewest hops from a seed to an output. */
  hopsOf(output: Output): number
  /** The strongest edge into an output; -1 where there is none. */
  strongestOf(output: Output): number
}
