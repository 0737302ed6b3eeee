import type { AlertDraft } from './AlertDraft.ts'
import { findArrival } from './arrivals.ts'
import { createGroup, draftOf, groupBy, type MoveGroup } from './MoveGroup.ts'
import { quoteText } from './quoteText.ts'
import type { MoveContext, MoveRule, TaintMove } from './RuleContext.ts'
import { amountsText, amountText, momentText, partiesText } from './wording.ts'

/**
 * Stolen money moves to accounts that are no known service: one alert for each transaction and payer.
 *
 * Sees: every payment of stolen money worth an alert that no rule about arrivals has told. Does not see: money that moves
 * inside a service, or in a transaction whose inner transfers the ledger does not have.
 * High for the first that moves after the theft, when the laundering begins; medium afterwards.
 */
export const moves: MoveRule = (all, context) => {
  const plain = all.filter((move) => findArrival(move, context) === undefined)
  const groups = groupBy(plain, ({ tx, from }) => `${tx} ${from}`)
  return [...groups.values()].map((group) => draft(createGroup(group, context), context))
}

function draft(group: MoveGroup, context: MoveContext): AlertDraft {
  const [{ tx, from }] = group.moves as [TaintMove]
  const { theft, history } = context
  const amount = amountText(group.stolen, context)
  const way = `from ${partiesText(group.from, context)} to ${partiesText(group.to, context)}`
  const begins = history.hasMoved ? '' : ' It is the first move since the theft.'
  return {
    ...draftOf(group, context),
    rule: 'moves',
    severity: history.hasMoved ? 'medium' : 'high',
    title: `${amount} of ${quoteText(theft.name)} moves`,
    text: `${amount} stolen in ${quoteText(theft.name)} moved ${way}, in ${momentText(context, tx)}.${mixedText(group, context)}${endText(group)}${begins}`,
    key: [context.stolen, tx, from],
  }
}

function mixedText(group: MoveGroup, context: MoveContext): string {
  const [paid] = group.paid
  const isPure = group.paid.length === 1 && paid?.asset === context.stolen && paid.units === group.origin
  return isPure ? '' : ` It went in payments of ${amountsText(group.paid, context)}.`
}

const ENDS: Readonly<Record<NonNullable<TaintMove['end']>, string>> = {
  service: 'it is taken for a service',
  held: 'it is still held there',
  hub: 'it deals with too many others',
  dust: 'the rest is too small',
  depth: 'it is too many hops away',
  time: 'the time to follow is over',
}

function endText({ moves: paid }: MoveGroup): string {
  const reasons = [...new Set(paid.flatMap(({ end }) => (end === undefined || end === 'held' ? [] : [ENDS[end]])))]
  return reasons.length === 0 ? '' : ` The trace does not go on behind a receiver: ${reasons.join('; ')}.`
}
