import { EvmAddress } from '../../chain/index.ts'
import { isObject } from '../JsonObject.ts'
import type { AbiValue } from '../signing/abi/decodeArguments.ts'
import type { Call } from '../signing/calls/Call.ts'
import * as Hex from '../signing/Hex.ts'
import type { Place } from '../signing/Words.ts'
import type { Descriptor } from './Descriptor.ts'
import { follow, type Leaf, parsePath, unfit } from './Path.ts'

/** What paths are looked up in. */
export interface Scope {
  readonly descriptor: Descriptor
  readonly place: Place
  /** The arguments, or the message. */
  readonly data: Leaf
  /** Where paths without a root begin: the data, or one item of a group. */
  readonly here: Leaf
  /** The contract, and who calls it with what; of typed data `valueWei` and `from` are absent. */
  readonly around: Around
  /** The calls inside of this one, as they are met. */
  readonly inner: Call[]
  /** Fields and values that may still be looked at: a descriptor may refer to itself as often as it likes. */
  readonly budget: { left: number }
}

export const FIELDS_MAX = 500

export interface Around {
  readonly to: EvmAddress.EvmAddress | undefined
  readonly from: EvmAddress.EvmAddress | undefined
  readonly valueWei: bigint | undefined
  readonly chainId: number | undefined
}

/** Stands for an address that nobody said. */
export const UNKNOWN_SENDER = 'the account that signs'

/** @throws DescriptorError `LZ_GUARD_DESCRIPTOR_PATH` for more fields than are looked at */
export function spend({ budget }: Scope, count: number): void {
  budget.left -= count
  if (budget.left < 0) throw unfit(`more than ${FIELDS_MAX} fields`)
}

/** All values at a path. @throws DescriptorError `LZ_GUARD_DESCRIPTOR_PATH` where there is none */
export function findAll(scope: Scope, text: string): Leaf[] {
  const path = parsePath(text)
  if (path.root === '@') return [leafAround(scope, text)]
  if (path.root === '$') return [leafOfJson(findJson(scope, text))]
  return follow(path.root === '#' ? scope.data : scope.here, path)
}

function leafAround({ around }: Scope, text: string): Leaf {
  const { to, from, valueWei, chainId } = around
  const known = new Map<string, AbiValue | undefined>([
    ['@.to', to],
    ['@.from', from ?? UNKNOWN_SENDER],
    ['@.value', valueWei],
    ['@.chainId', chainId === undefined ? undefined : BigInt(chainId)],
  ])
  const value = known.get(text)
  if (value === undefined) throw unfit(text)
  return { value, type: undefined }
}

/** What stands in the descriptor itself. @throws DescriptorError `LZ_GUARD_DESCRIPTOR_PATH` where nothing does */
export function findJson({ descriptor }: Pick<Scope, 'descriptor'>, text: string): unknown {
  let json = descriptor.json
  for (const step of parsePath(text).steps) {
    const isInside = typeof step === 'string' && typeof json === 'object' && json !== null && Object.hasOwn(json, step)
    if (!isInside) throw unfit(text)
    json = (json as Readonly<Record<string, unknown>>)[step as string]
  }
  return json
}

/** A parameter as it is written, or what its path in the descriptor leads to, or what a map there has for a value. */
export function findParam(scope: Scope, value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('$.')) return findJson(scope, value)
  if (!isObject(value) || typeof value['map'] !== 'string' || typeof value['keyPath'] !== 'string') return value
  const map = findJson(scope, value['map'])
  const [key] = findAll(scope, value['keyPath'])
  return key && findEntry(isObject(map) ? map['values'] : undefined, key)
}

/** @throws DescriptorError `LZ_GUARD_DESCRIPTOR_PATH` where the map has none: the descriptor is for something else then */
function findEntry(values: unknown, leaf: Leaf): unknown {
  const entry = isObject(values)
    ? Object.entries(values).find(([key]) => keysOf(leaf).includes(key.toLowerCase()))
    : undefined
  if (entry === undefined) throw unfit('a map without that value')
  return entry[1]
}

/** What a value is called where a descriptor lists values. */
export function keysOf({ value }: Leaf): string[] {
  if (value instanceof Uint8Array) return [Hex.ofBytes(value), Hex.toNumber(value).toString()]
  return typeof value === 'object' ? [] : [value.toString()]
}

export function leafOfJson(json: unknown): Leaf {
  if (typeof json === 'string' || typeof json === 'boolean') return { value: json, type: undefined }
  if (typeof json === 'number' && Number.isSafeInteger(json)) return { value: BigInt(json), type: undefined }
  throw unfit('a constant that is no text, number or boolean')
}

/** The address that a value is: 20 bytes, also as the end of a word. */
export function toAddress({ value }: Leaf): EvmAddress.EvmAddress {
  if (typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value)) return EvmAddress.parse(value.toLowerCase())
  if (typeof value === 'bigint' && value >= 0n && value < 2n ** 160n) {
    return EvmAddress.parse(`0x${value.toString(16).padStart(40, '0')}`)
  }
  const isWord = value instanceof Uint8Array && (value.length === 20 || value.length === 32)
  if (!isWord || value.subarray(0, -20).some((byte) => byte !== 0)) throw unfit('a value that is no address')
  return EvmAddress.fromBytes(value.subarray(-20))
}

/** The number that a value is. */
export function toNumber({ value }: Leaf): bigint {
  if (typeof value === 'bigint') return value
  if (value instanceof Uint8Array && value.length <= 32) return Hex.toNumber(value)
  if (typeof value === 'string' && /^(?:[0-9]{1,78}|0x[0-9a-fA-F]{1,64})$/.test(value)) return BigInt(value)
  throw unfit('a value that is no number')
}

/** A number of things: it is not negative. */
export function toCount(leaf: Leaf): bigint {
  const number = toNumber(leaf)
  if (number < 0n) throw unfit('a count below zero')
  return number
}
