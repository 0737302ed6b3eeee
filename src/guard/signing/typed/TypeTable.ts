import { isObject } from '../../JsonObject.ts'
import { type AbiField, type AbiType, findElementary, type TupleType, WORD_BYTES } from '../abi/AbiType.ts'
import { SigningError } from '../SigningError.ts'

/** A member as the types have it. */
export interface Member {
  readonly name: string
  readonly type: string
}

/** The structs of typed data, by name. */
export interface TypeTable {
  readonly members: ReadonlyMap<string, readonly Member[]>
  readonly tuples: Map<string, TupleType>
  /** Hashes of the structs' types, as they are made. */
  readonly typeHashes: Map<string, Uint8Array>
}

export const DOMAIN = 'EIP712Domain'

const STRUCTS_MAX = 200
const MEMBERS_MAX = 200
const LISTS_MAX = 8
const structName = /^[A-Za-z_$][\w$:.]{0,99}$/
const memberName = /^[A-Za-z_$][\w$]{0,99}$/
const typeName = /^([A-Za-z_$][\w$:.]{0,99})((?:\[[0-9]{0,6}\])*)$/

/**
 * Parses `types`.
 *
 * @throws SigningError `LZ_GUARD_TYPED_DATA`, also for names that would make the text of a type say something else
 */
export function parseTypes(value: unknown): TypeTable {
  const entries = isObject(value) ? Object.entries(value) : []
  if (entries.length === 0 || entries.length > STRUCTS_MAX) throw wrong(`no types, or more than ${STRUCTS_MAX}`)
  const members = new Map(entries.map(([name, list]) => [name, readMembers(name, list)]))
  return { members, tuples: new Map(), typeHashes: new Map() }
}

function readMembers(name: string, list: unknown): Member[] {
  const isList = Array.isArray(list) && list.length <= MEMBERS_MAX
  if (!isList || !list.every(isMember)) throw wrong(`no list of members for ${JSON.stringify(name).slice(0, 100)}`)
  const members = list.map(({ name, type }) => ({ name, type }))
  assertStruct(name, members)
  return members
}

function isMember(value: unknown): value is Member {
  return isObject(value) && typeof value['name'] === 'string' && typeof value['type'] === 'string'
}

function assertStruct(name: string, members: readonly Member[]): void {
  if (!structName.test(name) || findElementary(name) !== undefined) throw wrong('a struct of an impossible name')
  const names = new Set(members.map((member) => member.name))
  if (names.size < members.length) throw wrong(`two members of one name in ${name}`)
  if (!members.every((member) => memberName.test(member.name))) throw wrong(`a member of an impossible name in ${name}`)
}

/** A struct with everything in it. @throws SigningError `LZ_GUARD_TYPED_DATA`, also for one that holds itself */
export function resolve(table: TypeTable, name: string, outer: readonly string[] = []): TupleType {
  const known = table.tuples.get(name)
  if (known !== undefined) return known
  const members = table.members.get(name)
  if (members === undefined) throw wrong(`no struct of the name that primaryType or a member says`)
  if (outer.includes(name)) throw wrong(`the struct ${name}, which holds itself`)
  const fields = members.map((member) => toField(table, member, [...outer, name]))
  const tuple: TupleType = { kind: 'tuple', fields, text: name, isDynamic: true, headBytes: WORD_BYTES }
  table.tuples.set(name, tuple)
  return tuple
}

function toField(table: TypeTable, { name, type }: Member, outer: readonly string[]): AbiField {
  const [, base = '', lists = ''] = typeName.exec(type) ?? []
  if (base === '') throw wrong(`a member ${name} of an impossible type`)
  const suffixes = lists.match(/\[[0-9]*\]/g) ?? []
  if (suffixes.length > LISTS_MAX) throw wrong(`more than ${LISTS_MAX} lists in each other`)
  const first = findElementary(base) ?? resolve(table, base, outer)
  return { name, type: suffixes.reduce(toList, first) }
}

function toList(of: AbiType, suffix: string): AbiType {
  const length = suffix === '[]' ? undefined : Number(suffix.slice(1, -1))
  return { kind: 'list', of, length, text: `${of.text}${suffix}`, isDynamic: true, headBytes: WORD_BYTES }
}

/** The text whose hash stands before a struct's values. @source https://eips.ethereum.org/EIPS/eip-712#definition-of-encodetype */
export function encodeType(table: TypeTable, name: string): string {
  const others = [...listUsed(table, name)].filter((other) => other !== name).sort()
  return [name, ...others].map((each) => textOf(each, table.members.get(each) ?? [])).join('')
}

/** The struct itself and all that it uses. */
export function listUsed(table: TypeTable, name: string, used: Set<string> = new Set()): ReadonlySet<string> {
  used.add(name)
  for (const { type } of table.members.get(name) ?? []) {
    const base = type.replace(/\[.*$/, '')
    if (table.members.has(base) && !used.has(base)) listUsed(table, base, used)
  }
  return used
}

function textOf(name: string, members: readonly Member[]): string {
  return `${name}(${members.map((member) => `${member.type} ${member.name}`).join(',')})`
}

export function wrong(finding: string): SigningError {
  return new SigningError('LZ_GUARD_TYPED_DATA', `The typed data have ${finding}`)
}
