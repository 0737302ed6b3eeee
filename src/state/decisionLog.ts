import { setImmediate } from 'node:timers/promises'
import {
  assertDraft,
  type Decision,
  type DecisionDraft,
  EMPTY_HEAD,
  hashDecision,
  isDraft,
  type LogHead,
} from './Decision.ts'
import { StateError, toStateError } from './StateError.ts'
import { inTransaction, type WorkState } from './WorkState.ts'

/** Records that one step of a verification reads before others may run. */
const STEP = 1_000

/** Records that one `listDecisions` gives at most. */
const LIST_MAX = 1_000

/** The newest record's place and hash; seq 0 and zeros for an empty log. */
export function findHead(state: WorkState): LogHead {
  const newest = state.prepare('SELECT seq, hash FROM decision ORDER BY seq DESC LIMIT 1')
  return (newest.get() as LogHead | undefined) ?? EMPTY_HEAD
}

/**
 * Appends decisions in one transaction, or in the caller's.
 *
 * @returns the new head
 * @throws StateError `LZ_LOG_DRAFT`, `LZ_STATE_BUSY`, `LZ_STATE_IO`
 */
export function appendDecisions(state: WorkState, drafts: Iterable<DecisionDraft>): LogHead {
  return inTransaction(state, () => {
    const insert = state.prepare('INSERT INTO decision (seq, time, kind, body, hash) VALUES (?, ?, ?, ?, ?)')
    let head = findHead(state)
    for (const draft of drafts) {
      assertDraft(draft)
      const hash = hashDecision(draft, head)
      head = { seq: head.seq + 1, hash }
      insert.run(head.seq, draft.time, draft.kind, draft.body, hash)
    }
    return head
  })
}

/** Appends one decision; see `appendDecisions`. */
export function appendDecision(state: WorkState, draft: DecisionDraft): LogHead {
  return appendDecisions(state, [draft])
}

/** Some records: those from seq `from` on, at most `limit`. */
export interface LogRange {
  readonly from: number
  readonly limit: number
}

/** Decisions from a place on, in order, at most 1,000. They are not verified. */
export function listDecisions(state: WorkState, { from, limit }: LogRange): Decision[] {
  const rows = state.prepare(`
    SELECT d.seq, d.time, d.kind, d.body, d.hash, coalesce(p.hash, zeroblob(32)) AS previous
    FROM decision d LEFT JOIN decision p ON p.seq = d.seq - 1
    WHERE d.seq >= ? ORDER BY d.seq LIMIT ?`)
  return rows.all(from, Math.min(Math.max(limit, 0), LIST_MAX)) as Decision[]
}

/**
 * Verifies the log from its first record to its end, one record in memory at a time.
 *
 * The chain alone cannot show that its end was cut or that all of it was written anew: for that, hand in a head that was
 * remembered outside.
 *
 * @returns the head; its `seq` is the number of records verified
 * @throws StateError `LZ_LOG_BROKEN` with the first record that is not what was appended; `LZ_LOG_TRUNCATED` when the
 * remembered head is beyond the end, `LZ_LOG_REWRITTEN` when it is another record
 */
export async function verifyLog(state: WorkState, remembered: LogHead = EMPTY_HEAD): Promise<LogHead> {
  let head = EMPTY_HEAD
  for (;;) {
    const next = verifyStep(state, head, remembered)
    if (next.seq === head.seq) break
    head = next
    await setImmediate()
  }
  if (head.seq < remembered.seq) throw truncated(head, remembered)
  return head
}

function verifyStep(state: WorkState, start: LogHead, remembered: LogHead): LogHead {
  let head = start
  // A record below the first one is as foreign as one in between.
  const after = start.seq === 0 ? Number.MIN_SAFE_INTEGER : start.seq
  for (const row of readRows(state, after, () => head)) {
    head = follow(head, row)
    const isOther = head.seq === remembered.seq && !Buffer.from(head.hash).equals(remembered.hash)
    if (isOther) throw rewritten(remembered)
  }
  return head
}

function* readRows(state: WorkState, after: number, head: () => LogHead): Generator<Decision> {
  const sql = 'SELECT seq, time, kind, body, hash FROM decision WHERE seq > ? ORDER BY seq LIMIT ?'
  try {
    yield* state.prepare(sql).iterate(after, STEP) as Iterable<Decision>
  } catch (error) {
    // An integer beyond 2^53: none that we wrote.
    if (error instanceof RangeError) throw broken(head().seq + 1, 'is not what was appended')
    throw toStateError(error, state.file)
  }
}

function follow(head: LogHead, row: Decision): LogHead {
  const seq = head.seq + 1
  if (row.seq !== seq) throw broken(seq, 'is missing, or another stands before it')
  const hash = isDraft(row) ? hashDecision(row, head) : EMPTY_HEAD.hash
  if (!(row.hash instanceof Uint8Array) || !Buffer.from(hash).equals(row.hash)) {
    throw broken(seq, 'is not what was appended')
  }
  return { seq, hash }
}

function broken(seq: number, how: string): StateError {
  const message = `Record ${seq} of the decision log ${how}. Trust nothing from it on; compare with a backup and a remembered head.`
  return new StateError('LZ_LOG_BROKEN', 'integrity', message)
}

function truncated(head: LogHead, remembered: LogHead): StateError {
  const message = `The decision log ends at record ${head.seq}, but had ${remembered.seq}. Its end was cut or an old copy put in its place.`
  return new StateError('LZ_LOG_TRUNCATED', 'integrity', message)
}

function rewritten(remembered: LogHead): StateError {
  const message = `Record ${remembered.seq} of the decision log has another hash than was remembered: the log was written anew.`
  return new StateError('LZ_LOG_REWRITTEN', 'integrity', message)
}
