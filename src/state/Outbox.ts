import { StateError } from './StateError.ts'
import { inTransaction, type WorkState } from './WorkState.ts'

/** A message to be delivered. */
export interface OutboxDraft {
  /** Messages of a topic are delivered one after the other, in the order in which they were enqueued. */
  readonly topic: string
  /** Names this message for ever: a second one with it is the same one. */
  readonly key: string
  readonly body: Uint8Array
  /** Whole seconds UTC; its topic waits for it. */
  readonly notBefore: number
  /** Deliveries that are tried before it is given up. 10 unless said. */
  readonly attemptsMax?: number
}

/** A message that is to be delivered now. It may come twice: its receiver knows it by its key. */
export interface OutboxMessage {
  readonly id: number
  readonly topic: string
  readonly key: string
  readonly body: Uint8Array
  /** Counts from 1. */
  readonly attempt: number
}

/** What became of a message. */
export type MessageState = 'waiting' | 'delivered' | 'dead'

/** How messages are claimed. */
export interface ClaimOptions {
  readonly limit: number
  /** Whole seconds UTC. */
  readonly now: number
  /** How long nobody else gets them. Unit: seconds. */
  readonly leaseSec: number
  /** Only topics that begin with it; all unless said. */
  readonly prefix?: string
}

const ATTEMPTS_MAX = 10
const NAME_LENGTH_MAX = 200
const BODY_BYTES_MAX = 1 << 20

// The oldest waiting message of each topic, found with one step of the index per topic however many wait.
const HEADS = `
  WITH RECURSIVE line (topic) AS (
    SELECT min(topic) FROM message WHERE state = 'waiting' AND topic >= :prefix
    UNION ALL
    SELECT (SELECT min(topic) FROM message WHERE state = 'waiting' AND topic > line.topic)
    FROM line WHERE substr(topic, 1, length(:prefix)) = :prefix
  )
  SELECT message.* FROM line JOIN message
    ON message.id = (SELECT min(id) FROM message WHERE state = 'waiting' AND topic = line.topic)
  WHERE due <= :now AND substr(line.topic, 1, length(:prefix)) = :prefix ORDER BY due, id LIMIT :limit`

/**
 * Stores a message to be delivered later: in the caller's transaction, so that it is there exactly if what it tells is.
 *
 * @returns its id; that of the first one when the key is known
 * @throws StateError `LZ_OUTBOX_DRAFT`; `LZ_OUTBOX_KEY` when the key is known with another content
 */
export function enqueue(state: WorkState, draft: OutboxDraft): number {
  assertDraft(draft)
  const { topic, key, body, notBefore, attemptsMax = ATTEMPTS_MAX } = draft
  return inTransaction(state, () => {
    const known = state.prepare('SELECT * FROM message WHERE key = ?').get(key) as MessageRow | undefined
    if (known !== undefined) return sameMessage(known, draft).id
    const { lastInsertRowid } = state
      .prepare(
        `INSERT INTO message (topic, key, body, state, due, attempts, attempts_max) VALUES (?, ?, ?, 'waiting', ?, 0, ?)`,
      )
      .run(topic, key, body, notBefore, attemptsMax)
    return Number(lastInsertRowid)
  })
}

/**
 * Takes messages to deliver, at most one of each topic: the next of a topic comes when this one is settled.
 *
 * One that is neither acknowledged nor failed by the end of its lease, because its deliverer died, comes again; after
 * its last attempt it is given up, so that a message that kills its deliverer does not do so for ever.
 */
export function claim(state: WorkState, { limit, now, leaseSec, prefix = '' }: ClaimOptions): OutboxMessage[] {
  return inTransaction(state, () => {
    const heads = state.prepare(HEADS).all({ prefix, now, limit: Math.max(limit, 0) }) as MessageRow[]
    for (const { id } of heads.filter(isSpent)) settle(state, { id, as: 'dead', now })
    const taken = heads.filter((row) => !isSpent(row))
    for (const { id } of taken) {
      state.prepare('UPDATE message SET due = ?, attempts = attempts + 1 WHERE id = ?').run(now + leaseSec, id)
    }
    return taken.map(({ id, topic, key, body, attempts }) => ({ id, topic, key, body, attempt: attempts + 1 }))
  })
}

/** Notes that a message was delivered, even when it was claimed again or given up meanwhile. @throws StateError `LZ_OUTBOX_NOT_FOUND` */
export function acknowledge(state: WorkState, id: number, now: number): void {
  inTransaction(state, () => {
    if (getMessage(state, id).state !== 'delivered') settle(state, { id, as: 'delivered', now })
  })
}

/**
 * Notes that a delivery failed: the message waits until `retryAt`, and its topic with it, or is given up after its last
 * attempt, and its topic goes on.
 *
 * @returns what became of it; `delivered` when somebody else had more luck
 * @throws StateError `LZ_OUTBOX_NOT_FOUND`
 */
export function fail(state: WorkState, id: number, { now, retryAt }: { now: number; retryAt: number }): MessageState {
  return inTransaction(state, () => {
    const row = getMessage(state, id)
    if (row.state !== 'waiting') return row.state
    if (isSpent(row)) return settle(state, { id, as: 'dead', now })
    state.prepare('UPDATE message SET due = ? WHERE id = ?').run(retryAt, id)
    return 'waiting'
  })
}

/** Gives a message up before its last attempt, and its topic goes on; one that was delivered stays so. @throws StateError `LZ_OUTBOX_NOT_FOUND` */
export function giveUp(state: WorkState, id: number, now: number): MessageState {
  return inTransaction(state, () => {
    const row = getMessage(state, id)
    return row.state === 'waiting' ? settle(state, { id, as: 'dead', now }) : row.state
  })
}

/** How many messages wait in the topics that begin with a prefix, counted up to a bound. */
export function countWaiting(state: WorkState, prefix: string, max: number): number {
  const sql = `SELECT count(*) AS count FROM (
    SELECT 1 FROM message WHERE state = 'waiting' AND topic >= ? AND topic < ? LIMIT ?)`
  return (state.prepare(sql).get(prefix, `${prefix}\u{10ffff}`, max) as { count: number }).count
}

/** Messages that were given up, the oldest first. */
export function listDead(state: WorkState, limit: number): OutboxMessage[] {
  const rows = state.prepare(`SELECT * FROM message WHERE state = 'dead' ORDER BY settled, id LIMIT ?`)
  const toMessage = ({ id, topic, key, body, attempts }: MessageRow) => ({ id, topic, key, body, attempt: attempts })
  return (rows.all(Math.max(limit, 0)) as MessageRow[]).map(toMessage)
}

/** Lets a message that was given up be tried anew; others do nothing. @throws StateError `LZ_OUTBOX_NOT_FOUND` */
export function revive(state: WorkState, id: number, now: number): MessageState {
  return inTransaction(state, () => {
    const row = getMessage(state, id)
    if (row.state !== 'dead') return row.state
    state
      .prepare(`UPDATE message SET state = 'waiting', due = ?, attempts = 0, settled = NULL WHERE id = ?`)
      .run(now, id)
    return 'waiting'
  })
}

/** Deletes what was delivered before a moment, and with it the memory of its keys. @returns how many */
export function forgetDelivered(state: WorkState, before: number): number {
  const sql = `DELETE FROM message WHERE settled < ? AND state = 'delivered'`
  return inTransaction(state, () => state.prepare(sql).run(before).changes)
}

interface MessageRow {
  readonly id: number
  readonly topic: string
  readonly key: string
  readonly body: Uint8Array
  readonly state: MessageState
  readonly attempts: number
  readonly attempts_max: number
}

function isSpent(row: MessageRow): boolean {
  return row.attempts >= row.attempts_max
}

function settle<S extends MessageState>(state: WorkState, { id, as, now }: { id: number; as: S; now: number }): S {
  state.prepare('UPDATE message SET state = ?, settled = ? WHERE id = ?').run(as, now, id)
  return as
}

function getMessage(state: WorkState, id: number): MessageRow {
  const row = state.prepare('SELECT * FROM message WHERE id = ?').get(id) as MessageRow | undefined
  if (row !== undefined) return row
  throw new StateError(
    'LZ_OUTBOX_NOT_FOUND',
    'not-found',
    `The outbox has no message ${id}. It may have been forgotten.`,
  )
}

function sameMessage(known: MessageRow, { topic, body }: OutboxDraft): MessageRow {
  if (known.topic === topic && Buffer.from(known.body).equals(body)) return known
  const message = `The key ${JSON.stringify(known.key)} already names another message. Give each message a key of its own.`
  throw new StateError('LZ_OUTBOX_KEY', 'input', message)
}

function assertDraft({ topic, key, body, notBefore, attemptsMax = ATTEMPTS_MAX }: OutboxDraft): void {
  const areNames = [topic, key].every((name) => name !== '' && name.length <= NAME_LENGTH_MAX)
  const areNumbers =
    Number.isSafeInteger(notBefore) && notBefore >= 0 && Number.isSafeInteger(attemptsMax) && attemptsMax > 0
  if (areNames && areNumbers && body.length <= BODY_BYTES_MAX) return
  const message = `The outbox does not take ${JSON.stringify({ topic, key, notBefore, attemptsMax }).slice(0, 300)} with ${body.length} bytes. Give names of at most ${NAME_LENGTH_MAX} characters, whole seconds, an attempt, and at most ${BODY_BYTES_MAX} bytes.`
  throw new StateError('LZ_OUTBOX_DRAFT', 'input', message)
}
