import { EvmAddress } from '../../chain/index.ts'
import { isObject, type JsonObject } from '../JsonObject.ts'
import * as Hex from '../signing/Hex.ts'
import { SafeError } from './SafeError.ts'

const DATA_CHARACTERS_MAX = 2 ** 20
const UINT256_MAX = 2n ** 256n - 1n
const DIGITS = /^(?:\d{1,78}|0x[0-9a-fA-F]{1,64})$/
const HASH = /^0x[0-9a-fA-F]{64}$/
const SHOWN_MAX = 60

/** Undefined where the field is absent, null or empty: the service writes each of them for nothing. */
export function find(fields: JsonObject, ...names: readonly string[]): unknown {
  const name = names.find((each) => isSaid(fields[each]))
  return name === undefined ? undefined : fields[name]
}

/** @throws SafeError `LZ_GUARD_SAFE_FIELD` */
export function address(fields: JsonObject, ...names: readonly string[]): EvmAddress.EvmAddress {
  return findAddress(fields, ...names) ?? missing(names)
}

/** Also where it is an object with the address as its `value`. @throws SafeError `LZ_GUARD_SAFE_FIELD` */
export function findAddress(fields: JsonObject, ...names: readonly string[]): EvmAddress.EvmAddress | undefined {
  const field = find(fields, ...names)
  const value = isObject(field) ? field['value'] : field
  if (value === undefined) return undefined
  try {
    return EvmAddress.parse(typeof value === 'string' ? value : '')
  } catch (error) {
    throw wrong(names, value, error instanceof Error ? error.message : 'no address')
  }
}

/** @throws SafeError `LZ_GUARD_SAFE_FIELD` */
export function uint(fields: JsonObject, ...names: readonly string[]): bigint {
  return findUint(fields, ...names) ?? missing(names)
}

/** A whole number below 2^256, as JSON number, decimal or `0x` text. @throws SafeError `LZ_GUARD_SAFE_FIELD` */
export function findUint(fields: JsonObject, ...names: readonly string[]): bigint | undefined {
  const value = find(fields, ...names)
  if (value === undefined) return undefined
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw wrong(names, value, 'not exact as a number: write it as text')
  }
  const text = String(value)
  const number = typeof value !== 'boolean' && DIGITS.test(text) ? BigInt(text) : -1n
  if (number < 0n || number > UINT256_MAX) throw wrong(names, value, 'no whole number below 2^256')
  return number
}

/** @throws SafeError `LZ_GUARD_SAFE_FIELD` */
export function findNumber(fields: JsonObject, ...names: readonly string[]): number | undefined {
  const value = findUint(fields, ...names)
  if (value === undefined || value <= BigInt(Number.MAX_SAFE_INTEGER))
    return value === undefined ? value : Number(value)
  throw wrong(names, value.toString(), 'too large')
}

/** @throws SafeError `LZ_GUARD_SAFE_FIELD`, `LZ_GUARD_SAFE_LIMIT` */
export function findBytes(fields: JsonObject, ...names: readonly string[]): Uint8Array | undefined {
  const value = find(fields, ...names)
  if (value === undefined) return undefined
  if (typeof value !== 'string') throw wrong(names, value, 'no text')
  if (value.length > DATA_CHARACTERS_MAX) {
    throw new SafeError('LZ_GUARD_SAFE_LIMIT', `${names[0]} has ${value.length} characters of at most 2^20`)
  }
  return Hex.findBytes(value) ?? wrongBytes(names, value)
}

/** @throws SafeError `LZ_GUARD_SAFE_FIELD` */
export function findHash(fields: JsonObject, ...names: readonly string[]): string | undefined {
  const value = find(fields, ...names)
  if (value === undefined) return undefined
  if (typeof value === 'string' && HASH.test(value)) return value.toLowerCase()
  throw wrong(names, value, 'not 0x and 64 hex digits')
}

/** @throws SafeError `LZ_GUARD_SAFE_FIELD` */
export function findText(fields: JsonObject, ...names: readonly string[]): string | undefined {
  const value = find(fields, ...names)
  if (value === undefined || typeof value === 'string') return value
  throw wrong(names, value, 'no text')
}

/** @throws SafeError `LZ_GUARD_SAFE_FIELD`, `LZ_GUARD_SAFE_LIMIT` */
export function list(fields: JsonObject, name: string, lengthMax: number): readonly JsonObject[] {
  const value = find(fields, name) ?? []
  if (!Array.isArray(value)) throw wrong([name], value, 'no list')
  if (value.length > lengthMax)
    throw new SafeError('LZ_GUARD_SAFE_LIMIT', `${name} has ${value.length} entries of at most ${lengthMax}`)
  return value.map((entry: unknown) => (isObject(entry) ? entry : wrongEntry(name, entry)))
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

function missing(names: readonly string[]): never {
  throw new SafeError('LZ_GUARD_SAFE_FIELD', `There is no ${names.join(' or ')}`)
}

function wrongBytes(names: readonly string[], value: string): never {
  throw wrong(names, value, 'not 0x and pairs of hex digits')
}

function wrongEntry(name: string, entry: unknown): never {
  throw wrong([name], entry, 'an entry that is no object')
}

function wrong(names: readonly string[], value: unknown, finding: string): SafeError {
  const shown = JSON.stringify(value)?.slice(0, SHOWN_MAX) ?? 'nothing'
  return new SafeError('LZ_GUARD_SAFE_FIELD', `${names[0]} is ${shown}: ${finding}`)
}
