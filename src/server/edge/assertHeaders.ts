import { HttpError } from './HttpError.ts'

/** Headers that decide who asks what of whom: two of one are two answers to that, and Node keeps only the first. */
const ONCE: ReadonlySet<string> = new Set([
  'host',
  'authorization',
  'content-type',
  'content-length',
  'transfer-encoding',
  'x-api-key',
  'token',
  'x-access-key',
  'x-access-sign',
  'x-access-timestamp',
])

/**
 * Refuses a request whose headers say one thing twice.
 *
 * @param rawHeaders - Names and values in turn, as they came.
 * @throws HttpError `LZ_HTTP_HEADER`
 */
export function assertHeaders(rawHeaders: readonly string[]): void {
  let seen = ','
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? '').toLowerCase()
    if (!ONCE.has(name)) continue
    if (seen.includes(`,${name},`)) throw twice(name)
    seen += `${name},`
  }
}

/**
 * Refuses a request for a host that this server is not: so a name in somebody's DNS cannot be led to a local server.
 *
 * @param allowed - Names without port; undefined where any may be.
 * @throws HttpError `LZ_HTTP_HOST`
 */
export function assertHost(host: string | undefined, allowed: ReadonlySet<string> | undefined): void {
  if (allowed === undefined) return
  const name = (host ?? '').replace(/:\d{1,5}$/, '').toLowerCase()
  if (allowed.has(name)) return
  const message = 'The Host header names another server. Ask for the name that this one has, or allow it: --allow-host.'
  throw new HttpError('LZ_HTTP_HOST', message)
}

function twice(name: string): HttpError {
  return new HttpError('LZ_HTTP_HEADER', `The header ${name} stands there twice. Send it once.`)
}
