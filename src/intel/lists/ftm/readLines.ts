import { ListError } from '../ListError.ts'
import { parseJson } from '../text/readDocument.ts'

const LINE_LENGTH_MAX = 1 << 23

/** One line that is a JSON value. */
export interface JsonLine {
  readonly value: unknown
  readonly record: string
  readonly line: number
}

/**
 * Reads JSON values of one line each; blank lines are skipped, and the last one needs no line end.
 *
 * @throws ListError `LZ_LIST_JSON`, `LZ_LIST_TRUNCATED` for a last line that is cut, `LZ_LIST_LIMIT`
 */
export async function* readJsonLines(pieces: AsyncIterable<string>): AsyncGenerator<JsonLine> {
  let rest = ''
  let line = 0
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > LINE_LENGTH_MAX) throw tooLong(line + 1)
    for (const text of lines) yield* readLine(text, ++line)
  }
  yield* readLine(rest, ++line)
}

function* readLine(text: string, line: number): Generator<JsonLine> {
  const record = text.trim()
  if (record !== '') yield { value: parseJson(record, line), record, line }
}

function tooLong(line: number): ListError {
  return new ListError('LZ_LIST_LIMIT', `A line is longer than ${LINE_LENGTH_MAX} characters.`, { place: { line } })
}
