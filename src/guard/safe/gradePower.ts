import { EvmAddress } from '../../chain/index.ts'
import type { GuardContext } from '../context.ts'
import { AbiError } from '../signing/abi/AbiError.ts'
import { decodeArguments } from '../signing/abi/decodeArguments.ts'
import type { Call } from '../signing/calls/Call.ts'
import { isTrusted } from '../signing/gradeSpender.ts'
import * as Hex from '../signing/Hex.ts'
import { lookUp } from '../signing/known/lookUp.ts'
import * as Struct from '../signing/Struct.ts'
import * as Words from '../signing/Words.ts'
import { POWERS, type Power } from './powers.ts'
import { found, type SafeFinding } from './SafeFinding.ts'

/** Whoever gains control can take everything later: unless somebody knows who that is, it is a theft's usual form. */
export function gradePower(call: Call, context: GuardContext): readonly SafeFinding[] {
  const power = POWERS.get(Hex.ofBytes(call.data.subarray(0, 4)))
  if (power === undefined) return []
  const place = { context, chainId: call.chainId }
  const of = Words.address(place, call.to)
  const party = findParty(power, call)
  if (party === undefined) {
    return [found('CALL_UNREADABLE', 'hold', `It changes who is in control of ${of}; how, cannot be read.`)]
  }
  const message = `It names ${Words.address(place, party)} to ${of}: that ${power.words}.`
  if (party === EvmAddress.zero || isTrusted(lookUp(place, party))) return [found('CONTROL_CHANGED', 'review', message)]
  const advice = 'Who that is, is not known here: do not sign unless you do know.'
  return [found('CONTROL_TO_UNKNOWN', 'block', `${message} ${advice}`)]
}

function findParty({ fields }: Power, { data }: Call): EvmAddress.EvmAddress | undefined {
  try {
    return Struct.address({ fields, values: decodeArguments(fields, data.subarray(4)).values }, 'party')
  } catch (error) {
    if (error instanceof AbiError) return undefined
    throw error
  }
}
