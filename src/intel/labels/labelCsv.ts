import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { foldHeader } from '../foldHeader.ts'
import { readName } from '../readName.ts'
import { type LabelContext, LabelFileError, type LabelItem, reject } from './LabelFile.ts'
import { placeAddress } from './placeAddress.ts'
import { readChainCell } from './readCurrency.ts'

/** Largest record, in characters. */
const RECORD_LENGTH_MAX = 65_536

const DELIMITERS = [',', ';', '\t', '|']

type Column = 'address' | 'name' | 'category' | 'tags' | 'source' | 'chain' | 'confidence'

// Header words by what the column holds; the first of a list that is there is taken.
const COLUMNS: Readonly<Record<Column, readonly string[]>> = {
  address: ['address', 'addr', 'wallet_address', 'account_address', 'wallet', 'account', 'eth_address'],
  name: ['name', 'label', 'name_tag', 'nametag', 'tag', 'entity', 'entity_name', 'owner', 'service', 'title'],
  category: ['category', 'type', 'entity_type', 'label_type', 'label_category', 'kind'],
  tags: ['labels', 'tags'],
  source: ['source', 'publisher', 'reported_by', 'source_url'],
  chain: ['chain', 'network', 'blockchain', 'chain_id', 'chainid', 'currency', 'asset'],
  confidence: ['confidence', 'confidence_level'],
}

/** Where each column stands in the header; only the address must be there. */
export type CsvColumns = Readonly<Partial<Record<Column, number>>> & { readonly address: number }

const rows = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }))

/**
 * Reads a CSV of labels with a header: an address column and whichever of name, category, tags, source, chain and
 * confidence are there, under their usual names, also with a publisher in front (`etherscan_tag`).
 *
 * @throws LabelFileError `LZ_LABEL_FILE_FORMAT` without an address column, `LZ_LABEL_FILE_SHAPE` for broken quotes
 */
export function* readLabelCsv(text: string, context: LabelContext): Generator<LabelItem> {
  const header = findHeader(text)
  if (header === undefined) {
    const message = `${context.file}: the first line has no column for addresses, such as "address".`
    throw new LabelFileError('LZ_LABEL_FILE_FORMAT', message)
  }
  for (const { record, info } of readRecords(text, header.delimiter, context).slice(1)) {
    yield readRow(record, { columns: header.columns, place: `line ${info.lines}`, context })
  }
}

/** How a CSV's first line is divided and what its columns hold; undefined when no column is for addresses. */
export function findHeader(text: string): { delimiter: string; columns: CsvColumns } | undefined {
  const [line = ''] = text
    .slice(0, RECORD_LENGTH_MAX)
    .trimStart()
    .split(/\r?\n|\r/, 1)
  for (const delimiter of DELIMITERS) {
    const columns = findColumns(line.split(delimiter).map(foldHeader))
    if (columns !== undefined) return { delimiter, columns }
  }
  return undefined
}

function findColumns(header: readonly string[]): CsvColumns | undefined {
  const columns: Partial<Record<Column, number>> = {}
  for (const [column, words] of Object.entries(COLUMNS) as [Column, readonly string[]][]) {
    const at = findColumn(header, words)
    if (at !== undefined) columns[column] = at
  }
  const { address } = columns
  return address === undefined ? undefined : { ...columns, address }
}

function findColumn(header: readonly string[], words: readonly string[]): number | undefined {
  const whole = words.map((word) => header.indexOf(word)).find((at) => at >= 0)
  if (whole !== undefined) return whole
  const ending = words.map((word) => header.findIndex((cell) => cell.endsWith(`_${word}`)))
  return ending.find((at) => at >= 0)
}

type Row = z.infer<typeof rows>[number]

function readRecords(text: string, delimiter: string, context: LabelContext): Row[] {
  try {
    const options = { delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const
    return rows.parse(parse(text, { ...options, max_record_size: RECORD_LENGTH_MAX }))
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new LabelFileError('LZ_LABEL_FILE_SHAPE', `${context.file}: broken CSV. ${cause.message}`, { cause })
  }
}

type Place = { columns: CsvColumns; place: string; context: LabelContext }

function readRow(record: readonly string[], { columns, place, context }: Place): LabelItem {
  const cell = (column: Column): string | undefined => record[columns[column] ?? -1]?.trim() || undefined
  const chainCell = cell('chain')
  const chain = chainCell === undefined ? context.chain : readChainCell(chainCell)
  if (chainCell !== undefined && chain === undefined && columns.chain !== undefined && !isTicker(chainCell)) {
    return reject(place, 'LZ_LABEL_CHAIN', `${JSON.stringify(chainCell.slice(0, 64))} names no chain.`)
  }
  const placed = placeAddress({ text: cell('address') ?? '', place, chain })
  if (!('address' in placed)) return placed
  const name = cell('name') ?? ''
  const tags = cell('tags')?.split(/[,;|]/)
  const reading = readName(name, { category: cell('category'), tags }, context.table)
  return {
    label: {
      ...placed,
      name,
      source: cite(context.source ?? context.file, cell('source')),
      confidence: cell('confidence'),
      ...reading,
    },
  }
}

/** `USDT` in a currency column names a token of many chains; then the form of the address decides. */
function isTicker(cell: string): boolean {
  return /^[A-Z0-9]{2,10}$/.test(cell)
}

function cite(file: string, source: string | undefined): string {
  return source === undefined ? file : `${file} (${source})`
}
