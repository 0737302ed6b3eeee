import { type AlertDraft, SEVERITIES, WATCH_RULES_VERSION } from './AlertDraft.ts'
import type { RuleContext } from './RuleContext.ts'
import { momentText } from './wording.ts'

/** Whose alerts are bounded together. */
export interface AlertBudget {
  readonly theft: string | undefined
  /** What they are about, for the sentence: a quoted name. */
  readonly about: string
  /** Tells budgets of one theft and block apart. */
  readonly key: string
}

/**
 * Keeps at most `alertsMax` alerts of a block, the gravest first, and counts the others in one alert of their gravest
 * severity: a flood of dust can hide nothing, and cannot bury whoever reads.
 *
 * The order among equals is that of the block.
 */
export function boundAlerts(drafts: readonly AlertDraft[], budget: AlertBudget, context: RuleContext): AlertDraft[] {
  const { alertsMax } = context.options
  if (drafts.length <= alertsMax) return [...drafts]
  const gravest = [...drafts].sort((a, b) => rank(b) - rank(a))
  const kept = new Set(gravest.slice(0, alertsMax))
  const cut = gravest.slice(alertsMax)
  return [...drafts.filter((draft) => kept.has(draft)), countCut(cut, budget, context)]
}

function rank({ severity }: AlertDraft): number {
  return SEVERITIES.indexOf(severity)
}

function countCut(cut: readonly AlertDraft[], budget: AlertBudget, context: RuleContext): AlertDraft {
  const counts = new Map<string, number>()
  for (const { rule } of cut) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  const list = [...counts].map(([rule, count]) => `${count} of ${rule}`)
  const { chain, block, options } = context
  return {
    rule: 'more-alerts',
    severity: cut[0]?.severity ?? 'low',
    theft: budget.theft,
    chain,
    block,
    tx: undefined,
    title: `${cut.length} more alerts about ${budget.about} in one block`,
    text: `One block brought ${cut.length} more alerts about ${budget.about} than the ${options.alertsMax} that are told one by one: ${list.join(', ')}, in ${momentText(context)}. They are not listed: trace the theft to see all that moved.`,
    parties: [],
    amounts: [],
    evidence: { version: WATCH_RULES_VERSION, cut: cut.length, alertsMax: options.alertsMax, byRule: list },
    key: [budget.key, String(block.height)],
  }
}
