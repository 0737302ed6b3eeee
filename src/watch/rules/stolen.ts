import type { AlertDraft } from './AlertDraft.ts'
import { boundAlerts } from './boundAlerts.ts'
import { createGroup, draftOf, groupBy, type MoveGroup } from './MoveGroup.ts'
import { quoteText } from './quoteText.ts'
import type { MoveContext, TaintMove } from './RuleContext.ts'
import { amountText, momentText, partiesText } from './wording.ts'

/**
 * More is stolen: an account of the theft receives money that the trace counts as stolen.
 *
 * Sees: the transfers that the seeds say are the theft, as the live trace lists them; for a seed that is an account, all
 * that it receives from outside the theft. Does not see: whether the payer was robbed or only pays; that is why an
 * account should be a seed with `since=` or `amount=`. Amounts below `leastUnits` are left out: anybody can send dust.
 * Critical: while it goes on, whoever is robbed can still stop paying.
 */
export function assessThefts(thefts: readonly TaintMove[], context: MoveContext): AlertDraft[] {
  const least = context.options.leastUnits.get(context.stolen) ?? 1n
  const worth = thefts.filter(({ origin }) => origin >= least)
  const groups = groupBy(worth, ({ tx, to }) => `${tx} ${to}`)
  const drafts = [...groups.values()].map((group) => draft(createGroup(group, context), context))
  const { id, name } = context.theft
  return boundAlerts(drafts, { theft: id, about: quoteText(name), key: `stolen ${context.stolen}` }, context)
}

function draft(group: MoveGroup, context: MoveContext): AlertDraft {
  const [{ tx, to }] = group.moves as [TaintMove]
  const amount = amountText(group.stolen, context)
  const name = quoteText(context.theft.name)
  return {
    ...draftOf(group, context),
    rule: 'stolen',
    severity: 'critical',
    title: `${amount} is stolen in ${name}`,
    text: `${amount} was stolen in ${name}: from ${partiesText(group.from, context)} to ${partiesText(group.to, context)}, in ${momentText(context, tx)}.`,
    key: [context.stolen, tx, to],
  }
}
