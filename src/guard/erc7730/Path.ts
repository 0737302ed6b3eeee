import type { AbiType } from '../signing/abi/AbiType.ts'
import type { AbiValue } from '../signing/abi/decodeArguments.ts'
import * as Hex from '../signing/Hex.ts'
import { DescriptorError } from './DescriptorError.ts'

/** A value, and its type where it has one: constants of the descriptor have none. */
export interface Leaf {
  readonly value: AbiValue
  readonly type: AbiType | undefined
}

/** Where a path begins: `#` the arguments or the message, `@` what is around them, `$` the descriptor, or nothing: where one is. */
export type PathRoot = '#' | '@' | '$' | ''

export interface Path {
  readonly root: PathRoot
  readonly steps: readonly Step[]
}

type Step = string | Slice

/** One item where `end` is absent and `isRange` is not; all where nothing is said. */
interface Slice {
  readonly start: number | undefined
  readonly end: number | undefined
  readonly isRange: boolean
}

const STEPS_MAX = 32
const LEAVES_MAX = 200
const bracket = /^\[(-?[0-9]{1,6})?(:)?(-?[0-9]{1,6})?\]$/
const word = /^[A-Za-z_$][\w$-]*$/

/**
 * Parses a path such as `#.swaps.[0].amount`, `@.value` or `data.[-20:]`.
 *
 * @throws DescriptorError `LZ_GUARD_DESCRIPTOR_PATH`
 * @source https://eips.ethereum.org/EIPS/eip-7730#path-references
 */
export function parsePath(text: string): Path {
  const parts = text.replace(/\.?\[/g, '.[').replace(/^\./, '').split('.')
  if (parts.length > STEPS_MAX) throw unfit(text)
  const first = parts[0]
  const root = first === '#' || first === '@' || first === '$' ? first : ''
  const steps = (root === '' ? parts : parts.slice(1)).filter((part) => part !== '')
  return { root, steps: steps.map((part) => toStep(part, text)) }
}

function toStep(part: string, text: string): Step {
  if (word.test(part)) return part
  const [all, start, colon, end] = bracket.exec(part) ?? []
  if (all === undefined || (colon === undefined && end !== undefined)) throw unfit(text)
  const isRange = colon !== undefined || start === undefined
  return { start: toNumber(start), end: toNumber(end), isRange }
}

function toNumber(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits)
}

/** All that a path leads to, in its order. @throws DescriptorError `LZ_GUARD_DESCRIPTOR_PATH` where it leads nowhere */
export function follow(from: Leaf, { steps }: Path): Leaf[] {
  let leaves: Leaf[] = [from]
  for (const step of steps) {
    leaves = leaves.flatMap((leaf) => (typeof step === 'string' ? [member(leaf, step)] : slice(leaf, step)))
    if (leaves.length > LEAVES_MAX) throw unfit(`more than ${LEAVES_MAX} values`)
  }
  return leaves
}

function member({ type, value }: Leaf, name: string): Leaf {
  if (type?.kind !== 'tuple' || !Array.isArray(value)) throw unfit(name)
  const at = type.fields.findIndex((field) => field.name === name)
  const found = (value as readonly AbiValue[])[at]
  if (found === undefined) throw unfit(name)
  return { value: found, type: type.fields[at]?.type }
}

function slice(leaf: Leaf, step: Slice): Leaf[] {
  const { type, value } = leaf
  if (type?.kind === 'list' && Array.isArray(value)) {
    return cut(value as readonly AbiValue[], step).map((each) => ({ value: each, type: type.of }))
  }
  return [{ value: cut(findBytes(leaf), step), type: undefined }]
}

function cut<T extends readonly AbiValue[] | Uint8Array>(items: T, { start = 0, end, isRange }: Slice): T {
  if (isRange) return items.slice(start, end) as T
  if (items.at(start) === undefined) throw unfit(`item ${start} of ${items.length}`)
  return items.slice(start, start === -1 ? undefined : start + 1) as T
}

/** The bytes of a value of one word, or of bytes. */
function findBytes({ value, type }: Leaf): Uint8Array {
  if (value instanceof Uint8Array) return value
  if (typeof value === 'string' && type?.kind === 'address') return Hex.findBytes(value) ?? new Uint8Array(0)
  const bits = type !== undefined && 'bits' in type ? type.bits : undefined
  if (typeof value !== 'bigint' || bits === undefined) throw unfit('a slice of what has no bytes')
  return Hex.fromNumber(BigInt.asUintN(bits, value), bits / 8)
}

export function unfit(what: string): DescriptorError {
  return new DescriptorError('LZ_GUARD_DESCRIPTOR_PATH', `Nothing is found at ${JSON.stringify(what).slice(0, 200)}`)
}
