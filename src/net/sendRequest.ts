import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Deadline } from './Deadline.ts'
import { bareHost, type Destination, type HostAddress } from './Destination.ts'
import { NetError, toNetError } from './NetError.ts'

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
    const host = bareHost(url)
    const send = url.protocol === 'https:' ? requestHttps : requestHttp
    const sent = send({
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

// The name is not asked for again: between two answers it could come to mean another machine.
function pinTo(addresses: readonly HostAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses
    if (options.all === true) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }
}
