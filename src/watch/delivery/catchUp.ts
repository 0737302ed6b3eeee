import { type CanonicalJson, inTransaction, Outbox, type WorkState } from '../../state/index.ts'
import { concerns, enqueueFor, type OutgoingEvent } from './enqueueEvent.ts'
import { topicsOf } from './Subscriber.ts'
import { getSubscriberRow } from './subscribers.ts'

const BATCH = 1_000

/**
 * Enqueues what a subscriber missed because its queue was full, once that is empty: the event log has it all.
 *
 * @returns whether there is more to deliver now
 */
export function catchUp(state: WorkState, id: string, now: number): boolean {
  if (getSubscriberRow(state, id).missed === null) return false
  return inTransaction(state, () => {
    const row = getSubscriberRow(state, id)
    const isWaiting = Outbox.countWaiting(state, topicsOf(row), 1) > 0
    if (row.missed === null || row.ended !== null || isWaiting) return false
    const events = listOutgoing(state, { from: row.missed, to: Number.MAX_SAFE_INTEGER }, now)
    for (const event of events) if (concerns(event, row)) enqueueFor(state, row, event)
    const last = events.at(-1)
    const isDone = events.length < BATCH || last === undefined
    state.prepare('UPDATE subscriber SET missed = ? WHERE id = ?').run(isDone ? null : last.id + 1, id)
    return true
  })
}

/** Events to send again: those of a range of ids, both ends too. */
export interface EventRange {
  readonly from: number
  readonly to: number
}

/**
 * Sends a subscriber again what it was or would have been sent; a receiver knows by their ids what it has.
 *
 * @returns how many; at most 1,000, the oldest of the range
 * @throws WatchError `LZ_WATCH_SUBSCRIBER_NOT_FOUND`
 */
export function replayEvents(state: WorkState, id: string, { from, to, now }: EventRange & { now: number }): number {
  return inTransaction(state, () => {
    const row = getSubscriberRow(state, id)
    const events = listOutgoing(state, { from, to }, now).filter((event) => concerns(event, row))
    for (const event of events) enqueueFor(state, row, event, now)
    return events.length
  })
}

function listOutgoing(state: WorkState, { from, to }: EventRange, now: number): OutgoingEvent[] {
  const sql = `SELECT alert_event.id, alert_event.body, alert.severity, alert.theft
    FROM alert_event JOIN alert ON alert.seq = alert_event.alert
    WHERE alert_event.id BETWEEN ? AND ? ORDER BY alert_event.id LIMIT ?`
  const rows = state.prepare(sql).all(from, to, BATCH) as Omit<OutgoingEvent, 'now'>[]
  return rows.map(({ id, body, severity, theft }) => ({
    id,
    body: body as CanonicalJson.CanonicalJson,
    severity,
    theft,
    now,
  }))
}
