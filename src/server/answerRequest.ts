import type { Desk } from './Desk.ts'
import type { Answer, AnswerBody, ApiRequest, Endpoint } from './Endpoint.ts'
import type { Exchange } from './edge/Exchange.ts'
import { HttpError } from './edge/HttpError.ts'
import { type Admission, admit, isAdmitted } from './edge/identify.ts'
import * as Problem from './edge/Problem.ts'
import { assertNoQuery } from './edge/parseQuery.ts'
import { assertLength, readBody } from './edge/readBody.ts'

/** An answer with its status and all its headers. */
export interface Reply {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: AnswerBody
}

/** On every answer. @source https://owasp.org/www-project-secure-headers/ */
const POLICY = "default-src 'none'; frame-ancestors 'none'"

/** Lets a request in, has it answered, and counts it; whatever is thrown on the way becomes a problem. */
export async function answerRequest(desk: Desk, endpoint: Endpoint, exchange: Exchange): Promise<Reply> {
  const started = performance.now()
  const reply = await attempt(desk, endpoint, exchange)
  desk.metrics.countRequest(endpoint.path, reply.status, performance.now() - started)
  return reply
}

async function attempt(desk: Desk, endpoint: Endpoint, exchange: Exchange): Promise<Reply> {
  try {
    const admission = admit(desk, exchange, endpoint.need)
    const request = await readRequest(desk, exchange, { caller: admission.caller, need: endpoint.need })
    return toReply(await endpoint.answer(desk, request), admission)
  } catch (error) {
    const isForeign = endpoint.path.startsWith('/compat/')
    return replyError(desk, error, isForeign ? (problem) => ({ ...problem, message: problem.detail }) : undefined)
  }
}

type Admitted = Pick<Admission, 'caller'> & Pick<Endpoint, 'need'>

async function readRequest(desk: Desk, exchange: Exchange, { caller, need }: Admitted): Promise<ApiRequest> {
  const { headers, query } = exchange
  const body = exchange.method === 'POST' ? await readQuestion(desk, exchange) : EMPTY
  return {
    caller,
    headers,
    query,
    body,
    param: (name) => exchange.param(name),
    isAdmitted: () => isAdmitted(desk, exchange, need),
    hangUp: () => exchange.hangUp(),
  }
}

async function readQuestion({ limits }: Desk, { headers, query, body }: Exchange): Promise<Uint8Array> {
  assertNoQuery(query)
  assertJson(headers.get('content-type'))
  assertLength(headers.get('content-length'), limits.bodyBytesMax)
  return await readBody(body, limits.bodyBytesMax)
}

const EMPTY = new Uint8Array(0)
const JSON_TYPE = /^application\/json(; *charset="?utf-8"?)?$/i

function assertJson(type: string | undefined): void {
  if (type === 'application/json' || JSON_TYPE.test(type ?? '')) return
  throw new HttpError('LZ_HTTP_BODY_TYPE', 'The body must be JSON in UTF-8: Content-Type: application/json')
}

// An object of one shape, written down at once: put together from parts it cost more than the screening.
function toReply({ status = 200, body, type = 'application/json', seq, headers }: Answer, admission: Admission): Reply {
  const { limit, remaining } = admission.allowance
  const own: Record<string, string> = {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'RateLimit-Policy': `"second";q=${limit};w=1`,
    RateLimit: `"second";r=${remaining};t=1`,
  }
  if (seq !== undefined) own['Lazaretto-Decision'] = String(seq)
  return { status, headers: headers === undefined ? own : { ...own, ...headers }, body }
}

/**
 * What a client is told of an error; what is no caller's fault is reported to the operator too.
 *
 * @param shape - Adds what the clients of another API look for.
 */
export function replyError(
  desk: Pick<Desk, 'report'>,
  error: unknown,
  shape: (problem: Problem.Problem) => object = (problem) => problem,
): Reply {
  const problem = Problem.fromError(error)
  if (problem.status >= 500 && !(error instanceof HttpError)) desk.report(error)
  const headers = {
    'Content-Type': Problem.PROBLEM_TYPE,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    ...(problem.status === 503 ? { 'Retry-After': '1' } : {}),
    ...(error instanceof HttpError ? error.headers : {}),
  }
  return { status: problem.status, headers, body: JSON.stringify(shape(problem)) }
}
