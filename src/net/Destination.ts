import { isIP } from 'node:net'
import { isPublicAddress } from './isPublicAddress.ts'
import { NetError, toNetError } from './NetError.ts'

/** Where a request goes, after the rules for URLs. */
export interface Destination {
  readonly url: URL
  /** One of the client's own hosts: it may have a private address and speak plain HTTP. */
  readonly isOwn: boolean
}

/** An address that a host's name stands for. */
export interface HostAddress {
  readonly address: string
  readonly family: number
}

/** Asks what a name stands for; all of its addresses. */
export type Resolve = (hostname: string) => Promise<readonly HostAddress[]>

/** What the rules for URLs need to know. */
export interface DestinationRules {
  /** The client's own hosts, as `host:port`. */
  readonly own: ReadonlySet<string>
  /** The destination that redirects to this one. */
  readonly from?: Destination
}

const URL_LENGTH_MAX = 8_192

/**
 * Parses a URL that a request may go to; a relative one belongs to the destination that redirects to it.
 *
 * A redirect leads to one of the client's own hosts only from another of them, and never from HTTPS to HTTP.
 *
 * @throws NetError `LZ_NET_URL`, `LZ_NET_INSECURE`, `LZ_NET_PRIVATE`
 */
export function parseDestination(text: string, { own, from }: DestinationRules): Destination {
  const url = parseUrl(text, from?.url.href)
  const isOwn = own.has(`${url.hostname}:${portOf(url)}`) && from?.isOwn !== false
  const isDowngrade = from?.url.protocol === 'https:' && url.protocol === 'http:'
  if (isDowngrade || (url.protocol === 'http:' && !isOwn)) throw insecure(url)
  if (!isOwn && isLocalName(url.hostname)) throw privateHost(url, 'this machine')
  return { url, isOwn }
}

/**
 * The addresses that a request may be sent to: all that the name stands for, each of them public unless the host is one
 * of the client's own. One bad address refuses all, for a name that has both is an attack.
 *
 * @throws NetError `LZ_NET_DNS`, `LZ_NET_PRIVATE`
 */
export async function resolveDestination(
  { url, isOwn }: Destination,
  resolve: Resolve,
): Promise<readonly HostAddress[]> {
  const addresses = await addressesOf(url, resolve)
  if (addresses.length === 0) throw new NetError('LZ_NET_DNS', 'retryable', `${url.origin} has no address.`)
  for (const { address } of addresses) {
    if (isIP(address) === 0) throw new NetError('LZ_NET_DNS', 'retryable', `${url.origin} has a malformed address.`)
    if (!isOwn && !isPublicAddress(address)) throw privateHost(url, address)
  }
  return addresses
}

async function addressesOf(url: URL, resolve: Resolve): Promise<readonly HostAddress[]> {
  const literal = bareHost(url)
  const family = isIP(literal)
  if (family !== 0) return [{ address: literal, family }]
  try {
    return await resolve(url.hostname)
  } catch (error) {
    throw toNetError(error, url.origin)
  }
}

/**
 * Parses the list of one's own hosts, e.g. `127.0.0.1:8332` or `node.lan:8545`.
 *
 * @throws NetError `LZ_NET_HOST` where the port is missing, or the host is none
 */
export function parseOwnHosts(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.map(parseOwnHost))
}

function parseOwnHost(text: string): string {
  const [, host = '', port = ''] = /^([^/?#@\\]+):(\d{1,5})$/.exec(text) ?? []
  if (URL.canParse(`http://${host}`)) return `${new URL(`http://${host}`).hostname}:${Number(port)}`
  const message = `${JSON.stringify(text.slice(0, 100))} is no host of your own. Write it with its port: node.lan:8545.`
  throw new NetError('LZ_NET_HOST', 'input', message)
}

/** A URL's host as sockets want it: an IPv6 address without its brackets. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1')
}

function parseUrl(text: string, base: string | undefined): URL {
  if (text.length > URL_LENGTH_MAX || !URL.canParse(text, base)) throw badUrl('is no URL')
  const url = new URL(text, base)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw badUrl(`has the scheme ${url.protocol}`)
  // A fetched URL with a name in front of the host is a disguise more often than a login.
  if (url.username !== '' || url.password !== '') throw badUrl('has a user name or a password in it')
  return url
}

function portOf(url: URL): string {
  if (url.port !== '') return url.port
  return url.protocol === 'https:' ? '443' : '80'
}

function isLocalName(hostname: string): boolean {
  return /(^|\.)localhost\.?$/.test(hostname)
}

// The messages never show a path or a query: they may hold a token.
function badUrl(fault: string): NetError {
  return new NetError('LZ_NET_URL', 'input', `The URL ${fault}. Give an https:// URL without credentials.`)
}

function insecure(url: URL): NetError {
  const message = `${url.origin} is plain HTTP, which anyone on the way can change. Use HTTPS, or list it among your own hosts.`
  return new NetError('LZ_NET_INSECURE', 'input', message)
}

function privateHost(url: URL, address: string): NetError {
  const message = `${url.origin} leads to ${address}, which is not on the public Internet. List it among your own hosts if you mean it.`
  return new NetError('LZ_NET_PRIVATE', 'input', message)
}
