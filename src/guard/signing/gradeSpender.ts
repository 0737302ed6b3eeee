import type { EvmAddress } from '../../chain/index.ts'
import { showAddress } from '../addresses/AddressBook.ts'
import type { GuardContext, Knowledge } from '../context.ts'
import * as OutsideText from '../OutsideText.ts'
import { lookUp } from './known/lookUp.ts'
import type { SigningFinding } from './SigningFinding.ts'
import * as Words from './Words.ts'

const DAY_SECONDS = 86_400
/** @source https://github.com/RabbyHub/rabby-security-engine, 2.0.11: approvals to contracts younger than three days */
const YOUNG_SECONDS = 3 * DAY_SECONDS

/**
 * Grades that somebody may take tokens later: by who it is, not by how much, as most honest approvals are unlimited.
 *
 * @param what - What may be taken, such as `12 USDC`.
 */
export function gradeSpender(place: Words.Place, spender: EvmAddress.EvmAddress, what: string): SigningFinding {
  const party = lookUp(place, spender)
  const says = `${Words.address(place, spender)} may take ${what}, without asking again`
  if (party.kind === 'scam') return block('PARTY_SCAM', `${says}. It is reported as a scam${by(party)}.`)
  const imitation = findImitation(place, spender)
  if (imitation !== undefined) return imitation
  if (party.kind === 'drained') {
    const advice = `Take old approvals back and give no new one${by(party)}.`
    return block(
      'SPENDER_EXPLOITED',
      `${says}. Those who had approved it have lost money: ${incidentOf(party)}. ${advice}`,
    )
  }
  if (party.hasCode === false) {
    const why = 'It is an account without code, or a contract that does not exist yet: no honest protocol asks for that'
    return block('SPENDER_NO_CODE', `${says}. ${why}.`)
  }
  if (isYoung(party, place.context)) {
    return { code: 'SPENDER_YOUNG', effect: 'review', message: `${says}. It is younger than three days.` }
  }
  if (party.kind === 'contact' && party.hasCode !== true) {
    const message = `${says}. It stands in your address book; whether it is a contract, and not just somebody, is not known here.`
    return { code: 'SPENDER_UNKNOWN', effect: 'review', message }
  }
  if (isTrusted(party)) return { code: 'APPROVAL', effect: 'note', message: `${says}.` }
  return { code: 'SPENDER_UNKNOWN', effect: 'review', message: `${says}. It is not known here${codeWords(party)}.` }
}

/** Whether somebody says who that is, and nothing bad. */
export function isTrusted({ kind }: Knowledge): boolean {
  return kind !== undefined && kind !== 'scam' && kind !== 'drained'
}

/** Of somebody who gets money, or control, or is called: only what is bad of them. */
export function gradeParty(place: Words.Place, party: EvmAddress.EvmAddress): SigningFinding[] {
  const known = lookUp(place, party)
  if (known.kind === 'scam')
    return [block('PARTY_SCAM', `${Words.address(place, party)} is reported as a scam${by(known)}.`)]
  const imitation = findImitation(place, party)
  return imitation === undefined ? [] : [imitation]
}

/** An address that was made to be copied by mistake for one of the user's. */
function findImitation(place: Words.Place, party: EvmAddress.EvmAddress): SigningFinding | undefined {
  const known = lookUp(place, party)
  if (known.imitates === undefined || isTrusted(known)) return undefined
  const { address, name } = known.imitates
  const meant = `${showAddress(address)}${name === undefined ? '' : ` ${OutsideText.quote(name)}`}`
  const message = `${Words.address(place, party)} is not ${meant}, which you know: both ends look the same. Such addresses are made so that they are copied by mistake. Take the address from whom you mean, and compare every character.`
  return block('PARTY_IMITATES', message)
}

function block(code: SigningFinding['code'], message: string): SigningFinding {
  return { code, effect: 'block', message }
}

/** Whether it is younger than three days; no where nobody says it. */
export function isYoung({ firstSeen }: Knowledge, { now }: GuardContext): boolean {
  return firstSeen !== undefined && now !== undefined && now - firstSeen < YOUNG_SECONDS
}

function by({ source }: Knowledge): string {
  return source === undefined ? '' : ` (source: ${OutsideText.quote(source)})`
}

function incidentOf({ incident, name }: Knowledge): string {
  return OutsideText.quote(incident ?? name ?? 'an incident without a name')
}

function codeWords({ hasCode }: Knowledge): string {
  return hasCode === true ? '' : ', nor whether it is a contract at all'
}
