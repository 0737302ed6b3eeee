import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { LazarettoError } from '../LazarettoError.ts'
import { type Reply, replyError } from './answerRequest.ts'
import type { Bindings } from './createApp.ts'
import { assertHeaders, assertHost } from './edge/assertHeaders.ts'
import { HttpError } from './edge/HttpError.ts'
import * as Problem from './edge/Problem.ts'

/** Where and how a server listens. */
export interface ListenOptions {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** Names that a request may ask for; undefined: on a loopback address its own names, else any. */
  readonly allowedHosts?: readonly string[] | undefined
  /** Connections at one time; 1,024 unless said. */
  readonly connectionsMax?: number
  /** How long a request may take to arrive; 30 s unless said, and half of it for its headers. */
  readonly requestTimeoutMs?: number
  /** Told of errors that are no caller's fault. */
  report(error: unknown): void
}

/** A server that takes requests. */
export interface Listening {
  /** Such as `http://127.0.0.1:8686`. */
  readonly url: string
  /** Takes no more connections, lets requests end that are under way, and cuts off what takes longer than this. */
  close(drainMs: number): Promise<void>
}

const HEADER_BYTES_MAX = 16 * 1024
const KEEP_ALIVE_MS = 60_000

/**
 * Serves an app over HTTP/1.1.
 *
 * @throws ListenError `LZ_SERVE_ADDRESS`
 */
export async function listen(app: Hono<Bindings>, options: ListenOptions): Promise<Listening> {
  const { requestTimeoutMs = 30_000, connectionsMax = 1024, report } = options
  const allowed = allowedHosts(options)
  const pass = getRequestListener(app.fetch)
  let isDraining = false
  const server = createServer(
    {
      maxHeaderSize: HEADER_BYTES_MAX,
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs / 2,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: Math.min(1000, requestTimeoutMs / 4),
      noDelay: true,
    },
    (incoming, outgoing) => {
      if (isDraining) outgoing.shouldKeepAlive = false
      const refusal = refuse(incoming, allowed)
      if (refusal === undefined) void pass(incoming, outgoing)
      else send(outgoing, replyError({ report }, refusal))
    },
  )
  server.maxConnections = connectionsMax
  server.on('clientError', answerClientError)
  await start(server, options)
  return {
    url: urlOf(server.address() as AddressInfo),
    close: async (drainMs) => {
      isDraining = true
      await drain(server, drainMs)
    },
  }
}

/** Why a request is turned away before it is routed, if it is. */
function refuse({ rawHeaders, headers, url = '' }: IncomingMessage, allowed: ReadonlySet<string> | undefined): unknown {
  try {
    assertHeaders(rawHeaders)
    assertHost(headers.host, allowed)
    if (url.startsWith('/') || url === '*') return undefined
    return new HttpError('LZ_HTTP_HEADER', 'The target of the request must be a path.')
  } catch (error) {
    return error
  }
}

function send(outgoing: ServerResponse, { status, headers, body }: Reply): void {
  outgoing.writeHead(status, { ...headers, Connection: 'close' }).end(body)
}

/** What cannot be parsed, or came too slowly, is answered by hand: there is no request to answer. */
function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const status = CLIENT_ERRORS[error.code ?? ''] ?? 400
  const body = JSON.stringify(
    Problem.create('LZ_HTTP_MALFORMED', status, 'This is no HTTP request that can be answered.'),
  )
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${Problem.PROBLEM_TYPE}`,
    `Content-Length: ${body.length}`,
    'Connection: close',
  ]
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`)
}

const CLIENT_ERRORS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

function allowedHosts({ host, allowedHosts: names }: ListenOptions): ReadonlySet<string> | undefined {
  const isLocal = host === 'localhost' || host === '::1' || host.startsWith('127.')
  if (names === undefined && !isLocal) return undefined
  const own = isLocal ? ['localhost', '127.0.0.1', '[::1]', host] : []
  return new Set([...own, ...(names ?? [])].map((name) => name.toLowerCase()))
}

async function start(server: Server, { host, port }: ListenOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(new ListenError(host, port, cause)))
    server.listen(port, host, () => resolve())
  })
}

async function drain(server: Server, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), drainMs)
  server.closeIdleConnections()
  await closed
  clearInterval(sweep)
  clearTimeout(cut)
}

function urlOf({ address, port, family }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

/** An address that cannot be listened on. */
class ListenError extends LazarettoError {
  override readonly name = 'ListenError'

  constructor(host: string, port: number, cause: unknown) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    const message = `Nothing can listen on ${host}:${port} (${reason}). Stop what does, or take another: --port.`
    super('LZ_SERVE_ADDRESS', 'input', message, { cause })
  }
}
