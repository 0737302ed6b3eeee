import type { Desk } from '../Desk.ts'
import { type Caller, loopback, type Need, nobody } from './Caller.ts'
import type { Exchange } from './Exchange.ts'
import { findToken } from './findToken.ts'
import { HttpError } from './HttpError.ts'
import type { Allowance } from './RateLimiter.ts'

/** A caller that may go on, and what is left to it. */
export interface Admission {
  readonly caller: Caller
  readonly allowance: Allowance
}

/**
 * Says who asks, and refuses who may not: default is no.
 *
 * @throws HttpError `LZ_HTTP_KEY`, `LZ_HTTP_SCOPE`, `LZ_HTTP_RATE`, `LZ_HTTP_ORIGIN`
 */
export function admit(desk: Desk, exchange: Exchange, need: Need): Admission {
  const caller = identify(desk, exchange)
  const isKnown = caller !== undefined && caller !== nobody
  const name = isKnown ? caller.name : `address:${exchange.remote ?? ''}`
  const allowance = desk.limiter.take(name, isKnown ? desk.limits.perKey : desk.limits.perAddress)
  if (!allowance.isAllowed) throw tooMany(allowance.limit)
  if (caller === undefined) throw unknownKey()
  if (need === 'public') return { caller, allowance }
  if (!isKnown) throw keyMissing()
  if (!caller.scopes.has(need)) throw outOfScope(need)
  return { caller, allowance }
}

/** Whether a caller who was let in still may ask: its key may have been revoked meanwhile. */
export function isAdmitted(desk: Desk, exchange: Exchange, need: Need): boolean {
  const caller = identify(desk, exchange)
  return caller !== undefined && (need === 'public' || caller.scopes.has(need))
}

function identify(desk: Desk, exchange: Exchange): Caller | undefined {
  const token = findToken(exchange.headers)
  return token === undefined ? identifyKeyless(desk, exchange) : desk.keys.find(token)
}

function identifyKeyless({ isLoopbackOpen }: Desk, { remote, headers }: Exchange): Caller {
  if (!isLoopbackOpen || !isLoopback(remote)) return nobody
  // A proxy on this machine speaks for others, and a browser for whatever page is open in it.
  const isForwarded = headers.get('forwarded') !== undefined || headers.get('x-forwarded-for') !== undefined
  if (isForwarded) return nobody
  const site = headers.get('sec-fetch-site') ?? 'none'
  const isOwnPage = site === 'none' || site === 'same-origin'
  if (isOwnPage && headers.get('origin') === undefined) return loopback
  throw new HttpError('LZ_HTTP_ORIGIN', 'A page of another site asks through a browser. Without a key it may not.')
}

/** Whether a network address is this machine's own. */
export function isLoopback(remote: string | undefined): boolean {
  return remote !== undefined && /^(::ffff:)?127\.|^::1$/.test(remote)
}

const CHALLENGE = { 'WWW-Authenticate': 'Bearer realm="lazaretto"' }

function keyMissing(): HttpError {
  return new HttpError('LZ_HTTP_KEY', 'This needs an API key: Authorization: Bearer lzk_...', CHALLENGE)
}

function unknownKey(): HttpError {
  const message = 'The API key is unknown, revoked or at its end. Make another: lazaretto keys create'
  return new HttpError('LZ_HTTP_KEY', message, CHALLENGE)
}

function outOfScope(need: Need): HttpError {
  return new HttpError('LZ_HTTP_SCOPE', `The API key has not the scope ${need}.`)
}

function tooMany(limit: number): HttpError {
  const message = `More than ${limit} requests in this second. Wait for the next, or ask in batches.`
  const rate = { 'RateLimit-Policy': `"second";q=${limit};w=1`, RateLimit: '"second";r=0;t=1' }
  return new HttpError('LZ_HTTP_RATE', message, { 'Retry-After': '1', ...rate })
}
