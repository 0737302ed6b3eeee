import { appendDecision, CanonicalJson, inTransaction, type WorkState } from '../../state/index.ts'
import { WatchError } from '../WatchError.ts'
import { isWords } from '../watched/words.ts'
import { type Alert, type AlertRow, type AlertStatus, type AlertVerdict, rankOf, toAlert } from './Alert.ts'
import { type AlertEventType, appendEvent } from './appendEvent.ts'

/** Who does something, and when. Whole seconds UTC. */
export interface Deed {
  readonly by: string
  readonly now: number
}

/** How an alert is closed. */
export interface Closing extends Deed {
  /** Whether the alarm was true. */
  readonly verdict: AlertVerdict
  readonly comment: string
}

const COMMENT_LENGTH_MAX = 4_000
const TWO_PEOPLE_FROM = rankOf('high')

/**
 * Gives an alert to somebody, or to somebody else.
 *
 * @throws WatchError `LZ_WATCH_ALERT_NOT_FOUND`, `LZ_WATCH_STEP` for one that is being closed, `LZ_WATCH_WORDS`
 */
export function assignAlert(state: WorkState, id: string, { to, by, now }: Deed & { readonly to: string }): Alert {
  assertPeople(to, by)
  return step(state, id, (row) => {
    assertStatus(row, ['open', 'assigned'], 'assigned')
    return { set: { status: 'assigned', assignee: to }, type: 'alert.assigned', facts: { by, to }, now }
  })
}

/**
 * Closes an alert of low or medium severity. One of high or critical severity is closed by the second of two people who
 * come to the same verdict: after the first it is `closing`.
 *
 * @throws WatchError `LZ_WATCH_ALERT_NOT_FOUND`, `LZ_WATCH_WORDS`; `LZ_WATCH_SAME_PERSON`; `LZ_WATCH_STEP` for one that is
 * closed, or when the second person comes to another verdict: then decline the first one's
 */
export function closeAlert(state: WorkState, id: string, { verdict, comment, by, now }: Closing): Alert {
  assertPeople(by)
  assertComment(comment)
  return step(state, id, (row) => {
    assertStatus(row, ['open', 'assigned', 'closing'], 'closed')
    const facts = { by, verdict, comment }
    if (row.status === 'closing') return { ...confirmClosing(row, { verdict, by }), facts, now }
    const isClosed = row.severity < TWO_PEOPLE_FROM
    const set = { status: isClosed ? 'closed' : 'closing', verdict, comment, closer: by } as const
    return { set, type: isClosed ? 'alert.closed' : 'alert.closing', facts, now }
  })
}

/**
 * Refuses to close an alert as somebody asked; whoever asked can take it back in the same way.
 *
 * @throws WatchError `LZ_WATCH_ALERT_NOT_FOUND`, `LZ_WATCH_STEP` for one that nobody asked to close, `LZ_WATCH_WORDS`
 */
export function declineClosing(state: WorkState, id: string, { comment, by, now }: Deed & { comment: string }): Alert {
  assertPeople(by)
  assertComment(comment)
  return step(state, id, (row) => {
    assertStatus(row, ['closing'], 'declined')
    const status = row.assignee === null ? 'open' : 'assigned'
    const set = { status, verdict: null, comment: null, closer: null } as const
    return { set, type: 'alert.declined', facts: { by, comment, closer: row.closer }, now }
  })
}

interface Step {
  readonly set: Partial<Pick<AlertRow, 'status' | 'assignee' | 'verdict' | 'comment' | 'closer'>>
  readonly type: AlertEventType
  readonly facts: Readonly<Record<string, CanonicalJson.JsonValue>>
  readonly now: number
}

/** One step of a life: the row, its event with the messages, and the decision log, in one transaction. */
function step(state: WorkState, id: string, plan: (row: AlertRow) => Step): Alert {
  return inTransaction(state, () => {
    const row = getAlertRow(state, id)
    const { set, type, facts, now } = plan(row)
    const { status, assignee, verdict, comment, closer } = { ...row, ...set }
    state
      .prepare('UPDATE alert SET status = ?, assignee = ?, verdict = ?, comment = ?, closer = ? WHERE id = ?')
      .run(status, assignee, verdict, comment, closer, id)
    const event = appendEvent(state, id, { type, now, facts })
    appendDecision(state, { time: now, kind: 'alert', body: CanonicalJson.encode({ type, id, event, ...facts }) })
    return toAlert(getAlertRow(state, id))
  })
}

/** The row of an alert. @throws WatchError `LZ_WATCH_ALERT_NOT_FOUND` */
export function getAlertRow(state: WorkState, id: string): AlertRow {
  const row = state.prepare('SELECT * FROM alert WHERE id = ?').get(id) as AlertRow | undefined
  if (row !== undefined) return row
  const message = `There is no alert ${JSON.stringify(id.slice(0, 64))}. lazaretto alerts list --all shows their ids.`
  throw new WatchError('LZ_WATCH_ALERT_NOT_FOUND', 'not-found', message)
}

function confirmClosing(row: AlertRow, { verdict, by }: Pick<Closing, 'verdict' | 'by'>): Pick<Step, 'set' | 'type'> {
  if (isSamePerson(row.closer ?? '', by)) {
    const message = `${JSON.stringify(by)} asked to close alert ${row.id} and cannot be the second person. Somebody else must.`
    throw new WatchError('LZ_WATCH_SAME_PERSON', 'input', message)
  }
  if (row.verdict !== verdict) {
    const message = `Alert ${row.id} was called a ${row.verdict} alarm by ${JSON.stringify(row.closer)}. Come to the same verdict, or decline it.`
    throw new WatchError('LZ_WATCH_STEP', 'input', message)
  }
  return { set: { status: 'closed' }, type: 'alert.closed' }
}

// One person under two spellings, or with two keys, is one person.
function isSamePerson(a: string, b: string): boolean {
  const fold = (name: string): string =>
    name.normalize('NFKC').replace(KEY, '').trim().replace(/\s+/gu, ' ').toLowerCase()
  return fold(a) === fold(b)
}

/** Which key it was, behind the name of whoever has it. */
const KEY = /\(key:[a-z2-7]{16}\)$/

function assertStatus({ id, status }: AlertRow, from: readonly AlertStatus[], to: string): void {
  if (from.includes(status)) return
  const message = `Alert ${id} is ${status} and cannot be ${to}. Only one that is ${from.join(' or ')} can.`
  throw new WatchError('LZ_WATCH_STEP', 'input', message)
}

function assertPeople(...people: readonly string[]): void {
  const stranger = people.find((name) => !isWords(name))
  if (stranger === undefined) return
  const message = `${JSON.stringify(stranger.slice(0, 100))} names nobody. Give a name on one line, of at most 200 characters.`
  throw new WatchError('LZ_WATCH_WORDS', 'input', message)
}

function assertComment(comment: string): void {
  if (comment.trim() !== '' && comment.length <= COMMENT_LENGTH_MAX && !/\p{Surrogate}/u.test(comment)) return
  const message = `A comment of 1 to ${COMMENT_LENGTH_MAX} characters is needed: say why.`
  throw new WatchError('LZ_WATCH_WORDS', 'input', message)
}
