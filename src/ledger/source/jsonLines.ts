import { JsonError, parseJsonObject } from './jsonObject.ts'
import { bytesOfKeys, findMembers } from './jsonPlaces.ts'
import { type LineBatch, textOfLine } from './lines.ts'
import type { BrokenRow, Fields, FileBatch } from './RowBatch.ts'

/** Different sets of keys that are remembered at a time. */
const HEADERS_MAX = 1000

/** Rows under way that have the same keys, and broken lines among them. */
interface Group {
  readonly header: readonly string[] | undefined
  /** The header as bytes, where its keys can be found as they stand. */
  readonly keys: readonly Buffer[] | undefined
  readonly records: Fields[]
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
  for await (const batch of batches) {
    const { firstLine, bytesRead } = batch
    const places: number[] = []
    for (let i = 0; i < batch.starts.length; i++) {
      const known = group.keys === undefined ? undefined : findMembers(batch, i, group.keys, places)
      if (known !== undefined) {
        addRow(group, known, firstLine + i)
        continue
      }
      const row = readRow(textOfLine(batch, i), firstLine + i)
      if (row === undefined) continue
      if ('error' in row) {
        group.broken.push(row)
        continue
      }
      const header = isSame(row.keys, group.header) ? group.header : intern(headers, row.keys)
      if (header !== group.header) {
        if (group.lines.length + group.broken.length > 0) yield batchOf(group, bytesRead)
        group = newGroup(header)
      }
      addRow(group, row.values, firstLine + i)
    }
    yield batchOf(group, bytesRead)
    group = { ...group, records: [], lines: [], broken: [] }
  }
}

function newGroup(header: readonly string[] | undefined): Group {
  return { header, keys: header === undefined ? undefined : bytesOfKeys(header), records: [], lines: [], broken: [] }
}

function addRow({ records, lines }: Group, row: Fields, line: number): void {
  records.push(row)
  lines.push(line)
}

function batchOf({ header, records, lines, broken }: Group, bytesRead: number): FileBatch {
  return { header, records, lines, broken, bytesRead }
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
