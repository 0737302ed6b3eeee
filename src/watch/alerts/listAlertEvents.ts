import { setTimeout } from 'node:timers/promises'
import type { CanonicalJson, WorkState } from '../../state/index.ts'
import type { AlertEventType } from './appendEvent.ts'

/** One thing that happened to an alert. */
export interface AlertEvent {
  /** Counts from 1 without gaps, in the order of commits: whoever has seen one has seen all before it. */
  readonly id: number
  readonly type: AlertEventType
  readonly timeSec: number
  /** Canonical JSON `{type, timestamp, event, data: {alert, ...}}`: the alert as it was then. */
  readonly body: CanonicalJson.CanonicalJson
}

interface EventRow {
  readonly id: number
  readonly type: AlertEventType
  readonly time: number
  readonly body: CanonicalJson.CanonicalJson
}

const LIST_MAX = 1_000
const POLL_MS = 50

/** The event that a row holds. */
export function toEvent({ id, type, time, body }: EventRow): AlertEvent {
  return { id, type, timeSec: time, body }
}

/** Events behind one that was seen, in order, at most 1,000; 0 begins at the first. */
export function listAlertEvents(state: WorkState, afterId: number, limit: number = LIST_MAX): AlertEvent[] {
  const rows = state.prepare('SELECT id, type, time, body FROM alert_event WHERE id > ? ORDER BY id LIMIT ?')
  return (rows.all(afterId, Math.min(Math.max(limit, 0), LIST_MAX)) as EventRow[]).map(toEvent)
}

/** Id of the newest event; 0 where there is none. */
export function findLastEventId(state: WorkState): number {
  const row = state.prepare('SELECT coalesce(max(id), 0) AS id FROM alert_event').get() as { id: number }
  return row.id
}

/** How events are followed. */
export interface FollowOptions {
  /** The last one that was seen, e.g. of `Last-Event-ID`. */
  readonly afterId: number
  /** Ends it without an error. */
  readonly signal: AbortSignal
  /** How often to look for new ones, whoever wrote them. 50 unless said. */
  readonly pollMs?: number
}

/** Every event behind one that was seen, and then each as it comes, until the signal. A reader may take its time. */
export async function* followAlertEvents(state: WorkState, options: FollowOptions): AsyncGenerator<AlertEvent> {
  const { signal, pollMs = POLL_MS } = options
  for (let after = options.afterId; !signal.aborted; ) {
    const events = listAlertEvents(state, after)
    for (const event of events) {
      if (signal.aborted) return
      yield event
      after = event.id
    }
    if (events.length === 0) await pause(pollMs, signal)
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}
