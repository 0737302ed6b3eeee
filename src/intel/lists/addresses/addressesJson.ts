import { z } from 'zod'
import { ListError } from '../ListError.ts'
import type { ChangeStream, ListFormat } from '../ListFormat.ts'
import { fromIso } from '../text/ListDate.ts'
import { readDocument, toRecord } from '../text/readDocument.ts'
import { AddressBook } from './AddressBook.ts'

const row = z.looseObject({
  address: z.string().min(1),
  asset: z.string().optional(),
  uid: z.union([z.string().min(1), z.number().int()]).optional(),
  party: z.string().optional(),
  programs: z.union([z.string(), z.array(z.string())]).optional(),
  date: z.string().optional(),
})

const document = z.looseObject({ publication: z.string().optional(), rows: z.array(row) })

/** Addresses as one JSON document: `{ publication, source, rows: [{ address, asset, uid, party, programs }] }`. */
export const addressesJson: ListFormat = {
  format: 'addresses-json',
  lists: [],
  scope: 'edition',
  matches: (head) => head.startsWith('{') && /"rows"\s*:\s*\[/.test(head),
  read,
}

async function* read(pieces: AsyncIterable<string>): ChangeStream {
  const { publication, rows } = await readDocument(pieces, document)
  const book = new AddressBook()
  for (const one of rows) book.add(toRow(one))
  for (const entry of book.list()) yield { action: 'add', entry }
  return { published: readDate(publication), endProven: true }
}

function toRow(one: z.infer<typeof row>): Parameters<AddressBook['add']>[0] {
  return {
    address: one.address,
    ticker: one.asset,
    uid: one.uid === undefined ? undefined : String(one.uid),
    name: one.party,
    programmes: typeof one.programs === 'string' ? one.programs.split(/[,;]/) : (one.programs ?? []),
    listedOn: one.date,
    record: toRecord(one),
  }
}

function readDate(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const published = fromIso(text)
  if (published !== undefined) return published
  throw new ListError('LZ_LIST_DATE', `"${text.slice(0, 40)}" is no publication date of the form YYYY-MM-DD.`)
}
