import { CanonicalJson, type WorkState } from '../../state/index.ts'
import { enqueueEvent } from '../delivery/enqueueEvent.ts'
import { type AlertRow, toAlert } from './Alert.ts'

/** What happened to an alert. `confirmed`: it was retracted, and the chain has it again. */
export type AlertEventType =
  | 'alert.opened'
  | 'alert.confirmed'
  | 'alert.retracted'
  | 'alert.assigned'
  | 'alert.closing'
  | 'alert.declined'
  | 'alert.closed'

/** One event, in the caller's transaction. */
export interface EventDraft {
  readonly type: AlertEventType
  /** Whole seconds UTC. */
  readonly now: number
  /** What the event says beside the alert: who, why, which block. */
  readonly facts: Readonly<Record<string, CanonicalJson.JsonValue>>
}

/**
 * Appends an event of an alert as the alert is now, and enqueues it for every subscriber whom it concerns.
 *
 * The caller's transaction makes all three one: what changed, the event, and the messages.
 *
 * @returns the event's id
 */
export function appendEvent(state: WorkState, id: string, { type, now, facts }: EventDraft): number {
  const row = state.prepare('SELECT * FROM alert WHERE id = ?').get(id) as AlertRow
  const { next } = state.prepare('SELECT coalesce(max(id), 0) + 1 AS next FROM alert_event').get() as { next: number }
  const timestamp = `${new Date(now * 1000).toISOString().slice(0, 19)}Z`
  const alert = { ...toAlert(row) }
  const body = CanonicalJson.encode({ type, timestamp, event: next, data: { ...facts, alert } })
  state
    .prepare('INSERT INTO alert_event (id, alert, type, time, body) VALUES (?, ?, ?, ?, ?)')
    .run(next, row.seq, type, now, body)
  enqueueEvent(state, { id: next, severity: row.severity, theft: row.theft, body, now })
  return next
}
