import { lookup } from 'node:dns/promises'
import type { IncomingMessage } from 'node:http'
import { createAnswer, type FreshAnswer, findOnce, type HashName } from './Answer.ts'
import { Deadline } from './Deadline.ts'
import { type Destination, parseDestination, parseOwnHosts, type Resolve, resolveDestination } from './Destination.ts'
import { assertField, type HeaderFields, keepForOtherHost, parseHeaders } from './headers.ts'
import { NetError, StatusError } from './NetError.ts'
import { openSocket, type TextSocket } from './openSocket.ts'
import { sendRequest, type WireRequest } from './sendRequest.ts'

/** How a client is made. */
export interface ClientOptions {
  /** One's own hosts, each as `host:port`: only they may have private addresses and speak plain HTTP. */
  readonly allowPrivate?: readonly string[]
  /** Instead of the system's resolver. */
  readonly resolve?: Resolve
  /** PEM certificates to trust instead of the well-known ones. */
  readonly ca?: string
}

/** Bounds and fields of one request. */
export interface RequestOptions {
  /** Longest body, compressed and decompressed. */
  readonly maxBytes: number
  /** For all of it, the reader's own time with the body too. 60,000 unless said. */
  readonly timeoutMs?: number
  /** For the head of the answer, and between two pieces of its body. 20,000 unless said. */
  readonly idleTimeoutMs?: number
  readonly headers?: HeaderFields
  readonly signal?: AbortSignal
  readonly hashes?: readonly HashName[]
  /** HTTP statuses to take as an answer. 200 unless said; for `post`, 200 to 299. */
  readonly accepts?: (httpStatus: number) => boolean
}

/** A GET may be conditional, and may be redirected. */
export interface GetOptions extends RequestOptions {
  /** 5 unless said. */
  readonly redirectsMax?: number
  /** Of the answer that one has. */
  readonly etag?: string
  readonly lastModified?: string
}

/** What one has is still the newest. */
export interface NotModified {
  readonly status: 'not-modified'
}

/** The only way out of the process; see `createClient`. */
export interface Client {
  /** @throws NetError `LZ_NET_*` */
  get(url: string, options: GetOptions): Promise<FreshAnswer | NotModified>
  /** Never follows a redirect. @throws NetError `LZ_NET_*` */
  post(url: string, body: Uint8Array | string, options: RequestOptions): Promise<FreshAnswer>
  /** Opens a WebSocket, `wss://` or to one's own hosts `ws://`. @throws NetError `LZ_NET_*` */
  connect(url: string, options: SocketOptions): Promise<TextSocket>
}

/** Bounds of a WebSocket. */
export interface SocketOptions {
  /** Longest message. */
  readonly maxBytes: number
  /** How long it may stay open. */
  readonly timeoutMs: number
  /** For the handshake. 20,000 unless said. */
  readonly idleTimeoutMs?: number
  /** Of the handshake. */
  readonly headers?: HeaderFields
  readonly signal?: AbortSignal
}

const TIMEOUT_MS = 60_000
const IDLE_TIMEOUT_MS = 20_000
const REDIRECTS_MAX = 5
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/**
 * Makes a client that reaches the public Internet and one's own hosts, and nothing between.
 *
 * A name is resolved once for each hop, all its addresses are checked, and the connection goes to one of these. Each
 * connection serves one request. No proxy is used, whatever the environment says.
 *
 * @throws NetError `LZ_NET_HOST`
 * @example
 * const client = createClient()
 * const answer = await client.get('https://example.org/list.xml', { maxBytes: 64 << 20 })
 * await client.get('http://169.254.169.254/', { maxBytes: 1024 }) // throws LZ_NET_INSECURE
 */
export function createClient(options: ClientOptions = {}): Client {
  const sender = new Sender(options)
  return {
    get: (url, request) => within(request, (deadline) => sender.get(url, request, deadline)),
    post: (url, body, request) => within(request, (deadline) => sender.post({ url, body }, request, deadline)),
    connect: (url, request) => within(request, (deadline) => sender.connect(url, request, deadline)),
  }
}

/** Ends the deadline with the request, unless an answer's body lives on. */
async function within<T>(request: RequestOptions, send: (deadline: Deadline) => Promise<T>): Promise<T> {
  assertBounds(request)
  const deadline = new Deadline({ timeoutMs: request.timeoutMs ?? TIMEOUT_MS, signal: request.signal })
  try {
    return await send(deadline)
  } catch (error) {
    deadline.abort(new NetError('LZ_NET_ABORTED', 'retryable', 'The request has failed.', error))
    deadline.end()
    throw error
  }
}

interface Hop {
  readonly destination: Destination
  readonly headers: HeaderFields
}

class Sender {
  readonly #own: ReadonlySet<string>
  readonly #resolve: Resolve
  readonly #ca: string | undefined

  constructor({ allowPrivate = [], resolve = lookupAll, ca }: ClientOptions) {
    this.#own = parseOwnHosts(allowPrivate)
    this.#resolve = resolve
    this.#ca = ca
  }

  async get(url: string, request: GetOptions, deadline: Deadline): Promise<FreshAnswer | NotModified> {
    const conditions = conditionsOf(request)
    let hop: Hop = { destination: this.#parse(url), headers: parseHeaders(request.headers ?? {}) }
    for (let redirects = 0; redirects <= (request.redirectsMax ?? REDIRECTS_MAX); redirects++) {
      const message = await this.#send({ method: 'GET', ...hop }, { request, deadline, conditions })
      if (!REDIRECTS.has(message.statusCode ?? 0))
        return settle(message, hop.destination, { request, deadline, conditions })
      message.destroy()
      hop = this.#follow(hop, message)
    }
    throw redirected(hop.destination, 'is one redirect too many')
  }

  async post(
    { url, body }: { url: string; body: Uint8Array | string },
    request: RequestOptions,
    deadline: Deadline,
  ): Promise<FreshAnswer> {
    const hop = { destination: this.#parse(url), headers: parseHeaders(request.headers ?? {}) }
    const bytes = typeof body === 'string' ? Buffer.from(body) : body
    const message = await this.#send({ method: 'POST', body: bytes, ...hop }, { request, deadline, conditions: {} })
    if (REDIRECTS.has(message.statusCode ?? 0))
      throw redirected(hop.destination, 'redirects a POST, which is not followed')
    const accepts = request.accepts ?? ((httpStatus) => httpStatus >= 200 && httpStatus < 300)
    return toAnswer(message, hop.destination, { request: { ...request, accepts }, deadline })
  }

  async connect(url: string, request: SocketOptions, deadline: Deadline): Promise<TextSocket> {
    // The rules for its host are those of the HTTP that it begins with.
    const destination = this.#parse(url.replace(/^ws(s?):/i, 'http$1:'))
    const addresses = await deadline.race(resolveDestination(destination, this.#resolve))
    const idleTimeoutMs = request.idleTimeoutMs ?? IDLE_TIMEOUT_MS
    const headers = parseHeaders(request.headers ?? {})
    const wire = { method: 'GET' as const, destination, addresses, headers, ca: this.#ca, idleTimeoutMs }
    return openSocket(wire, request.maxBytes, deadline)
  }

  #parse(url: string): Destination {
    return parseDestination(url, { own: this.#own })
  }

  #follow({ destination, headers }: Hop, message: IncomingMessage): Hop {
    const location = findOnce(message, 'location', destination.url.origin)
    if (location === undefined) throw redirected(destination, 'redirects to nowhere')
    const next = parseDestination(location, { own: this.#own, from: destination })
    const isSame = next.url.origin === destination.url.origin
    return { destination: next, headers: isSame ? headers : keepForOtherHost(headers) }
  }

  async #send(
    sent: Pick<WireRequest, 'method' | 'destination' | 'headers' | 'body'>,
    { request, deadline, conditions }: Exchange,
  ): Promise<IncomingMessage> {
    const addresses = await deadline.race(resolveDestination(sent.destination, this.#resolve))
    const idleTimeoutMs = request.idleTimeoutMs ?? IDLE_TIMEOUT_MS
    const headers = { ...sent.headers, ...conditions, 'accept-encoding': 'gzip, deflate, br' }
    return sendRequest({ ...sent, headers, addresses, ca: this.#ca, idleTimeoutMs }, deadline)
  }
}

interface Exchange {
  readonly request: RequestOptions
  readonly deadline: Deadline
  readonly conditions: HeaderFields
}

function settle(message: IncomingMessage, destination: Destination, exchange: Exchange): FreshAnswer | NotModified {
  const isConditional = Object.keys(exchange.conditions).length > 0
  if (message.statusCode !== 304 || !isConditional) return toAnswer(message, destination, exchange)
  message.destroy()
  exchange.deadline.end()
  return { status: 'not-modified' }
}

function toAnswer(
  message: IncomingMessage,
  { url }: Destination,
  { request, deadline }: Pick<Exchange, 'request' | 'deadline'>,
): FreshAnswer {
  const httpStatus = message.statusCode ?? 0
  const isTaken = request.accepts?.(httpStatus) ?? httpStatus === 200
  if (!isTaken) throw new StatusError(url.origin, httpStatus, message.headers['retry-after'])
  const limits = { maxBytes: request.maxBytes, idleTimeoutMs: request.idleTimeoutMs ?? IDLE_TIMEOUT_MS }
  return createAnswer(message, { url, deadline, limits, hashes: request.hashes ?? [] })
}

function conditionsOf({ etag, lastModified }: GetOptions): HeaderFields {
  const conditions: Record<string, string> = {}
  if (etag !== undefined) conditions['if-none-match'] = etag
  if (lastModified !== undefined) conditions['if-modified-since'] = lastModified
  for (const [name, value] of Object.entries(conditions)) assertField(name, value)
  return conditions
}

async function lookupAll(hostname: string): ReturnType<Resolve> {
  return lookup(hostname, { all: true, verbatim: true })
}

/** A timer of more than 2^31 ms fires at once, and a bound that is no number bounds nothing: bugs of the caller. */
function assertBounds({ maxBytes, timeoutMs = 1, idleTimeoutMs = 1, redirectsMax = 0 }: GetOptions): void {
  const areTimes = [timeoutMs, idleTimeoutMs].every((ms) => Number.isInteger(ms) && ms > 0 && ms < 2 ** 31)
  const areCounts = [maxBytes, redirectsMax].every((count) => Number.isSafeInteger(count) && count >= 0)
  if (!areTimes || !areCounts)
    throw new RangeError('Bounds of a request are whole numbers, times between 1 and 2^31 ms.')
}

function redirected({ url }: Destination, fault: string): NetError {
  return new NetError('LZ_NET_REDIRECT', 'input', `${url.origin} ${fault}.`)
}
