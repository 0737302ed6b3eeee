import { utf8ToBytes } from '@noble/hashes/utils.js'
import { keccak } from '../../keccak.ts'
import * as Hex from '../Hex.ts'
import { AbiError, shown } from './AbiError.ts'
import { type AbiField, type AbiType, findElementary, listOf, textOf, tupleOf } from './AbiType.ts'

/** A function as calls name it. */
export interface AbiFunction {
  readonly name: string
  readonly inputs: readonly AbiField[]
  /** Without the arguments' names: `transfer(address,uint256)`. */
  readonly text: string
  /** The first four bytes of a call, as `0x` and eight lower-case digits. */
  readonly selector: string
}

const TEXT_MAX = 10_000
const DEPTH_MAX = 16
const LENGTH_MAX = 65_536
const NAME = /[A-Za-z_$][\w$]*/y
const LENGTH = /[1-9][0-9]{0,5}/y
const BLANKS = /\s*/y
/** Words that stand between a type and a name, and change neither. */
const KEYWORDS: ReadonlySet<string> = new Set(['calldata', 'memory', 'storage', 'payable', 'indexed'])

interface Scan {
  readonly text: string
  at: number
  depth: number
}

/**
 * Parses what people write of a function: names of arguments, blanks and `memory` may stand in it or not.
 *
 * @throws AbiError `LZ_GUARD_ABI_SIGNATURE`
 * @source https://docs.soliditylang.org/en/latest/abi-spec.html#function-selector
 * @example
 * parseSignature('transfer(address to, uint256 amount)').selector // '0xa9059cbb'
 * parseSignature('transfer(address,uint7)')                       // throws LZ_GUARD_ABI_SIGNATURE
 */
export function parseSignature(text: string): AbiFunction {
  const scan = begin(text)
  const first = readName(scan)
  const name = first === 'function' ? readName(scan) : first
  if (name === '') throw wrong(scan, 'no name')
  const inputs = readFields(scan)
  assertEnd(scan)
  const canonical = name + textOf(inputs)
  return { name, inputs, text: canonical, selector: selectorOf(canonical) }
}

/**
 * Parses one type.
 *
 * @throws AbiError `LZ_GUARD_ABI_SIGNATURE`
 * @example
 * parseType('(address to,uint256)[2]').text // '(address,uint256)[2]'
 */
export function parseType(text: string): AbiType {
  const scan = begin(text)
  const type = readType(scan)
  assertEnd(scan)
  return type
}

/** The first four bytes of the hash of a signature without names. */
function selectorOf(canonical: string): string {
  return Hex.ofBytes(keccak(utf8ToBytes(canonical)).subarray(0, 4))
}

function begin(text: string): Scan {
  if (text.length > TEXT_MAX) throw new AbiError('LZ_GUARD_ABI_SIGNATURE', `${text.length} characters of signature`)
  const scan = { text, at: 0, depth: 0 }
  skip(scan)
  return scan
}

function readFields(scan: Scan): AbiField[] {
  expect(scan, '(')
  if (++scan.depth > DEPTH_MAX) throw wrong(scan, `more than ${DEPTH_MAX} brackets in each other`)
  const fields: AbiField[] = []
  if (peek(scan) !== ')') fields.push(readField(scan))
  while (peek(scan) === ',') {
    expect(scan, ',')
    fields.push(readField(scan))
  }
  expect(scan, ')')
  scan.depth--
  return fields
}

function readField(scan: Scan): AbiField {
  const type = readType(scan)
  let name = readName(scan)
  while (KEYWORDS.has(name)) name = readName(scan)
  return { name, type }
}

function readType(scan: Scan): AbiType {
  let type = readBase(scan)
  for (let count = 0; peek(scan) === '['; count++) {
    if (count === DEPTH_MAX) throw wrong(scan, `more than ${DEPTH_MAX} lists in each other`)
    expect(scan, '[')
    const digits = read(scan, LENGTH)
    if (Number(digits) > LENGTH_MAX) throw wrong(scan, `a list of ${digits}`)
    expect(scan, ']')
    type = listOf(type, digits === '' ? undefined : Number(digits))
  }
  return type
}

function readBase(scan: Scan): AbiType {
  const name = readName(scan)
  if (name === '' || name === 'tuple') {
    const fields = readFields(scan)
    if (fields.length === 0) throw wrong(scan, 'an empty tuple')
    return tupleOf(fields)
  }
  const type = findElementary(name)
  if (type === undefined) throw wrong(scan, `no type is called ${shown(name)}`)
  return type
}

function readName(scan: Scan): string {
  return read(scan, NAME)
}

/** What stands here in that form, and nothing where nothing does. */
function read(scan: Scan, form: RegExp): string {
  form.lastIndex = scan.at
  const [found = ''] = form.exec(scan.text) ?? []
  scan.at += found.length
  skip(scan)
  return found
}

function skip(scan: Scan): void {
  BLANKS.lastIndex = scan.at
  scan.at += BLANKS.exec(scan.text)?.[0].length ?? 0
}

function peek({ text, at }: Scan): string {
  return text.charAt(at)
}

function expect(scan: Scan, sign: string): void {
  if (peek(scan) !== sign) throw wrong(scan, `expected ${sign}`)
  scan.at++
  skip(scan)
}

function assertEnd(scan: Scan): void {
  if (scan.at < scan.text.length) throw wrong(scan, 'expected the end')
}

function wrong({ text, at }: Scan, finding: string): AbiError {
  return new AbiError('LZ_GUARD_ABI_SIGNATURE', `${shown(text)}, character ${at + 1}: ${finding}`)
}
