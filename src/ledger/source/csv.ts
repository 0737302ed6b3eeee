import { FileError, type LineBatch, RECORD_LENGTH_MAX } from './lines.ts'
import type { FileBatch } from './RowBatch.ts'

/** A record under way: its finished fields, and the text so far of a quoted field that goes on in the next line. */
interface PartialRecord {
  readonly line: number
  readonly fields: string[]
  quoted: string | undefined
  length: number
}

/**
 * Reads comma-separated values: quoted fields, quoted line breaks, doubled quotes, blank lines skipped.
 *
 * The first record is the header; its names lose the spaces around them.
 *
 * Own code because imports must read 150,000 rows a second: a line without a quote is one `split`, where csv-parse 7
 * with line numbers reads 72,000 rows of six fields a second.
 *
 * @source RFC 4180
 * @throws FileError as `readLines`, and `LZ_CSV_QUOTE` for a quote that never closes
 */
export async function* readCsv(batches: AsyncIterable<LineBatch>, path: string): AsyncGenerator<FileBatch> {
  let partial: PartialRecord | undefined
  let header: readonly string[] | undefined
  for await (const batch of batches) {
    const records: string[][] = []
    const lines: number[] = []
    for (let i = 0; i < batch.lines.length; i++) {
      const text = batch.lines[i] as string
      if (partial === undefined) {
        if (text === '') continue
        if (!text.includes('"')) {
          records.push(text.split(','))
          lines.push(batch.firstLine + i)
          continue
        }
        partial = { line: batch.firstLine + i, fields: [], quoted: undefined, length: 0 }
      }
      readOn(partial, text)
      assertLength(path, partial)
      if (partial.quoted !== undefined) continue
      records.push(partial.fields)
      lines.push(partial.line)
      partial = undefined
    }
    if (header === undefined) {
      lines.shift()
      header = records.shift()?.map((name) => name.trim())
    }
    if (header !== undefined) yield { header, records, lines, broken: [], bytesRead: batch.bytesRead }
  }
  if (partial !== undefined) throw unclosedQuote(path, partial.line)
}

/** Adds one line's fields. Text after a closing quote belongs to its field; a quote inside a bare field is text. */
function readOn(record: PartialRecord, text: string): void {
  record.length += text.length + 1
  let at = 0
  if (record.quoted !== undefined) at = readQuoted(record, text, 0)
  else if (text.charCodeAt(0) === 34) at = readQuoted(record, text, 1)
  else at = readBare(record, text, 0)
  while (at >= 0) at = text.charCodeAt(at) === 34 ? readQuoted(record, text, at + 1) : readBare(record, text, at)
}

/** Reads from inside a quoted field to the start of the next field, or -1 at the line's end. */
function readQuoted(record: PartialRecord, text: string, from: number): number {
  const before = record.quoted === undefined ? '' : `${record.quoted}\n`
  const end = closingQuote(text, from)
  if (end < 0) {
    record.quoted = before + text.slice(from).replaceAll('""', '"')
    return -1
  }
  record.quoted = undefined
  const comma = text.indexOf(',', end + 1)
  const tail = text.slice(end + 1, comma < 0 ? undefined : comma)
  record.fields.push(before + text.slice(from, end).replaceAll('""', '"') + tail)
  return comma < 0 ? -1 : comma + 1
}

function readBare(record: PartialRecord, text: string, from: number): number {
  const comma = text.indexOf(',', from)
  record.fields.push(comma < 0 ? text.slice(from) : text.slice(from, comma))
  return comma < 0 ? -1 : comma + 1
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charCodeAt(at + 1) !== 34) return at
  }
  return -1
}

function assertLength(path: string, record: PartialRecord): void {
  if (record.length > RECORD_LENGTH_MAX) throw unclosedQuote(path, record.line)
}

function unclosedQuote(path: string, line: number): FileError {
  return new FileError('LZ_CSV_QUOTE', `${path}, line ${line}: a quoted field begins here and never ends.`)
}
