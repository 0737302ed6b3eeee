const ONE = 'address to,uint256 value,bytes data'
const PAIRS = '(address to,bytes data)[] calls'
const LISTS = 'address[] targets,uint256[] values,bytes[] payloads'
const BATCH = `(${ONE})[] calls`
const ORDER = 'bytes32 predecessor,bytes32 salt'
const NAMED = 'address to,uint256 value,string signature,bytes data,uint256 eta'
const OPERATION = 'address to,uint256 nonce,bytes initCode,bytes data'
const CALLS = 'Calls'
const SAFE = 'Lets a Safe act'
const QUEUE = 'Puts into the queue what is to be done'
const PROPOSES = 'Proposes what is to be done'

/**
 * Functions that carry calls inside of them, and how that is said: as structs `calls`, as lists side by side, or as one.
 *
 * @source https://docs.openzeppelin.com/contracts/5.x/api/governance (TimelockController, Governor); Compound's Timelock
 * @source https://eips.ethereum.org/EIPS/eip-4337, eip-7821, eip-6551; https://docs.safe.global (modules); mds1/multicall3
 */
export const WRAPPER_FUNCTIONS: readonly (readonly [signature: string, verb: string])[] = [
  ['aggregate3((address to,bool allowFailure,bytes data)[] calls)', CALLS],
  ['aggregate3Value((address to,bool allowFailure,uint256 value,bytes data)[] calls)', CALLS],
  [`aggregate(${PAIRS})`, CALLS],
  [`blockAndAggregate(${PAIRS})`, CALLS],
  [`tryAggregate(bool requireSuccess,${PAIRS})`, CALLS],
  [`tryBlockAndAggregate(bool requireSuccess,${PAIRS})`, CALLS],
  [`multicall(${PAIRS})`, CALLS],
  [`execute(${BATCH})`, CALLS],
  [`executeBatch(${BATCH})`, CALLS],
  ['executeBatch(address[] targets,bytes[] payloads)', CALLS],
  [`executeBatch(${LISTS})`, CALLS],
  [`execute(${ONE})`, CALLS],
  [`execute(${ONE},uint8 operation)`, 'Lets an account act'],
  [`execTransactionFromModule(${ONE},uint8 operation)`, SAFE],
  [`execTransactionFromModuleReturnData(${ONE},uint8 operation)`, SAFE],
  [`execTransactionWithRole(${ONE},uint8 operation,bytes32 role,bool shouldRevert)`, SAFE],
  [`executeUserOp(${ONE},uint8 operation)`, SAFE],
  [`executeUserOpWithErrorString(${ONE},uint8 operation)`, SAFE],
  [
    `handleOps((${OPERATION},uint256 callGasLimit,uint256 verificationGasLimit,uint256 preVerificationGas,uint256 maxFeePerGas,uint256 maxPriorityFeePerGas,bytes paymasterAndData,bytes signature)[] calls,address beneficiary)`,
    CALLS,
  ],
  [
    `handleOps((${OPERATION},bytes32 accountGasLimits,uint256 preVerificationGas,bytes32 gasFees,bytes paymasterAndData,bytes signature)[] calls,address beneficiary)`,
    CALLS,
  ],
  [`schedule(${ONE},${ORDER},uint256 delay)`, QUEUE],
  [`scheduleBatch(${LISTS},${ORDER},uint256 delay)`, QUEUE],
  [`execute(${ONE},${ORDER})`, CALLS],
  [`executeBatch(${LISTS},${ORDER})`, CALLS],
  [`propose(${LISTS},string description)`, PROPOSES],
  [`queue(${LISTS},bytes32 descriptionHash)`, QUEUE],
  [`execute(${LISTS},bytes32 descriptionHash)`, CALLS],
  [`queueTransaction(${NAMED})`, QUEUE],
  [`executeTransaction(${NAMED})`, CALLS],
  [`submitTransaction(${ONE})`, PROPOSES],
]
