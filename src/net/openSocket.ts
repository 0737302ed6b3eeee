import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Deadline } from './Deadline.ts'
import { encodeFrame, FrameReader, OPCODES } from './FrameReader.ts'
import { NetError, toNetError } from './NetError.ts'
import { openUpgrade, type WireRequest } from './sendRequest.ts'

/** A WebSocket that carries text. Close it, or read it to its end. */
export interface TextSocket {
  send(text: string): void
  /** Messages as they come; ends when the server closes. @throws NetError `LZ_NET_*` */
  readonly messages: AsyncIterable<string>
  /** Whether it keeps the process from its end, as it does unless told otherwise. */
  hold(isHeld: boolean): void
  close(): void
}

/** What is appended to the key of a handshake. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/**
 * Opens a WebSocket to a checked destination.
 *
 * @throws NetError `LZ_NET_STATUS` where the server does not agree; as `sendRequest`
 * @source RFC 6455, section 4
 */
export async function openSocket(wire: WireRequest, maxBytes: number, deadline: Deadline): Promise<TextSocket> {
  const key = randomBytes(16).toString('base64')
  const handshake = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': key,
  }
  const { origin } = wire.destination.url
  const { message, socket, head } = await openUpgrade({ ...wire, headers: { ...wire.headers, ...handshake } }, deadline)
  try {
    assertAccepted(message, key, origin)
  } catch (error) {
    socket.destroy()
    throw error
  }
  return createTextSocket(socket, head, new FrameReader(maxBytes, origin), { origin, deadline })
}

function assertAccepted({ headers }: IncomingMessage, key: string, origin: string): void {
  const expected = createHash('sha1').update(`${key}${GUID}`).digest('base64')
  const isAccepted = headers['sec-websocket-accept'] === expected && headers.upgrade?.toLowerCase() === 'websocket'
  const isPlain = headers['sec-websocket-extensions'] === undefined && headers['sec-websocket-protocol'] === undefined
  if (!isAccepted || !isPlain)
    throw new NetError('LZ_NET_PROTOCOL', 'integrity', `${origin} does not open a WebSocket as it should.`)
}

function createTextSocket(
  socket: Socket,
  head: Uint8Array,
  reader: FrameReader,
  { origin, deadline }: { readonly origin: string; readonly deadline: Deadline },
): TextSocket {
  const write = (opcode: number, payload: Uint8Array): void => {
    if (!socket.destroyed) socket.write(encodeFrame(opcode, payload, randomBytes(4)))
  }
  const close = (): void => {
    write(OPCODES.close, new Uint8Array())
    socket.destroySoon()
    deadline.end()
  }
  async function* read(): AsyncGenerator<string> {
    try {
      socket.unshift(head)
      for await (const chunk of socket as AsyncIterable<Uint8Array>) {
        for (const event of reader.read(chunk)) {
          if (event.type === 'text') yield event.text
          else if (event.type === 'ping') write(OPCODES.pong, event.payload)
          else return
        }
      }
    } catch (error) {
      throw deadline.signal.aborted ? deadline.signal.reason : toNetError(error, origin)
    } finally {
      close()
    }
  }
  const hold = (isHeld: boolean): void => {
    if (isHeld) socket.ref()
    else socket.unref()
    deadline.hold(isHeld)
  }
  return { send: (text) => write(OPCODES.text, Buffer.from(text)), messages: read(), hold, close }
}
