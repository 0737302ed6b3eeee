import { type CanonicalJson, Outbox, type WorkState } from '../../state/index.ts'
import { type SubscriberRow, topicsOf } from './Subscriber.ts'

/** An event on its way to those whom it concerns. */
export interface OutgoingEvent {
  readonly id: number
  /** As a number. */
  readonly severity: number
  readonly theft: string | null
  readonly body: CanonicalJson.CanonicalJson
  readonly now: number
}

/** Messages that may wait for one subscriber; what comes then waits in the event log. */
export const WAITING_MAX = 10_000

/** Deliveries that are tried: with the waits between them, three days. */
export const ATTEMPTS_MAX = 14

/** Enqueues an event for every subscriber whom it concerns, in the caller's transaction. */
export function enqueueEvent(state: WorkState, event: OutgoingEvent): void {
  const rows = state.prepare('SELECT * FROM subscriber WHERE ended IS NULL ORDER BY id').all() as SubscriberRow[]
  for (const row of rows.filter((one) => concerns(event, one))) {
    if (row.missed !== null) continue
    const isFull = Outbox.countWaiting(state, topicsOf(row), WAITING_MAX) >= WAITING_MAX
    if (isFull) state.prepare('UPDATE subscriber SET missed = ? WHERE id = ?').run(event.id, row.id)
    else enqueueFor(state, row, event)
  }
}

/** Enqueues an event for one subscriber; `again` names a further delivery of what was sent before. */
export function enqueueFor(
  state: WorkState,
  row: Pick<SubscriberRow, 'id' | 'kind'>,
  event: OutgoingEvent,
  again?: number,
): void {
  const key = `watch/${row.id}/${event.id}`
  Outbox.enqueue(state, {
    // One line for each theft; a command runs alone, so it has one line in all.
    topic: `${topicsOf(row)}${row.kind === 'hook' ? 'all' : (event.theft ?? '-')}`,
    key: again === undefined ? key : `${key}/${again}`,
    body: event.body,
    notBefore: event.now,
    attemptsMax: ATTEMPTS_MAX,
  })
}

/** Whether a subscriber asked for such an event. */
export function concerns({ severity, theft }: OutgoingEvent, row: SubscriberRow): boolean {
  if (severity < row.severity) return false
  return row.thefts === null || (theft !== null && (JSON.parse(row.thefts) as string[]).includes(theft))
}
