import type { Finding } from '../../Finding.ts'
import { showText } from '../showText.ts'
import type { Lookalike, LookalikeRule } from './Lookalike.ts'

/** Somebody's name is imitated. */
export type LookalikeFinding = Finding<`LOOKALIKE_${LookalikeRule}`>

/**
 * Says whom a name imitates and by what it is seen. A spelling mistake alone is a review: honest names are close to each other
 * too. What chance does not make is a block: a brand's own word in letters of other scripts, its whole domain with something
 * behind it, or its own word beside one that asks for a deed or a secret.
 */
export function describeLookalike(lookalike: Lookalike): LookalikeFinding {
  const { brand, rule } = lookalike
  const sites = brand.domains.slice(0, 3).join(', ')
  const message = `It looks like ${brand.name} (true sites: ${sites}), but is none of them: ${toReason(lookalike)}. Type no phrase and sign nothing there.`
  return { code: `LOOKALIKE_${rule}`, effect: isBeyondChance(lookalike) ? 'block' : 'review', message }
}

function isBeyondChance({ rule, isCommon, found, word, hasStrongLure }: Lookalike): boolean {
  if (isCommon || word.length < 5) return false
  switch (rule) {
    case 'OWN_DOMAIN':
      return true
    case 'HOMOGLYPH':
      return /[^\0-\u007f]/.test(found)
    case 'COMBINED':
    case 'OTHER_SUFFIX':
      return hasStrongLure
    case 'TYPO':
    case 'PARTS':
      return false
  }
}

function toReason({ rule, word, found, distance }: Lookalike): string {
  const shown = showText(found)
  switch (rule) {
    case 'HOMOGLYPH':
      return `"${shown}" is "${word}" written with other characters that look the same`
    case 'OTHER_SUFFIX':
      return `"${shown}" stands under an ending that is not theirs`
    case 'TYPO':
      return `"${shown}" is close to "${word}" (distance ${distance})`
    case 'COMBINED':
      return `"${shown}" stands beside other words`
    case 'PARTS':
      return `it has the words "${word}" of their name`
    case 'OWN_DOMAIN':
      return `"${shown}" stands in it and something else follows`
  }
}
