import type { LabelCategory } from '../../intel/index.ts'
import * as OutsideText from '../OutsideText.ts'
import type { AddressClaim } from './AddressContext.ts'
import type { AddressFinding } from './AddressFinding.ts'

const YEAR_SECONDS = 31_557_600
const HARM_AGE_MAX_SECONDS = 3 * YEAR_SECONDS

type Meaning = readonly [effect: AddressFinding['effect'], meaning: string]

const MEANINGS: Readonly<Record<LabelCategory, Meaning>> = {
  theft: ['block', 'stolen or swindled money: what you send may go to a thief'],
  phishing: ['block', 'phishing: what you send may go to a thief'],
  ransomware: ['block', 'ransomware: what you send may pay for it'],
  sanctioned: ['block', 'under sanctions: to pay it may be a crime'],
  blocked: ['review', "blocked by a token's issuer: that token cannot leave it any more"],
  mixer: ['review', 'a mixer: money that comes from it is refused or frozen by many services'],
  victim: ['review', 'an account that was robbed: a thief may still hold its keys'],
  analyst: ['review', 'watched by an investigator'],
  token: ['review', 'the contract of a token: what is sent to it is as a rule lost'],
  burn: ['review', 'an address of no one: what is sent there is gone'],
  exchange: ['note', 'an exchange'],
  'instant-exchange': ['note', 'an instant exchange'],
  otc: ['note', 'a trader over the counter'],
  bridge: ['note', 'a bridge: a plain payment to its contract may be lost'],
  dex: ['note', 'a decentralised exchange: a plain payment to its contract may be lost'],
  lending: ['note', 'a lending protocol: a plain payment to its contract may be lost'],
  defi: ['note', 'a DeFi protocol: a plain payment to its contract may be lost'],
  payment: ['note', 'a payment service'],
  gambling: ['note', 'a gambling service'],
  market: ['note', 'a market'],
  'wallet-service': ['note', 'a wallet service'],
  mining: ['note', 'a miner or a pool'],
  service: ['note', 'a service'],
  unknown: ['note', 'something that it does not explain'],
}

/**
 * What others say of the receiver, each in its own name; one source's word is a claim, not the truth.
 *
 * A claim of harm that is older than three years asks for a look instead of stopping: addresses change hands, and lists
 * forget to say so. Sanctions do not age.
 */
export function judgeClaims(claims: readonly AddressClaim[], now: number | undefined): AddressFinding[] {
  return claims.map((claim) => {
    const [effect, meaning] = MEANINGS[claim.category]
    const isOld = effect === 'block' && claim.category !== 'sanctioned' && ageOf(claim, now) > HARM_AGE_MAX_SECONDS
    const said = `${OutsideText.quote(claim.source)} calls this address ${OutsideText.quote(claim.name)}: ${meaning}.`
    const age = isOld ? ' It said so more than three years ago.' : ''
    return { ...grade(isOld ? 'review' : effect), message: said + age + warnOfHotWallet(claim) }
  })
}

function ageOf({ asOf }: AddressClaim, now: number | undefined): number {
  return asOf === undefined || now === undefined ? 0 : now - asOf
}

function grade(effect: AddressFinding['effect']): Pick<AddressFinding, 'code' | 'effect'> {
  if (effect === 'block') return { code: 'LABEL_HARM', effect }
  return effect === 'review' ? { code: 'LABEL_CAUTION', effect } : { code: 'LABEL', effect }
}

function warnOfHotWallet({ category, role }: AddressClaim): string {
  return category === 'exchange' && role === 'wallet'
    ? ' It is no deposit address of a customer: a payment to it is credited to nobody.'
    : ''
}
