import type { GuardContext, Knowledge } from '../context.ts'
import type { Call } from '../signing/calls/Call.ts'
import { lookUp } from '../signing/known/lookUp.ts'
import * as Words from '../signing/Words.ts'
import { found, type SafeFinding } from './SafeFinding.ts'

/** @source https://github.com/RabbyHub/rabby-security-engine, 2.0.11: contracts younger than three days */
const YOUNG_SECONDS = 3 * 86_400

/**
 * Looks at one call of a Safe, beside what its function says: what is known of the target.
 *
 * @param isAsked - Whether somebody was asked who the target is, so that nobody's answer means something.
 */
export function gradeCall(call: Call, context: GuardContext, isAsked: boolean): readonly SafeFinding[] {
  const place = { context, chainId: call.chainId }
  const known = lookUp(place, call.to)
  const target = Words.address(place, call.to)
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
