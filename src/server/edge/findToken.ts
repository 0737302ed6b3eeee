/** The headers of a request, by lower-case name. */
export interface HeaderReader {
  get(name: string): string | undefined
}

/**
 * The text of the key in a request's headers, wherever a client of whatever API puts it: `Authorization: Bearer` (ours),
 * `X-API-Key`, `Token`, `x-access-key`, or as user name or password of HTTP Basic.
 *
 * @returns undefined where there is none
 */
export function findToken(headers: HeaderReader): string | undefined {
  const authorization = headers.get('authorization')
  if (authorization === undefined) {
    return headers.get('x-api-key') ?? headers.get('token') ?? headers.get('x-access-key')
  }
  const [, scheme = '', credentials = ''] = /^(\S+) +(\S+)$/.exec(authorization.trim()) ?? []
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return credentials
    case 'basic':
      return fromBasic(credentials)
    default:
      return ''
  }
}

function fromBasic(credentials: string): string {
  const text = Buffer.from(credentials, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  const user = text.slice(0, Math.max(0, colon))
  return user === '' ? text.slice(colon + 1) : user
}
