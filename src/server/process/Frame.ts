import { LazarettoError } from '../../LazarettoError.ts'

/** What a frame is about. Of the ten, a caller sends `hello`, `order` and `input`, a process of the ledger all but these. */
const KINDS = ['hello', 'welcome', 'order', 'ask', 'input', 'out', 'err', 'stage', 'exit', 'fail'] as const

export type FrameKind = (typeof KINDS)[number]

/** A piece of a conversation. On the wire: its length in 4 bytes, its kind in one, and so many bytes. */
export interface Frame {
  readonly kind: FrameKind
  readonly payload: Buffer
}

const HEAD_BYTES = 5

/** Longest payload: a command line of the longest that systems let programs start with, as JSON. */
export const PAYLOAD_BYTES_MAX: number = 4 << 20

/** Longest piece of a text that is sent in pieces. */
export const PIECE_BYTES_MAX: number = 64 << 10

/** A frame's bytes; what is no bytes is sent as JSON. @throws FrameError `LZ_RELAY_ORDER` */
export function encode(kind: FrameKind, content: unknown): Buffer {
  const payload = content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content))
  if (payload.length > PAYLOAD_BYTES_MAX) throw tooLong(payload.length)
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt32BE(payload.length)
  head.writeUInt8(KINDS.indexOf(kind), 4)
  return Buffer.concat([head, payload])
}

/** The frames of a text of any length, of which none is longer than `PIECE_BYTES_MAX`. */
export function* encodeText(kind: FrameKind, text: string): Generator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += PIECE_BYTES_MAX) {
    yield encode(kind, bytes.subarray(at, at + PIECE_BYTES_MAX))
  }
}

/** Frames as they come; one that is cut at the end is left out. @throws FrameError `LZ_RELAY_PROTOCOL` */
export async function* read(source: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let held = Buffer.alloc(0)
  for await (const chunk of source) {
    held = Buffer.concat([held, chunk])
    for (let end = endOfFirst(held); end <= held.length; end = endOfFirst(held)) {
      yield { kind: kindOf(held), payload: held.subarray(HEAD_BYTES, end) }
      held = held.subarray(end)
    }
  }
}

/** What a frame says in JSON: not looked at yet. @throws FrameError `LZ_RELAY_PROTOCOL` */
export function toJson({ kind, payload }: Frame): unknown {
  try {
    return JSON.parse(payload.toString())
  } catch (cause) {
    throw malformed(`a frame '${kind}' that is no JSON`, cause)
  }
}

/** Where the first frame ends; infinite where not even its head is there. */
function endOfFirst(bytes: Buffer): number {
  if (bytes.length < HEAD_BYTES) return Number.POSITIVE_INFINITY
  const length = bytes.readUInt32BE()
  if (length > PAYLOAD_BYTES_MAX) throw malformed(`a frame of ${length} bytes`)
  kindOf(bytes)
  return HEAD_BYTES + length
}

function kindOf(bytes: Buffer): FrameKind {
  const kind = KINDS[bytes.readUInt8(4)]
  if (kind === undefined) throw malformed('a frame of an unknown kind')
  return kind
}

/** Bytes that are no frames. */
export class FrameError extends LazarettoError {
  override readonly name = 'FrameError'
}

/** @returns what to throw where a conversation goes otherwise than agreed */
export function malformed(what: string, cause?: unknown): FrameError {
  const message = `The other end of the socket sent ${what}: it is no Lazaretto, or one of another version.`
  return new FrameError('LZ_RELAY_PROTOCOL', 'integrity', message, { cause })
}

function tooLong(bytes: number): FrameError {
  const message = `The command line has ${bytes} bytes, and a server takes ${PAYLOAD_BYTES_MAX}. Name a folder in place of its files.`
  return new FrameError('LZ_RELAY_ORDER', 'limit', message)
}
