import type { AmountRule, IndirectRule } from './Policy.ts'

/**
 * Places of rules that can never decide, since whenever one fits, some rule before it fits too.
 *
 * A rule fits by its share, or by an amount of an asset: it is reached if either is not covered by a rule before.
 */
export function findShadowedIndirect(rules: readonly IndirectRule[]): number[] {
  return placesOf(rules, (rule, before) => {
    const same = before.filter(({ category }) => category === rule.category)
    const isShareCovered = same.some(({ atLeastPercent }) => atLeastPercent <= rule.atLeastPercent)
    const amounts = Object.entries(rule.orAtLeast ?? {})
    return isShareCovered && amounts.every(([asset, least]) => same.some((each) => covers(each, asset, least)))
  })
}

function covers({ atLeastPercent, orAtLeast }: IndirectRule, asset: string, least: bigint): boolean {
  return atLeastPercent === 0 || (orAtLeast?.[asset] ?? least + 1n) <= least
}

/** See `findShadowedIndirect`. */
export function findShadowedAmounts(rules: readonly AmountRule[]): number[] {
  return placesOf(rules, ({ asset, atLeast }, before) =>
    before.some((each) => each.asset === asset && each.atLeast <= atLeast),
  )
}

function placesOf<Rule>(
  rules: readonly Rule[],
  isShadowed: (rule: Rule, before: readonly Rule[]) => boolean,
): number[] {
  return rules.flatMap((rule, at) => (isShadowed(rule, rules.slice(0, at)) ? [at] : []))
}
