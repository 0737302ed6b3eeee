import { z } from 'zod'
import { EvmAddress } from '../../chain/index.ts'
import type { Descriptor, Field, Format } from './Descriptor.ts'
import { DescriptorError } from './DescriptorError.ts'
import { type LoadInclude, mergeIncludes } from './mergeIncludes.ts'

const TEXT_MAX = 2 ** 20
const FORMATS_MAX = 500
const FIELDS_MAX = 200
const LEVELS_MAX = 64
const params = z.record(z.string(), z.unknown())
const values = z.array(z.unknown()).max(FIELDS_MAX)
const visible = z.union([
  z.string(),
  z.boolean(),
  z.object({ ifNotIn: values.optional(), mustMatch: values.optional() }),
])
const field: z.ZodType<Field> = z.lazy(() =>
  z.object({
    path: z.string().optional(),
    value: z.unknown().optional(),
    label: z.string().optional(),
    format: z.string().optional(),
    params: params.optional(),
    visible: visible.optional(),
    $ref: z.string().optional(),
    fields: z.array(field).max(FIELDS_MAX).optional(),
  }),
)
const intent = z.union([z.string(), z.record(z.string(), z.string())])
const format = z.object({
  intent: intent.optional(),
  interpolatedIntent: z.string().optional(),
  fields: z.array(field).max(FIELDS_MAX).default([]),
})
const place = z.object({ chainId: z.number().int().positive(), address: z.string() })
const places = z.array(place).default([])
const shape = z.object({
  context: z.object({
    contract: z.object({ deployments: places }).optional(),
    eip712: z.object({ deployments: places, domain: params.default({}) }).optional(),
  }),
  metadata: z
    .object({
      owner: z.string().optional(),
      contractName: z.string().optional(),
      token: z.object({ ticker: z.string(), decimals: z.number().int().min(0).max(77) }).optional(),
    })
    .default({}),
  display: z.object({ formats: z.record(z.string(), format) }),
})

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
  const parsed = shape.safeParse(json)
  if (!parsed.success) throw wrong(parsed.error.issues[0]?.path.join('.') ?? 'nothing')
  const { context, metadata, display } = parsed.data
  const keys = Object.keys(display.formats)
  const deployments = (context.eip712 ?? context.contract)?.deployments
  if (deployments === undefined || keys.length > FORMATS_MAX) throw wrong('context, or too many formats')
  const { token } = metadata
  return {
    owner: metadata.owner ?? metadata.contractName,
    deployments: deployments.map(({ chainId, address }) => ({ chainId, address: toAddress(address) })),
    domain: context.eip712?.domain,
    token: token && { symbol: token.ticker, decimals: token.decimals },
    formats: Object.entries(display.formats).map(toFormat),
    json,
  }
}

function toFormat([key, { intent: said, interpolatedIntent, fields }]: [string, z.infer<typeof format>]): Format {
  const text = typeof said === 'object' ? Object.entries(said).flat().join(' ') : said
  return { key, intent: text, interpolatedIntent, fields }
}

function toAddress(text: string): EvmAddress.EvmAddress {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) throw wrong('deployments')
  return EvmAddress.parse(text.toLowerCase())
}

function readJson(input: unknown): unknown {
  if (typeof input !== 'string') return input
  if (input.length > TEXT_MAX) throw wrong('more than a mebibyte of text')
  try {
    return JSON.parse(input)
  } catch {
    throw wrong('a text that is no JSON')
  }
}

/** What is nested without end would exhaust the stack of those who read it. */
function assertFlat(json: unknown): void {
  let level: unknown[] = [json]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > LEVELS_MAX) throw wrong(`more than ${LEVELS_MAX} levels`)
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? (Object.values(each) as unknown[]) : [],
    )
  }
}

function wrong(what: string): DescriptorError {
  return new DescriptorError(
    'LZ_GUARD_DESCRIPTOR',
    `The descriptor cannot be read at ${JSON.stringify(what).slice(0, 200)}`,
  )
}
