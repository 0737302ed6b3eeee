import { createGroup, draftOf } from './MoveGroup.ts'
import { quoteText } from './quoteText.ts'
import type { MoveRule } from './RuleContext.ts'
import { amountText, createAmount, momentText, partiesText } from './wording.ts'

/**
 * Moves of a block that are each too small for an alert, but not together.
 *
 * It keeps the guard against dust from being a way out: who pays in a thousand crumbs is seen as well. Sees: the sum of
 * one block. Does not see: crumbs that stay below `leastUnits` in every block.
 * Medium: as the moves that they add up to.
 */
export const smallMoves: MoveRule = (moves, context) => {
  const least = context.options.leastUnits.get(context.stolen) ?? 1n
  const group = createGroup(moves, context)
  if (group.origin < least) return []
  const { theft, block, stolen } = context
  const amount = amountText(group.stolen, context)
  const each = amountText(createAmount('stolen', [stolen, least], context), context)
  const draft = {
    ...draftOf(group, context),
    rule: 'small-moves' as const,
    severity: 'medium' as const,
    title: `${amount} of ${quoteText(theft.name)} moves in ${moves.length} small payments`,
    text: `${amount} stolen in ${quoteText(theft.name)} moved in ${moves.length} payments of less than ${each} each, from ${partiesText(group.from, context)} to ${partiesText(group.to, context)}, in ${momentText(context)}.`,
    key: [stolen, String(block.height)],
  }
  return [draft]
}
