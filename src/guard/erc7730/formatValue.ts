import { concatBytes } from '@noble/hashes/utils.js'
import * as OutsideText from '../OutsideText.ts'
import type { AbiValue } from '../signing/abi/decodeArguments.ts'
import * as Hex from '../signing/Hex.ts'
import * as Words from '../signing/Words.ts'
import { findNamed, type Shown, sayCoins, sayTicker, sayTokens, sayUnits } from './amounts.ts'
import { type Leaf, unfit } from './Path.ts'
import { findParam, keysOf, leafOfJson, type Scope, toAddress, toCount, toNumber, UNKNOWN_SENDER } from './Scope.ts'

type Say = (scope: Scope, shown: Shown) => string

const TEXT_MAX = 400
const ITEMS_MAX = 20
const TIME_MAX = 253_402_300_799n
const ADDRESS = /^0x[0-9a-fA-F]{40}$/

const FORMATS: ReadonlyMap<string, Say> = new Map<string, Say>([
  ['raw', (scope, { leaf }) => sayRaw(scope, leaf)],
  ['addressName', sayAddress],
  ['interoperableAddressName', sayInteroperable],
  ['tokenAmount', sayTokens],
  ['tokenTicker', (scope, { leaf }) => sayTicker(scope, leaf)],
  ['amount', (scope, { leaf }) => sayCoins(scope, toCount(leaf))],
  ['unit', sayUnits],
  ['date', (_, { leaf, params }) => sayDate(toCount(leaf), params['encoding'])],
  ['duration', (_, { leaf }) => sayDuration(toCount(leaf))],
  ['enum', sayEnum],
  ['chainId', (_, { leaf }) => `chain ${toNumber(leaf)}`],
  ['nftName', sayNft],
  ['calldata', sayCalldata],
])

/** A value as the format of its field says it; a format that is not known here shows it as it is. */
export function formatValue(scope: Scope, format: string | undefined, shown: Shown): string {
  const say = format === undefined ? undefined : FORMATS.get(format)
  return say === undefined ? sayRaw(scope, shown.leaf) : say(scope, shown)
}

function sayRaw(scope: Scope, { value, type }: Leaf): string {
  if (typeof value === 'string') return sayText(scope, value)
  if (value instanceof Uint8Array) return sayBytes(value)
  if (typeof value !== 'object') return value.toString()
  if (type?.kind === 'tuple') {
    const members = value.map((each: AbiValue, i) => sayRaw(scope, { value: each, type: type.fields[i]?.type }))
    return `(${Words.joined(members, ', ')})`
  }
  const of = type?.kind === 'list' ? type.of : undefined
  const items = value.slice(0, ITEMS_MAX).map((each: AbiValue) => sayRaw(scope, { value: each, type: of }))
  return `${items.join(', ')}${value.length > ITEMS_MAX ? ` and ${value.length - ITEMS_MAX} more` : ''}`
}

function sayText({ place }: Scope, text: string): string {
  return ADDRESS.test(text)
    ? Words.address(place, toAddress({ value: text, type: undefined }))
    : OutsideText.quote(text, TEXT_MAX)
}

function sayBytes(bytes: Uint8Array): string {
  const isLong = bytes.length > TEXT_MAX / 2
  return isLong ? `${Hex.ofBytes(bytes.subarray(0, TEXT_MAX / 2))}... (${bytes.length} bytes)` : Hex.ofBytes(bytes)
}

/** Some addresses stand for whoever calls. */
function sayAddress(scope: Scope, { leaf, params }: Shown): string {
  if (leaf.value === UNKNOWN_SENDER && leaf.type === undefined) return UNKNOWN_SENDER
  const address = toAddress(leaf)
  const senders = [findParam(scope, params['senderAddress'] ?? [])].flat()
  const isSender = senders.some((each) => toAddress(leafOfJson(findParam(scope, each))) === address)
  if (!isSender) return Words.address(scope.place, address)
  const { from } = scope.around
  return from === undefined ? UNKNOWN_SENDER : Words.address(scope.place, from)
}

const INTEROPERABLE_VERSION = 1n
const EIP155 = 0n

/**
 * An address that says its chain itself: version (2 bytes), kind of chain (2), chain and address, each behind its length.
 *
 * @source https://eips.ethereum.org/EIPS/eip-7930
 */
function sayInteroperable(scope: Scope, shown: Shown): string {
  const { value } = shown.leaf
  if (!(value instanceof Uint8Array) || value.length === 20 || value.length === 32) return sayAddress(scope, shown)
  const number = (start: number, end: number) => Hex.toNumber(value.subarray(start, end))
  const chainEnd = 5 + (value[4] ?? 0)
  const address = value.subarray(chainEnd + 1)
  const isEvm = number(0, 2) === INTEROPERABLE_VERSION && number(2, 4) === EIP155 && address.length === 20
  if (!isEvm || value[chainEnd] !== 20) return sayBytes(value)
  return `${Words.address(scope.place, toAddress({ value: address, type: undefined }))} on chain ${number(5, chainEnd)}`
}

function sayDate(value: bigint, encoding: unknown): string {
  if (encoding === 'blockheight') return `block ${value}`
  if (value > TIME_MAX) return 'for ever'
  return `${new Date(Number(value) * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

function sayDuration(seconds: bigint): string {
  const parts = [
    [seconds / 86_400n, 'd'],
    [(seconds / 3600n) % 24n, 'h'],
    [(seconds / 60n) % 60n, 'min'],
    [seconds % 60n, 's'],
  ] as const
  const said = parts.filter(([count]) => count > 0n).map(([count, unit]) => `${count} ${unit}`)
  return said.length === 0 ? '0 s' : said.join(' ')
}

/** A value that the list does not name is shown as it is. */
function sayEnum(scope: Scope, { leaf, params }: Shown): string {
  const ref = params['$ref']
  const names = typeof ref === 'string' ? findAllNames(scope, ref) : {}
  const name = keysOf(leaf)
    .map((key) => (Object.hasOwn(names, key) ? names[key] : undefined))
    .find((each) => typeof each === 'string')
  return typeof name === 'string' ? OutsideText.plain(name, TEXT_MAX) : sayRaw(scope, leaf)
}

function findAllNames(scope: Scope, ref: string): Readonly<Record<string, unknown>> {
  const names = findParam(scope, ref)
  if (typeof names !== 'object' || names === null) throw unfit(ref)
  return names as Readonly<Record<string, unknown>>
}

function sayNft(scope: Scope, shown: Shown): string {
  const collection = findNamed(scope, 'collection', shown)
  const id = `NFT ${toNumber(shown.leaf)}`
  return collection === undefined ? id : `${id} of ${Words.address(scope.place, toAddress(collection))}`
}

function sayCalldata(scope: Scope, shown: Shown): string {
  const [callee, amount] = [findNamed(scope, 'callee', shown), findNamed(scope, 'amount', shown)]
  const { value } = shown.leaf
  if (callee === undefined || !(value instanceof Uint8Array)) throw unfit('a call without a contract')
  const valueWei = amount === undefined ? 0n : toCount(amount)
  const data = concatBytes(findSelector(scope, shown), value)
  const { chainId } = scope.place
  const to = toAddress(callee)
  scope.inner.push({ chainId, from: scope.around.to, to, valueWei, data })
  return `a call of ${Words.address(scope.place, to)}`
}

/** Where it is not a part of the bytes. */
function findSelector(scope: Scope, shown: Shown): Uint8Array {
  const selector = findNamed(scope, 'selector', shown)?.value
  const bytes = typeof selector === 'string' ? Hex.findBytes(selector) : selector
  if (bytes === undefined) return new Uint8Array(0)
  if (!(bytes instanceof Uint8Array) || bytes.length !== 4) throw unfit('a selector of other than four bytes')
  return bytes
}
