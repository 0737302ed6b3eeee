import type { EvmAddress } from '../../../chain/index.ts'
import { isObject, type JsonObject } from '../../JsonObject.ts'
import type { TupleType } from '../abi/AbiType.ts'
import type { AbiValue } from '../abi/decodeArguments.ts'
import type { Struct } from '../Struct.ts'
import { hashStruct, hashTyped } from './hashTyped.ts'
import { type Reading, readStruct } from './readTypedValue.ts'
import type { TypedData, TypedDomain } from './TypedData.ts'
import { DOMAIN, encodeType, listUsed, type Member, parseTypes, resolve, type TypeTable, wrong } from './TypeTable.ts'

const TEXT_MAX = 2 ** 20
const VALUES_MAX = 20_000

/** The members that a domain may have, in the order in which they count. @source https://eips.ethereum.org/EIPS/eip-712 */
const DOMAIN_MEMBERS: readonly Member[] = [
  { name: 'name', type: 'string' },
  { name: 'version', type: 'string' },
  { name: 'chainId', type: 'uint256' },
  { name: 'verifyingContract', type: 'address' },
  { name: 'salt', type: 'bytes32' },
]

/**
 * Parses typed data, strictly, and hashes them: numbers may be JSON's, decimal text or hex; every value has to be there and to
 * fit its type; types that hold themselves are refused.
 *
 * @param input - The object of `eth_signTypedData_v4`, or its JSON.
 * @throws SigningError `LZ_GUARD_TYPED_DATA`
 * @source https://eips.ethereum.org/EIPS/eip-712
 * @example
 * parseTypedData({ types, primaryType: 'Permit', domain, message }).primaryType // 'Permit'
 * parseTypedData({ primaryType: 'Permit' })                                     // throws LZ_GUARD_TYPED_DATA
 */
export function parseTypedData(input: unknown): TypedData {
  const json = typeof input === 'string' ? readJson(input) : input
  const { types, primaryType, domain, message } = isObject(json) ? json : {}
  if (typeof primaryType !== 'string' || primaryType === DOMAIN) throw wrong('no primaryType of a message')
  if (!isObject(domain)) throw wrong('no domain')
  const table = withDomain(parseTypes(types), domain)
  const reading: Reading = { valuesLeft: VALUES_MAX, oddities: new Set() }
  const place = readPart(reading, resolve(table, DOMAIN), domain)
  const said = readPart(reading, resolve(table, primaryType), message)
  noteUnused(reading, table, primaryType)
  const domainHash = hashStruct(table, place.type, place.values)
  const messageHash = hashStruct(table, said.type, said.values)
  return {
    primaryType,
    typeText: encodeType(table, primaryType),
    domain: toDomain(place.type, place.values),
    message: { fields: said.type.fields, values: said.values },
    domainHash,
    messageHash,
    digest: hashTyped(domainHash, messageHash),
    oddities: [...reading.oddities],
  }
}

function readPart(reading: Reading, type: TupleType, value: unknown): { type: TupleType; values: AbiValue[] } {
  return { type, values: readStruct(reading, type, value) }
}

function readJson(text: string): unknown {
  if (text.length > TEXT_MAX) throw wrong('more than a mebibyte of text')
  try {
    return JSON.parse(text)
  } catch {
    throw wrong('no JSON')
  }
}

/** Where the types say nothing of the domain, its members do. */
function withDomain(table: TypeTable, domain: JsonObject): TypeTable {
  if (table.members.has(DOMAIN)) return table
  const members = DOMAIN_MEMBERS.filter(({ name }) => domain[name] !== undefined)
  return { ...table, members: new Map([...table.members, [DOMAIN, members]]) }
}

function noteUnused({ oddities }: Reading, table: TypeTable, primaryType: string): void {
  const used = new Set([...listUsed(table, primaryType), ...listUsed(table, DOMAIN)])
  if ([...table.members.keys()].some((name) => !used.has(name))) oddities.add('types')
}

function toDomain({ fields }: TupleType, values: readonly AbiValue[]): TypedDomain {
  const struct: Struct = { fields, values }
  const find = (name: string, kind: string): AbiValue | undefined => {
    const at = struct.fields.findIndex((field) => field.name === name && field.type.kind === kind)
    return struct.values[at]
  }
  return {
    name: find('name', 'string') as string | undefined,
    version: find('version', 'string') as string | undefined,
    chainId: find('chainId', 'uint') as bigint | undefined,
    verifyingContract: find('verifyingContract', 'address') as EvmAddress.EvmAddress | undefined,
  }
}
