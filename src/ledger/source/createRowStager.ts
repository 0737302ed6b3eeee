import { LazarettoError } from '../../LazarettoError.ts'
import type { Transfer } from '../Transfer.ts'
import { type ColumnMap, chooseLayout } from './layouts.ts'
import type { RowBatch } from './RowBatch.ts'
import type { Tally } from './Tally.ts'
import { createTransferParser, type ParserOptions, type TransferParser } from './transferParser.ts'

/** Headers whose parsers are kept at a time: the rows of JSON Lines may differ in their keys. */
const PARSERS_MAX = 1000

export interface RowOptions extends ParserOptions {
  readonly columns: ColumnMap
}

interface RowStager {
  readonly path: string
  readonly options: RowOptions
  readonly tally: Tally
  readonly add: (line: number, transfer: Transfer) => void
}

/**
 * Takes rows of a file: transfers go to `add`, all others to the tally.
 *
 * Where the columns of the first row do not make transfers, or lack one that the user named, it is the wrong file and the
 * import ends. Later rows with other keys are rejected one by one where these do not, and may lack a named one.
 *
 * @throws ImportError `LZ_IMPORT_COLUMNS`, `LZ_IMPORT_ASSET`, `LZ_IMPORT_DECIMALS`
 */
export function createRowStager(stager: RowStager): (batch: RowBatch) => void {
  const parserOf = createParsers(stager)
  return ({ header, records, lines, broken }) => {
    stager.tally.addRows(records.length + broken.length)
    for (const { line, text, error } of broken) stager.tally.reject(error, { line, record: text, ...UNREAD })
    if (header === undefined) return
    const parser = parserOf(header)
    for (let i = 0; i < records.length; i++) {
      stageRow(stager, parser, { record: records[i] as readonly string[], line: lines[i] as number })
    }
  }
}

const UNREAD = { amount: undefined, asset: undefined }

interface Row {
  readonly record: readonly string[]
  readonly line: number
}

function stageRow({ add, tally }: RowStager, parser: TransferParser, { record, line }: Row): void {
  try {
    const row = parser.parse(record)
    if ('skipped' in row) {
      tally.skip(row.skipped, 1)
      return
    }
    add(line, row)
    for (const label of parser.labels(record, row)) tally.addLabel(label)
  } catch (error) {
    if (!(error instanceof LazarettoError)) throw error
    tally.reject(error, { line, record: record.join(','), ...parser.describe(record) })
  }
}

function createParsers({ path, options, tally }: RowStager): (header: readonly string[]) => TransferParser {
  const parsers = new Map<readonly string[], TransferParser>()
  const create = (header: readonly string[], more: readonly string[]): TransferParser => {
    const layout = chooseLayout([...header, ...more], options.columns, path)
    const parser = createTransferParser(header, layout, options)
    tally.addLayout(layout)
    return parser
  }
  const createLater = (header: readonly string[]): TransferParser => {
    const lacking = Object.values(options.columns).filter((name) => !header.includes(name))
    return orUnfit(() => create(header, lacking))
  }
  return (header) => {
    const known = parsers.get(header)
    if (known !== undefined) return known
    const parser = parsers.size === 0 ? create(header, []) : createLater(header)
    if (parsers.size === PARSERS_MAX) parsers.delete(parsers.keys().next().value ?? header)
    parsers.set(header, parser)
    return parser
  }
}

/** A parser that refuses every row where there cannot be a better one. */
function orUnfit(create: () => TransferParser): TransferParser {
  try {
    return create()
  } catch (error) {
    if (!(error instanceof LazarettoError)) throw error
    const parse = (): never => {
      throw error
    }
    return { parse, labels: () => [], describe: () => UNREAD }
  }
}
