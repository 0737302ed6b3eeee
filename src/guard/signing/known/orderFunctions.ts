const OFFER =
  '(uint8 itemType,address token,uint256 identifierOrCriteria,uint256 startAmount,uint256 endAmount)[] offer'
const CONSIDERATION =
  '(uint8 itemType,address token,uint256 identifierOrCriteria,uint256 startAmount,uint256 endAmount,address recipient)[] consideration'
const PARAMETERS = `(address offerer,address zone,${OFFER},${CONSIDERATION},uint8 orderType,uint256 startTime,uint256 endTime,bytes32 zoneHash,uint256 salt,bytes32 conduitKey,uint256 total) parameters`
const ORDER = `(${PARAMETERS},bytes signature)`
const ADVANCED = `(${PARAMETERS},uint120 numerator,uint120 denominator,bytes signature,bytes extraData)`
const RESOLVER =
  '(uint256 orderIndex,uint8 side,uint256 index,uint256 identifier,bytes32[] criteriaProof)[] criteriaResolvers'
const FULFILMENT = '(uint256 orderIndex,uint256 itemIndex)[]'
const MATCH = `(${FULFILMENT} offerComponents,${FULFILMENT} considerationComponents)[] fulfillments`
const BASIC =
  '(address considerationToken,uint256 considerationIdentifier,uint256 considerationAmount,address offerer,address zone,address offerToken,uint256 offerIdentifier,uint256 offerAmount,uint8 basicOrderType,uint256 startTime,uint256 endTime,bytes32 zoneHash,uint256 salt,bytes32 offererConduitKey,bytes32 fulfillerConduitKey,uint256 totalOriginalAdditionalRecipients,(uint256 amount,address recipient)[] additionalRecipients,bytes signature) parameters'
const MANY = `${FULFILMENT}[] offerFulfillments,${FULFILMENT}[] considerationFulfillments,bytes32 fulfillerConduitKey`

/**
 * Seaport's functions that take up orders: one in its short form, one, or many.
 *
 * @source https://github.com/ProjectOpenSea/seaport/blob/main/docs/SeaportDocumentation.md
 */
export const ORDER_FUNCTIONS: readonly string[] = [
  `fulfillBasicOrder(${BASIC})`,
  `fulfillBasicOrder_efficient_6GL6yc(${BASIC})`,
  `fulfillOrder(${ORDER} order,bytes32 fulfillerConduitKey)`,
  `fulfillAdvancedOrder(${ADVANCED} order,${RESOLVER},bytes32 fulfillerConduitKey,address recipient)`,
  `fulfillAvailableOrders(${ORDER}[] orders,${MANY},uint256 maximumFulfilled)`,
  `fulfillAvailableAdvancedOrders(${ADVANCED}[] orders,${RESOLVER},${MANY},address recipient,uint256 maximumFulfilled)`,
  `matchOrders(${ORDER}[] orders,${MATCH})`,
  `matchAdvancedOrders(${ADVANCED}[] orders,${RESOLVER},${MATCH},address recipient)`,
]
