import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction, type Socket } from 'node:net'
import type { Deadline } from './Deadline.ts'
import { bareHost, type Destination, type HostAddress } from './Destination.ts'
import { NetError, StatusError, toNetError } from './NetError.ts'

/** One request as it goes over the wire. */
export interface WireRequest {
  readonly method: 'GET' | 'POST'
  readonly destination: Destination
  /** Checked addresses; the connection goes to one of them whatever the name stands for by now. */
  readonly addresses: readonly HostAddress[]
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly ca?: string | undefined
  readonly idleTimeoutMs: number
}

const HEADER_BYTES_MAX = 16 << 10

/**
 * Sends a request over a connection of its own and waits for the head of the answer.
 *
 * @throws NetError `LZ_NET_CONNECT`, `LZ_NET_TLS`, `LZ_NET_TIMEOUT`, `LZ_NET_ABORTED`, `LZ_NET_PROTOCOL`, `LZ_NET_SIZE`
 */
export async function sendRequest(wire: WireRequest, deadline: Deadline): Promise<IncomingMessage> {
  const stopWatching = deadline.watchSilence(wire.idleTimeoutMs)
  try {
    return await deadline.race(exchange(wire, deadline.signal))
  } catch (error) {
    throw deadline.signal.aborted ? deadline.signal.reason : toNetError(error, wire.destination.url.origin)
  } finally {
    stopWatching()
  }
}

function exchange(wire: WireRequest, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { url } = wire.destination
    const sent = startRequest(wire, signal)
    sent.on('response', (message) => {
      // Whoever does not read the body still must not be killed by its end.
      message.on('error', () => undefined)
      resolve(message)
    })
    sent.on('upgrade', (_message, socket) => {
      socket.destroy()
      reject(new NetError('LZ_NET_PROTOCOL', 'integrity', `${url.origin} wants to speak another protocol.`))
    })
    sent.on('error', reject)
    sent.end(wire.body)
  })
}

/** A connection that speaks another protocol from now on. `head` is what came with the answer. */
export interface Upgraded {
  readonly message: IncomingMessage
  readonly socket: Socket
  readonly head: Uint8Array
}

/**
 * Asks to speak another protocol, which the headers name. The connection ends with the deadline.
 *
 * @throws NetError `LZ_NET_STATUS` where the server goes on with HTTP; as `sendRequest`
 */
export async function openUpgrade(wire: WireRequest, deadline: Deadline): Promise<Upgraded> {
  const stopWatching = deadline.watchSilence(wire.idleTimeoutMs)
  try {
    return await deadline.race(upgrade(wire, deadline.signal))
  } catch (error) {
    throw deadline.signal.aborted ? deadline.signal.reason : toNetError(error, wire.destination.url.origin)
  } finally {
    stopWatching()
  }
}

function upgrade(wire: WireRequest, signal: AbortSignal): Promise<Upgraded> {
  return new Promise((resolve, reject) => {
    const sent = startRequest(wire, signal)
    sent.on('upgrade', (message, socket, head) => {
      const end = (): void => void socket.destroy()
      signal.addEventListener('abort', end, { once: true })
      socket.on('close', () => signal.removeEventListener('abort', end))
      socket.on('error', () => undefined)
      resolve({ message, socket: socket as Socket, head })
    })
    sent.on('response', (message) => {
      message.destroy()
      reject(new StatusError(wire.destination.url.origin, message.statusCode ?? 0, message.headers['retry-after']))
    })
    sent.on('error', reject)
    sent.end()
  })
}

function startRequest(wire: WireRequest, signal: AbortSignal): ClientRequest {
  const { url } = wire.destination
  const host = bareHost(url)
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  return send({
    method: wire.method,
    hostname: host,
    port: url.port,
    path: `${url.pathname}${url.search}`,
    headers: { ...wire.headers, host: url.host },
    agent: false,
    lookup: pinTo(wire.addresses),
    maxHeaderSize: HEADER_BYTES_MAX,
    insecureHTTPParser: false,
    signal,
    ...(isIP(host) === 0 && { servername: host }),
    ...(wire.ca !== undefined && { ca: wire.ca }),
  })
}

// The name is not asked for again: between two answers it could come to mean another machine.
function pinTo(addresses: readonly HostAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses
    if (options.all === true) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }
}
