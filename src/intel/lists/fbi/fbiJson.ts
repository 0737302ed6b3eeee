import { z } from 'zod'
import { createEntry } from '../createEntry.ts'
import type { ListEntry } from '../ListEntry.ts'
import { ListError } from '../ListError.ts'
import type { ChangeStream, ListFormat } from '../ListFormat.ts'
import { fromIso } from '../text/ListDate.ts'
import { readAddress } from '../text/readAddress.ts'
import { readDocument, toRecord } from '../text/readDocument.ts'
import { readNumber } from './fbiPage.ts'

const source = z.looseObject({
  id: z.string().min(1),
  date: z.string().optional(),
  incident: z.string().optional(),
  chain: z.string().optional(),
  addresses: z.array(z.string().min(1)).optional(),
})

const document = z.looseObject({ sources: z.array(source) })
const addresses = z.array(z.string().min(1))

type Source = z.infer<typeof source>

/**
 * Addresses that the FBI has published, collected as one JSON document: each publication with `addresses` of one `chain`, or
 * with lists under the chains' codes. Whatever else the document has (`non_fbi_extra`) the FBI has not said.
 */
export const fbiJson: ListFormat = {
  format: 'fbi-json',
  lists: ['us-fbi'],
  scope: 'edition',
  matches: (head) => head.startsWith('{') && /"sources"\s*:\s*\[/.test(head),
  read,
}

async function* read(pieces: AsyncIterable<string>): ChangeStream {
  const { sources } = await readDocument(pieces, document)
  for (const one of sources) yield { action: 'add', entry: toEntry(one) }
  const days = sources.map(readDay).filter((day) => day !== undefined)
  return { published: days.sort().at(-1), endProven: true }
}

function toEntry(one: Source): ListEntry {
  const listed = listByChain(one)
  if (listed.length === 0)
    throw new ListError('LZ_LIST_ENTRY', `The publication ${one.id.slice(0, 80)} has no address.`)
  return createEntry({
    uid: readNumber(one.id) ?? one.id,
    kind: 'unknown',
    programmes: [one.incident],
    addresses: listed.map(({ text, ticker }) => readAddress(text, ticker)),
    listedOn: readDay(one),
    record: toRecord(one),
  })
}

function listByChain(one: Source): { text: string; ticker: string | undefined }[] {
  const own = (one.addresses ?? []).map((text) => ({ text, ticker: one.chain }))
  const codes = Object.entries(one).filter(([key]) => /^[A-Z]{2,6}$/.test(key))
  return [...own, ...codes.flatMap(([ticker, texts]) => assertTexts(one, texts).map((text) => ({ text, ticker })))]
}

function assertTexts({ id }: Source, texts: unknown): string[] {
  const read = addresses.safeParse(texts)
  if (read.success) return read.data
  throw new ListError('LZ_LIST_ENTRY', `The publication ${id.slice(0, 80)} has a list of addresses that are no texts.`)
}

/** The publication's day, which may stand only in its name. */
function readDay({ date, id }: Source): string | undefined {
  return fromIso(date ?? /\d{4}-\d{2}-\d{2}/.exec(id)?.[0] ?? '')
}
