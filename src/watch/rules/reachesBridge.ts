import { createArrivalRule } from './arrivals.ts'
import type { MoveRule } from './RuleContext.ts'

/**
 * Stolen money is paid to a bridge and will come out on another chain.
 *
 * Sees: receivers that a label calls bridge. Does not see: bridges without a label, nor where the money comes out.
 * Critical: most bridges need minutes to pay out, and some can stop it until then.
 */
export const reachesBridge: MoveRule = createArrivalRule({
  rule: 'reaches-bridge',
  kind: 'bridge',
  severity: 'critical',
  verb: 'reaches a bridge',
  advice: 'It is about to leave this chain: ask the operator to stop the payout, and look for it on the other chain.',
})
