import { z } from 'zod'
import { listGaps } from '../../screen/index.ts'
import type { Desk } from '../Desk.ts'
import { type Answer, createEndpoint, type Endpoint } from '../Endpoint.ts'
import type { Gauge } from '../Metrics.ts'

const nothing = z.strictObject({})
const health = z.strictObject({ status: z.enum(['ok', 'not-ready']), reasons: z.array(z.string()) })

/** Whether the process lives. */
const healthzEndpoint: Endpoint = createEndpoint({
  method: 'get',
  path: '/healthz',
  need: 'public',
  tag: 'operation',
  summary: 'Does the process live?',
  question: nothing,
  answers: { 200: { description: 'It does.', schema: health } },
  answer: () => ({ body: '{"status":"ok","reasons":[]}' }),
})

/** Whether it can say no-match. */
const readyzEndpoint: Endpoint = createEndpoint({
  method: 'get',
  path: '/readyz',
  need: 'public',
  tag: 'operation',
  summary: 'Can it answer: are all lists there and fresh?',
  question: nothing,
  answers: {
    200: { description: 'All lists are there and fresh.', schema: health },
    503: {
      description: 'Some are missing or stale; the reasons say which. Until then a no-match is a hold.',
      schema: health,
    },
  },
  answer: answerReady,
})

const metricsEndpoint: Endpoint = createEndpoint({
  method: 'get',
  path: '/metrics',
  need: 'read',
  tag: 'operation',
  summary: 'Figures for Prometheus.',
  question: nothing,
  answers: { 200: { description: 'Text of Prometheus, version 0.0.4.', type: 'text/plain' } },
  answer: (desk) => ({
    body: desk.metrics.toText(gaugesOf(desk)),
    type: 'text/plain; version=0.0.4; charset=utf-8',
  }),
})

/** What operators look at. */
export const operationEndpoints: readonly Endpoint[] = [healthzEndpoint, readyzEndpoint, metricsEndpoint]

function answerReady({ editions, now }: Desk): Answer {
  const { lists, policy } = editions.current.screener
  const reasons = listGaps(lists, policy, now()).map(({ code, message }) => `${code}: ${message}`)
  const status = reasons.length === 0 ? 'ok' : 'not-ready'
  return { status: reasons.length === 0 ? 200 : 503, body: JSON.stringify({ status, reasons }) }
}

function gaugesOf({ editions, log, feed, now }: Desk): Gauge[] {
  const { lists } = editions.current.screener
  const ages = lists.map(({ list, checkedSec }) => [`list="${list}"`, now() - checkedSec] as const)
  const { rss, heapUsed, external } = process.memoryUsage()
  return [
    {
      name: 'lazaretto_list_age_seconds',
      help: 'Time since a list was last known to be current.',
      values: Object.fromEntries(ages),
    },
    { name: 'lazaretto_decisions_waiting', help: 'Decisions that wait for the disk.', values: { '': log.waiting } },
    { name: 'lazaretto_alert_streams', help: 'Open streams of events of alerts.', values: { '': feed.size } },
    {
      name: 'lazaretto_refreshes',
      help: 'Loads of the lists since the start.',
      values: { 'result="done"': editions.refreshes.done, 'result="failed"': editions.refreshes.failed },
    },
    {
      name: 'lazaretto_memory_bytes',
      help: 'Memory of the process.',
      values: { 'kind="resident"': rss, 'kind="heap"': heapUsed, 'kind="external"': external },
    },
  ]
}
