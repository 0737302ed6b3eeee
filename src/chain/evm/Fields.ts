import * as EvmAddress from '../EvmAddress.ts'
import { EvmBlockError } from './EvmBlockError.ts'

/** An object of a node's answer, and the place where it stands. */
export interface Fields {
  readonly object: Readonly<Record<string, unknown>>
  readonly place: string
}

/** Hex digits of the longest string of bytes: 16 MiB. */
const DATA_DIGITS_MAX = 2 ** 25
const UINT256_DIGITS = 64
const HASH_BYTES = 32
const hexDigits = /^0x[0-9a-f]*$/
const quantity = /^0x(?:0|[1-9a-f][0-9a-f]*)$/

/** @throws EvmBlockError `LZ_EVM_FIELD` for anything but an object */
export function of(value: unknown, place: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { object: value as Record<string, unknown>, place }
  }
  throw new EvmBlockError('LZ_EVM_FIELD', place || 'the answer', `expected an object, not ${shown(value)}`)
}

/** What a field holds; undefined where it is absent or null, as nodes write both. */
export function find({ object }: Fields, key: string): unknown {
  const value = Object.hasOwn(object, key) ? object[key] : undefined
  return value === null ? undefined : value
}

export function has(fields: Fields, key: string): boolean {
  return find(fields, key) !== undefined
}

/** A list of at most so many. @throws EvmBlockError `LZ_EVM_FIELD`, `LZ_EVM_COUNT` */
export function getList(fields: Fields, key: string, countMax: number): readonly unknown[] {
  const value = find(fields, key)
  if (!Array.isArray(value)) throw wrong(fields, key, 'a list')
  if (value.length > countMax) {
    throw new EvmBlockError('LZ_EVM_COUNT', placeOf(fields, key), `${value.length} entries, at most ${countMax}`)
  }
  return value as readonly unknown[]
}

/** Bytes as lower-case hex, as many as are said. @throws EvmBlockError `LZ_EVM_FIELD` */
export function getBytes(fields: Fields, key: string, length: number): string {
  const text = findText(fields, key)
  if (text?.length === 2 + 2 * length && hexDigits.test(text)) return text
  throw wrong(fields, key, `0x and ${2 * length} hex digits`)
}

/** Strings of 32 bytes, as `getBytes`. @throws EvmBlockError `LZ_EVM_FIELD`, `LZ_EVM_COUNT` */
export function getHashes(fields: Fields, key: string, countMax: number): readonly string[] {
  return getList(fields, key, countMax).map((value, i) => {
    const text = typeof value === 'string' ? value.toLowerCase() : ''
    if (text.length === 2 + 2 * HASH_BYTES && hexDigits.test(text)) return text
    throw new EvmBlockError('LZ_EVM_FIELD', `${placeOf(fields, key)}[${i}]`, `expected 32 bytes, not ${shown(value)}`)
  })
}

/** Bytes as lower-case hex, of any length up to 16 MiB. @throws EvmBlockError `LZ_EVM_FIELD`, `LZ_EVM_COUNT` */
export function getData(fields: Fields, key: string): string {
  const text = findText(fields, key)
  if (text !== undefined && text.length > 2 + DATA_DIGITS_MAX) {
    throw new EvmBlockError('LZ_EVM_COUNT', placeOf(fields, key), `${text.length} characters of data`)
  }
  if (text !== undefined && text.length % 2 === 0 && hexDigits.test(text)) return text
  throw wrong(fields, key, '0x and pairs of hex digits')
}

/** A number of at most 256 bits, as hex without leading zeros. @throws EvmBlockError `LZ_EVM_FIELD` */
export function getQuantity(fields: Fields, key: string, digitsMax: number = UINT256_DIGITS): string {
  const text = findText(fields, key)
  if (text !== undefined && text.length <= 2 + digitsMax && quantity.test(text)) return text
  throw wrong(fields, key, `0x and at most ${digitsMax} hex digits without leading zeros`)
}

/** As `getQuantity`, of what may have leading zeros; without them. @throws EvmBlockError `LZ_EVM_FIELD` */
export function getPadded(fields: Fields, key: string): string {
  const text = findText(fields, key)
  const isNumber = text !== undefined && text.length > 2 && text.length <= 2 + UINT256_DIGITS && hexDigits.test(text)
  if (isNumber) return `0x${text.slice(2).replace(/^0+(?=.)/, '')}`
  throw wrong(fields, key, `0x and 1 to ${UINT256_DIGITS} hex digits`)
}

/** A number that JavaScript holds exactly. @throws EvmBlockError `LZ_EVM_FIELD` */
export function getNumber(fields: Fields, key: string): number {
  const number = Number(getQuantity(fields, key, 16))
  if (Number.isSafeInteger(number)) return number
  throw wrong(fields, key, 'a number of at most 53 bits')
}

/** @throws EvmBlockError `LZ_EVM_FIELD`; the case of the letters is no matter, nodes differ in it */
export function getAddress(fields: Fields, key: string): EvmAddress.EvmAddress {
  return EvmAddress.parse(getBytes(fields, key, 20))
}

/** @throws EvmBlockError `LZ_EVM_ORDER` where a field that says of what the object is part says otherwise */
export function assertSame(fields: Fields, key: string, expected: string | number): void {
  const given = typeof expected === 'number' ? getNumber(fields, key) : getData(fields, key)
  if (given === expected) return
  throw new EvmBlockError('LZ_EVM_ORDER', placeOf(fields, key), `expected ${expected}, not ${given}`)
}

export function placeOf({ place }: Fields, key: string): string {
  return place === '' ? key : `${place}.${key}`
}

function findText(fields: Fields, key: string): string | undefined {
  const value = find(fields, key)
  return typeof value === 'string' ? value.toLowerCase() : undefined
}

function wrong(fields: Fields, key: string, expected: string): EvmBlockError {
  return new EvmBlockError(
    'LZ_EVM_FIELD',
    placeOf(fields, key),
    `expected ${expected}, not ${shown(find(fields, key))}`,
  )
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : Array.isArray(value) ? 'a list' : typeof value
}
