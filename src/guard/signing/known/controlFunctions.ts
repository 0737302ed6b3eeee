const CODE = 'makes its code the contract: from then on it does what that code says'

/**
 * Functions that give control away, by what comes of it: whoever gets it is the argument `party`. Those that are only named take
 * nobody else.
 *
 * @source https://github.com/safe-global/safe-smart-account, contracts/base and contracts/libraries
 * @source https://docs.openzeppelin.com/contracts/5.x/api/access and api/proxy; https://eips.ethereum.org/EIPS/eip-2535
 * @source https://github.com/aave/protocol-v2 and aave-v3-core, the providers of addresses; Compound's Comptroller; MakerDAO's dss
 */
export const CONTROL_FUNCTIONS: readonly (readonly [effect: string, ...functions: readonly string[]])[] = [
  [
    'makes it the owner',
    'transferOwnership',
    'transferOwnership(address party,bool isDirect,bool isRenounced)',
    'setOwner',
    'setGovernance',
    'setGovernor',
  ],
  ['lets it become the owner', 'setPendingOwner', 'nominateNewOwner'],
  ['lets it decide who may do what', 'setAuthority', 'setACLAdmin', 'setACLManager', 'setAccessManager'],
  ['lets it do everything that an owner may', 'rely'],
  ['gives it a role', 'grantRole(bytes32 role,address party)'],
  [
    'makes it the one who may replace the code',
    'changeAdmin',
    'changeProxyAdmin(address proxy,address party)',
    'setAdmin',
    'addAdmin',
  ],
  ['lets it become the one who may replace the code', 'setPendingAdmin', '_setPendingAdmin'],
  ['lets it become the one who gives roles', 'beginDefaultAdminTransfer'],
  [
    'lets it do what only few may',
    'setOperator',
    'addOperator',
    'setManager',
    'setKeeper',
    'setGuardian',
    'setEmergencyAdmin',
    'setStrategist',
    'setController',
    'setTrustedForwarder',
  ],
  ['lets it make new tokens', 'setMinter', 'addMinter', 'updateMasterMinter'],
  ['puts what others have given into its hands', 'setVault', 'setStrategy', 'setRewardsController'],
  ['makes it the one that is asked for prices', 'setOracle', 'setPriceOracle', '_setPriceOracle'],
  [
    'makes it the one that is asked for the addresses of all others',
    'setAddressesProvider',
    'setAddressProvider',
    'setPoolAddressesProvider',
    'setLendingPoolAddressesProvider',
  ],
  [CODE, 'upgradeTo', 'setImplementation', '_setImplementation'],
  [`${CODE}, and runs it`, 'upgradeToAndCall(address party,bytes data)'],
  ['makes its code that of a proxy', 'upgrade(address proxy,address party)'],
  ['makes its code that of a proxy, and runs it', 'upgradeAndCall(address proxy,address party,bytes data)'],
  [
    'replaces code of the contract, and runs its code',
    'diamondCut((address facet,uint8 action,bytes4[] selectors)[] cuts,address party,bytes data)',
  ],
  ['makes it the contract of that name', 'setAddress(bytes32 id,address party)'],
  ['makes its code the contract of that name', 'setAddressAsProxy(bytes32 id,address party)'],
  [
    'makes its code the pool: whoever has let the pool take tokens is in its hands',
    'setLendingPoolImpl',
    'setLendingPoolConfiguratorImpl',
    'setPoolImpl',
    'setPoolConfiguratorImpl',
    'setLendingPool',
    'setPool',
  ],
  ['lets it set how the pool works', 'setPoolAdmin'],
  [
    "makes its code the Safe's own: it can take everything",
    'changeMasterCopy',
    'migrateToL2',
    'migrateFromV111(address party,address handler)',
  ],
  [
    "makes it one of the Safe's owners",
    'addOwnerWithThreshold(address party,uint256 threshold)',
    'swapOwner(address before,address old,address party)',
  ],
  ['makes it one of the owners of the wallet', 'addOwner', 'replaceOwner(address old,address party)'],
  ['lets it move everything of the Safe without signatures', 'enableModule'],
  ['lets it act for the account', 'installModule(uint256 kind,address party,bytes data)'],
  ['lets it refuse what the Safe is to do', 'setGuard'],
  ['lets it refuse what modules of the Safe do', 'setModuleGuard'],
  ['lets it answer calls in the name of the Safe', 'setFallbackHandler'],
]
