import { EvmAddress } from '../../../chain/index.ts'
import type { GuardContext } from '../../context.ts'
import { ORDER_FUNCTIONS } from '../known/orderFunctions.ts'
import type { SigningFinding } from '../SigningFinding.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import type { Call, Meaning, Row } from './Call.ts'

/** Seaport's functions that take up orders. */
export const ORDERS: readonly Row[] = ORDER_FUNCTIONS.map((signature) => [signature, trade])

function trade(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  if (Struct.has(args, 'orders')) return fulfillMany(args, call, context)
  return Struct.has(args, 'order') ? fulfill(args, call, context) : fulfillBasic(args, call, context)
}

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
