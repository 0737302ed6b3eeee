import { createArrivalRule } from './arrivals.ts'
import type { MoveRule } from './RuleContext.ts'

/**
 * Stolen money is paid to a mixer.
 *
 * Sees: receivers that a label calls mixer. Does not see: mixers without a label, nor which of their outputs is the
 * stolen money.
 * High: nobody can hold it there, and behind it the trail is a guess; its exits must be watched from now on.
 */
export const reachesMixer: MoveRule = createArrivalRule({
  rule: 'reaches-mixer',
  kind: 'mixer',
  severity: 'high',
  verb: 'reaches a mixer',
  advice: 'What comes out of it can only be guessed: note the denominations and times.',
})
