import { EvmAddress } from '../../chain/index.ts'
import type { GuardContext, Knowledge } from '../context.ts'
import type { Call } from '../signing/calls/Call.ts'
import { looksLikeToken } from '../signing/calls/looksLikeToken.ts'
import { lookUp } from '../signing/known/lookUp.ts'
import * as Words from '../signing/Words.ts'
import { found, type SafeFinding } from './SafeFinding.ts'

const DAY_SECONDS = 86_400
/** @source https://github.com/RabbyHub/rabby-security-engine, 2.0.11: contracts younger than three days */
const YOUNG_SECONDS = 3 * DAY_SECONDS
/**
 * Looks at one call of a Safe, beside what its function says: whose code runs, and what is known of the target.
 *
 * @param isAsked - Whether somebody was asked who the target is, so that nobody's answer means something.
 */
export function gradeCall(call: Call, context: GuardContext, isAsked: boolean): readonly SafeFinding[] {
  const known = lookUp({ context, chainId: call.chainId }, call.to)
  const delegate = call.isDelegate === true ? gradeDelegate(call, known, context) : []
  return [...delegate, ...gradeTarget({ call, known, isAsked }, context)]
}

function gradeDelegate(call: Call, known: Knowledge, context: GuardContext): SafeFinding[] {
  const target = Words.address({ context, chainId: call.chainId }, call.to)
  const isToken = looksLikeToken(call)
  const isLibrary = known.kind === 'safe-library'
  return [...(isLibrary ? [] : [unknownDelegate(call, target)]), ...(isToken ? [disguised(target)] : [])]
}

function unknownDelegate({ from, to }: Call, target: string): SafeFinding {
  const message = `It runs the code of ${target} as if it were the own code of ${EvmAddress.display(from ?? to)} (delegatecall), and that is none of the contracts that Safe has published for it. Such code can write everything that a Safe keeps, also which code it runs (its slot 0) and who owns it: whoever wrote it can take all. Do not sign.`
  return found('DELEGATECALL_UNKNOWN', 'block', message)
}

function disguised(target: string): SafeFinding {
  const message = `It looks like a token's transfer or approval, but as a delegatecall it moves no token: the code of ${target} gets that text and does with the Safe what it likes. There is no honest reason to write it like this.`
  return found('DELEGATECALL_DISGUISED', 'block', message)
}

interface Target {
  readonly call: Call
  readonly known: Knowledge
  readonly isAsked: boolean
}

function gradeTarget({ call, known, isAsked }: Target, context: GuardContext): SafeFinding[] {
  const target = Words.address({ context, chainId: call.chainId }, call.to)
  const findings: SafeFinding[] = []
  if (isYoung(known, context)) findings.push(found('TARGET_YOUNG', 'review', `${target} is younger than three days.`))
  if (isAsked && isUnknown(known)) {
    const message = `${target} is in no address book, and nobody who was asked knows it.`
    // Who is paid is for whoever pays to know; whose code is called decides what happens.
    findings.push(found('TARGET_UNKNOWN', call.data.length === 0 ? 'note' : 'review', message))
  }
  return findings
}

function isYoung({ firstSeen }: Knowledge, { now }: GuardContext): boolean {
  return firstSeen !== undefined && now !== undefined && now - firstSeen < YOUNG_SECONDS
}

function isUnknown({ kind, name, isPaid }: Knowledge): boolean {
  return kind === undefined && name === undefined && isPaid !== true
}
