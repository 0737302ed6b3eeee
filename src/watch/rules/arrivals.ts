import type { LabelCategory } from '../../intel/index.ts'
import type { AlertDraft, RuleName, Severity } from './AlertDraft.ts'
import { createGroup, draftOf, groupBy, type MoveGroup } from './MoveGroup.ts'
import { quoteText } from './quoteText.ts'
import type { MoveContext, MoveRule, TaintMove } from './RuleContext.ts'
import { amountText, momentText, partiesText } from './wording.ts'

/** A kind of place where stolen money can arrive. */
export type ArrivalKind = 'service' | 'pool' | 'bridge' | 'mixer'

/** Which category is which kind of place; the others are no arrival. */
const ARRIVALS: ReadonlyMap<LabelCategory, ArrivalKind> = new Map<LabelCategory, ArrivalKind>([
  ['exchange', 'service'],
  ['instant-exchange', 'service'],
  ['otc', 'service'],
  ['payment', 'service'],
  ['gambling', 'service'],
  ['market', 'service'],
  ['wallet-service', 'service'],
  ['mining', 'service'],
  ['service', 'service'],
  ['dex', 'pool'],
  ['lending', 'pool'],
  ['defi', 'pool'],
  ['bridge', 'bridge'],
  ['mixer', 'mixer'],
])

/** What a rule about arrivals says. */
export interface ArrivalPlan {
  readonly rule: RuleName
  readonly kind: ArrivalKind
  readonly severity: Severity
  /** E.g. `reaches an exchange or another service`. */
  readonly verb: string
  /** What follows from it, one sentence. */
  readonly advice: string
}

/** The kind of place that a move's receiver is, by what its labels come to; undefined for all that no label names. */
export function findArrival({ to }: TaintMove, { findLabel }: MoveContext): ArrivalKind | undefined {
  const label = findLabel(to)
  return label === undefined ? undefined : ARRIVALS.get(label.category)
}

/** Makes a rule that finds money which arrives at one kind of place: one alert for each transaction and receiver. */
export function createArrivalRule(plan: ArrivalPlan): MoveRule {
  return (moves, context) => {
    const arriving = moves.filter((move) => findArrival(move, context) === plan.kind)
    const groups = groupBy(arriving, ({ tx, to }) => `${tx} ${to}`)
    return [...groups.values()].map((group) => draft(plan, createGroup(group, context), context))
  }
}

function draft({ rule, severity, verb, advice }: ArrivalPlan, group: MoveGroup, context: MoveContext): AlertDraft {
  const [{ tx, to }] = group.moves as [TaintMove]
  const amount = amountText(group.stolen, context)
  const what = `${amount} stolen in ${quoteText(context.theft.name)}`
  const way = `from ${partiesText(group.from, context)} to ${partiesText(group.to, context)}`
  return {
    ...draftOf(group, context),
    rule,
    severity,
    title: `${amount} of ${quoteText(context.theft.name)} ${verb}`,
    text: `${what} ${verb}: ${way}, in ${momentText(context, tx)}. ${advice}`,
    key: [context.stolen, tx, to],
  }
}
