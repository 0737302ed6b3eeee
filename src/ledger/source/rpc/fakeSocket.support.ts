import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const TEXT = 1

/** Agrees to speak over a WebSocket, and says what it hears. */
export function acceptSocket(request: IncomingMessage, socket: Duplex, hear: (text: string) => void): void {
  const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`)
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade']
  socket.on('error', () => undefined)
  socket.on('end', () => socket.destroy())
  socket.write([...lines, `Sec-WebSocket-Accept: ${key.digest('base64')}`, '', ''].join('\r\n'))
  let bytes = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
    for (let frame = takeFrame(bytes); frame !== undefined; frame = takeFrame(bytes)) {
      bytes = bytes.subarray(frame.length)
      if (frame.opcode === TEXT) hear(frame.payload.toString())
    }
  })
}

/** A frame as a server sends it. */
export function toFrame(opcode: number, payload: Uint8Array | string, isLast = true): Buffer {
  const bytes = Buffer.from(payload)
  const head = Buffer.alloc(10)
  head[0] = (isLast ? 0x80 : 0) | opcode
  head[1] = 127
  head.writeBigUInt64BE(BigInt(bytes.length), 2)
  return Buffer.concat([head, bytes])
}

/** A text in one frame. */
export function toTextFrame(text: string): Buffer {
  return toFrame(TEXT, text)
}

interface ClientFrame {
  readonly opcode: number
  readonly payload: Buffer
  readonly length: number
}

/** Undefined until a whole frame is there. */
function takeFrame(bytes: Buffer): ClientFrame | undefined {
  if (bytes.length < 6) return undefined
  const said = (bytes[1] ?? 0) & 0x7f
  const start = said === 127 ? 14 : said === 126 ? 8 : 6
  if (bytes.length < start) return undefined
  const size = said === 127 ? Number(bytes.readBigUInt64BE(2)) : said === 126 ? bytes.readUInt16BE(2) : said
  if (bytes.length < start + size) return undefined
  const mask = bytes.subarray(start - 4, start)
  const payload = bytes.subarray(start, start + size).map((byte, i) => byte ^ (mask[i % 4] ?? 0))
  return { opcode: (bytes[0] ?? 0) & 0xf, payload: Buffer.from(payload), length: start + size }
}
