import { EvmAddress } from '../../../chain/index.ts'
import { gradeParty, isTrusted } from '../gradeSpender.ts'
import { CONTROL_FUNCTIONS } from '../known/controlFunctions.ts'
import { lookUp } from '../known/lookUp.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import type { Explain, Row } from './Call.ts'

const NEWER = "Makes the Safe run a newer code of Safe's makers"

/** Functions that give control away, or take it: whoever gets it is the argument `party`. */
export const CONTROL: readonly Row[] = [
  ...CONTROL_FUNCTIONS.flatMap(([effect, ...functions]) =>
    functions.map((each): Row => [each.includes('(') ? each : `${each}(address party)`, control(effect)]),
  ),
  ['removeOwner(address before,address owner,uint256 threshold)', change('Removes one of the owners of the Safe')],
  ['removeOwner(address owner)', change('Removes one of the owners of the wallet')],
  ['changeThreshold(uint256 threshold)', change('Changes how many owners have to sign for the Safe')],
  ['changeRequirement(uint256 threshold)', change('Changes how many owners have to sign for the wallet')],
  ['disableModule(address before,address module)', change('Takes its power from a module of the Safe')],
  ['uninstallModule(uint256 kind,address module,bytes data)', change('Takes its power from a module of the account')],
  ['renounceOwnership()', change('Gives up the ownership for ever')],
  ['updateDelay(uint256 delay)', change('Changes how long everybody can see what is going to be done')],
  ['migrateSingleton()', change(NEWER)],
  ['migrateWithFallbackHandler()', change(NEWER)],
  ['migrateL2Singleton()', change(NEWER)],
  ['migrateL2WithFallbackHandler()', change(NEWER)],
]

/** Whoever gets control has it: unless that is somebody known, it is a theft's usual form. */
function control(effect: string): Explain {
  return (args, call, context) => {
    const place = { context, chainId: call.chainId }
    const party = Struct.address(args, 'party')
    const of = `of ${Words.address(place, call.to)}`
    if (party === EvmAddress.zero) return changed(`Takes power ${of} from whoever had it: nobody gets it.`)
    const words = `Gives power ${of} to ${Words.address(place, party)}: ${effect}${needs(args)}.`
    if (isTrusted(lookUp(place, party))) return changed(words)
    const message = `${words} Who that is, is not known here: do not sign unless you do know.`
    return { words, findings: [...gradeParty(place, party), { code: 'CONTROL_TO_UNKNOWN', effect: 'block', message }] }
  }
}

function change(what: string): Explain {
  return (args, call, context) =>
    changed(`${what} (${Words.address({ context, chainId: call.chainId }, call.to)})${needs(args)}.`)
}

/** A single owner may be a thief. */
function needs(args: Struct.Struct): string {
  return Struct.has(args, 'threshold') ? `; of its owners ${Struct.uint(args, 'threshold')} must sign from then on` : ''
}

function changed(words: string): ReturnType<Explain> {
  return { words, findings: [{ code: 'CONTROL_CHANGED', effect: 'review', message: words }] }
}
