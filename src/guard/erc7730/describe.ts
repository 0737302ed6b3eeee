import { EvmAddress } from '../../chain/index.ts'
import * as OutsideText from '../OutsideText.ts'
import type { AbiValue } from '../signing/abi/decodeArguments.ts'
import { gradeParty } from '../signing/gradeSpender.ts'
import { sayCoins } from './amounts.ts'
import type { Field, Format, Visible } from './Descriptor.ts'
import { formatValue } from './formatValue.ts'
import { type Leaf, unfit } from './Path.ts'
import { readField } from './parseDescriptor.ts'
import { findAll, findJson, findParam, leafOfJson, type Scope, spend } from './Scope.ts'
import { shapeOf } from './Shape.ts'

const DEPTH_MAX = 8

/**
 * What a format says: whose contract it is, the intent, and every field that is shown.
 *
 * @throws DescriptorError `LZ_GUARD_DESCRIPTOR_PATH` where a field is not there, or a value may not be what it is, or is a scam
 */
export function describe(scope: Scope, format: Format): string {
  assertHonest(scope, scope.data.value)
  const lines = format.fields.flatMap((field) => sayField(scope, field))
  const owner = scope.descriptor.owner
  const whose = owner === undefined ? '' : `, interaction with ${plain(owner)}`
  // The fields have met the calls inside already.
  const intent = sayIntent({ ...scope, inner: [] }, format)
  const isHiding = lines.length === 0 && Array.isArray(scope.data.value) && scope.data.value.length > 0
  const unsaid = isHiding ? ['Its descriptor shows nothing of what it is called with.'] : []
  return [`${intent}${whose}.`, ...lines, ...unsaid, ...sayUnsaidCoins(scope, format)].join(' ')
}

/** A scam that a call names, shown or not, or somebody taken for another, is not to be hidden behind words of others. */
function assertHonest({ place }: Pick<Scope, 'place'>, value: AbiValue): void {
  if (Array.isArray(value)) for (const each of value as readonly AbiValue[]) assertHonest({ place }, each)
  if (typeof value !== 'string' || !/^0x[0-9a-f]{40}$/.test(value)) return
  if (gradeParty(place, EvmAddress.parse(value)).length > 0) throw unfit('an address that is known as bad')
}

/** Coins that go with a call are said, whether a field shows them or not. */
function sayUnsaidCoins(scope: Scope, { fields }: Format): string[] {
  const { valueWei = 0n } = scope.around
  if (valueWei === 0n || JSON.stringify(fields).includes('"@.value"')) return []
  return [`Pays with it: ${sayCoins(scope, valueWei)}.`]
}

function sayIntent(scope: Scope, { intent, interpolatedIntent, fields, key }: Format): string {
  const text = interpolatedIntent === undefined ? undefined : interpolate(scope, interpolatedIntent, fields)
  return text ?? plain(intent ?? key)
}

/** Undefined where a path in braces is of no field. @source https://eips.ethereum.org/EIPS/eip-7730 */
function interpolate(scope: Scope, text: string, fields: readonly Field[]): string | undefined {
  const paths = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, path = '']) => path)
  const said = paths.map((path) => fields.find((field) => isSamePath(field.path, path)))
  if (said.some((field) => field === undefined)) return undefined
  const values = said.map((field) => sayValues(scope, resolve(scope, field ?? {})).join(', '))
  return text
    .split(/\{[^{}]*\}/)
    .map((part, i) => `${spaced(part)}${values[i] ?? ''}`)
    .join('')
}

function spaced(part: string): string {
  const bare = plain(part)
  return `${/^\s/.test(part) ? ' ' : ''}${bare}${/\s$/.test(part) && bare !== '' ? ' ' : ''}`
}

function isSamePath(a: string | undefined, b: string): boolean {
  return a?.replace(/^#\./, '') === b.replace(/^#\./, '')
}

function sayField(scope: Scope, given: Field, depth: number = 0): string[] {
  if (depth > DEPTH_MAX) throw unfit('fields in each other without end')
  spend(scope, 1)
  const field = resolve(scope, given)
  if (field.visible === 'never' || field.visible === false) return []
  if (field.fields !== undefined) return sayGroup(scope, field, depth)
  const label = plain(field.label ?? field.path ?? '')
  return sayValues(scope, field).map((value) => `${label}: ${value}.`)
}

/** Every item of a group with all its fields, one item after the other. */
function sayGroup(scope: Scope, { path, fields = [] }: Field, depth: number): string[] {
  const items = path === undefined ? [scope.here] : findAll(scope, path)
  return items.flatMap((here) => fields.flatMap((field) => sayField({ ...scope, here }, field, depth + 1)))
}

function sayValues(scope: Scope, { path, value, format, params = {}, visible }: Field): string[] {
  const leaves = path === undefined ? [leafOfJson(findParam(scope, value))] : findAll(scope, path)
  spend(scope, leaves.length)
  const shown = leaves.map((leaf, at) => ({ leaf, at, params })).filter(({ leaf }) => isVisible(leaf, visible))
  return shown.map((each) => formatValue(scope, format, each))
}

/** @throws DescriptorError `LZ_GUARD_DESCRIPTOR_PATH` for a value that the descriptor does not allow */
function isVisible({ value }: Leaf, visible: Visible | undefined): boolean {
  if (typeof visible !== 'object') return true
  const isIn = (values: readonly unknown[]) => values.some((each) => String(each).toLowerCase() === String(value))
  if (visible.mustMatch !== undefined) {
    if (!isIn(visible.mustMatch)) throw unfit('a value that is not allowed there')
    return false
  }
  return visible.ifNotIn === undefined || !isIn(visible.ifNotIn)
}

/** A field with what it refers to: its own values go before. */
function resolve(scope: Scope, field: Field): Field {
  if (field.$ref === undefined) return field
  const definition = readField(shapeOf(findJson(scope, field.$ref), field.$ref))
  return { ...withoutAbsent(definition), ...withoutAbsent(field), params: { ...definition.params, ...field.params } }
}

function withoutAbsent(field: Field): Field {
  return Object.fromEntries(Object.entries(field).filter(([, value]) => value !== undefined))
}

function plain(text: string): string {
  return OutsideText.plain(text)
}
