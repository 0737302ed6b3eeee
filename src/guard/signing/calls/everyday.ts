import { EvmAddress } from '../../../chain/index.ts'
import * as OutsideText from '../../OutsideText.ts'
import type { AbiValue } from '../abi/decodeArguments.ts'
import { gradeParty, isTrusted } from '../gradeSpender.ts'
import * as Hex from '../Hex.ts'
import { EVERYDAY_FUNCTIONS } from '../known/everydayFunctions.ts'
import { lookUp } from '../known/lookUp.ts'
import type { SigningFinding } from '../SigningFinding.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import type { Call, Explain, Row } from './Call.ts'

/** What people do every day: at contracts that are known their functions are what they are called. */
export const EVERYDAY: readonly Row[] = EVERYDAY_FUNCTIONS.map(([signature, sentence]) => [signature, say(sentence)])

/** Uniswap's routers take these for who calls, and for themselves. */
const ROUTERS_OWN_MAX = 2n
/** Parts in 10,000 that a site may take for itself without a word. */
const FEE_PARTS_MAX = 100n
/** Stands for the chain's own coin in most protocols. */
const COIN = '0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee'
const SHOWN_MAX = 3
const ADDRESS = /^0x[0-9a-f]{40}$/
const PLACE = /\{(\w+)(?::(\w+)(-?))?\}/g

/** Says a function in a sentence with the values of its arguments. */
export function say(sentence: string): Explain {
  return (args, call, context) => {
    const place = { context, chainId: call.chainId }
    const struct = Struct.has(args, 'params') ? Struct.struct(args, 'params') : args
    const said = fill(sentence, struct, { place, call })
    const party = Struct.has(struct, 'party') ? Struct.address(struct, 'party') : undefined
    const gets =
      party === undefined || isRouters(party) ? '' : `; what comes of it goes to ${Words.address(place, party)}`
    const words = `${said}${gets}.`
    const elsewhere = party === undefined ? [] : gradeProceeds(place, party, { words, call, struct })
    return { words, findings: [...elsewhere, ...gradeOthers(place, struct, party), gradeContract(place, call, words)] }
  }
}

/** Without coins, and without a way in for somebody else, a call takes nothing that was not given away before. */
function gradeContract(place: Words.Place, { to, valueWei }: Call, words: string): SigningFinding {
  if (isTrusted(lookUp(place, to))) return { code: 'CALL_DESCRIBED', effect: 'note', message: words }
  const message = `${words} So the function is called; ${Words.address(place, to)} is not known here, and may do something else.`
  return { code: 'CALL_NAMED', effect: valueWei > 0n ? 'review' : 'note', message }
}

/** Whether what comes of a call goes to somebody else than who pays for it. */
function gradeProceeds(
  place: Words.Place,
  party: EvmAddress.EvmAddress,
  { words, call, struct }: { words: string; call: Call; struct: Struct.Struct },
): SigningFinding[] {
  const payers = [call.from, place.context.from, call.to]
  const isFee = Struct.has(struct, 'parts') && Struct.uint(struct, 'parts') <= FEE_PARTS_MAX
  const isUnsaid = call.from === undefined && place.context.from === undefined
  if (isRouters(party) || payers.includes(party) || isFee || isUnsaid) return gradeParty(place, party)
  return sayElsewhere(place, party, words)
}

/** What is bad of everybody else whom a call names, also in a list of who is paid. */
function gradeOthers(
  place: Words.Place,
  { values }: Struct.Struct,
  party: EvmAddress.EvmAddress | undefined,
): SigningFinding[] {
  const others = new Set(
    values.flat().filter((each) => typeof each === 'string' && each !== party && ADDRESS.test(each)),
  )
  return [...others].flatMap((each) => gradeParty(place, EvmAddress.parse(String(each))))
}

/** What you pay for goes to somebody who is not known here. */
export function sayElsewhere(place: Words.Place, party: EvmAddress.EvmAddress, words: string): SigningFinding[] {
  const message = `${words} That is not you, and nobody who is known here.`
  return [
    ...gradeParty(place, party),
    ...(isTrusted(lookUp(place, party)) ? [] : [{ code: 'PROCEEDS_ELSEWHERE', effect: 'review', message } as const]),
  ]
}

function isRouters(party: EvmAddress.EvmAddress): boolean {
  return BigInt(party) <= ROUTERS_OWN_MAX
}

interface Around {
  readonly place: Words.Place
  readonly call?: Call | undefined
}

/** A sentence with its places filled: `{a}` a value, `{a:b}` so much of the token `b`, `{coins}` what is paid with the call. */
export function fill(sentence: string, struct: Struct.Struct, { place, call }: Around): string {
  return sentence.replace(PLACE, (_, name: string, token: string | undefined, isLast: string) => {
    if (name === 'coins') return Words.coins(call?.valueWei ?? 0n)
    const value = Struct.get(struct, name)
    if (token === undefined) return sayValue(place, value)
    const of = token === 'coins' ? EvmAddress.zero : findToken(Struct.get(struct, token), isLast === '-')
    return of === EvmAddress.zero || of === COIN
      ? Words.coins(value as bigint)
      : Words.amount(place, of, value as bigint)
  })
}

function sayValue(place: Words.Place, value: AbiValue): string {
  if (Array.isArray(value)) return sayList(place, value as readonly AbiValue[])
  if (typeof value !== 'string') return String(value)
  return ADDRESS.test(value) ? Words.address(place, EvmAddress.parse(value)) : OutsideText.quote(value, 60)
}

function sayList(place: Words.Place, values: readonly AbiValue[]): string {
  const shown = values.slice(0, SHOWN_MAX).map((each) => sayValue(place, each))
  const more = values.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ') || 'nobody'
}

/** The token itself, or the first or the last of a path. */
function findToken(value: AbiValue, isLast: boolean): EvmAddress.EvmAddress | undefined {
  if (value instanceof Uint8Array) {
    const end = isLast ? value.subarray(-20) : value.subarray(0, 20)
    return end.length === 20 ? EvmAddress.parse(Hex.ofBytes(end)) : undefined
  }
  const token = Array.isArray(value) ? (value as readonly AbiValue[]).at(isLast ? -1 : 0) : value
  return typeof token === 'string' ? EvmAddress.parse(token) : undefined
}
