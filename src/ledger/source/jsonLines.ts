import { JsonError, parseJsonObject } from './jsonObject.ts'
import type { LineBatch } from './lines.ts'
import type { BrokenRow, FileBatch } from './RowBatch.ts'

/** Different sets of keys that are remembered at a time. */
const HEADERS_MAX = 1000

/** Rows under way that have the same keys, and broken lines among them. */
interface Group {
  readonly header: readonly string[] | undefined
  readonly records: (readonly string[])[]
  readonly lines: number[]
  readonly broken: BrokenRow[]
}

/**
 * Reads JSON Lines: one object per line, blank lines skipped. A line that is no object is a broken row, not the end.
 *
 * Neighbouring rows with the same keys come in one batch; rows with the same keys have the same `header` object.
 *
 * @source https://jsonlines.org
 * @throws FileError as `readLines`
 */
export async function* readJsonLines(batches: AsyncIterable<LineBatch>): AsyncGenerator<FileBatch> {
  const headers = new Map<string, readonly string[]>()
  let group = newGroup(undefined)
  for await (const { lines, firstLine, bytesRead } of batches) {
    for (const [i, text] of lines.entries()) {
      const row = readRow(text, firstLine + i)
      if (row === undefined) continue
      if ('error' in row) {
        group.broken.push(row)
        continue
      }
      const header = isSame(row.keys, group.header) ? group.header : intern(headers, row.keys)
      if (header !== group.header) {
        if (group.lines.length + group.broken.length > 0) yield { ...group, bytesRead }
        group = newGroup(header)
      }
      group.records.push(row.values)
      group.lines.push(firstLine + i)
    }
    yield { ...group, bytesRead }
    group = newGroup(group.header)
  }
}

function newGroup(header: readonly string[] | undefined): Group {
  return { header, records: [], lines: [], broken: [] }
}

function readRow(text: string, line: number): ReturnType<typeof parseJsonObject> | BrokenRow | undefined {
  if (text.trim() === '') return undefined
  try {
    return parseJsonObject(text)
  } catch (error) {
    if (error instanceof JsonError) return { line, text, error }
    throw error
  }
}

function isSame(keys: readonly string[], header: readonly string[] | undefined): header is readonly string[] {
  return keys.length === header?.length && keys.every((key, i) => key === header[i])
}

function intern(headers: Map<string, readonly string[]>, keys: readonly string[]): readonly string[] {
  const signature = JSON.stringify(keys)
  const known = headers.get(signature)
  if (known !== undefined) return known
  if (headers.size >= HEADERS_MAX) headers.clear()
  headers.set(signature, keys)
  return keys
}
