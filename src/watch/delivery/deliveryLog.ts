import type { WorkState } from '../../state/index.ts'

/** How one delivery went. Time in whole seconds UTC. */
export interface Delivery {
  readonly id: number
  readonly subscriber: string
  /** Its `webhook-id`. */
  readonly message: string
  readonly attempt: number
  readonly time: number
  /** `failed` is tried again, `dead` is not. */
  readonly outcome: 'delivered' | 'failed' | 'dead'
  /** Of HTTP, where there was an answer. */
  readonly status: number | null
  /** Code of the error, and what it said. */
  readonly code: string | null
  readonly reason: string | null
}

const LIST_MAX = 500
const REASON_LENGTH_MAX = 300

/** Notes a delivery, in the caller's transaction. */
export function logDelivery(state: WorkState, delivery: Omit<Delivery, 'id'>): void {
  const { subscriber, message, attempt, time, outcome, status, code, reason } = delivery
  const sql = `INSERT INTO delivery (subscriber, message, attempt, time, outcome, status, code, reason)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
  const said = reason?.slice(0, REASON_LENGTH_MAX) ?? null
  state.prepare(sql).run(subscriber, message, attempt, time, outcome, status, code, said)
}

/** Deliveries to a subscriber, the newest first, at most 500; `before` continues a list. */
export function listDeliveries(
  state: WorkState,
  subscriber: string,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Delivery[] {
  const sql = 'SELECT * FROM delivery WHERE subscriber = ? AND id < ? ORDER BY id DESC LIMIT ?'
  const size = Math.min(Math.max(limit, 1), LIST_MAX)
  return state.prepare(sql).all(subscriber, before ?? Number.MAX_SAFE_INTEGER, size) as Delivery[]
}

/** Deletes what was noted before a moment. @returns how many */
export function forgetDeliveries(state: WorkState, before: number): number {
  return state.prepare('DELETE FROM delivery WHERE time < ?').run(before).changes
}
