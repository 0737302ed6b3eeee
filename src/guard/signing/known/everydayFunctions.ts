const V3_ONE = 'address tokenIn,address tokenOut,uint24 fee,address party'
const V3_IN = 'uint256 amountIn,uint256 amountOut,uint160 priceLimit'
const V3_OUT = 'uint256 amountOut,uint256 amountIn,uint160 priceLimit'
const ENDS = 'address[] path,address party,uint256 deadline'
const LEAST = 'uint256 least0,uint256 least1'
const SWAPS = 'Swaps {amountIn:path} for at least {amountOut:path-}'
const SWAPS_OUT = 'Swaps at most {amountIn:path} for {amountOut:path-}'
const SWAPS_COINS = 'Swaps {coins} for at least {amountOut:path-}'
const SWAPS_TO_COINS = 'Swaps {amountIn:path} for at least {amountOut:coins}'
const SWAPS_OUT_COINS = 'Swaps at most {amountIn:path} for {amountOut:coins}'
const ONE = 'Swaps {amountIn:tokenIn} for at least {amountOut:tokenOut}'
const ONE_OUT = 'Swaps at most {amountIn:tokenIn} for {amountOut:tokenOut}'
const CREATES = 'Creates an account'
const EARNED = 'Claims what was earned'
const DUE = 'Takes what is due out'
const SENDS_OVER = 'Sends {coins} over a bridge'

/**
 * What people do every day, in a sentence each: `{a}` is an argument, `{a:b}` so much of the token `b` (`b-` the last of a path,
 * `coins` the chain's own), `{coins}` what is paid with the call. Whoever gets what comes of it is the argument `party`.
 *
 * @source https://github.com/safe-global/safe-modules-deployments, 3.0.10 (allowances); safe-deployments, 1.37.56 (proxies)
 * @source https://github.com/Uniswap, v2-periphery, v3-periphery and swap-router-contracts; https://github.com/aave, compound-finance,
 * lidofinance, curvefi, ensdomains/ens-contracts, ethereum-optimism and OpenZeppelin's Governor: the contracts' own code
 */
export const EVERYDAY_FUNCTIONS: readonly (readonly [signature: string, sentence: string])[] = [
  [`swapExactTokensForTokens(uint256 amountIn,uint256 amountOut,${ENDS})`, SWAPS],
  ['swapExactTokensForTokens(uint256 amountIn,uint256 amountOut,address[] path,address party)', SWAPS],
  [`swapExactTokensForTokensSupportingFeeOnTransferTokens(uint256 amountIn,uint256 amountOut,${ENDS})`, SWAPS],
  [`swapTokensForExactTokens(uint256 amountOut,uint256 amountIn,${ENDS})`, SWAPS_OUT],
  ['swapTokensForExactTokens(uint256 amountOut,uint256 amountIn,address[] path,address party)', SWAPS_OUT],
  [`swapExactETHForTokens(uint256 amountOut,${ENDS})`, SWAPS_COINS],
  [`swapExactETHForTokensSupportingFeeOnTransferTokens(uint256 amountOut,${ENDS})`, SWAPS_COINS],
  [`swapETHForExactTokens(uint256 amountOut,${ENDS})`, SWAPS_COINS],
  [`swapExactTokensForETH(uint256 amountIn,uint256 amountOut,${ENDS})`, SWAPS_TO_COINS],
  [`swapExactTokensForETHSupportingFeeOnTransferTokens(uint256 amountIn,uint256 amountOut,${ENDS})`, SWAPS_TO_COINS],
  [`swapTokensForExactETH(uint256 amountOut,uint256 amountIn,${ENDS})`, SWAPS_OUT_COINS],
  [
    `addLiquidity(address token0,address token1,uint256 amount0,uint256 amount1,${LEAST},address party,uint256 deadline)`,
    'Puts {amount0:token0} and {amount1:token1} into a pool',
  ],
  [
    `addLiquidityETH(address token,uint256 amount,${LEAST},address party,uint256 deadline)`,
    'Puts {amount:token} and {coins} into a pool',
  ],
  [
    `removeLiquidity(address token0,address token1,uint256 shares,${LEAST},address party,uint256 deadline)`,
    'Takes at least {least0:token0} and {least1:token1} out of a pool',
  ],
  [
    `removeLiquidityETH(address token,uint256 shares,${LEAST},address party,uint256 deadline)`,
    'Takes at least {least0:token} and {least1:coins} out of a pool',
  ],
  [`exactInputSingle((${V3_ONE},uint256 deadline,${V3_IN}) params)`, ONE],
  [`exactInputSingle((${V3_ONE},${V3_IN}) params)`, ONE],
  [`exactOutputSingle((${V3_ONE},uint256 deadline,${V3_OUT}) params)`, ONE_OUT],
  [`exactOutputSingle((${V3_ONE},${V3_OUT}) params)`, ONE_OUT],
  ['exactInput((bytes path,address party,uint256 deadline,uint256 amountIn,uint256 amountOut) params)', SWAPS],
  ['exactInput((bytes path,address party,uint256 amountIn,uint256 amountOut) params)', SWAPS],
  [
    'exactOutput((bytes path,address party,uint256 deadline,uint256 amountOut,uint256 amountIn) params)',
    'Swaps at most {amountIn:path-} for {amountOut:path}',
  ],
  [
    'exactOutput((bytes path,address party,uint256 amountOut,uint256 amountIn) params)',
    'Swaps at most {amountIn:path-} for {amountOut:path}',
  ],
  ['unwrapWETH9(uint256 least,address party)', 'Turns at least {least:coins} back into coins'],
  ['unwrapWETH9(uint256 least)', 'Turns at least {least:coins} back into coins'],
  ['wrapETH(uint256 amount)', 'Wraps {amount:coins}'],
  ['sweepToken(address token,uint256 least,address party)', 'Hands at least {least:token} out'],
  ['sweepToken(address token,uint256 least)', 'Hands at least {least:token} out'],
  ['refundETH()', 'Gives coins back that were not used'],
  [
    'selfPermit(address token,uint256 value,uint256 deadline,uint8 v,bytes32 r,bytes32 s)',
    'Lets this contract take {value:token}',
  ],
  [
    `mint((address token0,address token1,uint24 fee,int24 lower,int24 upper,uint256 amount0,uint256 amount1,${LEAST},address party,uint256 deadline) params)`,
    'Puts {amount0:token0} and {amount1:token1} into a pool',
  ],
  [
    `increaseLiquidity((uint256 id,uint256 amount0,uint256 amount1,${LEAST},uint256 deadline) params)`,
    'Puts more into the position {id}',
  ],
  [
    `decreaseLiquidity((uint256 id,uint128 liquidity,${LEAST},uint256 deadline) params)`,
    'Takes liquidity out of the position {id}',
  ],
  [
    'collect((uint256 id,address party,uint128 max0,uint128 max1) params)',
    'Collects what the position {id} has earned',
  ],
  ['supply(address token,uint256 amount,address party,uint16 code)', 'Lends {amount:token}'],
  ['deposit(address token,uint256 amount,address party,uint16 code)', 'Lends {amount:token}'],
  [
    'supplyWithPermit(address token,uint256 amount,address party,uint16 code,uint256 deadline,uint8 v,bytes32 r,bytes32 s)',
    'Lends {amount:token}',
  ],
  ['withdraw(address token,uint256 amount,address party)', 'Takes {amount:token} out'],
  [
    'borrow(address token,uint256 amount,uint256 rate,uint16 code,address debtor)',
    'Borrows {amount:token}, owed by {debtor}',
  ],
  ['repay(address token,uint256 amount,uint256 rate,address debtor)', 'Pays back {amount:token}, owed by {debtor}'],
  ['setUserUseReserveAsCollateral(address token,bool isPledged)', 'Changes whether {token} secures what you owe'],
  ['depositETH(address pool,address party,uint16 code)', 'Lends {coins}'],
  ['withdrawETH(address pool,uint256 amount,address party)', 'Takes {amount:coins} out'],
  ['supply(address token,uint256 amount)', 'Lends {amount:token}, or pays it back'],
  ['withdraw(address token,uint256 amount)', 'Takes {amount:token} out, or borrows it'],
  ['supplyTo(address party,address token,uint256 amount)', 'Lends {amount:token}, or pays it back'],
  ['withdrawTo(address party,address token,uint256 amount)', 'Takes {amount:token} out, or borrows it'],
  ['claim(address market,address account,bool shouldAccrue)', 'Claims what was earned, for {account}'],
  ['enterMarkets(address[] markets)', 'Pledges what you have lent for what you borrow'],
  ['redeem(uint256 shares)', 'Gives {shares} shares back'],
  ['redeemUnderlying(uint256 amount)', 'Takes {amount} base units out'],
  ['borrow(uint256 amount)', 'Borrows {amount} base units'],
  ['repayBorrow(uint256 amount)', 'Pays back {amount} base units'],
  ['submit(address referral)', 'Stakes {coins}'],
  ['wrap(uint256 amount)', 'Wraps {amount} base units'],
  ['unwrap(uint256 amount)', 'Unwraps {amount} base units'],
  ['requestWithdrawals(uint256[] amounts,address party)', 'Asks for what is staked to be paid out'],
  ['claimWithdrawals(uint256[] ids,uint256[] hints)', 'Claims what was asked to be paid out'],
  [
    'exchange(int128 from,int128 to,uint256 amount,uint256 least)',
    'Swaps {amount} base units of coin {from} of the pool for at least {least} of coin {to}',
  ],
  [
    'exchange(uint256 from,uint256 to,uint256 amount,uint256 least)',
    'Swaps {amount} base units of coin {from} of the pool for at least {least} of coin {to}',
  ],
  ['add_liquidity(uint256[2] amounts,uint256 least)', 'Puts coins into the pool for at least {least} shares'],
  ['add_liquidity(uint256[3] amounts,uint256 least)', 'Puts coins into the pool for at least {least} shares'],
  [
    'remove_liquidity_one_coin(uint256 shares,int128 coin,uint256 least)',
    'Takes at least {least} base units out of the pool',
  ],
  ['remove_liquidity(uint256 shares,uint256[2] least)', 'Takes coins out of the pool'],
  ['remove_liquidity(uint256 shares,uint256[3] least)', 'Takes coins out of the pool'],
  ['castVote(uint256 proposal,uint8 support)', 'Votes on the proposal {proposal}'],
  ['castVoteWithReason(uint256 proposal,uint8 support,string reason)', 'Votes on the proposal {proposal}'],
  ['delegate(address delegatee)', 'Lets {delegatee} vote with your tokens; it cannot take them'],
  ['commit(bytes32 commitment)', 'Announces that a name will be registered'],
  [
    'register(string name,address party,uint256 seconds_,bytes32 secret,address resolver,bytes[] data,bool isReverse,uint16 fuses)',
    'Registers the name {name} for {coins}',
  ],
  ['renew(string name,uint256 seconds_)', 'Renews the name {name} for {coins}'],
  ['setName(string name)', 'Names your account {name}'],
  ['setAddr(bytes32 node,address account)', 'Lets a name stand for {account}'],
  ['mint()', 'Mints, for {coins}'],
  ['mint(uint256 amount)', 'Mints {amount}, for {coins}'],
  ['mint(address party,uint256 amount)', 'Mints {amount}, for {coins}'],
  ['purchase(uint256 amount)', 'Buys {amount}, for {coins}'],
  ['depositETH(uint32 gas,bytes data)', SENDS_OVER],
  ['depositETHTo(address party,uint32 gas,bytes data)', SENDS_OVER],
  ['bridgeETH(uint32 gas,bytes data)', SENDS_OVER],
  ['bridgeETHTo(address party,uint32 gas,bytes data)', SENDS_OVER],
  ['depositEth()', SENDS_OVER],
  [
    'depositERC20(address token,address far,uint256 amount,uint32 gas,bytes data)',
    'Sends {amount:token} over a bridge',
  ],
  [
    'depositERC20To(address token,address far,address party,uint256 amount,uint32 gas,bytes data)',
    'Sends {amount:token} over a bridge',
  ],
  ['stake(uint256 amount)', 'Stakes {amount} base units'],
  ['unstake(uint256 amount)', 'Takes {amount} base units back'],
  ['deposit(uint256 amount)', 'Pays {amount} base units in'],
  ['deposit(uint256 pool,uint256 amount)', 'Pays {amount} base units into the pool {pool}'],
  ['withdraw(uint256 pool,uint256 amount)', 'Takes {amount} base units out of the pool {pool}'],
  ['getReward()', EARNED],
  ['withdrawAndUnwrap(uint256 amount,bool isClaimed)', 'Takes {amount} base units back'],
  ['addDelegate(address delegate)', 'Names {delegate} as somebody who may be given an allowance'],
  ['resetAllowance(address delegate,address token)', 'Makes what {delegate} has spent of {token} count as nothing'],
  ['deleteAllowance(address delegate,address token)', 'Takes the allowance of {delegate} for {token} back'],
  ['removeDelegate(address delegate,bool isWhole)', 'Takes all allowances of {delegate} back'],
  ['createProxyWithNonce(address singleton,bytes initializer,uint256 salt)', CREATES],
  ['createProxyWithCallback(address singleton,bytes initializer,uint256 salt,address callback)', CREATES],
  ['createProxy(address singleton,bytes initializer)', CREATES],
  ['invalidateOrder(bytes order)', 'Takes an order back'],
  ['getReward(address party,bool isExtra)', EARNED],
  ['getReward(address party)', EARNED],
  ['claimRewards(address[] assets,uint256 amount,address party,address reward)', EARNED],
  ['claimAllRewards(address[] assets,address party)', EARNED],
  ['claimAllRewardsToSelf(address[] assets)', EARNED],
  ['claim(address party)', EARNED],
  ['claim(address[] users,address[] tokens,uint256[] amounts,bytes32[][] proofs)', EARNED],
  ['release(address party)', DUE],
  ['withdrawMax(uint256 stream,address party)', DUE],
  ['withdraw(uint256 stream,address party,uint128 amount)', DUE],
  ['setDelegate(bytes32 space,address delegate)', 'Lets {delegate} vote for you'],
  ['clearDelegate(bytes32 space)', 'Lets nobody vote for you'],
  ['vote(uint256 id,bool isSupport,bool isExecuted)', 'Votes on the proposal {id}'],
  ['vote_for_gauge_weights(address gauge,uint256 weight)', 'Votes for {gauge}'],
  ['setText(bytes32 node,string key,string value)', 'Writes {key} to a name'],
  ['setContenthash(bytes32 node,bytes hash)', 'Lets a name stand for a page'],
  ['setAddr(bytes32 node,uint256 coin,bytes target)', 'Lets a name stand for an account on another chain'],
  ['setResolver(bytes32 node,address resolver)', 'Lets {resolver} say what a name stands for'],
  ['disperseEther(address[] receivers,uint256[] values)', 'Shares {coins} out among {receivers}'],
  ['disperseToken(address token,address[] receivers,uint256[] values)', 'Shares {token} out among {receivers}'],
  ['disperseTokenSimple(address token,address[] receivers,uint256[] values)', 'Shares {token} out among {receivers}'],
  ['exit()', 'Takes all back, with what was earned'],
  ['claim(uint256 index,address account,uint256 amount,bytes32[] proof)', 'Claims {amount} base units for {account}'],
  ['burn(uint256 amount)', 'Destroys {amount} base units for ever'],
  ['sendWnt(address keeper,uint256 amount)', 'Pays {amount:coins} to {keeper}'],
  ['sendTokens(address token,address keeper,uint256 amount)', 'Pays {amount:token} to {keeper}'],
  [
    'swap(address executor,(address tokenIn,address tokenOut,address pool,address party,uint256 amountIn,uint256 amountOut,uint256 flags) params,bytes permit,bytes data)',
    ONE,
  ],
  [
    'swap(address executor,(address tokenIn,address tokenOut,address pool,address party,uint256 amountIn,uint256 amountOut,uint256 flags) params,bytes data)',
    ONE,
  ],
  [
    'transformERC20(address tokenIn,address tokenOut,uint256 amountIn,uint256 amountOut,(uint32 nonce,bytes data)[] steps)',
    ONE,
  ],
  ['sellToUniswap(address[] path,uint256 amountIn,uint256 amountOut,bool isSushi)', SWAPS],
]

/** Commands of Uniswap's universal router, by their byte. @source https://github.com/Uniswap/universal-router, contracts/libraries/Commands.sol */
export const ROUTER_COMMANDS: ReadonlyMap<number, readonly [signature: string, sentence: string]> = new Map([
  [0x00, ['swap(address party,uint256 amountIn,uint256 amountOut,bytes path,bool isPayer)', SWAPS]],
  [
    0x01,
    [
      'swap(address party,uint256 amountOut,uint256 amountIn,bytes path,bool isPayer)',
      'Swaps at most {amountIn:path-} for {amountOut:path}',
    ],
  ],
  [0x02, ['take(address token,address party,uint160 amount)', 'Takes {amount:token} from you through Permit2']],
  [0x04, ['sweep(address token,address party,uint256 least)', 'Hands at least {least:token} out']],
  [0x05, ['transfer(address token,address party,uint256 amount)', 'Hands {amount:token} out']],
  [0x06, ['pay(address token,address party,uint256 parts)', 'Pays {parts} parts in 10,000 of {token} out']],
  [0x08, ['swap(address party,uint256 amountIn,uint256 amountOut,address[] path,bool isPayer)', SWAPS]],
  [0x09, ['swap(address party,uint256 amountOut,uint256 amountIn,address[] path,bool isPayer)', SWAPS_OUT]],
  [0x0b, ['wrap(address party,uint256 amount)', 'Wraps {amount:coins}']],
  [0x0c, ['unwrap(address party,uint256 least)', 'Turns at least {least:coins} back into coins']],
  [0x0e, ['check(address account,address token,uint256 least)', 'Checks that {account} has {least:token}']],
] as const)

/** Actions of its version 4. @source https://github.com/Uniswap/v4-periphery, src/libraries/Actions.sol */
export const POOL_ACTIONS: typeof ROUTER_COMMANDS = new Map([
  [0x06, ['swap()', 'Swaps']],
  [0x07, ['swap()', 'Swaps']],
  [0x08, ['swap()', 'Swaps']],
  [0x09, ['swap()', 'Swaps']],
  [0x0b, ['settle(address token,uint256 amount,bool isPayer)', 'Pays {token} in']],
  [0x0c, ['settle(address token,uint256 most)', 'Pays at most {most:token}']],
  [0x0e, ['take(address token,address party,uint256 amount)', 'Takes {token} out']],
  [0x0f, ['take(address token,uint256 least)', 'Gets at least {least:token}']],
  [0x10, ['pay(address token,address party,uint256 parts)', 'Pays {parts} parts in 10,000 of {token} out']],
] as const)
