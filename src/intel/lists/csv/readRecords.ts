import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { ListError } from '../ListError.ts'

/** Longest record, in characters. */
const RECORD_LENGTH_MAX = 1 << 17

/** One record of a CSV file. */
export interface CsvRecord {
  readonly fields: readonly string[]
  /** The record as it stands in the file, without its line end. */
  readonly record: string
  /** The line on which it ends, from 1. */
  readonly line: number
  /** False for a last record without a line end, which may be a cut one. */
  readonly isEnded: boolean
}

/**
 * Reads comma-separated values as they come: quoted fields, quoted line breaks, any line end, blank lines skipped.
 *
 * @throws ListError `LZ_LIST_TRUNCATED` for a quote that never closes, `LZ_LIST_CSV` for a stray one, `LZ_LIST_LIMIT`
 * @source RFC 4180
 */
export async function* readRecords(pieces: AsyncIterable<string>, delimiter = ','): AsyncGenerator<CsvRecord> {
  const text = watchEnd(pieces)
  const parser = parse({
    delimiter,
    info: true,
    raw: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: RECORD_LENGTH_MAX,
  })
  let waiting: CsvRecord | undefined
  try {
    for await (const row of pipeline(Readable.from(text.pieces), parser, () => {})) {
      if (waiting !== undefined) yield waiting
      waiting = toRecord(row as CsvRow)
    }
  } catch (cause) {
    throw cause instanceof CsvError ? explain(cause) : cause
  }
  if (waiting !== undefined) yield { ...waiting, isEnded: text.endsLine() }
}

/** What csv-parse gives with `info` and `raw`. */
interface CsvRow {
  readonly record: string[]
  readonly raw: string
  readonly info: { readonly lines: number }
}

function toRecord({ record, raw, info }: CsvRow): CsvRecord {
  return { fields: record, record: raw.replace(/^[\r\n]+|[\r\n]+$/g, ''), line: info.lines, isEnded: true }
}

function watchEnd(pieces: AsyncIterable<string>): { pieces: AsyncGenerator<string>; endsLine: () => boolean } {
  let last = ''
  let hasNewline = false
  async function* watched(): AsyncGenerator<string> {
    for await (const piece of pieces) {
      last = piece.slice(-1) || last
      hasNewline ||= piece.includes('\n')
      yield piece
    }
  }
  return { pieces: watched(), endsLine: () => last === (hasNewline ? '\n' : '\r') }
}

function explain(cause: CsvError): ListError {
  const line = Number(cause['lines'] ?? 0)
  const options = { cause, ...(line > 0 ? { place: { line } } : {}) }
  if (cause.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new ListError('LZ_LIST_TRUNCATED', 'A quoted field never ends: the file is cut. Fetch it again.', options)
  }
  if (cause.code === 'CSV_MAX_RECORD_SIZE') {
    return new ListError('LZ_LIST_LIMIT', `A record is longer than ${RECORD_LENGTH_MAX} characters.`, options)
  }
  return new ListError('LZ_LIST_CSV', `Broken CSV (${cause.code}). Fetch the file again.`, options)
}
