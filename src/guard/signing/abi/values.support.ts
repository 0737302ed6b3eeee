import fc from 'fast-check'
import type { AbiField, AbiType } from './AbiType.ts'
import type { AbiValue } from './decodeArguments.ts'

/** Values of types, as viem takes them. */
export function valuesOf(fields: readonly AbiField[]): fc.Arbitrary<unknown[]> {
  return fc.tuple(...fields.map(({ type }) => anyOf(type)))
}

function anyOf(type: AbiType): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'uint':
      return fc.bigInt({ min: 0n, max: 2n ** BigInt(type.bits) - 1n }).map((value) => toViem(value, type.bits))
    case 'int':
      return fc
        .bigInt({ min: -(2n ** BigInt(type.bits - 1)), max: 2n ** BigInt(type.bits - 1) - 1n })
        .map((value) => toViem(value, type.bits))
    case 'bool':
      return fc.boolean()
    case 'address':
      return hex(20, 20)
    case 'fixedBytes':
      return hex(type.bits / 8, type.bits / 8)
    case 'bytes':
      return hex(0, 70)
    case 'string':
      return fc.string({ unit: 'grapheme', maxLength: 40 })
    case 'list':
      return fc.array(anyOf(type.of), { minLength: type.length ?? 0, maxLength: type.length ?? 3 })
    case 'tuple':
      return valuesOf(type.fields)
  }
}

/** viem takes and gives numbers where 48 bits are enough. */
function toViem(value: bigint, bits: number): bigint | number {
  return bits <= 48 ? Number(value) : value
}

function hex(minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc.uint8Array({ minLength, maxLength }).map((bytes) => `0x${Buffer.from(bytes).toString('hex')}`)
}

/** What was decoded, as viem takes it; `type` is of the value. */
export function plainOf(type: AbiType, value: AbiValue): unknown {
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString('hex')}`
  if (typeof value === 'bigint') return 'bits' in type ? toViem(value, type.bits) : value
  if (type.kind === 'list') return (value as readonly AbiValue[]).map((each) => plainOf(type.of, each))
  if (type.kind === 'tuple') return plainsOf(type.fields, value as readonly AbiValue[])
  return value
}

export function plainsOf(fields: readonly AbiField[], values: readonly AbiValue[]): unknown[] {
  return fields.map(({ type }, i) => plainOf(type, values[i] as AbiValue))
}

/** As viem wants its parameters. */
export function parametersOf(fields: readonly AbiField[]): { type: string; components?: unknown[] }[] {
  return fields.map(({ type }) => parameterOf(type))
}

function parameterOf(type: AbiType): { type: string; components?: unknown[] } {
  if (type.kind === 'tuple') return { type: 'tuple', components: parametersOf(type.fields) }
  if (type.kind !== 'list') return { type: type.text }
  const inner = parameterOf(type.of)
  return { ...inner, type: `${inner.type}[${type.length ?? ''}]` }
}
