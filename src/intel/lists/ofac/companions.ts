import { openText } from '../bytes/openText.ts'
import { type CsvRecord, readRecords } from '../csv/readRecords.ts'
import type { ListedName } from '../ListEntry.ts'
import { ListError } from '../ListError.ts'
import type { ListCompanions } from '../ListFormat.ts'

const FILE_BYTES_MAX = 64 * 1024 * 1024
const END_MARK = '\u001a'

/** What the files beside `sdn.csv` say of an entry. */
export interface Companions {
  readonly listAliases: (uid: string) => ListedName[]
  readonly listCountries: (uid: string) => string[]
  /** Remarks with the rest that did not fit into `sdn.csv`, and the lines that it came from. */
  readonly completeRemarks: (uid: string, remarks: string) => { text: string; records: readonly string[] }
  /** Which files are missing, and what is lost without them. */
  readonly notes: readonly string[]
}

/** Reads the files beside `sdn.csv`, whichever are there. @throws ListError as for the file itself */
export async function readCompanions(files: ListCompanions): Promise<Companions> {
  const aliases = await readByUid(files.aliases, 5)
  const places = await readByUid(files.places, 6)
  const comments = await readByUid(files.comments, 2)
  const cells = (rows: readonly CsvRecord[] | undefined, at: number): string[] =>
    (rows ?? []).map(({ fields }) => fields[at] ?? '').filter((text) => text.trim() !== '' && text.trim() !== '-0-')
  const column = (rows: readonly CsvRecord[] | undefined, at: number): string[] =>
    cells(rows, at).map((text) => text.trim())
  return {
    listAliases: (uid) => column(aliases.get(uid), 3).map((text) => ({ text, quality: 'strong' })),
    listCountries: (uid) => column(places.get(uid), 4),
    completeRemarks: (uid, remarks) => ({
      // The blank at which a remark was cut may stand on either side.
      text: [remarks, ...cells(comments.get(uid), 1)].join(''),
      records: [aliases, places, comments].flatMap((rows) => rows.get(uid) ?? []).map(({ record }) => record),
    }),
    notes: [
      ...(files.aliases === undefined ? ['without alt.csv beside it: it has no aliases but those in remarks'] : []),
      ...(files.places === undefined ? ['without add.csv beside it: it has no countries of addresses'] : []),
      ...(files.comments === undefined ? ['without sdn_comments.csv beside it: remarks end at 1,000 characters'] : []),
    ],
  }
}

async function readByUid(
  bytes: AsyncIterable<Uint8Array> | undefined,
  columns: number,
): Promise<Map<string, CsvRecord[]>> {
  const byUid = new Map<string, CsvRecord[]>()
  if (bytes === undefined) return byUid
  const { pieces } = await openText(bytes, FILE_BYTES_MAX)
  for await (const row of readRecords(pieces)) {
    if (row.record === END_MARK) continue
    const uid = row.fields[0]?.trim() ?? ''
    if (row.fields.length !== columns || !/^\d+$/.test(uid)) throw wrongColumns(row, columns)
    byUid.set(uid, [...(byUid.get(uid) ?? []), row])
  }
  return byUid
}

function wrongColumns(place: CsvRecord, columns: number): ListError {
  const message = `A record of a file beside sdn.csv has ${place.fields.length} columns, expected ${columns}.`
  return new ListError('LZ_LIST_ENTRY', message, { place })
}
