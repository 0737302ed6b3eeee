import { createEntry } from '../createEntry.ts'
import { type CsvRecord, readRecords } from '../csv/readRecords.ts'
import type { ListEntry, ListedDocument, ListedName } from '../ListEntry.ts'
import { ListError } from '../ListError.ts'
import type { ChangeStream, ListContext, ListFormat } from '../ListFormat.ts'
import { findAddresses } from '../text/findAddresses.ts'
import { CutRemarks } from './CutRemarks.ts'
import { type Companions, readCompanions } from './companions.ts'
import { toNaturalOrder } from './naturalOrder.ts'
import { readRemarks } from './remarks.ts'
import { toKind } from './toKind.ts'

const COLUMNS = 12
// One byte on a line of its own, left from CP/M, is where the publisher says that the file ends.
const END_MARK = '\u001a'
const NO_MARK =
  'The end mark 0x1A with which OFAC closes the file is missing: it is cut. Fetch it again; for a whole copy that lost the mark ' +
  'give its --sha256 or --entries, or say --accept unended.'

/**
 * OFAC's list as the legacy `sdn.csv`: 12 columns without a header, `-0- ` for an empty field, addresses in the remarks.
 *
 * The end mark proves a whole file. One without it is refused unless its end is known from elsewhere, for copies often lose it;
 * what stands behind the mark is an error.
 *
 * @source https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas
 */
export const sdnCsv: ListFormat = {
  format: 'ofac-csv',
  lists: ['ofac-sdn', 'ofac-consolidated'],
  scope: 'edition',
  matches: (head) => /^\s*\d+,"(?:[^"]|"")*",(?:"[^"]*"|-0-\s*),/.test(head),
  read,
}

async function* read(pieces: AsyncIterable<string>, { companions, isEndKnown }: ListContext): ChangeStream {
  const more = await readCompanions(companions)
  let endProven = false
  const cut = new CutRemarks()
  for await (const row of readRecords(pieces)) {
    if (endProven) throw new ListError('LZ_LIST_CSV', 'A record stands behind the end mark 0x1A.', { place: row })
    if (row.record === END_MARK) endProven = true
    else yield { action: 'add', entry: cut.check(mapRow(row, more), row.fields.at(-1) ?? '') }
  }
  if (!endProven && !isEndKnown) throw new ListError('LZ_LIST_TRUNCATED', NO_MARK)
  return { endProven, notes: [...more.notes, ...cut.notes()] }
}

function mapRow(row: CsvRecord, more: Companions): ListEntry {
  assertWhole(row)
  const [uid = '', name = '', type = '', programmes = '', , callSign = '', , , , flag = '', , cut = ''] =
    row.fields.map((field, at) => (at < COLUMNS - 1 ? readField(field) : readRemark(field)))
  const kind = toKind(type || 'entity')
  const { text, records } = more.completeRemarks(uid, cut)
  const remarks = readRemarks(text)
  const names: ListedName[] = [{ text: name, quality: 'primary' }, ...more.listAliases(uid), ...remarks.names]
  return createEntry({
    uid: assertUid(uid, row),
    kind,
    names: names.map((one) => (kind === 'person' ? { ...one, text: toNaturalOrder(one.text) } : one)),
    programmes: programmes.split(/\]\s*\[/),
    addresses: findAddresses(text),
    births: remarks.births,
    countries: [...remarks.countries, ...more.listCountries(uid), flag],
    documents: [...remarks.documents, ...listCallSigns(callSign)],
    record: [row.record, ...records].join('\n'),
  })
}

/** A remark keeps its blanks: the rest of one that was cut is put right behind it. */
function readRemark(field: string): string {
  return field.trim() === '-0-' ? '' : field
}

function readField(field: string): string {
  const text = field.trim()
  return text === '-0-' ? '' : text
}

function listCallSigns(text: string): ListedDocument[] {
  return text === '' ? [] : [{ kind: 'Call Sign', text }]
}

/** A record that was cut has too few columns, or a last field that is neither quoted nor the whole mark for empty. */
function assertWhole(row: CsvRecord): void {
  const last = row.fields.at(-1)?.trim() ?? ''
  if (row.fields.length === COLUMNS && (/["\s]$/.test(row.record) || last === '-0-')) return
  const what = `a record has ${row.fields.length} columns or a cut last one, expected ${COLUMNS}`
  const code = row.isEnded ? 'LZ_LIST_ENTRY' : 'LZ_LIST_TRUNCATED'
  throw new ListError(code, `Refused: ${what}. Fetch the file again.`, { place: row })
}

function assertUid(uid: string, place: CsvRecord): string {
  if (/^\d{1,12}$/.test(uid)) return uid
  throw new ListError('LZ_LIST_ENTRY', `"${uid.slice(0, 40)}" is no entry number.`, { place })
}
