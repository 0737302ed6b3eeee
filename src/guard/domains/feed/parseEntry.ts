import { parse as parseHost } from 'tldts'
import { findSharing } from '../sharing.ts'
import { CONTENT_ID } from './contentId.ts'
import type { ListEntry, Refusal } from './ListReading.ts'

/** Longest entry in characters. */
const LENGTH_MAX = 2048
const HOST_MAX = 253
/** A host that the URL parser would leave as it is; most entries are of this form. */
const PLAIN_HOST = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.[a-z][a-z0-9-]*$/
const PRIVATE_ADDRESS = /^(?:(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.|\[(?:::1?\]|f[cd]|fe80:))/
const WHOLE_CONTENT_ID = new RegExp(`^${CONTENT_ID.source}$`)
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/
const BARE_IPV6 = /^[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*$/i
/** What a resolver can be asked for: the URL parser takes quotation marks, commas and stars in a host as well. */
const RESOLVABLE = /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:]+\])$/

/**
 * Parses an entry as lists write them: a host, with `*.` or not, an IP address, either with a port, a URL, a host with a path, all
 * of these defanged, or a content id of IPFS.
 *
 * Ports are left out, for nobody asks for them. `www.` goes too, unless a public suffix would remain. A number, a mail address or
 * a line of some other format is no name, whatever a URL parser would make of it.
 *
 * @example
 * parseEntry('hxxps://www.Evil[.]example/')  // { text: 'evil.example', kind: 'host', isExact: false }
 * parseEntry('name.eth.limo')                // { text: 'name.eth.limo', kind: 'host', isExact: true }
 * parseEntry('bit.ly')                       // 'shared-host'
 * parseEntry('ad')                           // 'no-dot'
 */
export function parseEntry(text: string): ListEntry | Refusal {
  const trimmed = text
    .trim()
    .replace(/[,;]$/, '')
    .replace(/^(['"`])(.*)\1$/, '$2')
  if (trimmed === '') return 'not-a-name'
  if (trimmed.length > LENGTH_MAX) return 'too-long'
  if (trimmed.startsWith('/')) return 'bare-path'
  if (WHOLE_CONTENT_ID.test(trimmed)) return { text: `ipfs:${trimmed}`, kind: 'content', isExact: true }
  const name = trimmed
    .toLowerCase()
    .replace(/^(?:\*?\.)+/, '')
    .replace(/\.$/, '')
  if (PLAIN_HOST.test(name)) return fromHost(name)
  return fromUrl(undoDefanging(trimmed))
}

/** Writes back what was made unclickable: `hxxp`, `[.]`, `[.`, `(dot)`, `[:]`, `[://]`. */
function undoDefanging(text: string): string {
  return text
    .replace(/^h[xt*]{2}p(s?)(?:\[:\]|:|(?=\[:\/\/\]))/i, 'http$1:')
    .replace(/^(https?:)\[:?\/\/\]/i, '$1//')
    .replace(/\s*(?:\[\.\]?|\.\]|\(\.\)|\{\.\}|[[({]dot[\])}])\s*/gi, '.')
    .replace(/^(?:\*?\.)+/, '')
}

function fromUrl(text: string): ListEntry | Refusal {
  const url = toUrl(text)
  if (url === undefined) return 'not-a-name'
  const host = url.hostname.replace(/\.$/, '')
  if (!RESOLVABLE.test(host)) return 'not-a-name'
  const path = url.search === '' ? url.pathname.replace(/\/+$/, '') : url.pathname + url.search
  return path === '' ? fromHost(host) : fromPath(host, path)
}

function toUrl(text: string): URL | undefined {
  const isUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const bare = BARE_IPV6.test(text) ? `[${text}]` : text
  try {
    const url = new URL(isUrl ? text : `http://${bare}`)
    // Without a scheme, 1.5 is a number and not 1.0.0.5, and what stands before @ is a person.
    const isOther = !isUrl && (url.username !== '' || (IPV4.test(url.hostname) && !bare.startsWith(url.hostname)))
    return /^(?:https?|wss?):$/.test(url.protocol) && !isOther ? url : undefined
  } catch {
    return undefined
  }
}

function fromHost(host: string): ListEntry | Refusal {
  const refusal = findRefusal(host)
  if (refusal !== undefined) return refusal
  if (isAddress(host)) return { text: host, kind: 'host', isExact: true }
  const name = stripWww(host)
  const sharing = findSharing(name)
  const isWhole = sharing === undefined || sharing === 'profiles'
  return isWhole ? { text: name, kind: 'host', isExact: isPublicSuffix(name) } : 'shared-host'
}

function fromPath(host: string, path: string): ListEntry | Refusal {
  if (path.length > LENGTH_MAX) return 'too-long'
  return findRefusal(host) ?? { text: stripWww(host) + path, kind: 'path', isExact: true }
}

function findRefusal(host: string): Refusal | undefined {
  if (PRIVATE_ADDRESS.test(host) && (isAddress(host) || host.startsWith('['))) return 'private-address'
  if (isAddress(host)) return undefined
  if (host.length > HOST_MAX) return 'too-long'
  return host.includes('.') ? undefined : 'no-dot'
}

function isAddress(host: string): boolean {
  return host.startsWith('[') || IPV4.test(host)
}

function stripWww(host: string): string {
  return host.startsWith('www.') && !isPublicSuffix(host.slice(4)) ? host.slice(4) : host
}

function isPublicSuffix(host: string): boolean {
  return parseHost(host, { allowPrivateDomains: true, extractHostname: false, validateHostname: false }).domain === null
}
