import { type FieldPlaces, toTexts } from './FieldPlaces.ts'
import { FileError, type LineBatch, RECORD_LENGTH_MAX, textOfLine } from './lines.ts'
import type { Fields, FileBatch } from './RowBatch.ts'

const COMMA = 0x2c
const QUOTE = 0x22

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
 * The first record is the header; its names lose the spaces around them. A line without a quote is not made text here: its
 * fields stand between its commas. Own code because csv-parse 7 with line numbers reads 72,000 rows of six fields a second.
 *
 * @source RFC 4180
 * @throws FileError as `readLines`, and `LZ_CSV_QUOTE` for a quote that never closes
 */
export async function* readCsv(batches: AsyncIterable<LineBatch>, path: string): AsyncGenerator<FileBatch> {
  let partial: PartialRecord | undefined
  let header: readonly string[] | undefined
  for await (const batch of batches) {
    const records: Fields[] = []
    const lines: number[] = []
    const places: number[] = []
    for (let i = 0; i < batch.starts.length; i++) {
      if (partial === undefined) {
        if (batch.starts[i] === batch.ends[i]) continue
        const bare = findFields(batch, i, places)
        if (bare !== undefined) {
          records.push(bare)
          lines.push(batch.firstLine + i)
          continue
        }
        partial = { line: batch.firstLine + i, fields: [], quoted: undefined, length: 0 }
      }
      readOn(partial, textOfLine(batch, i))
      assertLength(path, partial)
      if (partial.quoted !== undefined) continue
      records.push(partial.fields)
      lines.push(partial.line)
      partial = undefined
    }
    const first = header === undefined ? records.shift() : undefined
    if (first !== undefined) {
      lines.shift()
      header = toTexts(first).map((name) => name.trim())
    }
    if (header !== undefined) yield { header, records, lines, broken: [], bytesRead: batch.bytesRead }
  }
  if (partial !== undefined) throw unclosedQuote(path, partial.line)
}

/** Puts the fields of a line into `places`; undefined where the line has a quote. */
function findFields({ bytes, starts, ends }: LineBatch, line: number, places: number[]): FieldPlaces | undefined {
  const first = places.length
  const end = ends[line] as number
  places.push(starts[line] as number)
  for (let i = starts[line] as number; i < end; i++) {
    const byte = bytes[i] as number
    if (byte > COMMA) continue
    if (byte === COMMA) places.push(i, i + 1)
    else if (byte === QUOTE) return undefined
  }
  places.push(end)
  return { bytes, places, first, count: (places.length - first) >> 1 }
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
