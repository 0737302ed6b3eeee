/** A column of a text table. */
export interface Column {
  readonly title: string
  readonly align: 'left' | 'right'
}

/** Lines of a table whose columns align; two spaces between them, none at a line's end. The first title is in capitals. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  // What a program has painted is in capitals already: codes of colours are not to be touched.
  const titles = columns.map(({ title }, i) => (i === 0 && TITLE.test(title) ? title.toUpperCase() : title))
  const widths = columns.map((_, i) => Math.max(...[titles, ...rows].map((row) => row[i]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    columns
      .map(({ align }, i) => pad(row[i] ?? '', widths[i] ?? 0, align))
      .join('  ')
      .trimEnd()
  return [line(titles), ...rows.map(line)]
}

function pad(text: string, width: number, align: Column['align']): string {
  return align === 'left' ? text.padEnd(width) : text.padStart(width)
}

const TITLE = /^[a-z]+$/

/** Text from outside, for one table cell: no control or direction characters, at most `lengthMax` long. */
export function cleanCell(text: string, lengthMax = 48): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
  return plain.length <= lengthMax ? plain : `${plain.slice(0, lengthMax - 1)}…`
}
