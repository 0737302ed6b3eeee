import { EvmAddress } from '../../../chain/index.ts'
import type { AbiType, ListType, TupleType, WordType } from '../abi/AbiType.ts'
import type { AbiValue } from '../abi/decodeArguments.ts'
import * as Hex from '../Hex.ts'
import type { TypedOddity } from './TypedData.ts'
import { wrong } from './TypeTable.ts'

/** What is left of the bound, and what was seen on the way. */
export interface Reading {
  valuesLeft: number
  readonly oddities: Set<TypedOddity>
}

const DECIMAL = /^-?[0-9]{1,78}$/
const HEX = /^0x[0-9a-fA-F]{1,64}$/
const ADDRESS = /^0x[0-9a-fA-F]{40}$/

/** A struct's values in their order. @throws SigningError `LZ_GUARD_TYPED_DATA` where one is absent or of another type */
export function readStruct(reading: Reading, type: TupleType, value: unknown): AbiValue[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(`no object for a ${type.text}`)
  const object = value as Readonly<Record<string, unknown>>
  const names = new Set(type.fields.map(({ name }) => name))
  if (Object.keys(object).some((key) => !names.has(key))) reading.oddities.add('fields')
  return type.fields.map(({ name, type: member }) => {
    if (!Object.hasOwn(object, name)) throw wrong(`no value for ${name} of ${type.text}`)
    return readValue(reading, member, { value: object[name], place: name })
  })
}

interface Given {
  readonly value: unknown
  readonly place: string
}

function readValue(reading: Reading, type: AbiType, given: Given): AbiValue {
  if (reading.valuesLeft-- <= 0) throw wrong('more values than are read')
  const { value, place } = given
  switch (type.kind) {
    case 'tuple':
      return readStruct(reading, type, value)
    case 'list':
      return readList(reading, type, given)
    case 'string':
      if (typeof value === 'string') return value
      throw mistyped(type, place)
    case 'bytes':
      return readBytes(type, given)
    case 'fixedBytes':
      return readBytes(type, given, type.bits / 8)
    case 'bool':
      if (typeof value === 'boolean') return value
      throw mistyped(type, place)
    case 'address':
      // The case of its letters is not signed.
      if (typeof value === 'string' && ADDRESS.test(value)) return EvmAddress.parse(value.toLowerCase())
      throw mistyped(type, place)
    case 'uint':
    case 'int':
      return readNumber(reading, type, given)
  }
}

function readList(reading: Reading, type: ListType, { value, place }: Given): AbiValue[] {
  if (!Array.isArray(value) || (type.length !== undefined && value.length !== type.length)) throw mistyped(type, place)
  return value.map((each: unknown, i) => readValue(reading, type.of, { value: each, place: `${place}[${i}]` }))
}

function readBytes(type: AbiType, { value, place }: Given, length?: number): Uint8Array {
  const bytes = typeof value === 'string' ? Hex.findBytes(value) : undefined
  if (bytes === undefined || (length !== undefined && bytes.length !== length)) throw mistyped(type, place)
  return bytes
}

function readNumber(reading: Reading, type: WordType, { value, place }: Given): bigint {
  const number = findNumber(value)
  if (number === undefined || !fits(type, number)) throw mistyped(type, place)
  if (typeof value === 'number' && !Number.isSafeInteger(value)) reading.oddities.add('number')
  return number
}

function findNumber(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined
  return typeof value === 'string' && (DECIMAL.test(value) || HEX.test(value)) ? BigInt(value) : undefined
}

function fits({ kind, bits }: WordType, number: bigint): boolean {
  return number === (kind === 'int' ? BigInt.asIntN(bits, number) : BigInt.asUintN(bits, number))
}

function mistyped({ text }: AbiType, place: string): Error {
  return wrong(`no ${text} in ${place}`)
}
