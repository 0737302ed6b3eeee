import { z } from 'zod'
import { Address } from '../../chain/index.ts'
import { ANY_EVM, findIncidents, findRegisterChain, GRADES, type IncidentFilter, VECTORS } from '../../intel/index.ts'
import { addressText } from '../api/schemas.ts'
import type { Desk } from '../Desk.ts'
import { type Answer, type ApiRequest, createEndpoint, type Endpoint } from '../Endpoint.ts'
import { HttpError } from '../edge/HttpError.ts'

const day = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
const word = z.string().min(1).max(100)
const count = (max: number): z.ZodType<number | undefined> =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .refine((value) => value <= max, { error: `it is ${max} at most` })
    .optional()

const question = z.strictObject({
  from: day.optional().describe('Not before this day, month or year.'),
  to: day.optional().describe('Not after it.'),
  victim: word.optional().describe("Part of the victim's name or of the id."),
  chain: word.optional().describe('Chain that the loot touched; evm finds those whose source names none.'),
  vector: z.enum(VECTORS).optional().describe('How the thieves came in.'),
  grade: z.enum(GRADES).optional().describe('Attributed at least so strongly.'),
  address: addressText.optional().describe('An address of the incident, in any spelling.'),
  actor: word.optional().describe('Attributed to an actor, under any of its names.'),
  minUsd: count(1e15).describe('Loss of at least so many US dollars.'),
  offset: count(1e6).describe('Leave out so many.'),
  limit: count(500).describe('Give so many; 50 unless said.'),
})
type Question = z.infer<typeof question>

const incident = z
  .looseObject({ id: z.string(), status: z.string(), grade: z.enum(GRADES) })
  .describe(
    'As docs/register.schema.json has it, with the strongest grade. An attribution is a claim of whoever is named, never a fact.',
  )

/** The thefts of the register. */
const listEndpoint: Endpoint = createEndpoint({
  method: 'get',
  path: '/v1/incidents',
  need: 'read',
  tag: 'incidents',
  summary: 'Thefts that somebody attributes to actors of the DPRK, the newest first.',
  question,
  answers: {
    200: {
      description: 'Those that the filter lets through.',
      schema: z.strictObject({ total: z.int(), asOf: z.string(), incidents: z.array(incident) }),
    },
  },
  answer: listThefts,
})

const showEndpoint: Endpoint = createEndpoint({
  method: 'get',
  path: '/v1/incidents/:id',
  need: 'read',
  tag: 'incidents',
  summary: 'All that is known of one theft, and who says it.',
  question: z.strictObject({}),
  answers: {
    200: { description: 'The theft, with the sources that it names.', schema: incident },
    404: { description: 'There is no such theft.' },
  },
  answer: showTheft,
})

export const incidentEndpoints: readonly Endpoint[] = [listEndpoint, showEndpoint]

function listThefts({ register }: Desk, { offset = 0, limit = 50, ...words }: Question): Answer {
  const found = findIncidents(register, toFilter(words)).reverse()
  const incidents = found.slice(offset, offset + limit)
  return { body: JSON.stringify({ total: found.length, asOf: register.asOf, incidents }) }
}

function toFilter({ address, chain, minUsd, ...rest }: Omit<Question, 'offset' | 'limit'>): IncidentFilter {
  return {
    ...rest,
    usdMin: minUsd,
    chain: chain === undefined ? undefined : parseChain(chain),
    addresses: address === undefined ? undefined : Address.detect(address.trim()).map(({ canonical }) => canonical),
  }
}

function parseChain(text: string): IncidentFilter['chain'] {
  const name = text.toLowerCase()
  const chain = name === ANY_EVM ? ANY_EVM : (findRegisterChain(name) ?? findRegisterChain(text))
  if (chain !== undefined) return chain
  throw new HttpError('LZ_HTTP_QUESTION', 'chain: it names no chain. Try ethereum, bitcoin, tron or a CAIP-2 id.')
}

function showTheft({ register }: Desk, _: unknown, request: ApiRequest): Answer {
  const id = request.param('id')
  const found = register.incidents.find((each) => each.id === id)
  if (found === undefined) throw new HttpError('LZ_HTTP_NOT_FOUND', 'No theft of the register has this id.')
  const named = [...JSON.stringify(found).matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text)
  const sources = Object.fromEntries([...register.sources].filter(([key]) => named.includes(key)))
  return { body: JSON.stringify({ ...found, sourcesNamed: sources }) }
}
