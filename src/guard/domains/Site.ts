import { parse as parseHost } from 'tldts'
import { LazarettoError } from '../../LazarettoError.ts'
import { decodePunycode } from './decodePunycode.ts'

/** A web address, taken apart. */
export interface Site {
  /** As it is asked for: lower case, `xn--` for other scripts, without a last dot. */
  readonly host: string
  /** Path and query, `/` at least. */
  readonly path: string
  /** As it is shown to people. Each label by itself; what cannot be decoded stays as it is. */
  readonly labels: readonly string[]
  /** The name that somebody registered, such as `uniswap.org` or `name.pages.dev`; `undefined` for an IP address or a bare suffix. */
  readonly registrable?: string
  /** Number of labels, from the right, that are the public suffix. */
  readonly suffixLabels: number
  /** Under a suffix where a provider gives names away, such as `pages.dev`. */
  readonly isShared: boolean
  readonly isIp: boolean
  /** What stands before `@`: it looks like a host and is none. */
  readonly userinfo?: string
}

const LENGTH_MAX = 8192
const SCHEME = /^[a-z][a-z0-9+.-]*:/i
const PORT = /^[^/?#@]+:\d{1,5}(?:[/?#]|$)/

/**
 * Parses a URL of the web, or a host as people write it.
 *
 * @param text - At most 8,192 characters; without a scheme it is taken as `https://`.
 * @throws UrlError `LZ_GUARD_URL`
 * @source https://url.spec.whatwg.org/, https://publicsuffix.org/
 * @example
 * Site.parse('app.uniswap.org').registrable      // 'uniswap.org'
 * Site.parse('https://a.b.pages.dev/').isShared  // true
 * Site.parse('javascript:alert(1)')              // throws LZ_GUARD_URL
 */
export function parse(text: string): Site {
  const url = toUrl(text)
  const host = url.hostname.replace(/\.$/, '')
  if (host === '') throw new UrlError(text, 'it has no host')
  const parsed = parseHost(host, { allowPrivateDomains: true, extractHostname: false, validateHostname: false })
  const isIp = parsed.isIp === true
  const userinfo = decodeURIText([url.username, url.password].filter((part) => part !== '').join(':'))
  return {
    host,
    path: url.pathname + url.search,
    labels: isIp ? [host] : host.split('.').map(toShown),
    ...(parsed.domain === null || isIp ? {} : { registrable: parsed.domain }),
    suffixLabels: isIp ? 0 : (parsed.publicSuffix?.split('.').length ?? 0),
    isShared: parsed.isPrivate === true,
    isIp,
    ...(userinfo === '' ? {} : { userinfo }),
  }
}

function toUrl(text: string): URL {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.length > LENGTH_MAX) throw new UrlError(text, `it has ${trimmed.length} characters`)
  const hasScheme = SCHEME.test(trimmed) && !PORT.test(trimmed)
  try {
    const url = new URL(hasScheme ? trimmed : `https://${trimmed}`)
    if (/^(?:https?|wss?):$/.test(url.protocol)) return url
  } catch (cause) {
    throw new UrlError(text, 'it does not parse', { cause })
  }
  throw new UrlError(text, 'only http, https, ws and wss are of the web')
}

function toShown(label: string): string {
  return label.startsWith('xn--') ? (decodePunycode(label.slice(4)) ?? label) : label
}

function decodeURIText(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The text is no web address. */
export class UrlError extends LazarettoError {
  constructor(text: string, why: string, options?: { cause?: unknown }) {
    const shown = JSON.stringify(text.slice(0, 80))
    super(
      'LZ_GUARD_URL',
      'input',
      `${shown} is no web address: ${why}. Give a URL or a host, such as https://example.org/.`,
      options,
    )
    this.name = 'UrlError'
  }
}
