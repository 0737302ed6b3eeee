import { foldHeader } from '../../foldHeader.ts'
import { type CsvRecord, readRecords } from './readRecords.ts'

export type { CsvRecord } from './readRecords.ts'

const DELIMITERS = [',', ';', '\t', '|']

/** Where each known column of a table stands. */
export interface TableHeader<Column extends string> {
  readonly columns: Readonly<Partial<Record<Column, number>>>
  /** Number of columns, known or not. */
  readonly count: number
  readonly delimiter: string
}

/** Words that a header may use for each column; the first that is there is taken. */
export type ColumnWords<Column extends string> = Readonly<Record<Column, readonly string[]>>

/**
 * What the first line of a text says of its columns, by the delimiter that finds most of them; undefined where none is known.
 *
 * @example
 * findHeader('asset;Wallet Address\n', { address: ['wallet_address'] }) // { columns: { address: 1 }, count: 2, delimiter: ';' }
 */
export function findHeader<Column extends string>(
  text: string,
  words: ColumnWords<Column>,
): TableHeader<Column> | undefined {
  const [line = ''] = text.trimStart().split(/[\r\n]/, 1)
  const headers = DELIMITERS.map((delimiter) => readHeader(line, { delimiter, words }))
  const [best] = headers.sort((a, b) => Object.keys(b.columns).length - Object.keys(a.columns).length)
  return best === undefined || Object.keys(best.columns).length === 0 ? undefined : best
}

/** Reads a table by its header; without a header that is known it has no rows. @throws ListError as `readRecords` */
export async function* readTable<Column extends string>(
  pieces: AsyncIterable<string>,
  words: ColumnWords<Column>,
): AsyncGenerator<{ row: CsvRecord; header: TableHeader<Column> }> {
  const all = pieces[Symbol.asyncIterator]()
  const first = await all.next()
  const header = first.done === true ? undefined : findHeader(first.value, words)
  if (header === undefined) return
  let isHeader = true
  for await (const row of readRecords(resume(first.value as string, all), header.delimiter)) {
    if (!isHeader) yield { row, header }
    isHeader = false
  }
}

async function* resume(first: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  try {
    yield first
    for (let step = await rest.next(); step.done !== true; step = await rest.next()) yield step.value
  } finally {
    await rest.return?.()
  }
}

function readHeader<Column extends string>(
  line: string,
  { delimiter, words }: { delimiter: string; words: ColumnWords<Column> },
): TableHeader<Column> {
  const cells = line.split(delimiter).map(foldHeader)
  const columns: Partial<Record<Column, number>> = {}
  for (const [column, names] of Object.entries(words) as [Column, readonly string[]][]) {
    const at = names.map((name) => cells.indexOf(name)).find((index) => index >= 0)
    if (at !== undefined) columns[column] = at
  }
  return { columns, count: cells.length, delimiter }
}
