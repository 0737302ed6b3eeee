import { EvmAddress } from '../../../chain/index.ts'
import type { GuardContext } from '../../context.ts'
import { gradeParty, isTrusted } from '../gradeSpender.ts'
import { CONTROL_FUNCTIONS } from '../known/controlFunctions.ts'
import { lookUp } from '../known/lookUp.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import type { Call, Explain, Meaning, Row } from './Call.ts'

/** Functions that change who has control. @source https://eips.ethereum.org/EIPS/eip-2535 for the parts of diamonds */
export const CONTROL: readonly Row[] = [
  ...CONTROL_FUNCTIONS.map(
    ([signature, effect]): Row => [signature, signature.includes('address party') ? control(effect) : change(effect)],
  ),
  ['diamondCut((address facet,uint8 action,bytes4[] selectors)[] cuts,address init,bytes data)', cutDiamond],
]

/** Whoever gets control has it: unless that is somebody known, it is a theft's usual form. */
function control(effect: string): Explain {
  return (args, call, context) =>
    sayControl({ context, chainId: call.chainId }, call, Struct.address(args, 'party'), `${effect}${needs(args)}`)
}

function sayControl(place: Words.Place, call: Call, party: EvmAddress.EvmAddress, effect: string): Meaning {
  const of = `of ${Words.address(place, call.to)}`
  if (party === EvmAddress.zero) return changed(`Takes power ${of} from whoever had it: nobody gets it.`)
  const words = `Gives power ${of} to ${Words.address(place, party)}: ${effect}.`
  if (isTrusted(lookUp(place, party))) return changed(words)
  const message = `${words} Who that is, is not known here: do not sign unless you do know.`
  return { words, findings: [...gradeParty(place, party), { code: 'CONTROL_TO_UNKNOWN', effect: 'block', message }] }
}

/** The code of every facet, and of what runs at once, becomes the contract's own. */
function cutDiamond(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const facets = Struct.structs(args, 'cuts').map((cut) => Struct.address(cut, 'facet'))
  const parties = [...new Set([...facets, Struct.address(args, 'init')])].filter((each) => each !== EvmAddress.zero)
  const place = { context, chainId: call.chainId }
  if (parties.length === 0) return changed(`Takes functions out of ${Words.address(place, call.to)}.`)
  const each = parties.map((party) => sayControl(place, call, party, 'makes its code a part of the contract'))
  return { words: Words.joined(each.map(({ words }) => words)), findings: each.flatMap(({ findings }) => findings) }
}

function change(what: string): Explain {
  return (args, call, context) =>
    changed(`${what} (${Words.address({ context, chainId: call.chainId }, call.to)})${needs(args)}.`)
}

/** A single owner may be a thief. */
function needs(args: Struct.Struct): string {
  return Struct.has(args, 'threshold') ? `; of its owners ${Struct.uint(args, 'threshold')} must sign from then on` : ''
}

function changed(words: string): Meaning {
  return { words, findings: [{ code: 'CONTROL_CHANGED', effect: 'review', message: words }] }
}
