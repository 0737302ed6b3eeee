import { lighter } from '../Effect.ts'
import type { Claim, ClaimCategory } from './Claim.ts'
import { findDirectRule } from './findDirectRule.ts'
import type { Policy } from './Policy.ts'
import type { Reason, SourcedClaim } from './Reason.ts'
import type { Screener } from './Screener.ts'
import type { Matches } from './watchlist/Watchlist.ts'

interface Finding extends Pick<Reason, 'effect' | 'rule'> {
  readonly code: ClaimCode
}

type ClaimCode = keyof typeof MESSAGES

const CODES: Readonly<Record<ClaimCategory, ClaimCode>> = {
  sanctions: 'SANCTIONED',
  'stolen-funds': 'STOLEN_FUNDS',
  seizure: 'SEIZED',
  own: 'OWN_LIST',
  theft: 'THEFT',
  'issuer-frozen': 'ISSUER_FROZEN',
  label: 'LABELLED',
}

/** What the claims about an address come to under the policy: one reason for each rule and effect, with all its claims. */
export function judgeClaims(screener: Screener, matches: Matches): Reason[] {
  const { policy } = screener
  const found = [
    ...matches.exact.map((claim) => ({ claim, finding: judgeExact(policy, claim) })),
    ...matches.sameKey.map((claim) => ({ claim, finding: judgeSameKey(policy, claim) })),
    ...matches.caseLost.map((claim) => ({ claim, finding: CASE_LOST })),
  ]
  const reasons = new Map<string, Reason>()
  for (const { claim, finding } of found) {
    const key = `${finding.code} ${finding.rule} ${finding.effect}`
    const claims = [...(reasons.get(key)?.claims ?? []), withSource(screener, claim)]
    reasons.set(key, { ...finding, message: MESSAGES[finding.code](claims), isDirect: true, claims })
  }
  return [...reasons.values()]
}

const CASE_LOST: Finding = { code: 'CASE_LOST', effect: 'hold', rule: 'engine' }

function judgeExact(policy: Policy, claim: Claim): Finding {
  if (claim.standing === 'delisted') return { code: 'DELISTED', effect: 'note', rule: 'engine' }
  if (claim.standing === 'vanished')
    return { code: 'VANISHED', effect: policy.direct.vanished, rule: 'direct.vanished' }
  return { code: CODES[claim.category], ...findDirectRule(policy, claim) }
}

/** Another address of the key is no worse than the listed one itself. */
function judgeSameKey(policy: Policy, claim: Claim): Finding {
  const isWeighty = claim.standing === 'listed' && claim.category !== 'label'
  if (!isWeighty) return { code: 'SAME_KEY', effect: 'note', rule: 'engine' }
  const effect = lighter(policy.direct['same-key'], findDirectRule(policy, claim).effect)
  return { code: 'SAME_KEY', effect, rule: 'direct.same-key' }
}

function withSource({ watchlist }: Screener, { source, ...claim }: Claim): SourcedClaim {
  const found = watchlist.sources.find(({ id }) => id === source)
  if (found === undefined) throw new RangeError(`The watchlist has a claim of ${source}, which is none of its sources.`)
  return { ...claim, source: found }
}

type Claims = readonly SourcedClaim[]

const MESSAGES = {
  SANCTIONED: (claims: Claims) => `Listed by ${names(claims)}.`,
  STOLEN_FUNDS: (claims: Claims) => `Named as holding stolen funds by ${names(claims)}.`,
  SEIZED: (claims: Claims) => `Under a seizure order: ${names(claims)}.`,
  OWN_LIST: (claims: Claims) => `On your own list ${names(claims)}.`,
  THEFT: (claims: Claims) => `An address of thieves, as attributed in ${names(claims)}.`,
  ISSUER_FROZEN: (claims: Claims) => `Frozen by the token's issuer, says ${names(claims)}.`,
  LABELLED: (claims: Claims) => `Labelled by ${names(claims)}.`,
  SAME_KEY: (claims: Claims) =>
    `Another address of the same key is on ${names(claims)}; the owner is the same unless one of them is a contract.`,
  VANISHED: (claims: Claims) =>
    `Was on ${names(claims)} and is not on its newest edition, which nobody has confirmed: lazaretto intel confirm`,
  DELISTED: (claims: Claims) => `Was on ${names(claims)} and is delisted.`,
  CASE_LOST: (claims: Claims) =>
    `No valid address, since its letter case is lost; restored, it would be one on ${names(claims)}. Ask for the original.`,
}

function names(claims: readonly SourcedClaim[]): string {
  const each = claims.map(({ source: { title, published }, lastSeen }) => {
    const edition = lastSeen ?? published
    return edition === undefined ? title : `${title} (${edition})`
  })
  return [...new Set(each)].join(', ')
}
