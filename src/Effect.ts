/** What a finding does to the answer: `note` is said and changes nothing. */
export type Effect = 'block' | 'review' | 'note'

/** All of them, the heaviest first. */
export const EFFECTS: readonly Effect[] = ['block', 'review', 'note']

/** Whether one weighs as much as another, or more. */
export function isAtLeast(effect: Effect, floor: Effect): boolean {
  return EFFECTS.indexOf(effect) <= EFFECTS.indexOf(floor)
}

/** The lighter of two. */
export function lighter(a: Effect, b: Effect): Effect {
  return isAtLeast(a, b) ? b : a
}
