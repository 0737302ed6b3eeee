import { EFFECTS, type Effect, isAtLeast, lighter } from '../Effect.ts'
import { findDirectRule } from './findDirectRule.ts'
import type { IndirectRule, Policy } from './Policy.ts'
import type { CategoryExposure, ExposureSum, Reason } from './Reason.ts'

/**
 * What it means under the policy that money came from listed addresses: a reason for each case.
 *
 * Thresholds are held against what all cases of a category brought of an asset, so that money from many thefts is no better
 * than from one; and against each case alone. Money is no worse than where it came from: a case never weighs more than the
 * policy says of its own addresses, and towards an effect only those cases are added that have it themselves.
 */
export function judgeExposures(policy: Policy, exposures: readonly CategoryExposure[]): Reason[] {
  const groups = new Map<string, Weighed[]>()
  for (const exposure of exposures) {
    const key = `${exposure.category} ${exposure.asset}`
    const weighed = { exposure, own: findDirectRule(policy, exposure) }
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [weighed])
    else known.push(weighed)
  }
  return [...groups.values()].flatMap((group) => judgeGroup(policy, group))
}

/** An exposure, and what the policy says of the addresses from which it came. */
interface Weighed {
  readonly exposure: CategoryExposure
  readonly own: { readonly effect: Effect; readonly rule: string }
}

interface Judgement {
  readonly sum: ExposureSum
  readonly rule: string
  /** What the rule says, and what is left of it. */
  readonly asked: Effect
  readonly effect: Effect
}

function judgeGroup(policy: Policy, group: readonly Weighed[]): Reason[] {
  const together = EFFECTS.map((level) => {
    const members = group.filter(({ own }) => isAtLeast(own.effect, level))
    return { level, judgement: judge(policy, members, level) }
  })
  return group.map((weighed) => {
    const { effect: own } = weighed.own
    const sums = together.filter(({ level }) => isAtLeast(own, level)).map(({ judgement }) => judgement)
    return toReason(weighed, heaviest([...sums, judge(policy, [weighed], own)]))
  })
}

/** The heaviest; of equal ones the first. */
function heaviest([first, ...others]: readonly Judgement[]): Judgement {
  if (first === undefined) throw new RangeError('An exposure is judged at least once.')
  return others.reduce((best, each) => (isAtLeast(best.effect, each.effect) ? best : each), first)
}

function judge({ indirect }: Policy, members: readonly Weighed[], level: Effect): Judgement {
  const all = members.map(({ exposure }) => exposure)
  const sum = addUp(all)
  const at = indirect.findIndex((rule) => all[0] !== undefined && fits(rule, all[0], sum))
  const asked = indirect[at]?.effect ?? 'note'
  return { sum, rule: at < 0 ? 'engine' : `indirect.${at}`, asked, effect: lighter(asked, level) }
}

function addUp(exposures: readonly CategoryExposure[]): ExposureSum {
  let [amount, received] = [0n, 0n]
  for (const each of exposures) {
    amount += each.amount
    if (each.received > received) received = each.received
  }
  return { cases: exposures.length, amount: amount < received ? amount : received, received }
}

function fits(rule: IndirectRule, { category, asset }: CategoryExposure, { amount, received }: ExposureSum): boolean {
  if (rule.category !== category) return false
  const isLarge = amount >= (rule.orAtLeast?.[asset] ?? amount + 1n)
  return isLarge || amount * 10_000n >= received * BigInt(Math.round(rule.atLeastPercent * 100))
}

function toReason({ exposure, own }: Weighed, { sum, rule, asked, effect }: Judgement): Reason {
  const parts = [sayCase(exposure)]
  if (sum.cases > 1) parts.push(saySum(exposure, sum))
  if (effect !== asked) parts.push(`It is no worse than ${exposure.origin} itself: ${own.effect} (${own.rule}).`)
  const reason = { code: 'EXPOSURE', effect, rule, message: parts.join(' '), isDirect: false, claims: [] } as const
  return sum.cases > 1 ? { ...reason, exposure, sum } : { ...reason, exposure }
}

function sayCase({ amount, received, origin, hops }: CategoryExposure): string {
  const way = `${hops} ${hops === 1 ? 'transfer' : 'transfers'} away`
  return `${percentOf(amount, received)} % of what it received came from ${origin}, ${way}.`
}

function saySum({ category }: CategoryExposure, { cases, amount, received }: ExposureSum): string {
  const share = percentOf(amount, received)
  return `${cases} cases of ${category} added up are ${share} %; what several of them count is counted by each.`
}

function percentOf(amount: bigint, received: bigint): string {
  return received === 0n ? '100' : (Number((amount * 10_000n) / received) / 100).toString()
}
