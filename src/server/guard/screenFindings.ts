import { type Finding, OutsideText } from '../../guard/index.ts'
import type { AddressAnswer, SourcedClaim } from '../../screen/index.ts'

const PARTIES_MAX = 3

/** What the lists of sanctions, thefts and labels say of a receiver, under the codes of a screening. */
export function screenFindings({ reasons }: AddressAnswer): Finding[] {
  return reasons.map(({ code, effect, message, claims }) => ({ code, effect, message: message + nameParties(claims) }))
}

function nameParties(claims: readonly SourcedClaim[]): string {
  const parties = [...new Set(claims.flatMap(({ party }) => party ?? []))]
  const shown = parties.slice(0, PARTIES_MAX).map((party) => OutsideText.quote(party))
  return shown.length === 0 ? '' : ` There it stands under ${shown.join(', ')}.`
}
