import {
  appendDecision,
  CanonicalJson,
  inTransaction,
  type KeySource,
  Outbox,
  type WorkState,
} from '../../state/index.ts'
import { rankOf } from '../alerts/Alert.ts'
import type { Deed } from '../alerts/life.ts'
import type { Severity } from '../rules/AlertDraft.ts'
import { WatchError } from '../WatchError.ts'
import { isWords } from '../watched/words.ts'
import { type Subscriber, type SubscriberRow, topicsOf, toSubscriber } from './Subscriber.ts'
import { createSecret, isSecret } from './signWebhook.ts'

/** Whom to tell, of what, and who orders it. */
export interface SubscriberPlan {
  readonly kind: 'webhook' | 'hook'
  readonly name: string
  /** Of a webhook: `https:`, or `http:` on one's own hosts. */
  readonly url?: string
  /** Of a webhook whose receiver has one already; else it is given one. */
  readonly secret?: string | undefined
  /** `low` unless said. */
  readonly severity?: Severity
  readonly thefts?: readonly string[]
  readonly by: string
}

const URL_LENGTH_MAX = 2_000
const THEFTS_MAX = 1_000
const OVERLAP_SEC_MAX = 30 * 86_400

/**
 * Tells somebody of all events from now on. A webhook's secret is given this once.
 *
 * There is at most one hook: the command itself is not stored here, but configured where the process is started, so that
 * nobody who can write to this state can run a program.
 *
 * @throws WatchError `LZ_WATCH_SUBSCRIBER`
 */
export function addSubscriber(
  state: WorkState,
  plan: SubscriberPlan,
  { now, randomBytes }: KeySource,
): { readonly subscriber: Subscriber; readonly secret: string | undefined } {
  assertPlan(plan)
  const { kind, name, url, severity = 'low', thefts, by } = plan
  const id = Buffer.from(randomBytes(10)).toString('hex')
  const secret = kind === 'webhook' ? (plan.secret ?? createSecret(randomBytes)) : undefined
  inTransaction(state, () => {
    if (kind === 'hook' && listSubscribers(state).some((one) => one.kind === 'hook' && one.ended === undefined)) {
      throw refuse(plan, 'there is a hook already')
    }
    state
      .prepare(
        'INSERT INTO subscriber (id, kind, name, url, severity, thefts, secret, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        id,
        kind,
        name,
        url ?? null,
        rankOf(severity),
        thefts === undefined ? null : JSON.stringify(thefts),
        secret ?? null,
        now,
      )
    decide(state, { action: 'add', by, id, kind, name, url: url ?? null, severity, thefts: thefts ?? null }, now)
  })
  return { subscriber: getSubscriber(state, id), secret }
}

/** Tells somebody no longer; what still waits for them is given up. @throws WatchError `LZ_WATCH_SUBSCRIBER_NOT_FOUND` */
export function endSubscriber(state: WorkState, id: string, { by, now }: Deed): Subscriber {
  return inTransaction(state, () => {
    const known = getSubscriber(state, id)
    if (known.ended !== undefined) return known
    state.prepare('UPDATE subscriber SET ended = ?, missed = NULL WHERE id = ?').run(now, id)
    decide(state, { action: 'end', by, id }, now)
    return { ...known, ended: now }
  })
}

/**
 * Gives a webhook a new secret. Until `overlapSec` has passed, messages are signed with both.
 *
 * @returns the new secret, this once
 * @throws WatchError `LZ_WATCH_SUBSCRIBER_NOT_FOUND`, `LZ_WATCH_SUBSCRIBER`
 */
export function rotateSecret(
  state: WorkState,
  id: string,
  { by, now, overlapSec, randomBytes }: Pick<Deed, 'by'> & KeySource & { readonly overlapSec: number },
): string {
  const secret = createSecret(randomBytes)
  const isSpan = Number.isSafeInteger(overlapSec) && overlapSec >= 0 && overlapSec <= OVERLAP_SEC_MAX
  inTransaction(state, () => {
    const row = getSubscriberRow(state, id)
    if (row.kind !== 'webhook' || !isSpan)
      throw refuse(
        { kind: row.kind, name: row.name, by },
        'it has no secret, or two would be valid for more than 30 days',
      )
    state
      .prepare('UPDATE subscriber SET secret = ?, secret_before = secret, secret_before_ends = ? WHERE id = ?')
      .run(secret, now + overlapSec, id)
    decide(state, { action: 'rotate', by, id, overlapSec }, now)
  })
  return secret
}

/** All subscribers, the oldest first, those that have ended too. */
export function listSubscribers(state: WorkState): Subscriber[] {
  const rows = state.prepare('SELECT * FROM subscriber ORDER BY added, id').all() as SubscriberRow[]
  return rows.map(toSubscriber)
}

/** Sends a webhook a message that says nothing, to try it. @throws WatchError `LZ_WATCH_SUBSCRIBER_NOT_FOUND` */
export function sendTest(state: WorkState, id: string, now: number): void {
  const row = getSubscriberRow(state, id)
  const timestamp = `${new Date(now * 1000).toISOString().slice(0, 19)}Z`
  const body = CanonicalJson.encode({ type: 'webhook.test', timestamp, data: { subscriber: row.name } })
  Outbox.enqueue(state, {
    topic: `${topicsOf(row)}test`,
    key: `watch/${id}/test-${now}`,
    body,
    notBefore: now,
    attemptsMax: 1,
  })
}

/** One subscriber by its id. @throws WatchError `LZ_WATCH_SUBSCRIBER_NOT_FOUND` */
export function getSubscriber(state: WorkState, id: string): Subscriber {
  return toSubscriber(getSubscriberRow(state, id))
}

/** Its row, with the secrets: only the deliverer needs it. @throws WatchError `LZ_WATCH_SUBSCRIBER_NOT_FOUND` */
export function getSubscriberRow(state: WorkState, id: string): SubscriberRow {
  const row = state.prepare('SELECT * FROM subscriber WHERE id = ?').get(id) as SubscriberRow | undefined
  if (row !== undefined) return row
  const message = `There is no webhook or hook ${JSON.stringify(id.slice(0, 40))}. lazaretto watch webhooks list shows their ids.`
  throw new WatchError('LZ_WATCH_SUBSCRIBER_NOT_FOUND', 'not-found', message)
}

function decide(state: WorkState, body: CanonicalJson.JsonValue, time: number): void {
  appendDecision(state, { time, kind: 'subscriber', body: CanonicalJson.encode(body) })
}

function assertPlan(plan: SubscriberPlan): void {
  const { kind, name, url, thefts = [], by } = plan
  if (!isWords(name) || !isWords(by)) throw refuse(plan, 'it needs a name, and who orders it')
  if (thefts.length > THEFTS_MAX) throw refuse(plan, `it names more than ${THEFTS_MAX} thefts`)
  if (kind === 'hook' && url !== undefined) throw refuse(plan, 'a hook has no URL')
  if (plan.secret !== undefined && (kind === 'hook' || !isSecret(plan.secret)))
    throw refuse(plan, 'its secret is not whsec_ and 24 to 64 bytes in base64')
  if (kind === 'webhook' && !isWebUrl(url))
    throw refuse(plan, 'its URL is none of http or https, or has a name and password in it')
}

// Whether the host may be reached is for the client to say, at each delivery: a name can change its address.
function isWebUrl(text: string | undefined): boolean {
  if (text === undefined || text.length > URL_LENGTH_MAX || !URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}

function refuse({ kind, name, by }: SubscriberPlan, why: string): WatchError {
  const given = JSON.stringify({ kind, name, by }).slice(0, 300)
  return new WatchError('LZ_WATCH_SUBSCRIBER', 'input', `${given} cannot be a subscriber: ${why}.`)
}
