import { NetError } from './NetError.ts'

/** What a server says over a WebSocket. */
export type SocketEvent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'ping'; readonly payload: Uint8Array }
  | { readonly type: 'close' }

interface Frame {
  readonly isLast: boolean
  readonly opcode: number
  readonly payload: Uint8Array
}

const [CONTINUATION, TEXT, CLOSE, PING, PONG] = [0x0, 0x1, 0x8, 0x9, 0xa]
const CONTROL = 0x8
const CONTROL_BYTES_MAX = 125

/**
 * Reads the frames of a server, in pieces as they come.
 *
 * @source RFC 6455, section 5
 */
export class FrameReader {
  readonly #maxBytes: number
  readonly #origin: string
  #bytes: Buffer = Buffer.alloc(0)
  /** The message so far, of which more is to come. */
  #begun: Buffer | undefined

  constructor(maxBytes: number, origin: string) {
    this.#maxBytes = maxBytes
    this.#origin = origin
  }

  /** @throws NetError `LZ_NET_PROTOCOL`; `LZ_NET_SIZE` for a message that is too long */
  *read(chunk: Uint8Array): Generator<SocketEvent> {
    this.#bytes = Buffer.concat([this.#bytes, chunk])
    for (let frame = this.#takeFrame(); frame !== undefined; frame = this.#takeFrame()) {
      const event = frame.opcode & CONTROL ? this.#control(frame) : this.#data(frame)
      if (event !== undefined) yield event
    }
  }

  /** Undefined until a whole frame is there. */
  #takeFrame(): Frame | undefined {
    const bytes = this.#bytes
    const [first, second] = bytes
    if (first === undefined || second === undefined) return undefined
    if (first & 0x70) throw this.#broken('uses an extension that was not agreed')
    if (second & 0x80) throw this.#broken('masks its frames, as only clients do')
    const start = 2 + (second === 127 ? 8 : second === 126 ? 2 : 0)
    if (bytes.length < start) return undefined
    const length = start === 2 ? second : start === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
    if (length > this.#maxBytes) throw this.#tooLong()
    if (bytes.length < start + length) return undefined
    this.#bytes = bytes.subarray(start + length)
    return { isLast: (first & 0x80) !== 0, opcode: first & 0xf, payload: bytes.subarray(start, start + length) }
  }

  #control({ isLast, opcode, payload }: Frame): SocketEvent | undefined {
    if (!isLast || payload.length > CONTROL_BYTES_MAX) throw this.#broken('sends a control frame in parts')
    if (opcode === PING) return { type: 'ping', payload }
    if (opcode === CLOSE) return { type: 'close' }
    if (opcode === PONG) return undefined
    throw this.#broken('sends a frame of an unknown kind')
  }

  /** The text that ends with this frame. */
  #data({ isLast, opcode, payload }: Frame): SocketEvent | undefined {
    const isNext = opcode === CONTINUATION
    if (!isNext && opcode !== TEXT) throw this.#broken('sends something else than text')
    if (isNext !== (this.#begun !== undefined)) throw this.#broken('mixes the parts of its messages')
    const message = Buffer.concat([this.#begun ?? Buffer.alloc(0), payload])
    if (message.length > this.#maxBytes) throw this.#tooLong()
    this.#begun = isLast ? undefined : message
    return isLast ? { type: 'text', text: this.#decode(message) } : undefined
  }

  #decode(bytes: Uint8Array): string {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch (cause) {
      throw this.#broken('sends text that is no UTF-8', cause)
    }
  }

  #broken(fault: string, cause?: unknown): NetError {
    return new NetError('LZ_NET_PROTOCOL', 'integrity', `${this.#origin} ${fault}.`, cause)
  }

  #tooLong(): NetError {
    return new NetError('LZ_NET_SIZE', 'limit', `${this.#origin} sends a message of over ${this.#maxBytes} bytes.`)
  }
}

/**
 * A frame as a client sends it. Its payload is masked, so that no proxy on the way takes it for something else.
 *
 * @param mask - Four bytes that nobody can guess.
 * @source RFC 6455, section 5.3
 */
export function encodeFrame(opcode: number, payload: Uint8Array, mask: Uint8Array): Uint8Array {
  const isLong = payload.length > CONTROL_BYTES_MAX
  if (payload.length > 0xffff) throw new RangeError('No message of a client here is that long.')
  const head = Buffer.alloc(isLong ? 4 : 2)
  head[0] = 0x80 | opcode
  head[1] = 0x80 | (isLong ? 126 : payload.length)
  if (isLong) head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, mask, payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0))])
}

/** The kinds of frames that a client sends. */
export const OPCODES: { readonly text: number; readonly close: number; readonly pong: number } = {
  text: TEXT,
  close: CLOSE,
  pong: PONG,
}
