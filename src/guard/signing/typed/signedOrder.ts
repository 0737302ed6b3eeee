import { EvmAddress } from '../../../chain/index.ts'
import type { Meaning } from '../calls/Call.ts'
import { fill, sayElsewhere } from '../calls/everyday.ts'
import type { SignedOrder } from '../known/signedOrders.ts'
import type { SigningFinding } from '../SigningFinding.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'

/** A signed order of tokens against tokens: what is given for what, until when, and who gets it. */
export function saySignedOrder(order: SignedOrder, message: Struct.Struct, place: Words.Place): Meaning {
  const party = (name: string | undefined) => (name === undefined ? EvmAddress.zero : Struct.address(message, name))
  const [receiver, maker] = [party(order.receiver), party(order.maker)]
  const { from } = place.context
  const isOwn = [EvmAddress.zero, maker, from].includes(receiver) || (from === undefined && order.maker === undefined)
  const end = order.end === undefined ? '' : `, ${Words.until(Struct.uint(message, order.end))}`
  const gets = receiver === EvmAddress.zero ? '' : `; what comes of it goes to ${Words.address(place, receiver)}`
  const words = `${fill(order.sentence, message, { place })}${end}${gets}.`
  if (Struct.uint(message, order.least) <= 1n) {
    return {
      words,
      findings: [{ code: 'ORDER_UNPAID', effect: 'block', message: `${words} That is next to nothing.` }],
    }
  }
  const known: SigningFinding = { code: 'ORDER', effect: 'note', message: words }
  return { words, findings: [...(isOwn ? [] : sayElsewhere(place, receiver, words)), known] }
}
