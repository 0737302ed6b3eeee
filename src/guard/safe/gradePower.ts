import { EvmAddress } from '../../chain/index.ts'
import type { GuardContext, Knowledge } from '../context.ts'
import { AbiError } from '../signing/abi/AbiError.ts'
import { decodeArguments } from '../signing/abi/decodeArguments.ts'
import { lookUp } from '../signing/known/lookUp.ts'
import * as Struct from '../signing/Struct.ts'
import * as Words from '../signing/Words.ts'
import type { Circle } from './gradeSigners.ts'
import { POWERS, type Power } from './powers.ts'
import { findSelector, type SafeCall } from './SafeCall.ts'
import { found, type SafeFinding } from './SafeFinding.ts'

/** Whoever gains control can take everything later: unless somebody knows who that is, it is a theft's usual form. */
export function gradePower(call: SafeCall, circle: Circle, context: GuardContext): readonly SafeFinding[] {
  const power = POWERS.get(findSelector(call) ?? '')
  if (power === undefined) return []
  const args = findArguments(power, call)
  const of = Words.address({ context, chainId: call.chainId }, call.to)
  if (args === undefined)
    return [found('CALL_UNREADABLE', 'hold', `It changes who is in control of ${of}; how, cannot be read.`)]
  if (!Struct.has(args, 'party')) return [changed(`It ${power.words}${thresholdWords(args, circle)} (${of}).`)]
  return [
    gradeParty(
      Struct.address(args, 'party'),
      { call, circle, context },
      `${power.words}${thresholdWords(args, circle)} (of ${of})`,
    ),
  ]
}

interface Scene {
  readonly call: SafeCall
  readonly circle: Circle
  readonly context: GuardContext
}

function gradeParty(party: EvmAddress.EvmAddress, { call, circle, context }: Scene, words: string): SafeFinding {
  const place = { context, chainId: call.chainId }
  if (party === EvmAddress.zero)
    return changed(`It takes a power away from whoever had it, and nobody gets it: it ${words}.`)
  const message = `The call concerns ${Words.address(place, party)}: it ${words}.`
  const known = lookUp(place, party)
  if (known.kind === 'scam') return found('PARTY_SCAM', 'block', `${message} That address is reported as a scam.`)
  if (isKnown(known) || party === call.from || circle.owners?.includes(party) === true) return changed(message)
  return found(
    'CONTROL_TO_UNKNOWN',
    'block',
    `${message} Who that is, is not known here: do not sign unless you do know.`,
  )
}

function isKnown({ kind }: Knowledge): boolean {
  return kind !== undefined && kind !== 'drained'
}

function findArguments({ fields }: Power, { data }: SafeCall): Struct.Struct | undefined {
  try {
    return { fields, values: decodeArguments(fields, data.subarray(4)).values }
  } catch (error) {
    if (error instanceof AbiError) return undefined
    throw error
  }
}

function thresholdWords(args: Struct.Struct, { threshold }: Circle): string {
  if (!Struct.has(args, 'threshold')) return ''
  const next = Struct.uint(args, 'threshold')
  const before = threshold === undefined ? '' : `, where it was ${threshold}`
  return `; from then on ${next} ${next === 1n ? 'signature is' : 'signatures are'} enough${before}`
}

function changed(message: string): SafeFinding {
  return found('CONTROL_CHANGED', 'review', message)
}
