import { SourceError } from '../SourceError.ts'

/** The URL of a node in its parts. */
export interface NodeUrl {
  readonly form: 'http' | 'socket'
  /** Without user and password. */
  readonly bare: string
  /** What messages may show. */
  readonly origin: string
  /** `user:password`, where the URL has them. */
  readonly credentials: string | undefined
  /** Parts that may be a key: no message repeats them. */
  readonly secrets: readonly string[]
}

const SECRET_LENGTH_MIN = 6

/**
 * Takes the URL of a node apart, in which operators write users, passwords and keys.
 *
 * @throws SourceError `LZ_SOURCE_OPTIONS`
 * @example
 * splitUrl('http://bob:secret@127.0.0.1:8332').bare // 'http://127.0.0.1:8332/'
 * splitUrl('127.0.0.1:8332')                        // throws LZ_SOURCE_OPTIONS
 */
export function splitUrl(text: string): NodeUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^(https?|wss?):$/.test(url.protocol)) throw noUrl()
  const [user, password] = [decode(url.username), decode(url.password)]
  const credentials = user === '' && password === '' ? undefined : `${user}:${password}`
  const secrets = secretsOf(url, [user, password, Buffer.from(credentials ?? '').toString('base64')])
  url.username = ''
  url.password = ''
  const form = url.protocol.startsWith('ws') ? 'socket' : 'http'
  return { form, bare: url.href, origin: url.origin, credentials, secrets }
}

function secretsOf(url: URL, more: readonly string[]): readonly string[] {
  const parts = [...url.pathname.split('/'), ...url.searchParams.values(), url.search, url.username, url.password]
  return [...parts, ...more].filter((part) => part.length >= SECRET_LENGTH_MIN)
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw noUrl()
  }
}

function noUrl(): SourceError {
  return new SourceError(
    'LZ_SOURCE_OPTIONS',
    { endpoint: 'The endpoint' },
    'It is no URL, such as http://127.0.0.1:8332 or ws://127.0.0.1:8546.',
  )
}
