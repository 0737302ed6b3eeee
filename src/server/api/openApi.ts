import { STATUS_CODES } from 'node:http'
import { z } from 'zod'
import type { AnswerSpec, Endpoint } from '../Endpoint.ts'
import { problem } from './schemas.ts'

/** A JSON object of the document. */
type Json = Record<string, unknown>

/** What is said of the API as a whole. */
export interface ApiInfo {
  readonly version: string
  readonly title: string
  readonly description: string
}

/**
 * The OpenAPI document of some endpoints, made from the very schemas that parse their requests.
 *
 * @source https://spec.openapis.org/oas/v3.1.1.html
 */
export function createOpenApi(info: ApiInfo, endpoints: readonly Endpoint[]): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints.filter(({ isAlias }) => isAlias !== true)) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method]: describeEndpoint(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { ...info, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'lazaretto keys create' } },
      schemas: { Problem: toSchema(problem, 'output') },
    },
  }
}

function describeEndpoint(endpoint: Endpoint): Json {
  const { method, path, need, tag, summary, description, question, answers } = endpoint
  const scope = need === 'public' ? 'Needs no key.' : `Needs a key with the scope \`${need}\`.`
  return {
    operationId: `${method}${path.replace(/[/:.-]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [tag],
    summary,
    description: [description, scope].filter((text) => text !== undefined).join(' '),
    ...(need === 'public' ? { security: [] } : {}),
    ...describeQuestion(method, path, question),
    responses: describeAnswers(endpoint, answers),
  }
}

function describeQuestion(method: string, path: string, question: z.ZodType | undefined): Json {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => {
    return { name, in: 'path', required: true, schema: { type: 'string' } }
  })
  const schema = question === undefined ? {} : toSchema(question, 'input')
  if (method === 'post') {
    const requestBody = { required: true, content: { 'application/json': { schema } } }
    return {
      ...(inPath.length === 0 ? {} : { parameters: inPath }),
      ...(question === undefined ? {} : { requestBody }),
    }
  }
  const { properties = {}, required = [] } = schema as { properties?: Record<string, Json>; required?: string[] }
  const inQuery = Object.entries(properties).map(([name, { description, ...rest }]) => {
    return { name, in: 'query', required: required.includes(name), description, schema: rest }
  })
  return { parameters: [...inPath, ...inQuery] }
}

function describeAnswers({ need }: Endpoint, answers: Endpoint['answers']): Json {
  const own = Object.entries(answers).map(([status, spec]) => [status, describeAnswer(spec)] as const)
  const statuses = need === 'public' ? [400, 429] : [400, 401, 403, 429, 503]
  const others = statuses
    .filter((status) => answers[status] === undefined)
    .map((status) => [String(status), { description: STATUS_CODES[status] ?? '', content: PROBLEM }] as const)
  return Object.fromEntries([...own, ...others])
}

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }

function describeAnswer({ description, schema, type = 'application/json' }: AnswerSpec): Json {
  if (schema === undefined)
    return type === 'application/json' ? { description } : { description, content: { [type]: {} } }
  return { description, content: { [type]: { schema: toSchema(schema, 'output') } } }
}

function toSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
