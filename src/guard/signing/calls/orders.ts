import { EvmAddress } from '../../../chain/index.ts'
import type { GuardContext } from '../../context.ts'
import type { SigningFinding } from '../SigningFinding.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import type { Call, Meaning, Row } from './Call.ts'

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
 * Seaport's functions that take up orders.
 *
 * @source https://github.com/ProjectOpenSea/seaport/blob/main/docs/SeaportDocumentation.md
 */
export const ORDERS: readonly Row[] = [
  [`fulfillBasicOrder(${BASIC})`, fulfillBasic],
  [`fulfillBasicOrder_efficient_6GL6yc(${BASIC})`, fulfillBasic],
  [`fulfillOrder(${ORDER} order,bytes32 fulfillerConduitKey)`, fulfill],
  [`fulfillAdvancedOrder(${ADVANCED} order,${RESOLVER},bytes32 fulfillerConduitKey,address recipient)`, fulfill],
  [`fulfillAvailableOrders(${ORDER}[] orders,${MANY},uint256 maximumFulfilled)`, fulfillMany],
  [
    `fulfillAvailableAdvancedOrders(${ADVANCED}[] orders,${RESOLVER},${MANY},address recipient,uint256 maximumFulfilled)`,
    fulfillMany,
  ],
  [`matchOrders(${ORDER}[] orders,${MATCH})`, fulfillMany],
  [`matchAdvancedOrders(${ADVANCED}[] orders,${RESOLVER},${MATCH},address recipient)`, fulfillMany],
]

function fulfillBasic(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const place = { context, chainId: call.chainId }
  const order = Struct.struct(args, 'parameters')
  const item = (side: 'offer' | 'consideration'): string => {
    const token = Struct.address(order, `${side}Token`)
    return sayItem(place, {
      token,
      id: Struct.uint(order, `${side}Identifier`),
      units: Struct.uint(order, `${side}Amount`),
    })
  }
  return ordered(`Trades on ${Words.address(place, call.to)}: ${item('consideration')} against ${item('offer')}.`)
}

function fulfill(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const place = { context, chainId: call.chainId }
  return ordered(
    `Takes up an order on ${Words.address(place, call.to)}: ${sayTaken(place, Struct.struct(args, 'order'))}.`,
  )
}

const SHOWN_MAX = 10

function fulfillMany(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const place = { context, chainId: call.chainId }
  const orders = Struct.structs(args, 'orders')
  const shown = orders.slice(0, SHOWN_MAX).map((order) => sayTaken(place, order))
  const more = orders.length > SHOWN_MAX ? `, and ${orders.length - SHOWN_MAX} more` : ''
  return ordered(`Takes up ${orders.length} orders on ${Words.address(place, call.to)}: ${shown.join('; ')}${more}.`)
}

function sayTaken(place: Words.Place, order: Struct.Struct): string {
  const parameters = Struct.struct(order, 'parameters')
  const paid = sayItems(place, Struct.structs(parameters, 'consideration'))
  return `pays ${paid} for ${sayItems(place, Struct.structs(parameters, 'offer'))}`
}

/** A signed order of Seaport: whoever takes it up gets the offer, when he likes, until it ends. */
export function sayOrder(order: Struct.Struct, place: Words.Place): Meaning {
  const offer = Struct.structs(order, 'offer')
  const consideration = Struct.structs(order, 'consideration')
  const offerer = Struct.address(order, 'offerer')
  const own = consideration.filter((item) => Struct.address(item, 'recipient') === offerer)
  const gets = own.length === 0 ? 'nothing' : sayItems(place, own)
  const end = Words.until(Struct.uint(order, 'endTime'))
  const words = `Offers ${sayItems(place, offer)} to whoever takes it, ${end}; ${Words.address(place, offerer)} gets ${gets}.`
  return { words, findings: gradeOrder(words, offer, own) }
}

function gradeOrder(words: string, offer: readonly Struct.Struct[], own: readonly Struct.Struct[]): SigningFinding[] {
  const least = own.map((item) => min(Struct.uint(item, 'startAmount'), Struct.uint(item, 'endAmount')))
  if (offer.length > 0 && least.every((units) => units <= 1n && isMoneyTiny(own, units))) {
    return [{ code: 'ORDER_UNPAID', effect: 'block', message: `${words} That is next to nothing for what is given.` }]
  }
  const isFalling = own.some((item) => Struct.uint(item, 'endAmount') < Struct.uint(item, 'startAmount'))
  const message = isFalling ? `${words} What it gets falls with time, to the last amount.` : words
  return [{ code: 'ORDER', effect: isFalling ? 'review' : 'note', message }]
}

/** One NFT is one base unit: that is no tiny amount. Kinds 0 and 1 are coins and tokens. */
function isMoneyTiny(own: readonly Struct.Struct[], units: bigint): boolean {
  return units === 0n || own.every((item) => Struct.uint(item, 'itemType') <= 1n)
}

/** A signed order of Blur: one NFT or a collection's for a price. */
export function sayBlurOrder(order: Struct.Struct, place: Words.Place): Meaning {
  const price = Struct.uint(order, 'price')
  const isSale = Struct.uint(order, 'side') === 1n
  const token = Struct.address(order, 'paymentToken')
  const what = `the NFT ${Struct.uint(order, 'tokenId')} of ${Words.address(place, Struct.address(order, 'collection'))}`
  const paid = token === EvmAddress.zero ? Words.coins(price) : Words.amount(place, token, price)
  const words = `${isSale ? 'Sells' : 'Buys'} ${what} for ${paid}, ${Words.until(Struct.uint(order, 'expirationTime'))}.`
  if (!isSale || price > 1n) return ordered(words)
  return { words, findings: [{ code: 'ORDER_UNPAID', effect: 'block', message: `${words} That is next to nothing.` }] }
}

/** What a list of items is, at its last amount where that changes. */
function sayItems(place: Words.Place, items: readonly Struct.Struct[]): string {
  const shown = items.slice(0, SHOWN_MAX).map((item) =>
    sayItem(place, {
      token: Struct.address(item, 'token'),
      id: Struct.uint(item, 'itemType') <= 1n ? undefined : Struct.uint(item, 'identifierOrCriteria'),
      units: Struct.uint(item, 'endAmount'),
    }),
  )
  if (items.length > SHOWN_MAX) shown.push(`${items.length - SHOWN_MAX} more`)
  return shown.length === 0 ? 'nothing' : shown.join(' and ')
}

function sayItem(
  place: Words.Place,
  { token, id, units }: { token: EvmAddress.EvmAddress; id: bigint | undefined; units: bigint },
): string {
  if (token === EvmAddress.zero) return Words.coins(units)
  if (id === undefined || id === 0n) return Words.amount(place, token, units)
  return `${units} of number ${id} of ${Words.address(place, token)}`
}

function ordered(words: string): Meaning {
  return { words, findings: [{ code: 'ORDER', effect: 'note', message: words }] }
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
