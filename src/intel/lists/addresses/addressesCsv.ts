import { cutRow } from '../csv/cutRow.ts'
import { type CsvRecord, findHeader, readTable, type TableHeader } from '../csv/readTable.ts'
import { ListError } from '../ListError.ts'
import type { ChangeStream, ListContext, ListFormat } from '../ListFormat.ts'
import { isUnproven, readAddress } from '../text/readAddress.ts'
import { AddressBook, type AddressRow } from './AddressBook.ts'

// Header words by what the column holds; the first of a list that is there is taken.
const COLUMNS = {
  address: ['address', 'wallet_address', 'crypto_address', 'wallet', 'account', 'public_key'],
  ticker: ['asset', 'ticker', 'currency', 'symbol', 'coin'],
  uid: ['uid', 'id', 'entry_id', 'reference', 'ref'],
  name: ['name', 'party', 'entity', 'owner', 'label'],
  programmes: ['programme', 'program', 'programmes', 'programs', 'regime'],
  listedOn: ['date', 'listed_on', 'listed', 'designated', 'date_listed'],
} as const

type Column = keyof typeof COLUMNS

/**
 * A CSV of one's own: a header with at least an address column, and whichever of asset, uid, name, programme and date
 * are there. Programmes in one cell are joined by commas or semicolons; dates are `YYYY-MM-DD`.
 */
export const addressesCsv: ListFormat = {
  format: 'addresses-csv',
  lists: [],
  scope: 'edition',
  matches: (head) => findHeader(head, COLUMNS)?.columns.address !== undefined,
  read,
}

async function* read(pieces: AsyncIterable<string>, { isEndKnown }: ListContext): ChangeStream {
  const book = new AddressBook()
  for await (const { row, header } of readTable(pieces, COLUMNS)) {
    const whole = toRow(row, header)
    if (!row.isEnded && !isEndKnown) assertWhole(row, { ...whole, count: header.count })
    book.add(whole)
  }
  for (const entry of book.list()) yield { action: 'add', entry }
  return { endProven: false }
}

function toRow(row: CsvRecord, { columns, count }: TableHeader<Column>): AddressRow {
  const cell = (column: Column): string => row.fields[columns[column] ?? -1]?.trim() ?? ''
  const address = cell('address')
  assertShape(row, { address, count })
  return {
    address,
    ticker: cell('ticker'),
    uid: cell('uid'),
    name: cell('name') || undefined,
    programmes: cell('programmes').split(/[,;]/),
    listedOn: cell('listedOn'),
    record: row.record,
  }
}

type LastRow = Pick<AddressRow, 'address' | 'ticker'> & { readonly count: number }

/** A last row without a line end may be cut: it counts only if it is as wide as the header and its address proves itself. */
function assertWhole(row: CsvRecord, { address, ticker, count }: LastRow): void {
  if (row.fields.length >= count && !isUnproven(readAddress(address, ticker).readings)) return
  throw cutRow(row)
}

function assertShape(row: CsvRecord, { address, count }: { address: string; count: number }): void {
  if (row.fields.length > count) {
    throw new ListError('LZ_LIST_ENTRY', `A row has ${row.fields.length} columns, the header ${count}.`, { place: row })
  }
  if (address === '') throw new ListError('LZ_LIST_ENTRY', 'A row has no address.', { place: row })
}
