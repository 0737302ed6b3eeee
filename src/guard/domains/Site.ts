import { parse as parseHost } from 'tldts'
import { LazarettoError } from '../../LazarettoError.ts'
import { decodePunycode } from './decodePunycode.ts'
import { findSharing } from './sharing.ts'

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
  /** Asked for over a connection that nobody can change on the way; without a scheme it is taken for one. */
  readonly isSecure: boolean
  /** Its host is written so that programs may read another one. */
  readonly isUnclear: boolean
  /** What stands before `@`: it looks like a host and is none. */
  readonly userinfo?: string
}

const LENGTH_MAX = 8192
const HOST_MAX = 253
const LABEL_MAX = 63
const HOST_OPTIONS = { allowPrivateDomains: true, extractHostname: false, validateHostname: false }
/** Backslashes, percent signs and breaks before the path: browsers take them for something else than other programs do. */
const STRANGE = /[\\%\t\n\r]/
const UNCLEAR = /^(?:[a-z][a-z0-9+.-]*:)?[/\\]*[^/?#]*[\\%\t\n\r]/i
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
  const { isIp, ...owned } = splitHost(host)
  const labels = isIp ? [host] : splitLabels(text, host)
  const userinfo = url.username === '' && url.password === '' ? undefined : toUserinfo(url)
  return {
    host,
    path: url.pathname + url.search,
    labels,
    ...owned,
    isIp,
    isSecure: url.protocol === 'https:' || url.protocol === 'wss:',
    isUnclear: STRANGE.test(text) && UNCLEAR.test(text.trim()),
    ...(userinfo && { userinfo }),
  }
}

type Ownership = Pick<Site, 'registrable' | 'suffixLabels' | 'isShared' | 'isIp'>

/** Whose a host is, by the public suffix list and the hosts whose names are by many. */
function splitHost(host: string): Ownership {
  const { isIp, domain, publicSuffix, isPrivate } = parseHost(host, HOST_OPTIONS)
  if (isIp === true) return { suffixLabels: 0, isShared: false, isIp }
  const suffixLabels = countLabels(publicSuffix)
  if (domain === null) return { suffixLabels, isShared: isPrivate === true, isIp: false }
  for (
    let start = 0, dot = host.indexOf('.');
    host.length - dot > domain.length;
    start = dot + 1, dot = host.indexOf('.', start)
  ) {
    const parent = host.slice(dot + 1)
    if (findSharing(parent) !== 'names') continue
    return { registrable: host.slice(start), suffixLabels: parent.split('.').length, isShared: true, isIp: false }
  }
  return { registrable: domain, suffixLabels, isShared: isPrivate === true, isIp: false }
}

/** Labels of a public suffix; the first of one that stands for any name, such as `name.eth.limo`, is somebody's. */
function countLabels(suffix: string | null): number {
  if (suffix === null) return 0
  const count = suffix.split('.').length
  if (count < 3) return count
  const other = parseHost(`-${suffix.slice(suffix.indexOf('.'))}`, HOST_OPTIONS)
  return other.publicSuffix === other.hostname ? count - 1 : count
}

/** Labels as they are shown. What no resolver takes is no host, whatever a parser makes of it. */
function splitLabels(text: string, host: string): string[] {
  if (host.length > HOST_MAX) throw new UrlError(text, `a host has at most ${HOST_MAX} characters`)
  const labels = host.split('.')
  for (let index = 0; index < labels.length; index++) {
    const label = labels[index] ?? ''
    if (label === '' || label.length > LABEL_MAX)
      throw new UrlError(text, `between the dots of a host stand 1 to ${LABEL_MAX} characters`)
    if (label.startsWith('xn--')) labels[index] = decodePunycode(label.slice(4)) ?? label
  }
  return labels
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

function toUserinfo({ username, password }: URL): string {
  const text = password === '' ? username : `${username}:${password}`
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
