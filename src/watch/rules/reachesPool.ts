import { createArrivalRule } from './arrivals.ts'
import type { MoveRule } from './RuleContext.ts'

/**
 * Stolen money is paid to a contract of DeFi: a market maker, a router or a lending pool.
 *
 * Sees: receivers that a label calls dex, lending or defi. Does not see: contracts without a label. Where the trace reads
 * the swap, what comes out of it is followed and moves under the other rules.
 * Medium: nobody stands behind a pool who could hold the money, and swaps are how thefts usually begin.
 */
export const reachesPool: MoveRule = createArrivalRule({
  rule: 'reaches-pool',
  kind: 'pool',
  severity: 'medium',
  verb: 'reaches a pool of DeFi',
  advice: 'It is probably swapped or parked there; the pool itself cannot hold it.',
})
