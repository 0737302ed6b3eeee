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
  /** What came and was not read yet. It is put together only when a whole frame is there: long ones come in many chunks. */
  readonly #chunks: Uint8Array[] = []
  #length = 0
  #needed = 2
  #bytes: Buffer = Buffer.alloc(0)
  /** The parts of a message of which more is to come. */
  #begun: Uint8Array[] | undefined
  #begunLength = 0

  constructor(maxBytes: number, origin: string) {
    this.#maxBytes = maxBytes
    this.#origin = origin
  }

  /** @throws NetError `LZ_NET_PROTOCOL`; `LZ_NET_SIZE` for a message that is too long */
  *read(chunk: Uint8Array): Generator<SocketEvent> {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    if (this.#length < this.#needed) return
    this.#bytes = Buffer.concat(this.#chunks)
    for (let frame = this.#takeFrame(); frame !== undefined; frame = this.#takeFrame()) {
      const event = frame.opcode & CONTROL ? this.#control(frame) : this.#data(frame)
      if (event !== undefined) yield event
    }
    this.#chunks.splice(0, this.#chunks.length, this.#bytes)
    this.#length = this.#bytes.length
  }

  /** Undefined until a whole frame is there. */
  #takeFrame(): Frame | undefined {
    const bytes = this.#bytes
    const [first, second] = bytes
    this.#needed = 2
    if (first === undefined || second === undefined) return undefined
    if (first & 0x70) throw this.#broken('uses an extension that was not agreed')
    if (second & 0x80) throw this.#broken('masks its frames, as only clients do')
    const start = 2 + (second === 127 ? 8 : second === 126 ? 2 : 0)
    this.#needed = start
    if (bytes.length < start) return undefined
    const length = start === 2 ? second : start === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
    if (length > this.#maxBytes) throw this.#tooLong()
    this.#needed = start + length
    if (bytes.length < this.#needed) return undefined
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
    this.#begun ??= []
    if (payload.length > 0) this.#begun.push(payload)
    this.#begunLength += payload.length
    if (this.#begunLength > this.#maxBytes) throw this.#tooLong()
    return isLast ? { type: 'text', text: this.#decode(this.#takeMessage(this.#begun)) } : undefined
  }

  #takeMessage(parts: readonly Uint8Array[]): Uint8Array {
    this.#begun = undefined
    this.#begunLength = 0
    return Buffer.concat(parts)
  }

  #decode(bytes: Uint8Array): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
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
  return Buffer.concat([headOf(opcode, payload.length), mask, payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0))])
}

function headOf(opcode: number, length: number): Uint8Array {
  const lengthBytes = length <= CONTROL_BYTES_MAX ? 0 : length <= 0xffff ? 2 : 8
  const head = Buffer.alloc(2 + lengthBytes)
  head[0] = 0x80 | opcode
  head[1] = 0x80 | (lengthBytes === 0 ? length : lengthBytes === 2 ? 126 : 127)
  if (lengthBytes === 2) head.writeUInt16BE(length, 2)
  if (lengthBytes === 8) head.writeBigUInt64BE(BigInt(length), 2)
  return head
}

/** The kinds of frames that a client sends. */
export const OPCODES: { readonly text: number; readonly close: number; readonly pong: number } = {
  text: TEXT,
  close: CLOSE,
  pong: PONG,
}
