import { ListFileError } from './FeedError.ts'
import type { ListIntake } from './ListIntake.ts'
import { parseEntry } from './parseEntry.ts'
import { LINE_MAX, type ListFile, readLines, type TextLine } from './textLines.ts'

/** Words in the heading of the column with the name, the best first. */
const NAME_WORDS: readonly string[] = [
  ...['domain', 'hostname', 'host', 'url', 'fqdn', 'site', 'website', 'indicator', 'ioc', 'value', 'name'],
]
const DAY_HEADINGS: readonly string[] = [
  ...['first_seen', 'firstseen', 'first_seen_utc', 'dateadded', 'date_added', 'submission_time', 'created'],
  ...['created_at', 'date', 'timestamp', 'time'],
]
const DELIMITERS = [',', ';', '\t', '|']
const DAY = /^\s*\d{4}-\d{2}-\d{2}(?:[T ]|$)/

interface Columns {
  readonly delimiter: string
  readonly name: number
  readonly day: number
  /** The row that told them has the headings, and no name. */
  readonly isHeading: boolean
}

/**
 * Reads CSV with commas, semicolons, tabs or bars; a quoted field may go over several lines.
 *
 * The first row names the columns, or the last comment before it: one of them must be `domain`, `host`, `url` or the like;
 * `first_seen` or the like is the day of an entry. Without headings, the column is the one with a name in the first row.
 *
 * @source RFC 4180
 */
export async function readCsvList(file: ListFile, intake: ListIntake): Promise<void> {
  let columns: Columns | undefined
  let comment = ''
  let open: TextLine | undefined
  for await (const lines of readLines(file)) {
    for (const line of lines) {
      if (open === undefined && line.text.startsWith('#')) comment = line.text.replace(/^[#\s]+/, '')
      if (open === undefined && (line.text.trim() === '' || line.text.startsWith('#'))) continue
      const row: TextLine = open === undefined ? line : { line: open.line, text: `${open.text}\n${line.text}` }
      const known = columns
      columns ??= findColumns(row.text, comment)
      const fields = splitRow(row.text, columns.delimiter)
      if (fields === undefined && row.text.length > LINE_MAX) throw unclosed(file, row)
      open = fields === undefined ? row : undefined
      if (fields !== undefined && !(known === undefined && columns.isHeading)) takeRow(fields, row, { columns, intake })
    }
  }
  if (open !== undefined) throw unclosed(file, open)
}

function findColumns(text: string, comment: string): Columns {
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: text.split(delimiter).length }))
  const { delimiter } = counts.reduce((best, other) => (other.count > best.count ? other : best))
  const fields = splitRow(text, delimiter) ?? []
  const isHeading = !fields.some(isName)
  const headings = findHeadings(isHeading ? fields : (splitRow(comment, delimiter) ?? []))
  if (headings.name >= 0) return { delimiter, ...headings, isHeading }
  const isDay = (field: string): boolean => DAY.test(field)
  return { delimiter, name: Math.max(0, fields.findIndex(isName)), day: fields.findIndex(isDay), isHeading: false }
}

function isName(field: string): boolean {
  return typeof parseEntry(field) === 'object'
}

/** Places of the columns that headings name; -1 where none does. */
function findHeadings(fields: readonly string[]): Pick<Columns, 'name' | 'day'> {
  const headings = fields.map((field) =>
    field
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  )
  const placeOf = (named: readonly string[]): number =>
    headings.indexOf(named.find((name) => headings.includes(name)) ?? '\0')
  const exact = placeOf(NAME_WORDS)
  const word = NAME_WORDS.find((each) => headings.some((heading) => hasWord(heading, each)))
  const loose = headings.findIndex((heading) => word !== undefined && hasWord(heading, word))
  return { name: exact < 0 ? loose : exact, day: placeOf(DAY_HEADINGS) }
}

/** `domain_name` and `bad_domains` have the word `domain`. */
function hasWord(heading: string, word: string): boolean {
  return heading.split('_').some((part) => part === word || part === `${word}s`)
}

function takeRow(fields: readonly string[], { line }: TextLine, to: { columns: Columns; intake: ListIntake }): void {
  const text = fields[to.columns.name]?.trim() ?? ''
  const firstSeen = fields[to.columns.day]
  if (text !== '') to.intake.take({ role: 'bad', text, line, ...(firstSeen === undefined ? {} : { firstSeen }) })
}

function unclosed({ name }: ListFile, { line }: TextLine): ListFileError {
  return new ListFileError('LZ_GUARD_LIST_FORMAT', { name, line }, 'a quoted field does not end.')
}

/** The fields of a row; `undefined` where a quote is left open. */
function splitRow(text: string, delimiter: string): string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter)
  const fields: string[] = []
  for (let at = 0; at <= text.length; ) {
    const start = at + (/^ *(?=")/.exec(text.slice(at, at + 8))?.[0].length ?? 0)
    const isQuoted = text[start] === '"'
    const end = isQuoted ? findQuoteEnd(text, start) : findOrEnd(text, delimiter, at)
    if (end < 0) return undefined
    fields.push(isQuoted ? text.slice(start + 1, end).replaceAll('""', '"') : text.slice(at, end))
    at = findOrEnd(text, delimiter, end) + 1
  }
  return fields
}

function findQuoteEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  return end
}

function findOrEnd(text: string, delimiter: string, from: number): number {
  const at = text.indexOf(delimiter, from)
  return at < 0 ? text.length : at
}
