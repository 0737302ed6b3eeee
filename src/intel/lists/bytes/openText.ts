import { createHash } from 'node:crypto'
import { TextDecoder } from 'node:util'
import { ListError } from '../ListError.ts'
import { unpack } from './unpack.ts'

/** A list file being read as text. */
export interface ListText {
  /** The first characters, for recognising the form: at least 64 K of them unless the file is shorter. */
  readonly head: string
  /** All of the text in pieces, the first of which is the head, without byte-order mark. */
  readonly pieces: AsyncGenerator<string>
  /** Of the bytes as they were handed in; right when the pieces have been read to their end. */
  readonly digest: () => FileDigest
  /** Closes the source of a text that nobody will read; a reader that stops early closes it itself. */
  readonly close: () => Promise<void>
}

/** SHA-256 in hex and length of a file as it was handed in. */
export interface FileDigest {
  readonly sha256: string
  readonly bytes: number
}

const HEAD_LENGTH = 1 << 16

/**
 * Opens a list file: unpacks gzip and a zip of one file, and decodes UTF-8.
 *
 * @throws ListError `LZ_LIST_ENCODING` for any other encoding, and what `unpack` throws
 */
export async function openText(bytes: AsyncIterable<Uint8Array>, bytesMax: number): Promise<ListText> {
  const meter = createMeter(bytes)
  const pieces = decode(unpack(meter.bytes, bytesMax))
  const first: string[] = []
  for (let length = 0; length < HEAD_LENGTH; ) {
    const step = await pieces.next()
    if (step.done === true) break
    first.push(step.value)
    length += step.value.length
  }
  const head = first.join('')
  const close = async (): Promise<void> => void (await pieces.return(undefined))
  return { head, pieces: resume(head, pieces), digest: meter.digest, close }
}

function createMeter(bytes: AsyncIterable<Uint8Array>): {
  bytes: AsyncGenerator<Uint8Array>
  digest: () => FileDigest
} {
  const hash = createHash('sha256')
  let size = 0
  async function* metered(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      hash.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  return { bytes: metered(), digest: () => ({ sha256: hash.copy().digest('hex'), bytes: size }) }
}

async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of bytes) {
    const text = decodeChunk(decoder, chunk)
    if (text !== '') yield text
  }
  decodeChunk(decoder)
}

/** The next text; without a chunk, the end, where half a character is an error. */
function decodeChunk(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined })
  } catch (cause) {
    throw new ListError('LZ_LIST_ENCODING', 'The file is not UTF-8 text. Fetch it again, or convert it.', { cause })
  }
}

async function* resume(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    yield head
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}
