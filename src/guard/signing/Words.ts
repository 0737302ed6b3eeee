import { Amount, EvmAddress } from '../../chain/index.ts'
import type { GuardContext } from '../context.ts'
import * as OutsideText from '../OutsideText.ts'
import { lookUp } from './known/lookUp.ts'

const SENTENCES_MAX = 20
const UNLIMITED = 2n ** 159n
const UINT96_MAX = 2n ** 96n - 1n
const TIME_MAX = 253_402_300_799n

/** Who looks, and on which chain that stands which is looked at; undefined where nobody said it. */
export interface Place {
  readonly context: GuardContext
  readonly chainId: number | undefined
}

/** In full, with its checksum, and with the name that it is known by. */
export function address(place: Place, party: EvmAddress.EvmAddress): string {
  if (party === place.context.from) return `you (${EvmAddress.display(party)})`
  const { name } = lookUp(place, party)
  return name === undefined
    ? EvmAddress.display(party)
    : `${OutsideText.plain(name, 60)} (${EvmAddress.display(party)})`
}

/** An amount of a token whose contract is given. */
export function amount(place: Place, token: EvmAddress.EvmAddress | undefined, units: bigint): string {
  if (token === undefined) return `${units} base units of a token that is not said`
  const known = lookUp(place, token).token
  if (isUnlimited(units)) return `an unlimited amount of ${known?.symbol ?? `the token ${EvmAddress.display(token)}`}`
  if (known === undefined) return `${units} base units of the token ${EvmAddress.display(token)}`
  return `${Amount.format(units, known.decimals)} ${known.symbol}`
}

/** An amount of the chain's own coin. */
export function coins(valueWei: bigint): string {
  return `${Amount.format(valueWei, 18)} of the chain's own coin`
}

/** Whether more is meant than anybody has: the largest numbers, and those of tokens that count with 96 bits. */
export function isUnlimited(units: bigint): boolean {
  return units >= UNLIMITED || units === UINT96_MAX
}

/** Sentences in a row: the first twenty, and how many more there are. */
export function joined(sentences: readonly string[], between: string = ' '): string {
  const more = sentences.length > SENTENCES_MAX ? [`and ${sentences.length - SENTENCES_MAX} more`] : []
  return [...sentences.slice(0, SENTENCES_MAX), ...more].join(between)
}

/** A deadline in seconds UTC. */
export function until(seconds: bigint): string {
  if (seconds > TIME_MAX) return 'for ever'
  return `until ${new Date(Number(seconds) * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
