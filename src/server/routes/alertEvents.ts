import { z } from 'zod'
import { createEndpoint, type Endpoint, parseQuestion } from '../Endpoint.ts'

const place = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)
  .optional()
const header = z.strictObject({ 'Last-Event-ID': place })

/** The life of all alerts as it happens. */
export const alertEventsEndpoint: Endpoint = createEndpoint({
  method: 'get',
  path: '/v1/alerts/events',
  need: 'alerts',
  tag: 'alerts',
  summary: 'What happens to alerts, as it happens: Server-Sent Events.',
  description:
    'Each has its number as id and the JSON of docs/webhooks.md as data; numbers have no gaps. Come again with the header Last-Event-ID, as browsers do by themselves, and nothing is missed or doubled. A caller who takes nothing for 30 s is cut off, and may come again as well.',
  question: z.strictObject({
    after: place.describe('Begin behind this event; Last-Event-ID goes first. From now on, where neither is given.'),
  }),
  answers: {
    200: { description: 'A stream without an end; a comment every 15 s.', type: 'text/event-stream' },
    503: { description: 'As many streams are open as there may be: 8 of one key, 128 of all.' },
  },
  answer(desk, { after }, request) {
    const given = request.headers.get('last-event-id')
    const last = parseQuestion(header, given === undefined ? {} : { 'Last-Event-ID': given })['Last-Event-ID']
    return {
      body: desk.feed.open(request, last ?? after),
      type: 'text/event-stream',
      headers: { 'X-Accel-Buffering': 'no' },
    }
  },
})
