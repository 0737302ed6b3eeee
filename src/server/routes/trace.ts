import { z } from 'zod'
import { problem } from '../api/schemas.ts'
import type { Desk } from '../Desk.ts'
import { type Answer, type ApiRequest, createEndpoint, type Endpoint } from '../Endpoint.ts'
import { HttpError } from '../edge/HttpError.ts'
import type { TraceJob } from '../jobs/TraceJobs.ts'
import { planTrace, traceQuestion } from '../jobs/TraceQuestion.ts'
import { toPlain } from '../screening.ts'

const job = z.strictObject({
  id: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  stage: z.string().describe('What it is at.'),
  ordered: z.int().describe('Seconds since 1970.'),
  ended: z.int().nullable(),
  problem: problem.nullable(),
  result: z.string().nullable().describe('Path of the result, once it is there.'),
})

const common = { need: 'trace', tag: 'trace' } as const
const nothing = z.strictObject({})
const notFound = { description: 'No such job of this key. Jobs live as long as the server, the last 64 of them.' }

const orderEndpoint = createEndpoint({
  ...common,
  method: 'post',
  path: '/v1/trace',
  summary: 'Follow a theft: a job, since it may take a while.',
  description: 'One runs at a time and 16 wait; each has ten minutes.',
  question: traceQuestion,
  answers: { 202: { description: 'Ordered; Location says where to look.', schema: job } },
  async answer(desk, question, request) {
    planTrace(question)
    const seq = await desk.log.append('trace', { by: request.caller.name, question: toPlain(question) })
    const ordered = desk.traces.order(request.caller.name, question)
    return { ...show(ordered), status: 202, seq, headers: { Location: `/v1/trace/${ordered.id}` } }
  },
})

const stateEndpoint = createEndpoint({
  ...common,
  method: 'get',
  path: '/v1/trace/:id',
  summary: 'How far a trace is.',
  question: nothing,
  answers: { 200: { description: 'Its state.', schema: job }, 404: notFound },
  answer: (desk, _, request) => show(getJob(desk, request)),
})

const resultEndpoint = createEndpoint({
  ...common,
  method: 'get',
  path: '/v1/trace/:id/result',
  summary: 'What a trace came to: one document for each stolen asset (docs/trace.schema.json).',
  question: nothing,
  answers: { 200: { description: 'The documents.', schema: z.array(z.looseObject({})) }, 404: notFound },
  answer(desk, _, request) {
    const { result, state } = getJob(desk, request)
    if (result !== undefined) return { body: result }
    throw new HttpError('LZ_HTTP_NOT_FOUND', `The trace has no result: it is ${state}.`)
  },
})

const cancelEndpoint = createEndpoint({
  ...common,
  method: 'delete',
  path: '/v1/trace/:id',
  summary: 'End a trace that waits or runs.',
  question: nothing,
  answers: { 200: { description: 'Its state then.', schema: job }, 404: notFound },
  answer(desk, _, request) {
    const found = getJob(desk, request)
    desk.traces.cancel(found)
    return show(found)
  },
})

/** Traces as jobs. */
export const traceEndpoints: readonly Endpoint[] = [orderEndpoint, stateEndpoint, resultEndpoint, cancelEndpoint]

function getJob({ traces }: Desk, { caller, param }: ApiRequest): TraceJob {
  const found = traces.find(caller.name, param('id'))
  if (found === undefined) throw new HttpError('LZ_HTTP_NOT_FOUND', 'This key has no trace with this id.')
  return found
}

function show({ id, state, stage, ordered, ended, problem: fault, result }: TraceJob): Answer {
  const path = result === undefined ? null : `/v1/trace/${id}/result`
  const shown = { id, state, stage, ordered, ended: ended ?? null, problem: fault ?? null, result: path }
  return { body: JSON.stringify(shown) }
}
