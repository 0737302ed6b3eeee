const DEEDS = 'lets it do what only few may'
const MINTER = 'lets it make new tokens'
const VAULT = 'puts what others have given into its hands'
const PRICES = 'makes it the one that is asked for prices'
const ADDRESSES = 'makes it the one that is asked for the addresses of all others'
const DECIDES = 'lets it decide who may do what'
const OWNER = 'makes it the owner'
const ADMIN = 'makes it the one who may replace the code'
const NEXT_ADMIN = 'lets it become the one who may replace the code'
const CODE = 'makes its code the contract: from then on it does what that code says'
const POOL = 'makes its code the pool: whoever has let the pool take tokens is in its hands'
const SAFE_CODE = "makes its code the Safe's own: it can take everything"
const SAFE_OWNER = "makes it one of the Safe's owners"
const WALLET_OWNER = 'makes it one of the owners of the wallet'
const NEWER = "Makes the Safe run newer code of Safe's makers"

/**
 * Functions that give control away, or take it: whoever gets it is the argument `party`, and with none nobody does.
 *
 * @source https://github.com/safe-global/safe-smart-account, contracts/base and contracts/libraries
 * @source https://docs.openzeppelin.com/contracts/5.x/api/access and api/proxy; https://docs.ens.domains/registry/ens
 * @source https://github.com/aave/protocol-v2 and aave-v3-core, the providers of addresses; Compound's Comptroller; MakerDAO's dss
 */
export const CONTROL_FUNCTIONS: readonly (readonly [signature: string, effect: string])[] = [
  ['transferOwnership(address party)', OWNER],
  ['transferOwnership(address party,bool isDirect,bool isRenounced)', OWNER],
  ['setOwner(address party)', OWNER],
  ['setPendingOwner(address party)', 'lets it become the owner'],
  ['nominateNewOwner(address party)', 'lets it become the owner'],
  ['setGovernance(address party)', OWNER],
  ['setGovernor(address party)', OWNER],
  ['setAuthority(address party)', DECIDES],
  ['setACLManager(address party)', DECIDES],
  ['setAccessManager(address party)', DECIDES],
  ['rely(address party)', 'lets it do everything that an owner may'],
  ['grantRole(bytes32 role,address party)', 'gives it a role'],
  ['changeAdmin(address party)', ADMIN],
  ['changeProxyAdmin(address proxy,address party)', ADMIN],
  ['setAdmin(address party)', ADMIN],
  ['addAdmin(address party)', ADMIN],
  ['setPendingAdmin(address party)', NEXT_ADMIN],
  ['_setPendingAdmin(address party)', NEXT_ADMIN],
  ['beginDefaultAdminTransfer(address party)', 'lets it become the one who gives roles'],
  ['upgradeTo(address party)', CODE],
  ['upgradeToAndCall(address party,bytes data)', `${CODE}, and runs it`],
  ['upgrade(address proxy,address party)', 'makes its code that of a proxy'],
  ['upgradeAndCall(address proxy,address party,bytes data)', 'makes its code that of a proxy, and runs it'],
  ['setImplementation(address party)', CODE],
  ['_setImplementation(address party)', CODE],
  ['setAddress(bytes32 id,address party)', 'makes it the contract of that name'],
  ['setAddressAsProxy(bytes32 id,address party)', 'makes its code the contract of that name'],
  ['setLendingPoolImpl(address party)', POOL],
  ['setLendingPoolConfiguratorImpl(address party)', POOL],
  ['setPoolImpl(address party)', POOL],
  ['setPoolConfiguratorImpl(address party)', POOL],
  ['setOperator(address party)', DEEDS],
  ['addOperator(address party)', DEEDS],
  ['setManager(address party)', DEEDS],
  ['setKeeper(address party)', DEEDS],
  ['setGuardian(address party)', DEEDS],
  ['setEmergencyAdmin(address party)', DEEDS],
  ['setStrategist(address party)', DEEDS],
  ['setController(address party)', DEEDS],
  ['setTrustedForwarder(address party)', DEEDS],
  ['setMinter(address party)', MINTER],
  ['addMinter(address party)', MINTER],
  ['updateMasterMinter(address party)', MINTER],
  ['setVault(address party)', VAULT],
  ['setStrategy(address party)', VAULT],
  ['setRewardsController(address party)', VAULT],
  ['setOracle(address party)', PRICES],
  ['setPriceOracle(address party)', PRICES],
  ['_setPriceOracle(address party)', PRICES],
  ['setAddressesProvider(address party)', ADDRESSES],
  ['setAddressProvider(address party)', ADDRESSES],
  ['setPoolAddressesProvider(address party)', ADDRESSES],
  ['setLendingPoolAddressesProvider(address party)', ADDRESSES],
  ['setLendingPool(address party)', POOL],
  ['setPool(address party)', POOL],
  ['setPoolAdmin(address party)', 'lets it set how the pool works'],
  ['setACLAdmin(address party)', DECIDES],
  ['changeMasterCopy(address party)', SAFE_CODE],
  ['migrateToL2(address party)', SAFE_CODE],
  ['migrateFromV111(address party,address handler)', SAFE_CODE],
  ['addOwnerWithThreshold(address party,uint256 threshold)', SAFE_OWNER],
  ['swapOwner(address before,address old,address party)', SAFE_OWNER],
  ['addOwner(address party)', WALLET_OWNER],
  ['replaceOwner(address old,address party)', WALLET_OWNER],
  ['enableModule(address party)', 'lets it move everything of the Safe without signatures'],
  ['installModule(uint256 kind,address party,bytes data)', 'lets it act for the account'],
  ['setGuard(address party)', 'lets it refuse what the Safe is to do'],
  ['setModuleGuard(address party)', 'lets it refuse what modules of the Safe do'],
  ['setFallbackHandler(address party)', 'lets it answer calls in the name of the Safe'],
  ['setOwner(bytes32 node,address party)', 'makes it the owner of a name'],
  ['removeOwner(address before,address owner,uint256 threshold)', 'Removes one of the owners of the Safe'],
  ['removeOwner(address owner)', 'Removes one of the owners of the wallet'],
  ['changeThreshold(uint256 threshold)', 'Changes how many owners have to sign for the Safe'],
  ['changeRequirement(uint256 threshold)', 'Changes how many owners have to sign for the wallet'],
  ['disableModule(address before,address module)', 'Takes its power from a module of the Safe'],
  ['uninstallModule(uint256 kind,address module,bytes data)', 'Takes its power from a module of the account'],
  ['revokeRole(bytes32 role,address account)', 'Takes a role from somebody'],
  ['renounceRole(bytes32 role,address account)', 'Gives up a role for ever'],
  ['deny(address account)', 'Takes the power of an owner from somebody'],
  ['acceptOwnership()', 'Takes over the ownership that was offered'],
  ['claimOwnership()', 'Takes over the ownership that was offered'],
  ['acceptAdmin()', 'Takes over the power to replace the code that was offered'],
  ['_acceptAdmin()', 'Takes over the power to replace the code that was offered'],
  ['acceptDefaultAdminTransfer()', 'Takes over the power to give roles that was offered'],
  ['renounceOwnership()', 'Gives up the ownership for ever'],
  ['updateDelay(uint256 delay)', 'Changes how long everybody can see what is going to be done'],
  ['migrateSingleton()', NEWER],
  ['migrateWithFallbackHandler()', NEWER],
  ['migrateL2Singleton()', NEWER],
  ['migrateL2WithFallbackHandler()', NEWER],
]
