import { z } from 'zod'
import { Time } from '../../chain/index.ts'
import { CanonicalJson } from '../../state/index.ts'
import {
  type AlertFilter,
  type AlertStatus,
  findLastEventId,
  getAlert,
  listAlerts,
  SEVERITIES,
} from '../../watch/index.ts'
import type { AlertDeed } from '../alerts/AlertClerk.ts'
import type { Desk } from '../Desk.ts'
import { type Answer, type ApiRequest, createEndpoint, type Endpoint } from '../Endpoint.ts'
import { HttpError } from '../edge/HttpError.ts'

const STATUSES = ['open', 'assigned', 'closing', 'closed'] as const satisfies readonly AlertStatus[]
const UNSETTLED: readonly AlertStatus[] = ['open', 'assigned', 'closing']

const count = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)

const question = z.strictObject({
  severity: z.enum(SEVERITIES).optional().describe('At least so severe.'),
  status: z
    .string()
    .regex(/^[a-z]+(,[a-z]+)*$/)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(STATUSES)))
    .optional()
    .describe(`Some of ${STATUSES.join(', ')}, with commas between; all that are not closed, unless said.`),
  theft: z.string().min(1).max(100).optional().describe('Id of a theft: alerts of this one only.'),
  since: z.string().min(1).max(40).optional().describe('Of blocks from this moment on, UTC.'),
  retracted: z
    .enum(['true', 'false'])
    .optional()
    .describe('Whether to show those whose block has left the chain, too.'),
  before: count.optional().describe('Goes on behind a page: the `next` of that one.'),
  limit: count
    .refine((value) => value >= 1 && value <= 500, { error: 'it is 1 to 500' })
    .optional()
    .describe('Give so many; 50 unless said.'),
})
type Question = z.infer<typeof question>

const alert = z
  .looseObject({
    id: z.string().describe('The same for ever, whatever block it comes in.'),
    seq: z.int(),
    rule: z.string(),
    severity: z.enum(SEVERITIES),
    status: z.enum(STATUSES).describe('closing: it waits for a second person.'),
    isRetracted: z.boolean(),
    title: z.string(),
    text: z.string(),
  })
  .describe('As docs/webhooks.md has it. Names of labels are text of strangers.')
const event = z.looseObject({ type: z.string(), timestamp: z.string(), event: z.int(), data: z.looseObject({}) })
const page = z.strictObject({
  alerts: z.array(alert),
  next: z.int().nullable().describe('Give it as `before`; null at the end.'),
  event: z.int().describe('Follow /v1/alerts/events after this one, and nothing is missed.'),
})
const notFound = { description: 'There is no alert with this id.' }

const listEndpoint = createEndpoint({
  method: 'get',
  path: '/v1/alerts',
  need: 'alerts',
  tag: 'alerts',
  summary: 'What the watch has found, the newest first.',
  question,
  answers: { 200: { description: 'Those that the filter lets through.', schema: page } },
  answer({ state }: Desk, { before, limit = 50, ...words }: Question): Answer {
    const newest = findLastEventId(state)
    const { alerts, next = null } = listAlerts(state, toFilter(words), { before, limit })
    return { body: JSON.stringify({ alerts, next, event: newest }) }
  },
})

const showEndpoint = createEndpoint({
  method: 'get',
  path: '/v1/alerts/:id',
  need: 'alerts',
  tag: 'alerts',
  summary: 'An alert with its evidence and all that happened to it.',
  question: z.strictObject({}),
  answers: {
    200: { description: 'The alert.', schema: z.strictObject({ alert, events: z.array(event) }) },
    404: notFound,
  },
  answer({ state }, _, request) {
    const found = getAlert(state, request.param('id'))
    const events = found.events.map(({ body }) => CanonicalJson.decode(body))
    return { body: JSON.stringify({ alert: found.alert, events }) }
  },
})

interface DeedPlan<Words> {
  readonly step: AlertDeed['step']
  readonly summary: string
  readonly question: z.ZodType<Words>
  toDeed(words: Words): AlertDeed
}

/** A step that a person takes: whoever has the key. */
function createDeed<Words>({ step, summary, question, toDeed }: DeedPlan<Words>): Endpoint {
  return createEndpoint({
    method: 'post',
    path: `/v1/alerts/:id/${step}`,
    need: 'alerts:write',
    tag: 'alerts',
    summary,
    description: 'Who does it is the key, and stands in the decision log.',
    question,
    answers: { 200: { description: 'The alert as it is then.', schema: alert }, 404: notFound },
    async answer(desk, words, request) {
      const now = desk.now()
      const settled = await desk.clerk.settle(request.param('id'), toDeed(words), { by: personOf(request), now })
      return { body: JSON.stringify(settled) }
    },
  })
}

const comment = z.string().min(1).max(4_000).describe('Why.')

const assignEndpoint = createDeed({
  step: 'assign',
  summary: 'Give an alert to somebody.',
  question: z.strictObject({ to: z.string().min(1).max(200).describe('Who takes care of it.') }),
  toDeed: ({ to }) => ({ step: 'assign', to }),
})

const closeEndpoint = createDeed({
  step: 'close',
  summary:
    'Say what an alert came to. One of high or critical severity is closed by the second of two people who agree.',
  question: z.strictObject({ verdict: z.enum(['true', 'false']).describe('Whether the alarm was true.'), comment }),
  toDeed: (words) => ({ step: 'close', ...words }),
})

const declineEndpoint = createDeed({
  step: 'decline',
  summary: 'Keep an alert open that somebody asked to close.',
  question: z.strictObject({ comment }),
  toDeed: (words) => ({ step: 'decline', ...words }),
})

/** What the watch has found, and its settlement. */
export const alertEndpoints: readonly Endpoint[] = [
  listEndpoint,
  showEndpoint,
  assignEndpoint,
  closeEndpoint,
  declineEndpoint,
]

function toFilter({ severity, status, theft, since, retracted }: Omit<Question, 'before' | 'limit'>): AlertFilter {
  return {
    statuses: status ?? UNSETTLED,
    ...(severity === undefined ? {} : { severity }),
    ...(theft === undefined ? {} : { theft }),
    ...(since === undefined ? {} : { sinceSec: Time.parse(since) }),
    withRetracted: retracted === 'true',
  }
}

function personOf({ caller: { person } }: ApiRequest): string {
  if (person !== undefined) return person
  throw new HttpError('LZ_HTTP_SCOPE', 'Only a key is somebody: alerts are settled with one.')
}
