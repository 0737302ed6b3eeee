import type { UntracedBlocks } from '../ledger/index.ts'
import type { DepositFinding } from './behaviour/findDeposits.ts'
import type { Reconciliation } from './behaviour/reconcile.ts'
import type { Accuracy } from './coinjoin/Accuracy.ts'
import type { EndKind } from './TaintFlow.ts'
import type { Direction, TraceOptions } from './traceTheft.ts'

/**
 * The lines of a statement. Forward money is cashed out or held; backward it was paid out by a service, or an account had
 * it before the ledger begins (`opening`), or a block's coinbase made it (`mined`). `defi` is money in pools and lending
 * that was not followed further; `limit` lines say by `limit` which bound stopped the money.
 */
export type LineKind =
  | 'cashed-out'
  | 'mixer'
  | 'bridge'
  | 'defi'
  | 'held'
  | 'paid-out'
  | 'opening'
  | 'mined'
  | 'frozen'
  | 'fees-and-burned'
  | 'limit'

/** One line of the statement: what ended in one way. Amounts in base units of the stolen asset. */
export interface StatementLine {
  readonly kind: LineKind
  readonly service: string | undefined
  readonly category: string | undefined
  readonly limit: LimitKind | undefined
  readonly accounts: number
  readonly amount: bigint
}

export type LimitKind = Exclude<EndKind, 'service' | 'held'>

/** An account where stolen money ended. */
export interface Destination {
  readonly account: string
  readonly kind: LineKind
  readonly limit: LimitKind | undefined
  /** The service's one name, or undefined where no label names one. */
  readonly service: string | undefined
  readonly category: string | undefined
  /** The deciding label's text and who says so. */
  readonly label: { readonly name: string; readonly source: string } | undefined
  readonly amount: bigint
  /** Fewest transfers from a seed. */
  readonly hops: number
  /** All that the account received in the ledger, stolen or not: to compare with. */
  readonly inflow: bigint
  /** The strongest path from a seed, as places in `edges`. */
  readonly path: readonly number[]
  /** On a UTXO chain: the outputs that make up the amount. None where it ended with fees or came from unknown outputs. */
  readonly outputs?: readonly EndedOutput[]
}

/** An output of which `amount` is stolen, and all is `value`. */
export interface EndedOutput {
  /** `txid:index` */
  readonly outpoint: string
  readonly amount: bigint
  readonly value: bigint
}

/** A transfer that carried stolen money: `amount` of it was stolen, `value` is all of it. */
export interface Edge {
  readonly tx: string
  readonly block: number
  readonly timeSec: number | undefined
  readonly from: string
  readonly to: string
  readonly asset: string
  readonly amount: bigint
  readonly value: bigint
  readonly hops: number
  /** On a UTXO chain: the output that is spent and the output that is made, as `txid:index`. */
  readonly spends?: string | undefined
  readonly outpoint?: string | undefined
}

/** A bound of the trace and what it stopped. */
export interface Limit {
  readonly kind: LimitKind
  /** The bound, in the unit that `kind` implies: counterparties, base units, hops, seconds. Undefined: not bounded. */
  readonly bound: string | undefined
  readonly accounts: readonly string[]
  readonly amount: bigint
}

/** An account whose payments exceed what the ledger shows it received: it is taken to have opened with the rest. */
export interface Completion {
  readonly account: string
  readonly amount: bigint
  readonly isSeed: boolean
  /** On a UTXO chain: the transaction that spends what the ledger does not have. */
  readonly tx?: string
}

/** A CoinJoin in which stolen money ended, or a transaction that cannot be told from one. */
export interface MixStop {
  readonly tx: string
  /** Its class, such as `wasabi-2.0`, with `possible` before it where the ledger lacks what would tell. */
  readonly name: string
  /** The rule and its version, such as `wasabi-2.0/1`. */
  readonly rule: string
  /** How often the rule is right, as docs/accuracy.md measured it; undefined where it could not be asked. */
  readonly accuracy: Accuracy | undefined
  /** What ended in it. */
  readonly amount: bigint
  /** Where it asked for them. */
  readonly candidates?: CandidateSet
}

/** Outputs any of which may have the money that came to a mix. None of what follows from them is proof. */
export interface CandidateSet {
  readonly outputs: number
  /** Where they ended, those that most of them reach first. */
  readonly ends: readonly CandidateEnd[]
}

/** An account where money of candidates ended. */
export interface CandidateEnd {
  readonly account: string
  readonly kind: LineKind
  readonly service: string | undefined
  /** How many of the candidates reach it. */
  readonly candidates: number
}

/** The account of one theft in one asset under one rule. */
export interface TraceReport {
  readonly theft: string
  /** Backward: `stolen` is all that the seeds had, and the lines say where it came from. */
  readonly direction: Direction
  readonly chain: string
  readonly asset: { readonly id: string; readonly name: string; readonly decimals: number | undefined }
  readonly rule: { readonly name: TraceOptions['rule']; readonly version: number; readonly rounding: string }
  readonly seeds: readonly string[]
  /** Those of the seeds that do not occur in the ledger: the trace says nothing of them. */
  readonly seedsNotFound: readonly string[]
  readonly stolen: {
    readonly amount: bigint
    /** What the seeds opened with, the ledger not showing from where. */
    readonly opening: bigint
    /** The transfers by which the rest was stolen. */
    readonly transfers: readonly Edge[]
  }
  /** Whether the lines add up to the stolen amount; false only for poison, which is a reach. */
  readonly isBalanced: boolean
  readonly statement: readonly StatementLine[]
  readonly destinations: readonly Destination[]
  readonly edges: readonly Edge[]
  readonly limits: readonly Limit[]
  /** On a UTXO chain: the CoinJoins where money ended, those with most of it first. */
  readonly mixes?: readonly MixStop[]
  /** Where it asked for them: accounts of the trace that behave like deposit addresses of labelled exchanges. No proof. */
  readonly deposits?: readonly DepositFinding[]
  /** Where it asked for it: how the accounts' rows stand to what the chain says that they have. */
  readonly reconciled?: readonly Reconciliation[]
  readonly completed: readonly Completion[]
  readonly reached: number
  /** What the trace rests on; `rejected` rows are missing from it, `amountRejected` as far as their amounts could be read. */
  readonly ledger: {
    readonly transfers: number
    readonly copied: number
    readonly rejected: number
    readonly amountRejected: bigint
    /** Transfers of the asset whose amounts had lost digits at the source: then nothing here is exact to the unit. */
    readonly inexact: number
    /** Blocks without the calls inside of their transactions: what contracts paid of the native asset there is missing. */
    readonly untraced?: readonly UntracedBlocks[]
  }
}
