import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { LazarettoError } from '../../LazarettoError.ts'

/** Longest line, and longest record of several lines, that is read. Unit: UTF-16 code units. */
export const RECORD_LENGTH_MAX: number = 1 << 20

/**
 * Lines of one chunk of a file: line `i` lies in `bytes` from `starts[i]` up to `ends[i]`, without its line end.
 *
 * `firstLine` counts from 1. `bytesRead` is the position in the file on disk.
 */
export interface LineBatch {
  readonly bytes: Buffer
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly firstLine: number
  readonly bytesRead: number
}

/** The text of one line of a batch. */
export function textOfLine({ bytes, starts, ends }: LineBatch, i: number): string {
  return bytes.toString('utf8', starts[i], ends[i])
}

/**
 * Reads a text file, gzipped or not, as batches of lines (LF or CRLF).
 *
 * A byte-order mark is dropped. Memory is bounded by the chunk size plus one line.
 *
 * @throws FileError `LZ_FILE_NOT_FOUND`, `LZ_FILE_TRUNCATED`, `LZ_FILE_ENCODING`, `LZ_FILE_LINE_TOO_LONG`
 */
export async function* readLines(path: string): AsyncGenerator<LineBatch> {
  await assertText(path)
  const file = createReadStream(path, { highWaterMark: 1 << 18 })
  const source: Readable = (await isGzip(path)) ? file.pipe(gunzipOf(file)) : file
  let rest = Buffer.alloc(0)
  let firstLine = 1
  try {
    for await (const chunk of source) {
      const bytes = Buffer.concat([rest, chunk as Uint8Array])
      const { starts, ends, restAt } = findLines(bytes, firstLine)
      assertLength(path, bytes.subarray(starts[0] ?? restAt, ends[0]), firstLine)
      rest = bytes.subarray(restAt)
      if (starts.length === 0) continue
      yield { bytes, starts, ends, firstLine, bytesRead: file.bytesRead }
      firstLine += starts.length
    }
  } catch (cause) {
    throw cause instanceof LazarettoError ? cause : streamError(path, cause)
  } finally {
    file.destroy()
  }
  const bytes = Buffer.concat([rest, Buffer.from('\n')])
  const last = findLines(bytes, firstLine)
  if (rest.length > (last.starts[0] ?? 0)) yield { bytes, ...last, firstLine, bytesRead: file.bytesRead }
}

/** Size of a file on disk in bytes. @throws FileError `LZ_FILE_NOT_FOUND` where no file is, or a folder */
export async function fileSize(path: string): Promise<number> {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  if (!found.isFile()) throw unreadable(path)
  return found.size
}

/** First bytes of a file, fewer when it is shorter. @throws FileError `LZ_FILE_NOT_FOUND` */
export async function readHead(path: string, length: number): Promise<Uint8Array> {
  await fileSize(path)
  const handle = await open(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  try {
    const { bytesRead, buffer } = await handle.read(new Uint8Array(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function isGzip(path: string): Promise<boolean> {
  const head = await readHead(path, 2)
  return head[0] === 0x1f && head[1] === 0x8b
}

async function assertText(path: string): Promise<void> {
  const [first, second] = await readHead(path, 2)
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  const isUtf16 = hasMark || first === 0 || second === 0
  if (isUtf16) throw new FileError('LZ_FILE_ENCODING', `${path} is UTF-16 text. Save it as UTF-8.`)
}

function gunzipOf(file: Readable): Readable & NodeJS.WritableStream {
  const gunzip = createGunzip({ chunkSize: 1 << 18 })
  file.on('error', (error) => gunzip.destroy(error))
  return gunzip
}

/** The lines that end in these bytes, and where the next one begins. */
function findLines(bytes: Buffer, firstLine: number): { starts: number[]; ends: number[]; restAt: number } {
  const starts: number[] = []
  const ends: number[] = []
  let start = firstLine === 1 && isMarked(bytes) ? 3 : 0
  for (let end = bytes.indexOf(10, start); end >= 0; end = bytes.indexOf(10, start)) {
    starts.push(start)
    ends.push(end > start && bytes[end - 1] === 13 ? end - 1 : end)
    start = end + 1
  }
  return { starts, ends, restAt: start }
}

/** Whether the bytes begin with a byte-order mark. */
function isMarked(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}

/** Only the first line of a chunk can be longer than the chunk: it began in an earlier one. */
function assertLength(path: string, first: Buffer, line: number): void {
  if (first.length <= RECORD_LENGTH_MAX || first.toString().length <= RECORD_LENGTH_MAX) return
  const message = `${path}, line ${line}: the line is longer than ${RECORD_LENGTH_MAX} characters. Is this a CSV or JSON Lines file?`
  throw new FileError('LZ_FILE_LINE_TOO_LONG', message)
}

function unreadable(path: string, cause?: unknown): FileError {
  return new FileError('LZ_FILE_NOT_FOUND', `There is no readable file at ${path}. Check the path.`, cause)
}

function streamError(path: string, cause: unknown): FileError {
  const message = `${path} ends in the middle of its compressed data or is damaged. Fetch the file again.`
  return new FileError('LZ_FILE_TRUNCATED', message, cause)
}

/** A file that cannot be read as what it should be. */
export class FileError extends LazarettoError {
  constructor(code: string, message: string, cause?: unknown) {
    super(code, code === 'LZ_FILE_NOT_FOUND' ? 'not-found' : 'input', message, { cause })
  }
}
