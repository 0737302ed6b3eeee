import type { z } from 'zod'
import { ListError } from '../ListError.ts'

// Lists that are one JSON document are small; large ones come as lines.
const DOCUMENT_LENGTH_MAX = 1 << 26

/**
 * Reads a list that is one JSON document.
 *
 * @throws ListError `LZ_LIST_TRUNCATED`, `LZ_LIST_JSON`, `LZ_LIST_LIMIT`, and `LZ_LIST_ENTRY` where it has not the shape
 */
export async function readDocument<T>(pieces: AsyncIterable<string>, shape: z.ZodType<T>): Promise<T> {
  const read = shape.safeParse(parseJson(await collect(pieces)))
  if (read.success) return read.data
  const [issue] = read.error.issues
  const where = issue?.path.join('.') || 'the document'
  throw new ListError('LZ_LIST_ENTRY', `The list has not the expected shape at ${where}: ${issue?.message ?? ''}.`)
}

/** Parses JSON text. @throws ListError `LZ_LIST_TRUNCATED`, `LZ_LIST_JSON` */
export function parseJson(text: string, line?: number): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const options = { cause, ...(line === undefined ? {} : { place: { line } }) }
    const isCut = isAtEnd(String(cause), text)
    if (isCut) throw new ListError('LZ_LIST_TRUNCATED', 'The JSON ends in the middle. Fetch the file again.', options)
    throw new ListError('LZ_LIST_JSON', `Broken JSON (${String(cause).slice(0, 120)}). Fetch the file again.`, options)
  }
}

/** A value as its record: JSON text. @throws ListError `LZ_LIST_LIMIT` for one that is nested too deep to be written */
export function toRecord(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new ListError('LZ_LIST_LIMIT', 'The JSON is nested deeper than any list is.', { cause })
  }
}

/** Whether the parser stopped because the text did: its message names the place, or says so. */
function isAtEnd(message: string, text: string): boolean {
  const position = /at position (\d+)/.exec(message)?.[1]
  const isOver = position !== undefined && Number(position) >= text.trimEnd().length
  return isOver || /end of JSON input|Unterminated string/.test(message)
}

async function collect(pieces: AsyncIterable<string>): Promise<string> {
  const all: string[] = []
  let length = 0
  for await (const piece of pieces) {
    length += piece.length
    if (length > DOCUMENT_LENGTH_MAX) {
      throw new ListError('LZ_LIST_LIMIT', `The JSON document is longer than ${DOCUMENT_LENGTH_MAX} characters.`)
    }
    all.push(piece)
  }
  return all.join('')
}
