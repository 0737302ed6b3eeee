/**
 * The answer of a screening: do not touch it; it cannot be known now; a person has to look; nothing was found in the lists
 * that the answer names. None of them says that something is safe.
 */
export type Verdict = 'block' | 'hold' | 'review' | 'no-match'

const FROM_WORST: readonly Verdict[] = ['block', 'hold', 'review', 'no-match']

/**
 * The verdict over several subjects: what is unknown of one outweighs what a person has to look at in another.
 *
 * @example
 * Verdict.worst(['no-match', 'hold', 'review']) // 'hold'
 * Verdict.worst([])                             // 'no-match'
 */
export function worst(verdicts: Iterable<Verdict>): Verdict {
  const seen = new Set(verdicts)
  return FROM_WORST.find((verdict) => seen.has(verdict)) ?? 'no-match'
}

/** Exit codes of the command line: nothing but `no-match` is 0, so that `lazaretto screen X && send` fails closed. */
export const EXIT_CODES: Readonly<Record<Verdict, number>> = { 'no-match': 0, block: 3, review: 4, hold: 5 }
