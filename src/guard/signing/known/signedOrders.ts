/** An order that somebody signs: its members by their names. */
export interface SignedOrder {
  /** `encodeType` of it. */
  readonly type: string
  /** How the names of the contracts begin that it is for. */
  readonly contract: string
  /** What is given and what for, as in `everydayFunctions`. */
  readonly sentence: string
  readonly end: string | undefined
  /** What the signer gets at least, and who gets it: nobody's address for the signer. */
  readonly least: string
  readonly receiver: string | undefined
  /** Who signs; undefined where the order does not say it. */
  readonly maker: string | undefined
}

const ONE_INCH = 'Sells {makingAmount:makerAsset} for at least {takingAmount:takerAsset}'
const ZERO_X = 'Sells {makerAmount:makerToken} for at least {takerAmount:takerToken}'
const oneInch = {
  contract: '1inch',
  sentence: ONE_INCH,
  end: undefined,
  least: 'takingAmount',
  receiver: 'receiver',
  maker: 'maker',
} as const
const zeroX = {
  contract: '0x',
  sentence: ZERO_X,
  end: 'expiry',
  least: 'takerAmount',
  receiver: undefined,
  maker: 'maker',
} as const

/**
 * Orders of tokens against tokens.
 *
 * @source https://docs.cow.fi/cow-protocol/reference/core/signing-schemes
 * @source https://github.com/1inch/limit-order-protocol, OrderLib; https://github.com/0xProject/protocol, LibNativeOrder
 */
export const SIGNED_ORDERS: readonly SignedOrder[] = [
  {
    type: 'Order(address sellToken,address buyToken,address receiver,uint256 sellAmount,uint256 buyAmount,uint32 validTo,bytes32 appData,uint256 feeAmount,string kind,bool partiallyFillable,string sellTokenBalance,string buyTokenBalance)',
    contract: 'CoW',
    sentence: 'Sells {sellAmount:sellToken} for at least {buyAmount:buyToken}',
    end: 'validTo',
    least: 'buyAmount',
    receiver: 'receiver',
    maker: undefined,
  },
  {
    ...oneInch,
    type: 'Order(uint256 salt,address maker,address receiver,address makerAsset,address takerAsset,uint256 makingAmount,uint256 takingAmount,uint256 makerTraits)',
  },
  {
    ...oneInch,
    type: 'Order(uint256 salt,address makerAsset,address takerAsset,address maker,address receiver,address allowedSender,uint256 makingAmount,uint256 takingAmount,uint256 offsets,bytes interactions)',
  },
  {
    ...zeroX,
    type: 'LimitOrder(address makerToken,address takerToken,uint128 makerAmount,uint128 takerAmount,uint128 takerTokenFeeAmount,address maker,address taker,address sender,address feeRecipient,bytes32 pool,uint64 expiry,uint256 salt)',
  },
  {
    ...zeroX,
    type: 'RfqOrder(address makerToken,address takerToken,uint128 makerAmount,uint128 takerAmount,address maker,address taker,address txOrigin,bytes32 pool,uint64 expiry,uint256 salt)',
  },
]
