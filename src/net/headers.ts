import { validateHeaderName, validateHeaderValue } from 'node:http'
import { NetError } from './NetError.ts'

/** Header fields of a request, by name in any case. */
export type HeaderFields = Readonly<Record<string, string>>

// What frames the message or belongs to this client alone.
const RESERVED: ReadonlySet<string> = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'if-modified-since',
  'if-none-match',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

// The caller's other fields may be a secret meant for one host: a token, a cookie, a key under any name.
const FOR_EVERY_HOST: ReadonlySet<string> = new Set(['accept', 'accept-language', 'user-agent'])

/**
 * A request's header fields with lower-case names, checked.
 *
 * @throws NetError `LZ_NET_HEADER` for a reserved or malformed one, or the same one twice
 */
export function parseHeaders(fields: HeaderFields): HeaderFields {
  const parsed = new Map<string, string>()
  for (const [given, value] of Object.entries(fields)) {
    const name = given.toLowerCase()
    if (RESERVED.has(name)) throw badHeader(name, 'is set by the client itself')
    if (parsed.has(name)) throw badHeader(name, 'is there twice')
    assertField(name, value)
    parsed.set(name, value)
  }
  return { 'user-agent': 'lazaretto', ...Object.fromEntries(parsed) }
}

/** The fields that may go to another host than the one they were meant for. */
export function keepForOtherHost(fields: HeaderFields): HeaderFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => FOR_EVERY_HOST.has(name)))
}

/** Refuses what is no header field. @throws NetError `LZ_NET_HEADER` */
export function assertField(name: string, value: string): void {
  try {
    validateHeaderName(name)
    validateHeaderValue(name, value)
  } catch (cause) {
    throw badHeader(name, 'has characters that no header takes', cause)
  }
}

function badHeader(name: string, fault: string, cause?: unknown): NetError {
  return new NetError('LZ_NET_HEADER', 'input', `The header ${JSON.stringify(name.slice(0, 80))} ${fault}.`, cause)
}
