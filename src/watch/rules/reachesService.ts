import { createArrivalRule } from './arrivals.ts'
import type { MoveRule } from './RuleContext.ts'

/**
 * Stolen money is paid to an exchange or another service that holds its customers' money.
 *
 * Sees: receivers that a label calls exchange, instant exchange, OTC desk, payment, gambling, market, wallet service,
 * mining or service, deposit addresses too where a label knows them. Does not see: a deposit address that nobody has
 * labelled, which looks like any account until its owner sweeps it.
 * Critical: the service can still hold the money, often for minutes only.
 */
export const reachesService: MoveRule = createArrivalRule({
  rule: 'reaches-service',
  kind: 'service',
  severity: 'critical',
  verb: 'reaches a service',
  advice: 'The service may still be able to hold it: tell its compliance desk now, with this transaction.',
})
