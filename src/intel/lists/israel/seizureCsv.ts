import { createEntry } from '../createEntry.ts'
import { cutRow } from '../csv/cutRow.ts'
import { type CsvRecord, readTable, type TableHeader } from '../csv/readTable.ts'
import type { ListEntry, ListedDocument } from '../ListEntry.ts'
import { ListError } from '../ListError.ts'
import type { ChangeStream, ListContext, ListFormat } from '../ListFormat.ts'
import { fromSlashes } from '../text/ListDate.ts'
import { readAddress } from '../text/readAddress.ts'
import { tidy } from '../text/tidy.ts'

const COLUMNS = {
  name: ['שם_מלא'],
  identity: ['תעודת_זהות'],
  passport: ['דרכון'],
  birth: ['תאריך_לידה'],
  wallet: ['מספר_זיהוי_הארנק_האלקטרוני/_יוזר'],
  currency: ['מטבע'],
} as const

type Column = keyof typeof COLUMNS
// `צ.ת`, the short word for a seizure order, and its number of the year.
const ORDER = /^צ\.?ת\.?\s*[-–]?\s*(\d+\/\d+)/
const TAG = /\s*\((?:address\s+)?(?:tag|memo)\b[^)]*\)\s*\*?|\s*\*$/i
// "Anonymous" is no name, and a dash is an empty cell.
const NO_ONE = new Set(['-', 'אנונימי'])

/**
 * Israel's orders that seize crypto wallets: rows of wallets and exchange accounts under the number of their order.
 *
 * An entry is a wallet, or several in one cell, in one order; a holder without a wallet is one too. Numbers of exchange
 * accounts stand in the column of addresses: they are kept and match as they stand.
 *
 * @source https://nbctf.mod.gov.il
 */
export const seizureCsv: ListFormat = {
  format: 'il-csv',
  lists: ['il-nbctf'],
  scope: 'edition',
  matches: (head) => head.startsWith('שם מלא') && head.slice(0, 400).includes('הארנק'),
  read,
}

async function* read(pieces: AsyncIterable<string>, { isEndKnown }: ListContext): ChangeStream {
  const rows = new Map<string, CsvRecord[]>()
  let table: TableHeader<Column> | undefined
  let order: string | undefined
  for await (const { row, header } of readTable(pieces, COLUMNS)) {
    table = assertHeader(header)
    if (!row.isEnded && !isEndKnown) throw cutRow(row)
    order = ORDER.exec(row.fields[0] ?? '')?.[1] ?? order
    const uid = assertRow(row, { header, order })
    if (uid !== undefined) rows.set(uid, [...(rows.get(uid) ?? []), row])
  }
  for (const [uid, records] of rows)
    yield { action: 'add', entry: toEntry(uid, { records, header: table as TableHeader<Column> }) }
  return { endProven: false }
}

function assertHeader(header: TableHeader<Column>): TableHeader<Column> {
  const { name, wallet } = header.columns
  if (name !== undefined && wallet !== undefined) return header
  throw new ListError('LZ_LIST_FORMAT', 'The header of the seizure orders has no column for names or for wallets.')
}

/** The id of a row's entry; undefined for the heading of an order and for a row that says nothing. */
function assertRow(
  row: CsvRecord,
  { header, order }: { header: TableHeader<Column>; order: string | undefined },
): string | undefined {
  if (ORDER.test(row.fields[0] ?? '')) return undefined
  const { name, wallet } = readCells(row, header)
  if (row.fields.length !== header.count) {
    const message = `A row has ${row.fields.length} columns, the header ${header.count}: the file is cut or damaged.`
    throw new ListError(row.isEnded ? 'LZ_LIST_ENTRY' : 'LZ_LIST_TRUNCATED', message, { place: row })
  }
  if (order === undefined) throw new ListError('LZ_LIST_ENTRY', 'A row stands before the first order.', { place: row })
  const said = wallet ?? name
  return said === undefined ? undefined : `${order} ${said}`
}

type Cells = Readonly<Partial<Record<Column, string>>>

function readCells(row: CsvRecord, { columns }: TableHeader<Column>): Cells {
  const cells = Object.entries(columns).map(([column, at]) => [column, tidy(row.fields[at] ?? '')] as const)
  return Object.fromEntries(cells.filter(([, text]) => text !== '' && !NO_ONE.has(text)))
}

function toEntry(
  uid: string,
  { records, header }: { records: readonly CsvRecord[]; header: TableHeader<Column> },
): ListEntry {
  const rows = records.map((record) => readCells(record, header))
  const births = rows.map(({ birth }) => fromSlashes(birth ?? '', 'day-first'))
  return createEntry({
    uid,
    kind: rows.some(({ name }) => name !== undefined) ? 'person' : 'unknown',
    names: rows.flatMap(({ name }) => name ?? []).map((text, i) => ({ text, quality: i === 0 ? 'primary' : 'strong' })),
    programmes: [uid.split(' ', 1)[0]],
    addresses: rows.flatMap(({ wallet, currency }) => listWallets(wallet).map((text) => readAddress(text, currency))),
    births: births.map((day) => (day === undefined ? undefined : { from: day, to: day })),
    documents: rows.flatMap(listDocuments),
    record: records.map(({ record }) => record).join('\n'),
  })
}

/** A cell may hold several, with a remark on each. */
function listWallets(cell = ''): string[] {
  return cell
    .split(/\s*[,;]\s*/)
    .map((text) => text.replace(TAG, '').trim())
    .filter((text) => text !== '')
}

function listDocuments({ identity, passport }: Cells): ListedDocument[] {
  return [
    ...(identity === undefined ? [] : [{ kind: 'Identity number', text: identity }]),
    ...(passport === undefined ? [] : [{ kind: 'Passport', text: passport }]),
  ]
}
