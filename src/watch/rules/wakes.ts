import type { AlertDraft } from './AlertDraft.ts'
import { createGroup, draftOf, groupBy } from './MoveGroup.ts'
import { quoteText } from './quoteText.ts'
import type { MoveContext, MoveRule, TaintMove } from './RuleContext.ts'
import { amountText, momentText, partiesText, spanText, timeText } from './wording.ts'

/**
 * Stolen money moves that had lain still for `dormancySec`, by the times of blocks.
 *
 * Sees: the time since stolen money last came to the payer or left it; for one that is in no move before, since the
 * theft, where its time is known. Does not see: other money of the payer that moved meanwhile.
 * High: whoever has the keys is at work again, and the next moves follow in minutes.
 */
export const wakes: MoveRule = (moves, context) =>
  [...groupBy(moves, ({ from }) => from)].flatMap(([from, paid]) => {
    const since = context.history.findLastMovedSec(from) ?? context.theft.sinceSec
    if (since === undefined || context.block.timeSec - since < context.options.dormancySec) return []
    return [draft({ from, paid, since }, context)]
  })

interface Waking {
  readonly from: string
  readonly paid: readonly TaintMove[]
  readonly since: number
}

function draft({ from, paid, since }: Waking, context: MoveContext): AlertDraft {
  const { theft, options, block, stolen } = context
  const group = createGroup(paid, context)
  const fields = draftOf(group, context)
  const [{ tx }] = paid as [TaintMove]
  const stillSec = block.timeSec - since
  const amount = amountText(group.stolen, context)
  return {
    ...fields,
    rule: 'wakes',
    severity: 'high',
    title: `${amount} of ${quoteText(theft.name)} wakes after ${spanText(stillSec)}`,
    text: `After ${spanText(stillSec)} without a move (since ${timeText(since)}), ${partiesText(group.from, context)} paid ${amount} stolen in ${quoteText(theft.name)} to ${partiesText(group.to, context)}, in ${momentText(context, tx)}.`,
    evidence: { ...fields.evidence, sinceSec: since, stillSec, dormancySec: options.dormancySec },
    key: [stolen, from, tx],
  }
}
