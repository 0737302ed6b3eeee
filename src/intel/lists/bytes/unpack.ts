import { Readable, type Transform } from 'node:stream'
import { createGunzip, createInflateRaw } from 'node:zlib'
import { ListError } from '../ListError.ts'
import { readZip } from './readZip.ts'

// Small enough that what one piece holds is a bounded number of entries, large enough that a piece costs little.
const PIECE_BYTES = 1 << 16

/**
 * Gives a file's bytes in pieces of at most 64 KB, unpacked where its first bytes are those of gzip or of a zip.
 *
 * @param bytesMax - Most bytes that are taken, packed and unpacked alike.
 * @throws ListError `LZ_LIST_LIMIT`; `LZ_LIST_TRUNCATED` and `LZ_LIST_ARCHIVE` for a cut or damaged archive, and for a
 * zip that holds anything but one file
 */
export async function* unpack(bytes: AsyncIterable<Uint8Array>, bytesMax: number): AsyncGenerator<Uint8Array> {
  const { head, rest } = await peek(bytes)
  if (head[0] === 0x1f && head[1] === 0x8b) yield* bound(inflate(rest, createGunzip()), bytesMax)
  else if (head[0] === 0x50 && head[1] === 0x4b) yield* bound(await unzip(rest, bytesMax), bytesMax)
  else yield* bound(cut(rest), bytesMax)
}

async function unzip(bytes: AsyncIterable<Uint8Array>, bytesMax: number): Promise<AsyncIterable<Uint8Array>> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bound(bytes, bytesMax)) chunks.push(chunk)
  const { packed, check } = readZip(Buffer.concat(chunks))
  const pieces = cut(Readable.from([packed]))
  return check(packed.isStored ? pieces : inflate(pieces, createInflateRaw()))
}

async function* inflate(bytes: AsyncIterable<Uint8Array>, engine: Transform): AsyncGenerator<Uint8Array> {
  const source = Readable.from(bytes)
  source.on('error', (error) => engine.destroy(error))
  try {
    for await (const chunk of source.pipe(engine)) yield* slices(chunk as Uint8Array)
  } catch (cause) {
    throw isZlibError(cause) ? damaged(cause) : cause
  } finally {
    source.destroy()
    engine.destroy()
  }
}

function isZlibError(cause: unknown): cause is Error & { code: string } {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && cause.code.startsWith('Z_')
}

function damaged(cause: { code: string; message: string }): ListError {
  if (cause.code === 'Z_BUF_ERROR') {
    return new ListError('LZ_LIST_TRUNCATED', 'The archive ends in the middle. Fetch the file again.', { cause })
  }
  return new ListError('LZ_LIST_ARCHIVE', `The archive is damaged (${cause.message}). Fetch the file again.`, { cause })
}

/** The first two bytes, and all of them again. */
async function peek(bytes: AsyncIterable<Uint8Array>): Promise<{ head: Uint8Array; rest: AsyncGenerator<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  let length = 0
  while (length < 2) {
    const step = await iterator.next()
    if (step.done === true) break
    first.push(step.value)
    length += step.value.length
  }
  return { head: Buffer.concat(first).subarray(0, 2), rest: resume(first, iterator) }
}

async function* resume(first: readonly Uint8Array[], iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* first
    for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) yield step.value
  } finally {
    await iterator.return?.()
  }
}

async function* cut(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) yield* slices(chunk)
}

function* slices(chunk: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < chunk.length; at += PIECE_BYTES) yield chunk.subarray(at, at + PIECE_BYTES)
}

async function* bound(bytes: AsyncIterable<Uint8Array>, bytesMax: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > bytesMax) {
      const message = `The file is larger than ${bytesMax} bytes, which is more than this list can be.`
      throw new ListError('LZ_LIST_LIMIT', message)
    }
    yield chunk
  }
}
