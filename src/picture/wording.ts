import { Amount } from '../chain/index.ts'
import type { FlowNode } from './Flow.ts'
import { countAccounts } from './fold.ts'
import type * as Graph from './Graph.ts'
import * as Kind from './Kind.ts'
import * as Money from './Money.ts'
import { type Frame, isBack, noMoney, type Plan } from './plan.ts'
import { clean } from './Text.ts'

/** Tooltip of a node: who it is, and its exact sums. */
export function tellNode({ money, accounts }: Plan, node: FlowNode, at: number): string {
  const { received, sent } = accounts[at] ?? noMoney
  const look = Kind.looks[Kind.of(node)]
  const about = [clean(node.title), clean(node.subtitle), node.members === undefined ? clean(node.id) : '']
  const sums = [
    received > 0n ? `Received: ${Money.exact(received, money)}` : '',
    sent > 0n ? `Sent on: ${Money.exact(sent, money)}` : '',
    node.amount > 0n ? `Ended here: ${Money.exact(node.amount, money)}` : '',
  ]
  return [...new Set([look.name, ...about, ...sums])].filter((line) => line !== '').join('\n')
}

/** Tooltip of a ribbon: from whom to whom, the exact amount and the transfers. */
export function tellRibbon({ graph, money }: Plan, arc: Graph.Arc): string {
  const [from, to] = [clean(graph.nodes[arc.from]?.title ?? ''), clean(graph.nodes[arc.to]?.title ?? '')]
  return `From: ${from}\nTo: ${to}\n${Money.exact(arc.amount, money)} in ${count(arc.count, 'transfer')}`
}

/** The line below the title. */
export function summarise({ graph, money }: Plan): string {
  const ended = graph.nodes.reduce((sum, node) => sum + node.amount, 0n)
  const accounts = countAccounts(graph.nodes)
  if (accounts === 0) return 'No transfers to show.'
  const seeds = countAccounts(graph.nodes.filter((node) => node.kind === 'seed'))
  const who = `${count(seeds, 'seed')} and ${count(accounts - seeds, 'more account')}`
  return `${Money.exact(ended, money)} accounted for, at ${who}`
}

/** Sentences under the picture: how to read it, and what it leaves out. */
export function notesOf(plan: Plan, frame: Frame): string[] {
  const { thin, money, hops } = plan
  const step = hops
    ? 'A hop is one transfer away from the theft.'
    : 'Steps run with the money: a node stands to the right of those that paid it, as far as loops and the width of the picture allow.'
  const back = 'Dashed lines go back to an earlier or the same step; they are not to scale.'
  const part = 'The striped part of a bar is money that stayed there: “a of b” means that of b received, a stayed.'
  const digits = money.digits === 0 ? `whole ${money.unit}` : `${money.digits} decimals`
  const cut = `Amounts in the picture are cut to ${digits}; tooltips are exact.`
  const rest = `${count(thin.arcs, 'thin flow')} (${count(thin.count, 'transfer')}, ${Money.exact(thin.amount, money)} in all) are not drawn; amounts and bars include them.`
  return [
    `Money moves from left to right. Heights are proportional to amounts; the thinnest are widened to be seen. ${step}`,
    ...(plan.arcs.some((arc) => isBack(plan, arc)) ? [back] : []),
    ...(plan.labels.some((label) => label.parted) ? [part] : []),
    ...(money.digits < money.decimals ? [cut] : []),
    ...frame.notes,
    ...(thin.arcs > 0 ? [rest] : []),
  ]
}

/**
 * A number with its noun.
 *
 * @example
 * count(1, 'seed')     // '1 seed'
 * count(2000, 'seed')  // '2,000 seeds'
 */
export function count(number: number, noun: string): string {
  return `${Amount.formatGrouped(BigInt(number), 0)} ${noun}${number === 1 ? '' : 's'}`
}
