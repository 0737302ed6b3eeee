import type { FeeSum, StatedBalance } from '../../ledger/index.ts'
import type { LedgerBalance } from './sumBalances.ts'

/**
 * How a ledger's rows stand to what the chain says that an account has.
 *
 * - `verified`: equal to the unit
 * - `consistent`: differs, and what is named and bounded accounts for all of the difference
 * - `partial`: differs, and something that is known to be missing may be the reason
 * - `mismatch`: differs for no reason that is known: do not rely on the account's rows
 * - `unchecked`: nobody said what the account has
 */
export type ReconcileStatus = 'verified' | 'consistent' | 'partial' | 'mismatch' | 'unchecked'

/**
 * What may be missing. `cut`: the history was not read to its end. `not-read`: it was not read. `unknown-start`: nobody says
 * that the ledger has all of it, as of imported files. `read-earlier`: the balance is of later than the history.
 * `inexact`: amounts came in floating point. `fees-unknown`: nobody says what the account paid in fees, or not all of it.
 */
export type Gap = 'cut' | 'not-read' | 'unknown-start' | 'read-earlier' | 'inexact' | 'fees-unknown'

/** What accounts for a difference. `fees` and `wrapped` are exact; of what `rebase`s only a bound is known. */
export interface Explanation {
  readonly kind: 'fees' | 'wrapped' | 'rebase'
  /** What it adds to the rows' balance, in base units; fees are below zero. */
  readonly amount: bigint
}

/** What is known beside the rows and the balance. */
export interface ReconcileFacts {
  readonly gaps: readonly Gap[]
  /** Of the account, where the asset is the one that fees are paid in. Undefined: nobody said. */
  readonly fees?: FeeSum | undefined
  readonly isNative: boolean
  /** Whether the token changes balances without transfers. */
  readonly isRebasing: boolean
}

/** One account's rows of one asset against the chain. Amounts in base units. */
export interface Reconciliation {
  readonly account: string
  readonly asset: string
  readonly status: ReconcileStatus
  /** What the rows come to; below zero where the ledger lacks receipts. */
  readonly computed: bigint
  /** What the chain says; undefined where nobody said. */
  readonly stated: bigint | undefined
  /** The block at whose end it is so; undefined: when it was asked. */
  readonly block: number | undefined
  /** `stated` less `computed`, 0 where nothing was stated. */
  readonly difference: bigint
  /** Together they make up the difference of what is `consistent`; of a `rebase` it is all the rest. */
  readonly explained: readonly Explanation[]
  /** Why it is `partial`. */
  readonly gaps: readonly Gap[]
}

/** A rebase may change so much of all that an account has moved, one part in: our own bound, no published one. */
const REBASE_PART = 10n

/**
 * Holds what the rows of an account come to against what the chain says that it has.
 *
 * @example
 * reconcile(sum, { amount: 5n, block: 100 }, facts).status // 'verified' where the rows come to 5, too
 */
export function reconcile(
  rows: LedgerBalance,
  stated: StatedBalance | undefined,
  facts: ReconcileFacts,
): Reconciliation {
  const computed = rows.received - rows.paid
  const difference = stated === undefined ? 0n : stated.amount - computed
  const base = { account: rows.account, asset: rows.asset, computed, stated: stated?.amount, block: stated?.block }
  const none = { difference, explained: [], gaps: [] }
  if (stated === undefined) return { ...base, ...none, status: 'unchecked' }
  if (difference === 0n) return { ...base, ...none, status: 'verified' }
  const explained = explain(rows, difference, facts)
  const rest = explained.reduce((sum, { amount }) => sum - amount, difference)
  if (rest === 0n) return { ...base, difference, explained, gaps: [], status: 'consistent' }
  const gaps = facts.gaps.filter((gap) => gap !== 'fees-unknown' || (facts.isNative && rest < 0n))
  return { ...base, difference, explained, gaps, status: gaps.length > 0 ? 'partial' : 'mismatch' }
}

function explain(rows: LedgerBalance, difference: bigint, { fees, isRebasing }: ReconcileFacts): Explanation[] {
  const exact: Explanation[] = [
    { kind: 'fees' as const, amount: -(fees?.amount ?? 0n) },
    { kind: 'wrapped' as const, amount: rows.wrapped },
  ].filter(({ amount }) => amount !== 0n)
  const rest = exact.reduce((sum, { amount }) => sum - amount, difference)
  const most = (rows.received + rows.paid) / REBASE_PART
  const isBounded = rest <= most && -rest <= most
  return isRebasing && rest !== 0n && isBounded ? [...exact, { kind: 'rebase', amount: rest }] : exact
}
