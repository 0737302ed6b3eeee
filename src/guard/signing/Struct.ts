import { EvmAddress } from '../../chain/index.ts'
import type { AbiField } from './abi/AbiType.ts'
import type { AbiValue } from './abi/decodeArguments.ts'

/** Values under the names of their fields: arguments of a call, or a message of typed data. */
export interface Struct {
  readonly fields: readonly AbiField[]
  readonly values: readonly AbiValue[]
}

export function uint(struct: Struct, name: string): bigint {
  const value = get(struct, name)
  if (typeof value === 'bigint') return value
  throw mistaken(name, 'a number')
}

export function bool(struct: Struct, name: string): boolean {
  const value = get(struct, name)
  if (typeof value === 'boolean') return value
  throw mistaken(name, 'a boolean')
}

export function address(struct: Struct, name: string): EvmAddress.EvmAddress {
  const value = get(struct, name)
  if (typeof value === 'string') return EvmAddress.parse(value)
  throw mistaken(name, 'an address')
}

export function bytes(struct: Struct, name: string): Uint8Array {
  const value = get(struct, name)
  if (value instanceof Uint8Array) return value
  throw mistaken(name, 'bytes')
}

/** Undefined for what is no text; addresses are texts too. */
export function findText(struct: Struct, name: string): string | undefined {
  const value = get(struct, name)
  return typeof value === 'string' ? value : undefined
}

export function list(struct: Struct, name: string): readonly AbiValue[] {
  const value = get(struct, name)
  if (Array.isArray(value)) return value as readonly AbiValue[]
  throw mistaken(name, 'a list')
}

export function struct(outer: Struct, name: string): Struct {
  const type = outer.fields[indexOf(outer, name)]?.type
  if (type?.kind === 'tuple') return { fields: type.fields, values: list(outer, name) }
  throw mistaken(name, 'a struct')
}

export function structs(outer: Struct, name: string): Struct[] {
  const type = outer.fields[indexOf(outer, name)]?.type
  if (type?.kind !== 'list' || type.of.kind !== 'tuple') throw mistaken(name, 'a list of structs')
  const { fields } = type.of
  return list(outer, name).map((values) => ({ fields, values: values as readonly AbiValue[] }))
}

export function has({ fields }: Struct, name: string): boolean {
  return fields.some((field) => field.name === name)
}

/** As it was decoded. */
export function get(from: Struct, name: string): AbiValue {
  const value = from.values[indexOf(from, name)]
  if (value === undefined) throw mistaken(name, 'a value')
  return value
}

function indexOf({ fields }: Struct, name: string): number {
  return fields.findIndex((field) => field.name === name)
}

/** A table of ours names what its signature has not. */
function mistaken(name: string, expected: string): TypeError {
  return new TypeError(`No field ${name} holds ${expected}.`)
}
