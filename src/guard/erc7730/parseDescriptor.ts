import { EvmAddress } from '../../chain/index.ts'
import type { Deployment, Descriptor, Field, Format, Visible } from './Descriptor.ts'
import { type LoadInclude, mergeIncludes } from './mergeIncludes.ts'
import { readAbi } from './readAbi.ts'
import * as Shape from './Shape.ts'

const TEXT_MAX = 2 ** 20
const FORMATS_MAX = 500
const FIELDS_MAX = 200
const DEPLOYMENTS_MAX = 10_000
const LEVELS_MAX = 64
const DECIMALS_MAX = 77

/**
 * Parses a descriptor; keys that are not known here are left aside.
 *
 * @param input - The JSON, or its text up to a mebibyte.
 * @throws DescriptorError `LZ_GUARD_DESCRIPTOR`, `LZ_GUARD_DESCRIPTOR_INCLUDE` for an included file that is not there
 * @source https://eips.ethereum.org/EIPS/eip-7730
 * @example
 * parseDescriptor(await readFile('calldata-weth.json', 'utf8')).owner // 'WETH'
 * parseDescriptor({ includes: 'absent.json' })                        // throws LZ_GUARD_DESCRIPTOR_INCLUDE
 */
export function parseDescriptor(input: unknown, load: LoadInclude = () => undefined): Descriptor {
  const json = mergeIncludes(readJson(input), (path) => readJson(load(path)))
  assertFlat(json)
  const root = Shape.shapeOf(json, '')
  const context = Shape.object(root, 'context')
  const typed = Shape.findObject(context, 'eip712')
  const place = typed ?? Shape.object(context, 'contract')
  const metadata = Shape.findObject(root, 'metadata')
  const formats = Shape.object(Shape.object(root, 'display'), 'formats')
  const keys = Object.keys(formats.fields)
  if (keys.length > FORMATS_MAX) throw Shape.wrong('display.formats, of which there are too many')
  return {
    owner: metadata && (Shape.findText(metadata, 'owner') ?? Shape.findText(metadata, 'contractName')),
    deployments: Shape.objects(place, 'deployments', DEPLOYMENTS_MAX).map(readDeployment),
    domainSeparator: typed && Shape.findText(typed, 'domainSeparator'),
    domain: typed && (Shape.findObject(typed, 'domain')?.fields ?? {}),
    token: metadata && readToken(metadata),
    functions: readAbi(place),
    formats: keys.map((key) => readFormat(key, Shape.object(formats, key))),
    json,
  }
}

function readDeployment(shape: Shape.Shape): Deployment {
  const chainId = Shape.integer(shape, 'chainId', [1, Number.MAX_SAFE_INTEGER])
  const text = Shape.text(shape, 'address')
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) throw Shape.wrong(Shape.placeOf(shape, 'address'))
  return { chainId, address: EvmAddress.parse(text.toLowerCase()) }
}

function readToken(metadata: Shape.Shape): Descriptor['token'] {
  const token = Shape.findObject(metadata, 'token')
  if (token === undefined) return undefined
  return { symbol: Shape.text(token, 'ticker'), decimals: Shape.integer(token, 'decimals', [0, DECIMALS_MAX]) }
}

function readFormat(key: string, shape: Shape.Shape): Format {
  const interpolatedIntent = Shape.findText(shape, 'interpolatedIntent')
  return { key, intent: readIntent(shape), interpolatedIntent, fields: readFields(shape) ?? [] }
}

/** A text, or texts under labels. */
function readIntent(shape: Shape.Shape): string | undefined {
  if (typeof shape.fields['intent'] !== 'object') return Shape.findText(shape, 'intent')
  const said = Shape.object(shape, 'intent')
  return Object.keys(said.fields)
    .flatMap((label) => [label, Shape.text(said, label)])
    .join(' ')
}

function readFields(shape: Shape.Shape): Field[] | undefined {
  return shape.fields['fields'] === undefined ? undefined : Shape.objects(shape, 'fields', FIELDS_MAX).map(readField)
}

/** @throws DescriptorError `LZ_GUARD_DESCRIPTOR` */
export function readField(shape: Shape.Shape): Field {
  return {
    path: Shape.findText(shape, 'path'),
    value: shape.fields['value'],
    label: Shape.findText(shape, 'label'),
    format: Shape.findText(shape, 'format'),
    params: Shape.findObject(shape, 'params')?.fields,
    visible: readVisible(shape),
    $ref: Shape.findText(shape, '$ref'),
    fields: readFields(shape),
  }
}

function readVisible(shape: Shape.Shape): Visible | undefined {
  const { visible } = shape.fields
  if (visible === undefined || typeof visible === 'string' || typeof visible === 'boolean') return visible
  const rule = Shape.object(shape, 'visible')
  const [ifNotIn, mustMatch] = ['ifNotIn', 'mustMatch'].map((name) => Shape.findList(rule, name, FIELDS_MAX))
  return { ifNotIn, mustMatch }
}

function readJson(input: unknown): unknown {
  if (typeof input !== 'string') return input
  if (input.length > TEXT_MAX) throw Shape.wrong('more than a mebibyte of text')
  try {
    return JSON.parse(input)
  } catch {
    throw Shape.wrong('a text that is no JSON')
  }
}

/** What is nested without end would exhaust the stack of those who read it. */
function assertFlat(json: unknown): void {
  let level: unknown[] = [json]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > LEVELS_MAX) throw Shape.wrong(`more than ${LEVELS_MAX} levels`)
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? (Object.values(each) as unknown[]) : [],
    )
  }
}
