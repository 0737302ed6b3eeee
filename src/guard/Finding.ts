import type { Effect } from '../Effect.ts'
import type { Verdict } from '../Verdict.ts'

/** What a check noticed. */
export interface Finding<Code extends string = string> {
  /** Stable word, such as `DELEGATECALL_UNKNOWN`: it may be stored and compared. */
  readonly code: Code
  /** What it does to the answer: `hold` where something cannot be known here, a `note` is said and changes nothing. */
  readonly effect: Effect | 'hold'
  /** What it is and what may come of it, in plain words; texts from outside are escaped and bounded. */
  readonly message: string
  /** Where in what was given: a call inside a call, a field, a file and its line. */
  readonly place?: string
}

/** What is answered about one subject. */
export interface GuardAnswer<Found extends Finding = Finding> {
  readonly verdict: Verdict
  /** The weightiest first. */
  readonly findings: readonly Found[]
}

const FROM_WORST: readonly Finding['effect'][] = ['block', 'review', 'hold', 'note']

/**
 * Answers with what was found: the weightiest finding decides, and `no-match` says that nothing was found, not that a thing is safe.
 *
 * @example
 * conclude([]).verdict                                                              // 'no-match'
 * conclude([{ code: 'CALL_UNKNOWN', effect: 'hold', message: '...' }]).verdict      // 'hold'
 */
export function conclude<Found extends Finding>(findings: readonly Found[]): GuardAnswer<Found> {
  const sorted = [...findings].sort((a, b) => FROM_WORST.indexOf(a.effect) - FROM_WORST.indexOf(b.effect))
  const worst = sorted[0]?.effect
  return { verdict: worst === undefined || worst === 'note' ? 'no-match' : worst, findings: sorted }
}
