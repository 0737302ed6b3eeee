import type { Effect } from '../Effect.ts'
import type { Grade } from '../intel/index.ts'
import type { Claim } from './Claim.ts'
import type { Policy } from './Policy.ts'

/** What the policy says of an address of which something is claimed, and the name of that rule. */
export function findDirectRule(
  { direct }: Policy,
  { category, grade = '' }: Pick<Claim, 'category' | 'grade'>,
): { readonly effect: Effect; readonly rule: string } {
  if (category === 'theft') return { effect: direct.theft[grade as Grade] ?? 'review', rule: `direct.theft.${grade}` }
  if (category === 'label') return { effect: direct.label[grade] ?? 'note', rule: `direct.label.${grade}` }
  return { effect: direct[category], rule: `direct.${category}` }
}
