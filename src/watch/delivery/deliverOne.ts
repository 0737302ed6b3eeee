import { hash } from 'node:crypto'
import { LazarettoError } from '../../LazarettoError.ts'
import { type Client, StatusError } from '../../net/index.ts'
import { inTransaction, Outbox, type WorkState } from '../../state/index.ts'
import { logDelivery } from './deliveryLog.ts'
import type { SubscriberRow } from './Subscriber.ts'
import { signWebhook } from './signWebhook.ts'
import { endSubscriber, getSubscriberRow } from './subscribers.ts'
import { waitAfter } from './waitAfter.ts'

/** Runs the operator's command with a message on its standard input; throws where it fails. Ends when the signal does. */
export type RunHook = (body: Uint8Array, signal: AbortSignal) => Promise<void>

/** The world's part in a delivery. */
export interface DeliveryTools {
  readonly client: Client
  /** Without it the messages of a hook wait. */
  readonly hook?: RunHook | undefined
  /** Whole seconds UTC. */
  now(): number
  /** For one delivery. 15,000 unless said. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

/** How a delivery ended. */
type Outcome = 'delivered' | 'failed' | 'dead'

const TIMEOUT_MS = 15_000
const ANSWER_BYTES_MAX = 64 << 10
const RETRY_AFTER_SEC_MAX = 86_400
/** Statuses that speak of the message, not of the moment: its line must not wait for days behind it. */
const REFUSALS: ReadonlySet<number> = new Set([400, 413, 415, 422])
const REFUSALS_MAX = 3
const GONE = 410

/** The time that a claim must outlive. Unit: seconds. */
export function leaseSecOf({ timeoutMs = TIMEOUT_MS }: DeliveryTools): number {
  return Math.ceil(timeoutMs / 1000) + 15
}

/**
 * The id that a receiver knows a message by: the same for every delivery, also for one that is asked for again.
 *
 * @example
 * webhookIdOf('watch/0a1b.../17/1790000000') // as of 'watch/0a1b.../17'
 */
export function webhookIdOf(key: string): string {
  const event = key.split('/').slice(0, 3).join('/')
  return `msg_${hash('sha256', event).slice(0, 32)}`
}

/** Delivers one claimed message, and notes in one transaction how it went and what becomes of it. */
export async function deliverOne(
  state: WorkState,
  message: Outbox.OutboxMessage,
  tools: DeliveryTools,
): Promise<Outcome> {
  const row = getSubscriberRow(state, subscriberOf(message))
  if (row.ended !== null) return giveUp(state, message, tools.now())
  try {
    const status = row.kind === 'hook' ? await runHook(message, tools) : await post(row, message, tools)
    return settle(state, message, { outcome: 'delivered', status, now: tools.now() })
  } catch (error) {
    return settleFailure(state, message, { error, tools })
  }
}

function subscriberOf({ topic }: Outbox.OutboxMessage): string {
  return topic.split('/')[1] ?? ''
}

async function post(row: SubscriberRow, message: Outbox.OutboxMessage, tools: DeliveryTools): Promise<number> {
  const timestampSec = tools.now()
  const signed = { id: webhookIdOf(message.key), timestampSec, body: message.body }
  const { timeoutMs = TIMEOUT_MS, signal } = tools
  const answer = await tools.client.post(row.url ?? '', message.body, {
    headers: { ...signWebhook(signed, secretsOf(row, timestampSec)), 'content-type': 'application/json' },
    maxBytes: ANSWER_BYTES_MAX,
    timeoutMs,
    idleTimeoutMs: timeoutMs,
    ...(signal && { signal }),
  })
  answer.discard()
  return answer.httpStatus
}

function secretsOf({ secret, secret_before, secret_before_ends }: SubscriberRow, now: number): string[] {
  const before = secret_before_ends !== null && now < secret_before_ends ? [secret_before] : []
  return [secret, ...before].filter((text) => text !== null)
}

async function runHook(
  { body }: Outbox.OutboxMessage,
  { hook, timeoutMs = TIMEOUT_MS, signal }: DeliveryTools,
): Promise<null> {
  const limit = AbortSignal.timeout(timeoutMs)
  await hook?.(body, signal === undefined ? limit : AbortSignal.any([limit, signal]))
  return null
}

interface Failure {
  readonly error: unknown
  readonly tools: DeliveryTools
}

function settleFailure(state: WorkState, message: Outbox.OutboxMessage, { error, tools }: Failure): Outcome {
  const now = tools.now()
  const status = error instanceof StatusError ? error.httpStatus : null
  const isPointless = status === GONE || (REFUSALS.has(status ?? 0) && message.attempt >= REFUSALS_MAX)
  const asked = error instanceof StatusError ? Math.min(error.retryAfterSec ?? 0, RETRY_AFTER_SEC_MAX) : 0
  // Stopped by us: the receiver is not to blame, and the next start tries at once.
  const wait = tools.signal?.aborted === true ? 0 : Math.max(waitAfter(message.key, message.attempt), asked)
  return inTransaction(state, () => {
    if (status === GONE) endSubscriber(state, subscriberOf(message), { by: 'the receiver (410 Gone)', now })
    const became = isPointless
      ? Outbox.giveUp(state, message.id, now)
      : Outbox.fail(state, message.id, { now, retryAt: now + wait })
    const outcome = became === 'waiting' ? 'failed' : became
    note(state, message, { outcome, status, now, error })
    return outcome
  })
}

function giveUp(state: WorkState, message: Outbox.OutboxMessage, now: number): Outcome {
  return inTransaction(state, () => {
    Outbox.giveUp(state, message.id, now)
    note(state, message, { outcome: 'dead', status: null, now, error: new Error('The subscriber has ended.') })
    return 'dead'
  })
}

interface Ending {
  readonly outcome: Outcome
  readonly status: number | null
  readonly now: number
  readonly error?: unknown
}

function settle(state: WorkState, message: Outbox.OutboxMessage, ending: Ending): Outcome {
  return inTransaction(state, () => {
    Outbox.acknowledge(state, message.id, ending.now)
    note(state, message, ending)
    return ending.outcome
  })
}

function note(state: WorkState, message: Outbox.OutboxMessage, { outcome, status, now, error }: Ending): void {
  logDelivery(state, {
    subscriber: subscriberOf(message),
    message: webhookIdOf(message.key),
    attempt: message.attempt,
    time: now,
    outcome,
    status,
    code: error instanceof LazarettoError ? error.code : null,
    reason: error instanceof Error ? error.message : null,
  })
}
