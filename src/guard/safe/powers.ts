import type { AbiField } from '../signing/abi/AbiType.ts'
import { parseSignature } from '../signing/abi/parseSignature.ts'

/** What a function does for whoever is its argument `party`. */
export interface Power {
  readonly fields: readonly AbiField[]
  readonly words: string
}

const ROWS: readonly (readonly [signature: string, words: string])[] = [
  ['setAdmin(address party)', 'makes it the administrator'],
  ['setPendingAdmin(address party)', 'lets it become the administrator'],
  ['_setPendingAdmin(address party)', 'lets it become the administrator'],
  ['_setImplementation(address party)', 'makes its code the contract'],
  ['beginDefaultAdminTransfer(address party)', 'lets it become the administrator'],
  ['setAddress(bytes32 id,address party)', 'makes it the contract of that name'],
  ['setAddressAsProxy(bytes32 id,address party)', 'makes its code the contract of that name'],
  ['setLendingPoolImpl(address party)', 'makes its code the pool'],
  ['setPoolImpl(address party)', 'makes its code the pool'],
  ['upgrade(address proxy,address party)', 'makes its code that of a proxy'],
  ['upgradeAndCall(address proxy,address party,bytes data)', 'makes its code that of a proxy and runs it'],
  [
    'diamondCut((address facet,uint8 action,bytes4[] selectors)[] cuts,address party,bytes data)',
    'replaces code of the contract, and runs its code',
  ],
]

/**
 * Functions by which protocols that Safes own hand their control over, beside those that wallets meet, by their selectors.
 *
 * @source https://docs.openzeppelin.com/contracts/4.x/api/proxy, Compound's Comptroller and Aave's PoolAddressesProvider, EIP-2535
 */
export const POWERS: ReadonlyMap<string, Power> = new Map(
  ROWS.map(([text, words]) => {
    const { selector, inputs } = parseSignature(text)
    return [selector, { fields: inputs, words }]
  }),
)
