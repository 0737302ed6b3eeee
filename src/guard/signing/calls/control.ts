import { EvmAddress } from '../../../chain/index.ts'
import { gradeParty, isTrusted } from '../gradeSpender.ts'
import { lookUp } from '../known/lookUp.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import type { Explain, Row } from './Call.ts'

const OWNER = 'makes it the owner'
const ADMIN = 'makes it the one who may replace the code'
const NEXT_ADMIN = 'lets it become the one who may replace the code'
const CODE = 'makes its code the contract: from then on it does what that code says'
const POOL = 'makes its code the pool: whoever has let the pool take tokens is in its hands'
const SAFE_OWNER = "makes it one of the Safe's owners"
const WALLET_OWNER = 'makes it one of the owners of the wallet'

/**
 * Functions that give control away, or take it: whoever gets it is the argument `party`.
 *
 * @source https://github.com/safe-global/safe-smart-account, contracts/base and contracts/libraries
 * @source https://docs.openzeppelin.com/contracts/5.x/api/access and api/proxy; https://eips.ethereum.org/EIPS/eip-2535
 * @source https://github.com/aave/protocol-v2 and aave-v3-core, the providers of addresses; Compound's Comptroller; MakerDAO's dss
 */
export const CONTROL: readonly Row[] = [
  ['transferOwnership(address party)', control(OWNER)],
  ['transferOwnership(address party,bool isDirect,bool isRenounced)', control(OWNER)],
  ['setOwner(address party)', control(OWNER)],
  ['setPendingOwner(address party)', control('lets it become the owner')],
  ['nominateNewOwner(address party)', control('lets it become the owner')],
  ['setGovernance(address party)', control(OWNER)],
  ['setAuthority(address party)', control('lets it decide who may do what')],
  ['rely(address party)', control('lets it do everything that an owner may')],
  ['grantRole(bytes32 role,address party)', control('gives it a role')],
  ['changeAdmin(address party)', control(ADMIN)],
  ['changeProxyAdmin(address proxy,address party)', control(ADMIN)],
  ['setAdmin(address party)', control(ADMIN)],
  ['setPendingAdmin(address party)', control(NEXT_ADMIN)],
  ['_setPendingAdmin(address party)', control(NEXT_ADMIN)],
  ['beginDefaultAdminTransfer(address party)', control('lets it become the one who gives roles')],
  ['upgradeTo(address party)', control(CODE)],
  ['upgradeToAndCall(address party,bytes data)', control(`${CODE}, and runs it`)],
  ['upgrade(address proxy,address party)', control('makes its code that of a proxy')],
  ['upgradeAndCall(address proxy,address party,bytes data)', control('makes its code that of a proxy, and runs it')],
  ['setImplementation(address party)', control(CODE)],
  ['_setImplementation(address party)', control(CODE)],
  [
    'diamondCut((address facet,uint8 action,bytes4[] selectors)[] cuts,address party,bytes data)',
    control('replaces code of the contract, and runs its code'),
  ],
  ['setAddress(bytes32 id,address party)', control('makes it the contract of that name')],
  ['setAddressAsProxy(bytes32 id,address party)', control('makes its code the contract of that name')],
  ['setLendingPoolImpl(address party)', control(POOL)],
  ['setLendingPoolConfiguratorImpl(address party)', control(POOL)],
  ['setPoolImpl(address party)', control(POOL)],
  ['setPoolConfiguratorImpl(address party)', control(POOL)],
  ['setPoolAdmin(address party)', control('lets it set how the pool works')],
  ['setACLAdmin(address party)', control('lets it decide who may do what')],
  ['changeMasterCopy(address party)', control("makes its code the Safe's own: it can take everything")],
  ['addOwnerWithThreshold(address party,uint256 threshold)', control(SAFE_OWNER)],
  ['swapOwner(address before,address old,address party)', control(SAFE_OWNER)],
  ['addOwner(address party)', control(WALLET_OWNER)],
  ['replaceOwner(address old,address party)', control(WALLET_OWNER)],
  ['enableModule(address party)', control('lets it move everything of the Safe without signatures')],
  ['installModule(uint256 kind,address party,bytes data)', control('lets it act for the account')],
  ['setGuard(address party)', control('lets it refuse what the Safe is to do')],
  ['setModuleGuard(address party)', control('lets it refuse what modules of the Safe do')],
  ['setFallbackHandler(address party)', control('lets it answer calls in the name of the Safe')],
  ['removeOwner(address before,address owner,uint256 threshold)', change('Removes one of the owners of the Safe')],
  ['removeOwner(address owner)', change('Removes one of the owners of the wallet')],
  ['changeThreshold(uint256 threshold)', change('Changes how many owners have to sign for the Safe')],
  ['changeRequirement(uint256 required)', change('Changes how many owners have to sign for the wallet')],
  ['disableModule(address before,address module)', change('Takes its power from a module of the Safe')],
  ['uninstallModule(uint256 kind,address module,bytes data)', change('Takes its power from a module of the account')],
  ['renounceOwnership()', change('Gives up the ownership for ever')],
  ['updateDelay(uint256 delay)', change('Changes how long everybody can see what is going to be done')],
  ['migrateSingleton()', change("Makes the Safe run a newer code of Safe's makers")],
  ['migrateWithFallbackHandler()', change("Makes the Safe run a newer code of Safe's makers")],
  ['migrateL2Singleton()', change("Makes the Safe run a newer code of Safe's makers")],
  ['migrateL2WithFallbackHandler()', change("Makes the Safe run a newer code of Safe's makers")],
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
