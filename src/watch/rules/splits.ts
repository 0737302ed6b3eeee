import type { AlertDraft } from './AlertDraft.ts'
import { createGroup, draftOf, groupBy } from './MoveGroup.ts'
import { quoteText } from './quoteText.ts'
import type { MoveContext, MoveRule, TaintMove } from './RuleContext.ts'
import { amountText, createAmount, momentText, partiesText } from './wording.ts'

/**
 * One holder pays stolen money to many receivers within a few blocks: `splitWidth` of them within `splitBlocks`.
 *
 * Told when the number is reached, and again each time it doubles, so that a fan of a thousand is a handful of alerts.
 * Sees: receivers that got at least an amount worth an alert. Does not see: a fan that is slower than the window, or one
 * of several holders.
 * High: the money changes its course, and each branch must be followed.
 */
export const splits: MoveRule = (moves, context) =>
  [...groupBy(moves, ({ from }) => from)].flatMap(([from, paid]) => assess(from, paid, context))

function assess(from: string, paid: readonly TaintMove[], context: MoveContext): AlertDraft[] {
  const { history, options, block, stolen } = context
  const fromHeight = block.height - options.splitBlocks + 1
  const least = options.leastUnits.get(stolen) ?? 1n
  const received = new Map(history.listReceivers(from, fromHeight))
  const before = countWorth(received, least)
  for (const { to, origin } of paid) received.set(to, (received.get(to) ?? 0n) + origin)
  const width = countWorth(received, least)
  const step = findStep(width, options.splitWidth)
  return step === undefined || step <= before ? [] : [draft({ from, paid, received, width, step }, context)]
}

/** The largest of n, 2n, 4n ... that a width reaches. */
function findStep(width: number, splitWidth: number): number | undefined {
  if (width < splitWidth) return undefined
  return splitWidth * 2 ** Math.floor(Math.log2(width / splitWidth))
}

function countWorth(received: ReadonlyMap<string, bigint>, least: bigint): number {
  return [...received.values()].filter((origin) => origin >= least).length
}

interface Split {
  readonly from: string
  readonly paid: readonly TaintMove[]
  readonly received: ReadonlyMap<string, bigint>
  readonly width: number
  readonly step: number
}

function draft({ from, paid, received, width, step }: Split, context: MoveContext): AlertDraft {
  const { theft, options, stolen } = context
  const group = createGroup(paid, context)
  const fields = draftOf(group, context)
  const total = [...received.values()].reduce((sum, origin) => sum + origin, 0n)
  const amount = createAmount('stolen', [stolen, total], context)
  const tx = paid.at(-1)?.tx ?? ''
  return {
    ...fields,
    rule: 'splits',
    severity: 'high',
    amounts: [amount],
    title: `${amountText(amount, context)} of ${quoteText(theft.name)} is split among ${width} accounts`,
    text: `${partiesText(group.from, context)} paid ${amountText(amount, context)} stolen in ${quoteText(theft.name)} to ${width} accounts within ${options.splitBlocks} blocks, in this one to ${partiesText(group.to, context)}; the last in ${momentText(context, tx)}.`,
    evidence: { ...fields.evidence, width, splitWidth: options.splitWidth, splitBlocks: options.splitBlocks },
    key: [stolen, from, String(step), tx],
  }
}
