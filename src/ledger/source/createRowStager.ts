import { LazarettoError } from '../../LazarettoError.ts'
import type { Transfer } from '../Transfer.ts'
import { toTexts } from './FieldPlaces.ts'
import { type ColumnMap, chooseLayout } from './layouts.ts'
import type { PlainRow } from './PlainRow.ts'
import { createPlainParser, type PlainParser } from './plainParser.ts'
import type { Fields, RowBatch } from './RowBatch.ts'
import type { Tally } from './Tally.ts'
import { createTransferParser, type ParserOptions, type TransferParser } from './transferParser.ts'

/** Headers whose parsers are kept at a time: the rows of JSON Lines may differ in their keys. */
const PARSERS_MAX = 1000

export interface RowOptions extends ParserOptions {
  readonly columns: ColumnMap
}

/** Where the transfers of a file go. */
export interface RowTarget {
  readonly add: (line: number, transfer: Transfer) => void
  /** The next row, to be written into. */
  readonly next: PlainRow
  /** Takes what has been written into `next`. */
  readonly addNext: (line: number) => void
}

interface RowStager {
  readonly path: string
  readonly options: RowOptions
  readonly tally: Tally
  readonly target: RowTarget
}

/** What reads the rows of one header: the plain ones from their bytes, the others from their text. */
interface Parsers {
  readonly plain: PlainParser
  readonly full: TransferParser
}

/**
 * Takes rows of a file: transfers go to the target, all others to the tally.
 *
 * Where the columns of the first row do not make transfers, or lack one that the user named, it is the wrong file and the
 * import ends. Later rows with other keys are rejected one by one where these do not, and may lack a named one.
 *
 * @throws ImportError `LZ_IMPORT_COLUMNS`, `LZ_IMPORT_ASSET`, `LZ_IMPORT_DECIMALS`
 */
export function createRowStager(stager: RowStager): (batch: RowBatch) => void {
  const parsersOf = createParsers(stager)
  return ({ header, records, lines, broken }) => {
    stager.tally.addRows(records.length + broken.length)
    for (const { line, text, error } of broken) stager.tally.reject(error, { line, record: text, ...UNREAD })
    if (header === undefined) return
    const parsers = parsersOf(header)
    for (let i = 0; i < records.length; i++) {
      stageRow(stager, parsers, { fields: records[i] as Fields, line: lines[i] as number })
    }
  }
}

const UNREAD = { amount: undefined, asset: undefined }

interface Row<T> {
  readonly fields: T
  readonly line: number
}

function stageRow(stager: RowStager, { plain, full }: Parsers, { fields, line }: Row<Fields>): void {
  const { target, tally } = stager
  const verdict = 'bytes' in fields ? plain(fields, target.next) : 'other'
  if (verdict === 'good') target.addNext(line)
  else if (verdict !== 'other') tally.skip(verdict, 1)
  else stageText(stager, full, { fields: toTexts(fields), line })
}

function stageText(
  { target, tally }: RowStager,
  parser: TransferParser,
  { fields, line }: Row<readonly string[]>,
): void {
  try {
    const row = parser.parse(fields)
    if ('skipped' in row) {
      tally.skip(row.skipped, 1)
      return
    }
    target.add(line, row)
    for (const label of parser.labels(fields, row)) tally.addLabel(label)
  } catch (error) {
    if (!(error instanceof LazarettoError)) throw error
    tally.reject(error, { line, record: fields.join(','), ...parser.describe(fields) })
  }
}

function createParsers({ path, options, tally }: RowStager): (header: readonly string[]) => Parsers {
  const parsers = new Map<readonly string[], Parsers>()
  const create = (header: readonly string[], more: readonly string[]): Parsers => {
    const layout = chooseLayout([...header, ...more], options.columns, path)
    const full = createTransferParser(header, layout, options)
    tally.addLayout(layout)
    return { full, plain: createPlainParser(header, layout, options) }
  }
  const createLater = (header: readonly string[]): Parsers => {
    const lacking = Object.values(options.columns).filter((name) => !header.includes(name))
    return orUnfit(() => create(header, lacking))
  }
  return (header) => {
    const known = parsers.get(header)
    if (known !== undefined) return known
    const created = parsers.size === 0 ? create(header, []) : createLater(header)
    if (parsers.size === PARSERS_MAX) parsers.delete(parsers.keys().next().value ?? header)
    parsers.set(header, created)
    return created
  }
}

/** Parsers that refuse every row where there cannot be better ones. */
function orUnfit(create: () => Parsers): Parsers {
  try {
    return create()
  } catch (error) {
    if (!(error instanceof LazarettoError)) throw error
    const parse = (): never => {
      throw error
    }
    return { full: { parse, labels: () => [], describe: () => UNREAD }, plain: () => 'other' }
  }
}
