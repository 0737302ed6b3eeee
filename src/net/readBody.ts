import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Deadline } from './Deadline.ts'
import { NetError, toNetError } from './NetError.ts'

/** Bounds of a body, each for the bytes on the wire and for those that are read. */
export interface BodyLimits {
  readonly maxBytes: number
  readonly idleTimeoutMs: number
}

/** Compressed data may unfold so many times. XML lists do so 20 times, a bomb 1,000 times. */
const RATIO_MAX = 100
/** Below this size a body may be as repetitive as it likes. */
const RATIO_FROM_BYTES = 1 << 20

/**
 * Refuses an answer whose body could not be read safely, before any of it is read.
 *
 * @throws NetError `LZ_NET_SIZE` for a body said to be too long; `LZ_NET_PROTOCOL` for one whose end is not said, which
 * could not be told from a cut one; `LZ_NET_ENCODING` for an unknown compression
 */
export function assertReadable(message: IncomingMessage, { maxBytes }: BodyLimits, origin: string): void {
  const length = message.headers['content-length']
  if (length !== undefined && Number(length) > maxBytes) throw tooLong(origin, maxBytes)
  const isDelimited =
    length !== undefined || message.headers['transfer-encoding'] !== undefined || message.statusCode === 204
  if (!isDelimited) {
    throw new NetError(
      'LZ_NET_PROTOCOL',
      'integrity',
      `${origin} does not say where its answer ends, so that a cut one would look whole.`,
    )
  }
  findEncoding(message, origin)
}

/**
 * Reads a body within its bounds, decompressed.
 *
 * @throws NetError `LZ_NET_SIZE`, `LZ_NET_RATIO`, `LZ_NET_TIMEOUT`, `LZ_NET_ABORTED`, `LZ_NET_TRUNCATED`, `LZ_NET_ENCODING`,
 * `LZ_NET_PROTOCOL`; never a short success
 */
export async function* readBody(
  message: IncomingMessage,
  limits: BodyLimits,
  { deadline, origin }: { deadline: Deadline; origin: string },
): AsyncGenerator<Uint8Array> {
  const meter = new Meter(limits.maxBytes, origin)
  const decoder = createDecoder(findEncoding(message, origin))
  const stream: Readable = decoder === undefined ? message : unpack(message, meter, decoder)
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  try {
    for (;;) {
      const stopWatching = deadline.watchSilence(limits.idleTimeoutMs)
      const next = await deadline.race(chunks.next()).finally(stopWatching)
      if (next.done === true) break
      if (decoder === undefined) meter.countWire(next.value.length)
      meter.countRead(next.value.length)
      yield next.value
    }
    if (!message.complete) throw truncated(origin)
  } catch (error) {
    throw deadline.signal.aborted ? deadline.signal.reason : toBodyError(error, origin)
  } finally {
    stream.destroy()
    message.destroy()
    deadline.end()
  }
}

/** Counts a body's bytes as they come over the wire and as they are read. */
class Meter {
  readonly #maxBytes: number
  readonly #origin: string
  #wireBytes = 0
  #readBytes = 0

  constructor(maxBytes: number, origin: string) {
    this.#maxBytes = maxBytes
    this.#origin = origin
  }

  countWire(bytes: number): void {
    this.#wireBytes += bytes
    if (this.#wireBytes > this.#maxBytes) throw tooLong(this.#origin, this.#maxBytes)
  }

  countRead(bytes: number): void {
    this.#readBytes += bytes
    if (this.#readBytes > this.#maxBytes) throw tooLong(this.#origin, this.#maxBytes)
    const isBomb = this.#readBytes > RATIO_FROM_BYTES && this.#readBytes > this.#wireBytes * RATIO_MAX
    if (isBomb)
      throw new NetError('LZ_NET_RATIO', 'limit', `${this.#origin} sent data that unfolds over ${RATIO_MAX} times.`)
  }
}

function unpack(message: IncomingMessage, meter: Meter, decoder: Transform): Readable {
  const count = async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      meter.countWire(chunk.length)
      yield chunk
    }
  }
  // Its errors come out of the stream's end; the callback only keeps them from being thrown at nobody.
  return pipeline(message, count, decoder, () => undefined)
}

type Encoding = 'identity' | 'gzip' | 'deflate' | 'br'

const ENCODINGS: ReadonlyMap<string, Encoding> = new Map([
  ['identity', 'identity'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
  ['br', 'br'],
])

function findEncoding(message: IncomingMessage, origin: string): Encoding {
  const named = message.headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
  const encoding = ENCODINGS.get(named)
  if (encoding !== undefined) return encoding
  const text = `${origin} uses the content encoding ${JSON.stringify(named.slice(0, 80))}, which was not asked for.`
  throw new NetError('LZ_NET_ENCODING', 'integrity', text)
}

function createDecoder(encoding: Encoding): Transform | undefined {
  switch (encoding) {
    case 'identity':
      return undefined
    case 'gzip':
      return createGunzip()
    case 'deflate':
      return createInflate()
    case 'br':
      return createBrotliDecompress()
  }
}

function toBodyError(error: unknown, origin: string): unknown {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined
  return code === 'ECONNRESET' ? truncated(origin, error) : toNetError(error, origin)
}

function truncated(origin: string, cause?: unknown): NetError {
  return new NetError(
    'LZ_NET_TRUNCATED',
    'retryable',
    `${origin} hung up before the end of its answer. Try again.`,
    cause,
  )
}

function tooLong(origin: string, maxBytes: number): NetError {
  return new NetError('LZ_NET_SIZE', 'limit', `${origin} answers with more than ${maxBytes} bytes.`)
}
