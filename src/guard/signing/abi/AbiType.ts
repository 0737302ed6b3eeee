/** What fills one word of 32 bytes. */
export type WordKind = 'uint' | 'int' | 'address' | 'bool' | 'fixedBytes'

interface Common {
  /** As selectors are made of it: `(address,uint256)[]`. */
  readonly text: string
  /** Whether an offset stands in its place, and the value elsewhere. */
  readonly isDynamic: boolean
  /** Bytes in its place. */
  readonly headBytes: number
}

export interface WordType extends Common {
  readonly kind: WordKind
  /** Of the 256 how many count: 160 of an address, 1 of a `bool`. */
  readonly bits: number
}

export interface TextType extends Common {
  readonly kind: 'bytes' | 'string'
}

export interface ListType extends Common {
  readonly kind: 'list'
  readonly of: AbiType
  /** Undefined where the data say how many there are. */
  readonly length: number | undefined
}

export interface TupleType extends Common {
  readonly kind: 'tuple'
  readonly fields: readonly AbiField[]
}

/** A type of Solidity's ABI. @source https://docs.soliditylang.org/en/latest/abi-spec.html#types */
export type AbiType = WordType | TextType | ListType | TupleType

/** An argument, or a member of a struct; `name` is empty where the signature has none. */
export interface AbiField {
  readonly name: string
  readonly type: AbiType
}

export const WORD_BYTES = 32

const BITS_MAX = 256
const elementary = /^(?:(uint|int)([0-9]*)|bytes([0-9]+))$/
const plain: ReadonlyMap<string, AbiType> = new Map<string, AbiType>([
  ['address', word('address', 160, 'address')],
  ['bool', word('bool', 1, 'bool')],
  ['function', word('fixedBytes', 192, 'function')],
  ['bytes', { kind: 'bytes', text: 'bytes', isDynamic: true, headBytes: WORD_BYTES }],
  ['string', { kind: 'string', text: 'string', isDynamic: true, headBytes: WORD_BYTES }],
])

/**
 * The type of one word of a signature; undefined where Solidity has none of that name.
 *
 * @example
 * findElementary('uint')  // as 'uint256'
 * findElementary('uint7') // undefined
 */
export function findElementary(name: string): AbiType | undefined {
  const known = plain.get(name)
  if (known !== undefined) return known
  const [, number, digits = '', size] = elementary.exec(name) ?? []
  if (number !== undefined) return findNumber(number as 'uint' | 'int', digits)
  const bits = 8 * Number(size)
  return bits > 0 && bits <= BITS_MAX && !size?.startsWith('0') ? word('fixedBytes', bits, name) : undefined
}

function findNumber(kind: 'uint' | 'int', digits: string): AbiType | undefined {
  if (digits === '') return word(kind, BITS_MAX, `${kind}${BITS_MAX}`)
  const bits = Number(digits)
  const isOne = !digits.startsWith('0') && bits > 0 && bits <= BITS_MAX && bits % 8 === 0
  return isOne ? word(kind, bits, `${kind}${bits}`) : undefined
}

/** @param length - At least 1; undefined where the data say it. */
export function listOf(of: AbiType, length?: number): ListType {
  const isDynamic = length === undefined || of.isDynamic
  const headBytes = isDynamic ? WORD_BYTES : length * of.headBytes
  return { kind: 'list', of, length, text: `${of.text}[${length ?? ''}]`, isDynamic, headBytes }
}

/** @param fields - At least one. */
export function tupleOf(fields: readonly AbiField[]): TupleType {
  const isDynamic = fields.some(({ type }) => type.isDynamic)
  const headBytes = isDynamic ? WORD_BYTES : headBytesOf(fields)
  return { kind: 'tuple', fields, text: textOf(fields), isDynamic, headBytes }
}

/** Bytes before the tails of what stands side by side. */
export function headBytesOf(fields: readonly AbiField[]): number {
  return fields.reduce((sum, { type }) => sum + type.headBytes, 0)
}

/** As it stands behind a function's name. */
export function textOf(fields: readonly AbiField[]): string {
  return `(${fields.map(({ type }) => type.text).join(',')})`
}

function word(kind: WordKind, bits: number, text: string): WordType {
  return { kind, bits, text, isDynamic: false, headBytes: WORD_BYTES }
}
