import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { keccak } from '../../keccak.ts'
import { type AbiType, type TupleType, WORD_BYTES } from '../abi/AbiType.ts'
import type { AbiValue } from '../abi/decodeArguments.ts'
import * as Hex from '../Hex.ts'
import { encodeType, type TypeTable } from './TypeTable.ts'

/**
 * `hashStruct` of EIP-712.
 *
 * @source https://eips.ethereum.org/EIPS/eip-712#definition-of-hashstruct
 */
export function hashStruct(table: TypeTable, type: TupleType, values: readonly AbiValue[]): Uint8Array {
  return keccak(
    concatBytes(
      getTypeHash(table, type.text),
      ...type.fields.map((field, i) => hashValue(table, field.type, values[i])),
    ),
  )
}

function getTypeHash(table: TypeTable, name: string): Uint8Array {
  const known = table.typeHashes.get(name)
  if (known !== undefined) return known
  const hash = keccak(utf8ToBytes(encodeType(table, name)))
  table.typeHashes.set(name, hash)
  return hash
}

/** What is signed. @source https://eips.ethereum.org/EIPS/eip-712#specification */
export function hashTyped(domainHash: Uint8Array, messageHash: Uint8Array): Uint8Array {
  return keccak(concatBytes(Uint8Array.of(0x19, 0x01), domainHash, messageHash))
}

/** A word for a value: itself, or the hash of what does not fit. */
function hashValue(table: TypeTable, type: AbiType, value: AbiValue | undefined): Uint8Array {
  if (typeof value === 'bigint') return Hex.fromNumber(BigInt.asUintN(256, value))
  if (typeof value === 'boolean') return Hex.fromNumber(value ? 1n : 0n)
  if (typeof value === 'string')
    return type.kind === 'address' ? Hex.fromNumber(BigInt(value)) : keccak(utf8ToBytes(value))
  if (value instanceof Uint8Array) return type.kind === 'bytes' ? keccak(value) : padded(value)
  if (value !== undefined && type.kind === 'tuple') return hashStruct(table, type, value)
  if (value === undefined || type.kind !== 'list') throw new TypeError(`No value of the type ${type.text}.`)
  return keccak(concatBytes(...value.map((each) => hashValue(table, type.of, each))))
}

function padded(bytes: Uint8Array): Uint8Array {
  const word = new Uint8Array(WORD_BYTES)
  word.set(bytes)
  return word
}
