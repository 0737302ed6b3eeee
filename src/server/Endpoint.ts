import type { z } from 'zod'
import type { Desk } from './Desk.ts'
import type { Caller, Need } from './edge/Caller.ts'
import type { HeaderReader } from './edge/findToken.ts'
import { HttpError } from './edge/HttpError.ts'
import { parseJson } from './edge/parseJson.ts'
import { parseQuery } from './edge/parseQuery.ts'

/** One path and method of the API: what the router, the OpenAPI document and the tests are made from. */
export interface Endpoint {
  readonly method: 'get' | 'post' | 'delete'
  /** As hono writes it: `/v1/trace/:id`. */
  readonly path: string
  readonly need: Need
  /** Group in the documentation. */
  readonly tag: string
  readonly summary: string
  readonly description?: string | undefined
  /** Of the query for GET and DELETE, of the body for POST. */
  readonly question: z.ZodType | undefined
  readonly answers: Readonly<Record<number, AnswerSpec>>
  /** Whether it is another one under a second path, and left out of the documentation. */
  readonly isAlias?: boolean
  answer(desk: Desk, request: ApiRequest): Promise<Answer> | Answer
}

/** What an answer is, for the documentation. */
export interface AnswerSpec {
  readonly description: string
  readonly schema?: z.ZodType
  readonly type?: string
}

/** A request whose caller may ask. */
export interface ApiRequest {
  readonly caller: Caller
  readonly headers: HeaderReader
  /** Query of the URL, for GET and DELETE. */
  readonly query: string
  /** For POST. */
  readonly body: Uint8Array
  param(name: string): string
  /** Whether the caller may still ask: for answers that go on. */
  isAdmitted(): boolean
  /** Cuts a caller off who takes no more of its answer. */
  hangUp(): void
}

export type AnswerBody = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>

/** What is said. */
export interface Answer {
  /** 200 where it is not given. */
  readonly status?: number
  /** A stream is an answer that goes on: it is cancelled when the caller leaves. */
  readonly body: AnswerBody
  /** Media type; JSON where it is not given. */
  readonly type?: string
  /** Seq of the answer's record in the decision log, for the header that names it. */
  readonly seq?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** How an endpoint with a question is written. */
export interface EndpointPlan<Question> extends Omit<Endpoint, 'question' | 'answer'> {
  readonly question: z.ZodType<Question>
  answer(desk: Desk, question: Question, request: ApiRequest): Promise<Answer> | Answer
}

/**
 * Makes an endpoint that asks something: the question is parsed by the schema that the documentation shows.
 *
 * @throws HttpError `LZ_HTTP_QUESTION` with the places that are wrong, at each request that is
 */
export function createEndpoint<Question>(plan: EndpointPlan<Question>): Endpoint {
  const { question, answer, ...rest } = plan
  return {
    ...rest,
    question,
    answer(desk, request) {
      const given = rest.method === 'post' ? parseJson(request.body) : parseQuery(request.query)
      return answer(desk, parseQuestion(question, given), request)
    },
  }
}

/** Parses what a caller asks. @throws HttpError `LZ_HTTP_QUESTION` */
export function parseQuestion<Question>(schema: z.ZodType<Question>, given: unknown): Question {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const places = result.error.issues.slice(0, 10).map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`)
  throw new HttpError('LZ_HTTP_QUESTION', `The question is not such as /openapi.json says. ${places.join('. ')}.`)
}
