import { ListFileError } from './FeedError.ts'
import type { ListIntake } from './ListIntake.ts'
import { type ListFile, readLines, type TextLine } from './textLines.ts'

/** Headings of the column with the name, the best first. */
const NAME_HEADINGS = ['domain', 'hostname', 'host', 'url', 'fqdn', 'site', 'indicator', 'ioc', 'value', 'name']
const DAY_HEADINGS = [
  'first_seen',
  'firstseen',
  'first_seen_utc',
  'dateadded',
  'date_added',
  'created',
  'date',
  'timestamp',
]

interface Columns {
  readonly delimiter: string
  readonly name: number
  readonly day: number
}

/**
 * Reads CSV with commas, semicolons or tabs. The first line that is no comment names the columns: one of them must be `domain`,
 * `host`, `url` or the like; `first_seen` or the like is the day of an entry. A file without headings is taken by its first column.
 */
export async function readCsvList(file: ListFile, intake: ListIntake): Promise<void> {
  let columns: Columns | undefined
  for await (const lines of readLines(file)) {
    for (const line of lines) {
      if (line.text.trim() === '' || line.text.startsWith('#')) continue
      const isFirst = columns === undefined
      columns ??= findColumns(line.text)
      if (isFirst && columns.name >= 0) continue
      takeRow(line, columns, { intake, name: file.name })
    }
  }
}

function findColumns(text: string): Columns {
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: text.split(delimiter).length }))
  const { delimiter } = counts.reduce((best, other) => (other.count > best.count ? other : best))
  const headings = (splitRow(text, delimiter) ?? []).map((heading) => heading.trim().toLowerCase())
  const placeOf = (names: string[]): number => headings.indexOf(names.find((name) => headings.includes(name)) ?? '\0')
  return { delimiter, name: placeOf(NAME_HEADINGS), day: placeOf(DAY_HEADINGS) }
}

function takeRow({ line, text }: TextLine, columns: Columns, to: { intake: ListIntake; name: string }): void {
  const fields = splitRow(text, columns.delimiter)
  if (fields === undefined) {
    throw new ListFileError('LZ_GUARD_LIST_FORMAT', { name: to.name, line }, 'a quoted field does not end on its line.')
  }
  const name = fields[Math.max(0, columns.name)]?.trim() ?? ''
  const firstSeen = fields[columns.day]
  if (name !== '') to.intake.take({ role: 'bad', text: name, line, ...(firstSeen === undefined ? {} : { firstSeen }) })
}

/** The fields of a line; `undefined` where a quote is left open. @source RFC 4180 */
function splitRow(text: string, delimiter: string): string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter)
  const fields: string[] = []
  for (let at = 0; at <= text.length; ) {
    const isQuoted = text[at] === '"'
    const end = isQuoted ? findQuoteEnd(text, at) : findOrEnd(text, delimiter, at)
    if (end < 0) return undefined
    fields.push(isQuoted ? text.slice(at + 1, end).replaceAll('""', '"') : text.slice(at, end))
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
