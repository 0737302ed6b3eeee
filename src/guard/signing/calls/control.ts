import { EvmAddress } from '../../../chain/index.ts'
import { gradeParty, isTrusted } from '../gradeSpender.ts'
import { lookUp } from '../known/lookUp.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import type { Explain, Row } from './Call.ts'

/** Functions that give control away, or take it. */
export const CONTROL: readonly Row[] = [
  ['transferOwnership(address party)', control('makes it the owner')],
  ['setOwner(address party)', control('makes it the owner')],
  ['setAuthority(address party)', control('lets it decide who may do what')],
  ['changeAdmin(address party)', control('makes it the one who may replace the code')],
  ['grantRole(bytes32 role,address party)', control('gives it a role')],
  ['upgradeTo(address party)', control('makes its code the contract: from then on it does what that code says')],
  ['upgradeToAndCall(address party,bytes data)', control('makes its code the contract and runs it')],
  ['changeMasterCopy(address party)', control("makes its code the Safe's own: it can take everything")],
  ['addOwnerWithThreshold(address party,uint256 threshold)', control("makes it one of the Safe's owners")],
  ['swapOwner(address before,address old,address party)', control("makes it one of the Safe's owners")],
  ['enableModule(address party)', control('lets it move everything of the Safe without signatures')],
  ['setGuard(address party)', control('lets it refuse what the Safe is to do')],
  ['setModuleGuard(address party)', control('lets it refuse what modules of the Safe do')],
  ['setFallbackHandler(address party)', control('lets it answer calls in the name of the Safe')],
  ['removeOwner(address before,address owner,uint256 threshold)', change('Removes one of the owners of the Safe')],
  ['changeThreshold(uint256 threshold)', change('Changes how many owners have to sign for the Safe')],
  ['disableModule(address before,address module)', change('Takes its power from a module of the Safe')],
  ['renounceOwnership()', change('Gives up the ownership for ever')],
]

/** Whoever gets control has it: unless that is somebody known, it is a theft's usual form. */
function control(effect: string): Explain {
  return (args, call, context) => {
    const place = { context, chainId: call.chainId }
    const party = Struct.address(args, 'party')
    const of = `of ${Words.address(place, call.to)}`
    if (party === EvmAddress.zero) return changed(`Takes power ${of} from whoever had it: nobody gets it.`)
    const words = `Gives power ${of} to ${Words.address(place, party)}: ${effect}.`
    if (isTrusted(lookUp(place, party))) return changed(words)
    const message = `${words} Who that is, is not known here: do not sign unless you do know.`
    return { words, findings: [...gradeParty(place, party), { code: 'CONTROL_TO_UNKNOWN', effect: 'block', message }] }
  }
}

function change(what: string): Explain {
  return (_, call, context) => changed(`${what} (${Words.address({ context, chainId: call.chainId }, call.to)}).`)
}

function changed(words: string): ReturnType<Explain> {
  return { words, findings: [{ code: 'CONTROL_CHANGED', effect: 'review', message: words }] }
}
