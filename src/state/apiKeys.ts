import { timingSafeEqual } from 'node:crypto'
import * as CanonicalJson from './CanonicalJson.ts'
import { appendDecision } from './decisionLog.ts'
import { createKeyText, hashKeyText, type KeyClaim, readKeyText } from './keyText.ts'
import { StateError } from './StateError.ts'
import { inTransaction, type WorkState } from './WorkState.ts'

/** What a key may be allowed. None contains another: `admin` alone cannot screen. */
export const SCOPES = ['admin', 'alerts', 'alerts:write', 'intel:write', 'read', 'screen', 'trace'] as const

/** One thing that a key may be allowed. */
export type Scope = (typeof SCOPES)[number]

/** A key as it is stored; its secret is not. Times in whole seconds UTC. */
export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly created: number
  readonly expires: number | undefined
  readonly revoked: number | undefined
  /** Beginning of the day of its last use. */
  readonly used: number | undefined
}

/** What a new key is to be. */
export interface KeyPlan {
  readonly name: string
  readonly scopes: readonly Scope[]
  /** Whole seconds UTC; without it the key does not expire. */
  readonly expires?: number
  /** Who orders it. */
  readonly by: string
}

/** The world's part in a new key. */
export interface KeySource {
  /** Whole seconds UTC. */
  readonly now: number
  /** Cryptographic random, e.g. of `node:crypto`. */
  randomBytes(length: number): Uint8Array
}

const TEXT_LENGTH_MAX = 200
const DAY_SEC = 86_400

/**
 * Makes a key. Its text is given this once and is stored nowhere; that it was made is in the decision log.
 *
 * @throws StateError `LZ_KEY_PLAN`; `LZ_STATE_BUSY`, `LZ_STATE_IO`
 */
export function createKey(state: WorkState, plan: KeyPlan, source: KeySource): { text: string; key: ApiKey } {
  assertPlan(plan, source.now)
  const text = createKeyText((length) => source.randomBytes(length))
  const { id } = readKeyText(text) as KeyClaim
  const scopes = [...new Set(plan.scopes)].sort()
  inTransaction(state, () => {
    state
      .prepare('INSERT INTO api_key (id, hash, name, scopes, created, expires) VALUES (?, ?, ?, ?, ?, ?)')
      .run(id, hashKeyText(text), plan.name, JSON.stringify(scopes), source.now, plan.expires ?? null)
    const { name, by, expires = null } = plan
    decide(state, { action: 'create', by, id, name, scopes, expires }, source.now)
  })
  return { text, key: getKey(state, id) }
}

/**
 * The key that a text is, if it is one that may be used now; nothing for every other text, whatever is wrong with it.
 *
 * Once a day and key it writes that the key was used.
 *
 * @throws StateError `LZ_STATE_BUSY`, `LZ_STATE_IO`
 */
export function findKey(state: WorkState, text: string, now: number): ApiKey | undefined {
  const claim = readKeyText(text)
  if (claim === undefined) return undefined
  const row = state.prepare('SELECT * FROM api_key WHERE id = ?').get(claim.id) as KeyRow | undefined
  // The id is no secret: that it is unknown may be told by time.
  if (row === undefined || !timingSafeEqual(row.hash, claim.hash)) return undefined
  if (row.revoked !== null || (row.expires !== null && now >= row.expires)) return undefined
  return toKey({ ...row, used: noteUse(state, row, now) })
}

/** Whether a key is allowed something. */
export function hasScope(key: ApiKey, scope: Scope): boolean {
  return key.scopes.includes(scope)
}

/**
 * Ends a key for ever; the decision log says who did it. A key that is revoked already stays as it is.
 *
 * @throws StateError `LZ_KEY_NOT_FOUND`; `LZ_STATE_BUSY`, `LZ_STATE_IO`
 */
export function revokeKey(state: WorkState, id: string, { by, now }: { by: string; now: number }): ApiKey {
  return inTransaction(state, () => {
    const key = getKey(state, id)
    if (key.revoked !== undefined) return key
    state.prepare('UPDATE api_key SET revoked = ? WHERE id = ?').run(now, id)
    decide(state, { action: 'revoke', by, id, name: key.name }, now)
    return { ...key, revoked: now }
  })
}

/** All keys, the oldest first, those that have ended too. */
export function listKeys(state: WorkState): ApiKey[] {
  const rows = state.prepare('SELECT * FROM api_key ORDER BY created, id').all() as KeyRow[]
  return rows.map(toKey)
}

/** One key by its id. @throws StateError `LZ_KEY_NOT_FOUND` */
function getKey(state: WorkState, id: string): ApiKey {
  const row = state.prepare('SELECT * FROM api_key WHERE id = ?').get(id) as KeyRow | undefined
  if (row !== undefined) return toKey(row)
  const shown = JSON.stringify(id.slice(0, 40))
  throw new StateError('LZ_KEY_NOT_FOUND', 'not-found', `There is no key ${shown}. List the keys to see their ids.`)
}

interface KeyRow {
  readonly id: string
  readonly hash: Uint8Array
  readonly name: string
  readonly scopes: string
  readonly created: number
  readonly expires: number | null
  readonly revoked: number | null
  readonly used: number | null
}

function toKey(row: KeyRow): ApiKey {
  const stored = JSON.parse(row.scopes) as string[]
  return {
    id: row.id,
    name: row.name,
    scopes: SCOPES.filter((scope) => stored.includes(scope)),
    created: row.created,
    expires: row.expires ?? undefined,
    revoked: row.revoked ?? undefined,
    used: row.used ?? undefined,
  }
}

function noteUse(state: WorkState, { id, used }: KeyRow, now: number): number {
  const day = now - (now % DAY_SEC)
  if (used !== null && used >= day) return used
  inTransaction(state, () => state.prepare('UPDATE api_key SET used = ? WHERE id = ?').run(day, id))
  return day
}

function decide(state: WorkState, body: CanonicalJson.JsonValue, time: number): void {
  appendDecision(state, { time, kind: 'key', body: CanonicalJson.encode(body) })
}

function assertPlan({ name, scopes, expires, by }: KeyPlan, now: number): void {
  const isText = (text: string): boolean =>
    text.trim() !== '' && text.length <= TEXT_LENGTH_MAX && !/\p{Cc}/u.test(text)
  const isFuture = expires === undefined || (Number.isSafeInteger(expires) && expires > now)
  const areScopes = scopes.length > 0 && scopes.every((scope) => SCOPES.includes(scope))
  if (isText(name) && isText(by) && isFuture && areScopes) return
  const message = `No key can be made of ${JSON.stringify({ name, scopes, expires, by }).slice(0, 300)}. Give a name, who orders it, scopes of ${SCOPES.join(', ')}, and an end in the future.`
  throw new StateError('LZ_KEY_PLAN', 'input', message)
}
