import { ListFileError } from './FeedError.ts'

/** A list's file: its name for messages, and its bytes as they come, unpacked. */
export interface ListFile {
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** A line without its end. */
export interface TextLine {
  readonly line: number
  readonly text: string
}

const FILE_BYTES_MAX = 256 * 1024 * 1024
/** Longest line, and longest value of a JSON file, in characters. */
export const LINE_MAX = 65_536

/**
 * Decodes a file piece by piece. The first piece is without a byte order mark.
 *
 * @throws ListFileError `LZ_GUARD_LIST_LIMIT` for more than 256 MiB, `LZ_GUARD_LIST_FORMAT` for what is not UTF-8
 */
export async function* decodeText(file: ListFile): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const place = { name: file.name, line: 1 }
  const decode = (chunk?: Uint8Array): string => {
    try {
      const text = chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) place.line++
      return text
    } catch {
      throw new ListFileError(
        'LZ_GUARD_LIST_FORMAT',
        place,
        'here or soon after, it is not UTF-8 text. Unpack or convert it.',
      )
    }
  }
  let size = 0
  for await (const chunk of file.bytes) {
    size += chunk.length
    if (size > FILE_BYTES_MAX)
      throw new ListFileError('LZ_GUARD_LIST_LIMIT', place, `more than ${FILE_BYTES_MAX} bytes. Split it.`)
    yield decode(chunk)
  }
  yield decode()
}

/**
 * Splits a file into lines, in batches; both kinds of line ends.
 *
 * @throws ListFileError as `decodeText`, and `LZ_GUARD_LIST_LIMIT` for a line of more than 65,536 characters
 */
export async function* readLines(file: ListFile): AsyncGenerator<TextLine[]> {
  let rest = ''
  let line = 0
  for await (const text of decodeText(file)) {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    yield parts.map((part) => ({
      line: ++line,
      text: assertLength(part.replace(/\r$/, ''), { name: file.name, line }),
    }))
    assertLength(rest, { name: file.name, line: line + 1 })
  }
  if (rest !== '') yield [{ line: line + 1, text: rest.replace(/\r$/, '') }]
}

function assertLength(text: string, place: { name: string; line: number }): string {
  if (text.length <= LINE_MAX) return text
  throw new ListFileError(
    'LZ_GUARD_LIST_LIMIT',
    place,
    `more than ${LINE_MAX} characters on one line. No list of names has that.`,
  )
}
