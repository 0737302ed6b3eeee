import type { AbiField } from '../signing/abi/AbiType.ts'
import { parseSignature } from '../signing/abi/parseSignature.ts'

/** What a function does to who is in control. */
export interface Power {
  readonly fields: readonly AbiField[]
  readonly words: string
}

const ROWS: readonly (readonly [signature: string, words: string])[] = [
  ['addOwnerWithThreshold(address party,uint256 threshold)', 'makes it an owner'],
  ['swapOwner(address before,address old,address party)', 'makes it an owner in the place of another'],
  ['removeOwner(address before,address old,uint256 threshold)', 'takes an owner out'],
  ['changeThreshold(uint256 threshold)', 'changes how many owners have to sign'],
  ['enableModule(address party)', 'lets it move everything of the Safe without any signature'],
  ['disableModule(address before,address old)', 'takes the power of a module away'],
  ['setGuard(address party)', 'lets it refuse what owners agree to'],
  ['setModuleGuard(address party)', 'lets it refuse what modules do'],
  ['setFallbackHandler(address party)', 'lets it answer in the name of the Safe'],
  ['changeMasterCopy(address party)', "makes its code the Safe's own: that code can take everything"],
  ['transferOwnership(address party)', 'makes it the owner'],
  ['setOwner(address party)', 'makes it the owner'],
  ['renounceOwnership()', 'gives up the ownership for ever'],
  ['setAuthority(address party)', 'lets it decide who may do what'],
  ['changeAdmin(address party)', 'lets it replace the code'],
  ['setAdmin(address party)', 'makes it the administrator'],
  ['_setPendingAdmin(address party)', 'lets it become the administrator'],
  ['_setImplementation(address party)', 'makes its code the contract'],
  ['setPendingAdmin(address party)', 'lets it become the administrator'],
  ['beginDefaultAdminTransfer(address party)', 'lets it become the administrator'],
  ['grantRole(bytes32 role,address party)', 'gives it a role'],
  ['setAddress(bytes32 id,address party)', 'makes it the contract of that name'],
  ['setAddressAsProxy(bytes32 id,address party)', 'makes its code the contract of that name'],
  ['setLendingPoolImpl(address party)', 'makes its code the pool'],
  ['setPoolImpl(address party)', 'makes its code the pool'],
  ['upgradeTo(address party)', 'makes its code the contract'],
  ['upgradeToAndCall(address party,bytes data)', 'makes its code the contract and runs it'],
  ['upgrade(address proxy,address party)', 'makes its code that of a proxy'],
  ['upgradeAndCall(address proxy,address party,bytes data)', 'makes its code that of a proxy and runs it'],
  [
    'diamondCut((address facet,uint8 action,bytes4[] selectors)[] cuts,address party,bytes data)',
    'replaces code of the contract',
  ],
]

/**
 * Functions that change who is in control, by their selectors; who gains it is the argument `party`.
 *
 * @source https://github.com/safe-global/safe-smart-account, OpenZeppelin's and Compound's access contracts, Aave's address provider
 */
export const POWERS: ReadonlyMap<string, Power> = new Map(
  ROWS.map(([text, words]) => {
    const { selector, inputs } = parseSignature(text)
    return [selector, { fields: inputs, words }]
  }),
)
