import { EvmAddress } from '../../../chain/index.ts'
import { gradeParty, isTrusted } from '../gradeSpender.ts'
import { EVERYDAY_FUNCTIONS } from '../known/everydayFunctions.ts'
import { lookUp } from '../known/lookUp.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import type { Explain, Row } from './Call.ts'

/** Functions whose name says what they do, where the contract is what it seems. */
export const EVERYDAY: readonly Row[] = EVERYDAY_FUNCTIONS.flatMap(([words, ...signatures]) =>
  signatures.map((signature): Row => [signature, everyday(words)]),
)

/** Coins for somebody unknown, and what comes of it for somebody else, are for a look: without either it takes nothing. */
function everyday(what: string): Explain {
  return (args, call, context) => {
    const place = { context, chainId: call.chainId }
    const own = Struct.has(args, 'params') ? Struct.struct(args, 'params') : args
    const party = Struct.has(own, 'party') ? Struct.address(own, 'party') : undefined
    const isOther = party !== undefined && isStranger(party, call.from) && !isTrusted(lookUp(place, party))
    const isPaid = call.valueWei > 0n
    const pays = isPaid ? ` and pays it ${Words.coins(call.valueWei)}` : ''
    const who = party === undefined || party === call.from ? '' : `, for ${Words.address(place, party)}`
    const words = `${what} ${Words.address(place, call.to)}${pays}${who}.`
    const effect = isOther || (isPaid && !isTrusted(lookUp(place, call.to))) ? 'review' : 'note'
    const bad = party === undefined ? [] : gradeParty(place, party)
    return { words, findings: [...bad, { code: 'CALL_DESCRIBED', effect, message: words }] }
  }
}

/** Where nobody says who calls, it cannot be told from the caller. */
function isStranger(party: EvmAddress.EvmAddress, from: EvmAddress.EvmAddress | undefined): boolean {
  return from !== undefined && party !== from && party !== EvmAddress.zero
}
