import { z } from 'zod'
import { listGaps } from '../../screen/index.ts'
import { countAlerts, SEVERITIES } from '../../watch/index.ts'
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
  summary: 'Does the process live? What keeps its watch from going on is among the reasons, and does not make it ill.',
  question: nothing,
  answers: { 200: { description: 'It does.', schema: health } },
  answer: answerHealth,
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

function answerHealth({ watch }: Desk): Answer {
  const { problem, isRunning } = watch?.status ?? { isRunning: true }
  // Nobody needs a key to ask, so that the message stays here: a node's name may be in it.
  const reasons = problem === undefined ? [] : [`watch: ${problem.code}`]
  const dead = isRunning ? [] : ['watch: its process has ended, and is started again']
  return { body: JSON.stringify({ status: 'ok', reasons: [...reasons, ...dead] }) }
}

function answerReady({ editions, now }: Desk): Answer {
  const { lists, policy } = editions.current.screener
  const reasons = listGaps(lists, policy, now()).map(({ code, message }) => `${code}: ${message}`)
  const status = reasons.length === 0 ? 'ok' : 'not-ready'
  return { status: reasons.length === 0 ? 200 : 503, body: JSON.stringify({ status, reasons }) }
}

function gaugesOf(desk: Desk): Gauge[] {
  const { editions, log, feed, now } = desk
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
    {
      name: 'lazaretto_alerts_open',
      help: 'Alerts that are not closed.',
      values: countOpen(desk),
    },
    ...gaugesOfWatch(desk),
  ]
}

function countOpen({ state }: Desk): Record<string, number> {
  const { open, assigned, closing } = countAlerts(state)
  return Object.fromEntries(
    SEVERITIES.map((each) => [`severity="${each}"`, open[each] + assigned[each] + closing[each]]),
  )
}

function gaugesOfWatch({ watch, now }: Desk): Gauge[] {
  if (watch === undefined) return []
  const { chain, isRunning, block, problem, restarts } = watch.status
  const label = `chain="${chain}"`
  const gauge = (name: string, help: string, value: number): Gauge => ({ name, help, values: { [label]: value } })
  const isWell = isRunning && problem === undefined
  const ofBlock =
    block === undefined
      ? []
      : [
          gauge('lazaretto_watch_block', 'Newest block that was watched.', block.height),
          gauge('lazaretto_watch_lag_seconds', 'Time since that block.', Math.max(0, now() - block.timeSec)),
        ]
  return [
    gauge('lazaretto_watch_up', 'Whether the watch goes on.', isWell ? 1 : 0),
    gauge('lazaretto_watch_restarts', 'Deaths of the process of the watch.', restarts),
    ...ofBlock,
  ]
}
