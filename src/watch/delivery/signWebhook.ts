import { createHmac } from 'node:crypto'
import { WatchError } from '../WatchError.ts'

/** A message that is to be signed. */
export interface WebhookMessage {
  /** The same for every delivery of an event to one receiver; without a dot. */
  readonly id: string
  /** Of this delivery. Whole seconds UTC. */
  readonly timestampSec: number
  readonly body: Uint8Array
}

const PREFIX = 'whsec_'
const SECRET_BYTES = 32
const SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/

/**
 * The three headers that prove who sends a webhook.
 *
 * HMAC-SHA256 over `id.timestamp.body`, one signature for each secret: while a secret is rotated, two are sent, and the
 * receiver takes whichever it can verify.
 *
 * @param secrets - `whsec_` and base64.
 * @throws WatchError `LZ_WATCH_SECRET`
 * @source https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * @example
 * signWebhook({ id: 'msg_1', timestampSec: 1614265330, body }, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])
 * signWebhook({ id: 'msg_1', timestampSec: 1614265330, body }, ['hunter2']) // throws LZ_WATCH_SECRET
 */
export function signWebhook(
  { id, timestampSec, body }: WebhookMessage,
  secrets: readonly string[],
): Record<string, string> {
  const head = `${id}.${timestampSec}.`
  const sign = (secret: string): string =>
    `v1,${createHmac('sha256', keyOf(secret)).update(head).update(body).digest('base64')}`
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSec),
    'webhook-signature': secrets.map(sign).join(' '),
  }
}

/** Makes a secret from cryptographic random. */
export function createSecret(randomBytes: (length: number) => Uint8Array): string {
  return PREFIX + Buffer.from(randomBytes(SECRET_BYTES)).toString('base64')
}

/** Whether a text is a secret of a webhook: `whsec_` and 24 to 64 bytes in base64. */
export function isSecret(text: string): boolean {
  return SECRET.test(text)
}

function keyOf(secret: string): Buffer {
  if (isSecret(secret)) return Buffer.from(secret.slice(PREFIX.length), 'base64')
  const message = 'A secret is no webhook secret: expected whsec_ and 24 to 64 bytes in base64. Rotate it.'
  throw new WatchError('LZ_WATCH_SECRET', 'integrity', message)
}
