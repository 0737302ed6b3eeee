import { createHash } from 'node:crypto'
import type { ListEntry } from '../lists/ListEntry.ts'
import type { ListChange, ListReading, ListSummary } from '../lists/ListReading.ts'
import { ListRefusedError } from './guardEdition.ts'
import { createJsonLines, type JsonLinesWriter, readJsonLines } from './jsonLinesFile.ts'
import { type EntryChange, mergeEntry } from './mergeEntry.ts'
import type { StoredEntry } from './StoredEntry.ts'

/** A file that was read to its end: what the list would be, and its records in a file that has no name yet. */
export interface Staged {
  readonly entries: readonly StoredEntry[]
  readonly summary: ListSummary
  readonly records: JsonLinesWriter
}

interface Given {
  readonly reading: ListReading
  /** The entries in force, and the name of the file of their records. */
  readonly old: readonly StoredEntry[]
  readonly oldRecords: string | undefined
  /** What becomes of notices that are there already, where the list is a row of them: a person may let one replace another. */
  readonly notices?: 'join' | 'replace' | undefined
}

/**
 * Reads a list file to its end.
 *
 * @throws ListRefusedError `LZ_LIST_UID_TWICE`; `LZ_LIST_DELTA` for a change that does not fit to the edition in force, or
 * where none is
 */
export async function stageFile(folder: string, given: Given): Promise<Staged> {
  const records = createJsonLines(folder, 'records')
  try {
    const stage = stagerOf(given)
    return { ...(await stage(folder, given, records)), records }
  } catch (error) {
    await records.abandon()
    throw error
  }
}

type Read = Omit<Staged, 'records'>

const NO_BASE =
  'It is a delta, and no edition of the list is installed that it could change. Load the whole list first.'

function stagerOf({ reading, notices }: Given): typeof stageEdition {
  if (reading.scope === 'delta') return stageDelta
  return notices === undefined ? stageEdition : stageNotices
}

async function stageEdition(_: string, { reading }: Given, records: JsonLinesWriter): Promise<Read> {
  const entries = new Map<string, StoredEntry>()
  const summary = await readAll(reading, async ({ entry }) => {
    if (entries.has(entry.uid)) throw new ListRefusedError('LZ_LIST_UID_TWICE', `Two entries have the id ${entry.uid}.`)
    entries.set(entry.uid, toStored(entry))
    await records.write([entry.uid, entry.record])
  })
  return { entries: [...entries.values()], summary }
}

async function stageDelta(folder: string, given: Given, records: JsonLinesWriter): Promise<Read> {
  if (given.oldRecords === undefined) throw new ListRefusedError('LZ_LIST_DELTA', NO_BASE)
  const entries = new Map(given.old.map((entry) => [entry.uid, entry]))
  const changed = new Map<string, string>()
  const summary = await readAll(given.reading, ({ action, entry, withdrawn, isUncertain = false }) => {
    const old = entries.get(entry.uid)
    if (!isUncertain && (old === undefined) !== (action === 'add')) throw misfit(action, entry.uid)
    if (action === 'remove') entries.delete(entry.uid)
    else entries.set(entry.uid, changeOf(old, { entry, withdrawn }))
    changed.set(entry.uid, entry.record)
  })
  await writeRecords(folder, { oldRecords: given.oldRecords, changed, entries }, records)
  return { entries: [...entries.values()], summary }
}

/** Notices beside those that are there: what one of them names goes only where a person lets its new form replace the old. */
async function stageNotices(folder: string, given: Given, records: JsonLinesWriter): Promise<Read> {
  const entries = new Map(given.old.map((entry) => [entry.uid, entry]))
  const changed = new Map<string, string>()
  const summary = await readAll(given.reading, ({ entry }) => {
    if (changed.has(entry.uid)) throw new ListRefusedError('LZ_LIST_UID_TWICE', `Two entries have the id ${entry.uid}.`)
    const old = given.notices === 'join' ? entries.get(entry.uid) : undefined
    const next = toStored(entry)
    entries.set(entry.uid, old === undefined ? next : { ...mergeEntry(old, { entry }), recordHash: next.recordHash })
    changed.set(entry.uid, entry.record)
  })
  await writeRecords(folder, { oldRecords: given.oldRecords, changed, entries }, records)
  return { entries: [...entries.values()], summary }
}

interface Records {
  readonly oldRecords: string | undefined
  readonly changed: ReadonlyMap<string, string>
  readonly entries: ReadonlyMap<string, StoredEntry>
}

async function writeRecords(
  folder: string,
  { oldRecords, changed, entries }: Records,
  writer: JsonLinesWriter,
): Promise<void> {
  if (oldRecords !== undefined) {
    for await (const pair of readJsonLines<readonly [string, string]>(folder, oldRecords)) {
      if (!changed.has(pair[0])) await writer.write(pair)
    }
  }
  for (const [uid, record] of changed) if (entries.has(uid)) await writer.write([uid, record])
}

/** The entries of a whole edition that is stored nowhere. */
export async function readEdition(reading: ListReading): Promise<StoredEntry[]> {
  const entries: StoredEntry[] = []
  await readAll(reading, ({ entry }) => void entries.push(toStored(entry)))
  return entries
}

/** A change without withdrawals is the whole entry; one with them names only what is touched. */
function changeOf(old: StoredEntry | undefined, { entry, withdrawn }: EntryChange): StoredEntry {
  const next = toStored(entry)
  if (old === undefined || withdrawn === undefined) return next
  return { ...mergeEntry(old, { entry, withdrawn }), recordHash: next.recordHash }
}

async function readAll(reading: ListReading, take: (change: ListChange) => Promise<void> | void): Promise<ListSummary> {
  let next = await reading.changes.next()
  for (; next.done !== true; next = await reading.changes.next()) await take(next.value)
  return next.value
}

function toStored({ record, ...entry }: ListEntry): StoredEntry {
  return { ...entry, recordHash: createHash('sha256').update(record).digest('hex').slice(0, 16) }
}

function misfit(action: string, uid: string): ListRefusedError {
  const [is, advice] = action === 'add' ? ['there already', 'older'] : ['not there', 'newer']
  const message = `The delta would ${action} the entry ${uid}, which is ${is}: it belongs to an ${advice} edition. Load the whole list.`
  return new ListRefusedError('LZ_LIST_DELTA', message)
}
