import { LazarettoError } from '../../LazarettoError.ts'
import { findKnownList, type ListCategory } from '../lists/catalogue.ts'
import type { ListReading } from '../lists/ListReading.ts'
import { compareEditions, type EditionDiff } from './compareEditions.ts'
import { createCounter } from './countEdition.ts'
import { diffEditions, type FormDiff } from './diffEditions.ts'
import {
  assertPast,
  type EditionClaim,
  guardDelta,
  guardEdition,
  listShrunkTickers,
  type Word,
} from './guardEdition.ts'
import { createJsonLines } from './jsonLinesFile.ts'
import type { EditionInfo, ListCheck, ListState } from './ListState.ts'
import { movePast } from './movePast.ts'
import type { PastEntry, StoredEntry } from './StoredEntry.ts'
import { type Staged, stageFile } from './stageFile.ts'
import { findState, readEntries, readPast, type Vault, withLock, writeState } from './Vault.ts'

const EDITIONS_MAX = 20

/** A file of a list, being read, and where it comes from. */
export interface ListFile {
  readonly reading: ListReading
  /** URL, or name of the file. */
  readonly origin: string
  /** Whether the publisher itself was asked: then the list is current now, whenever it was published. */
  readonly isFromPublisher: boolean
  readonly etag?: string | undefined
  readonly lastModified?: string | undefined
}

/** What becomes of a file. */
export interface UpdateOptions extends Word {
  readonly list: string
  readonly title: string
  readonly category: ListCategory
  /** Seconds since 1970. */
  readonly nowSec: number
}

/** What an update did. */
export interface UpdateReport {
  readonly state: ListState
  /** Whether the file is the edition that was in force already. */
  readonly isSame: boolean
  readonly diff: FormDiff
  /** Entries that are gone, now or before, and that nobody has confirmed. */
  readonly vanished: number
  /** What is worth a look though nothing was refused. */
  readonly warnings: readonly string[]
}

interface Attempt {
  readonly folder: string
  readonly file: ListFile
  readonly options: UpdateOptions
  readonly before: ListState | undefined
  readonly old: readonly StoredEntry[]
}

/**
 * Puts a file into force as the newest edition of a list, or a delta onto the one in force; else all stays as it was.
 *
 * What is gone without a delta is `vanished` until a person confirms it.
 *
 * @throws ListRefusedError as `guardEdition` and `stageFile`; what `readList` throws for a damaged file; VaultError
 */
export async function updateList(vault: Vault, file: ListFile, options: UpdateOptions): Promise<UpdateReport> {
  return await withLock(vault, options.list, async (folder) => {
    const before = await findState(vault, options.list)
    try {
      const old = before === undefined ? [] : await gather(readEntries(vault, options.list, before.current))
      return await attempt(vault, { folder, file, options, before, old })
    } catch (error) {
      if (before !== undefined && error instanceof LazarettoError) await noteRefusal(vault, before, { error, options })
      throw error
    }
  })
}

async function attempt(vault: Vault, given: Attempt): Promise<UpdateReport> {
  const { folder, file, before, old } = given
  const oldRecords = before?.current.records
  const staged = await stageFile(folder, { reading: file.reading, old, oldRecords, notices: noticesOf(given.options) })
  try {
    const claim = claimOf(given, staged)
    const diff = compareEditions(old, staged.entries)
    guard(given, { claim, diff })
    const current = await keepEdition({ staged, claim, given })
    const warnings = before === undefined ? [] : listShrunkTickers(claim.counts, before.current.counts)
    const { state, vanished } = await enact(vault, { current, diff, given })
    const told = diffEditions(old, staged.entries)
    return { state, isSame: isSame(before, current), diff: told, vanished, warnings }
  } finally {
    await staged.records.abandon()
  }
}

/** Of a list that is a row of notices, a new form of one adds to the old; with a person's word it takes its place. */
function noticesOf({ list, accept }: UpdateOptions): 'join' | 'replace' | undefined {
  if (findKnownList(list)?.isCumulative !== true) return undefined
  return accept.has('vanished') ? 'replace' : 'join'
}

function guard({ file, options, before }: Attempt, { claim, diff }: { claim: EditionClaim; diff: EditionDiff }): void {
  const old = before && oldClaim(before)
  const removed = { entries: diff.removed.length, addresses: diff.removedAddresses.length }
  if (file.reading.scope === 'delta' && old !== undefined) guardDelta(claim, { old, removed }, options)
  else guardEdition(claim, old, options)
}

function claimOf(given: Attempt, { entries, summary }: Staged): EditionClaim {
  const counter = createCounter()
  for (const entry of entries) counter.add(entry)
  assertPast(summary.published, given.options.nowSec)
  const { published } = datesOf(given, summary)
  return { ...summary, published, counts: counter.counts(), isUndated: isUndated(given, published) }
}

/** A list of one's own has no publisher: it is as old as its import. */
function isUndated({ file, options }: Pick<Attempt, 'file' | 'options'>, published: string | undefined): boolean {
  return published === undefined && !file.isFromPublisher && findKnownList(options.list) !== undefined
}

function oldClaim({ current }: ListState): EditionClaim {
  return {
    counts: current.counts,
    published: current.published,
    sha256: current.sha256,
    declaredEntries: undefined,
    isUndated: false,
  }
}

function isSame(before: ListState | undefined, { entries }: EditionInfo): boolean {
  return before?.current.entries === entries
}

interface Keep {
  readonly staged: Staged
  readonly claim: EditionClaim
  readonly given: Attempt
}

async function keepEdition({ staged, claim, given }: Keep): Promise<EditionInfo> {
  const { folder, file, options } = given
  const { sha256, bytes, notes } = staged.summary
  const info = { sha256, format: file.reading.format, loadedSec: options.nowSec, origin: file.origin, bytes, notes }
  const entries = await writeLines(folder, 'entries', staged.entries)
  return {
    ...info,
    ...datesOf(given, staged.summary),
    counts: claim.counts,
    entries,
    records: await staged.records.finish(),
  }
}

/** What a delta makes of an edition rests on the last whole one, and is at least as old. */
function datesOf(
  { file, before, options }: Attempt,
  { published }: { readonly published: string | undefined },
): Pick<EditionInfo, 'published' | 'base'> {
  if (noticesOf(options) !== undefined) return { published: latest([before?.current.published, published]) }
  if (file.reading.scope === 'edition' || before === undefined) return { published }
  const { sha256, published: day, base = { sha256, published: day } } = before.current
  return { published: published ?? day, base }
}

interface Enact {
  readonly current: EditionInfo
  readonly diff: EditionDiff
  readonly given: Attempt
}

type Enacted = Pick<UpdateReport, 'state' | 'vanished'>

async function enact(vault: Vault, { current, diff, given }: Enact): Promise<Enacted> {
  const { folder, file, options, before } = given
  const { list, title, category, nowSec } = options
  const oldPast: PastEntry[] = before === undefined ? [] : await gather(readPast(vault, before))
  const confirmedBy = file.reading.scope === 'delta' ? 'delta' : options.accept.has('vanished') ? 'a person' : undefined
  const past = movePast(oldPast, diff, { lastSeen: before?.current, goneSec: nowSec, confirmedBy })
  const earlier =
    before === undefined || isSame(before, current) ? (before?.earlier ?? []) : [before.current, ...before.earlier]
  const state = {
    format: 'lazaretto-list/1' as const,
    list,
    title,
    category,
    current,
    earlier: earlier.slice(0, EDITIONS_MAX),
    check: checkOf(given, current),
    past: await writeLines(folder, 'past', past),
  }
  const vanished = past.filter(({ standing }) => standing === 'vanished').length
  return { state: await writeState(vault, state, before?.revision ?? 0), vanished }
}

/**
 * From when the age of an edition counts. Of a file nobody knows if it is still the newest: its age is that of its
 * publication, if it says so, where a day without a time counts to its end. A delta does not say which edition it rests on, so
 * that one may be missing between the two: the age stays that of the last whole edition. Without a date nothing says that a
 * publisher's list was ever current.
 */
function checkOf(given: Attempt, edition: EditionInfo): ListCheck {
  const check = checkFile(given, edition)
  if (noticesOf(given.options) === undefined) return check
  return { ...check, atSec: Math.max(check.atSec, given.before?.check.atSec ?? 0) }
}

function latest(days: readonly (string | undefined)[]): string | undefined {
  return days
    .filter((day) => day !== undefined)
    .sort()
    .at(-1)
}

function checkFile({ file, before, options }: Attempt, { published }: EditionInfo): ListCheck {
  const { etag, lastModified } = file
  const { nowSec } = options
  if (file.reading.scope === 'delta' && before !== undefined) return { atSec: before.check.atSec }
  if (isUndated({ file, options }, published)) return { atSec: 0, etag, lastModified }
  if (file.isFromPublisher || published === undefined) return { atSec: nowSec, etag, lastModified }
  const isDay = published.length === 10
  const publishedSec = Date.parse(isDay ? `${published}T23:59:59Z` : published) / 1000
  return { atSec: Math.min(nowSec, publishedSec) }
}

interface Refusal {
  readonly error: LazarettoError
  readonly options: UpdateOptions
}

/** Leaves a word for whoever asks why a list grows old. */
async function noteRefusal(vault: Vault, before: ListState, { error, options: { nowSec } }: Refusal): Promise<void> {
  const { code, message } = error
  await writeState(vault, { ...before, refusal: { atSec: nowSec, code, message } }, before.revision)
}

async function writeLines(folder: string, label: string, values: readonly unknown[]): Promise<string> {
  const writer = createJsonLines(folder, label)
  for (const value of values) await writer.write(value)
  return await writer.finish()
}

async function gather<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}
