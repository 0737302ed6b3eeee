import { FeedSourceError } from './FeedError.ts'
import * as FeedHeader from './FeedHeader.ts'
import { Fingerprinter, KEY_BYTES } from './Fingerprinter.ts'
import { encodeRows, type FingerprintRow, toHighMask } from './FingerprintTable.ts'
import { encodeFeed } from './feedBytes.ts'
import type { ListEntry, ListReading } from './ListReading.ts'

/** A list to be compiled: what is known of it, and what was read. */
export interface FeedList {
  readonly source: Omit<FeedHeader.FeedSource, 'count'>
  readonly reading: Pick<ListReading, 'entries' | 'good' | 'shared'>
}

/** A feed, not yet signed. */
export interface CompiledFeed {
  readonly bytes: Uint8Array
  readonly header: FeedHeader.FeedHeader
  /** Entries that one list calls bad and a list calls good: they stay, and somebody should look at them. */
  readonly contradicted: readonly string[]
  /** Entries left out because a list says that many share that host. */
  readonly shared: readonly string[]
}

const DAY_S = 86_400

interface Merged {
  readonly entry: ListEntry
  readonly sources: number[]
  day: number | undefined
}

/**
 * Compiles lists into one file; each entry keeps which lists have it and the first day that any of them says.
 *
 * @param options - `madeS`: now, in whole seconds UTC. `key`: 16 bytes, random for each feed and drawn after the lists were fetched.
 * @throws FeedSourceError `LZ_GUARD_FEED_SOURCE` for no list, too many, two of one name, one that is of days to come, or too many
 * entries
 */
export function compileFeed(lists: readonly FeedList[], options: { madeS: number; key: Uint8Array }): CompiledFeed {
  assertLists(lists, options)
  const shared = new Set(lists.flatMap(({ reading }) => reading.shared))
  const merged = mergeLists(lists)
  const leftOut = [...merged.keys()].filter((text) => shared.has(text))
  for (const text of leftOut) merged.delete(text)
  const { header, rows } = arrange([...merged.values()], lists, options)
  if (header.origins.length > FeedHeader.ORIGINS_MAX) {
    const limit = `A feed takes ${FeedHeader.ORIGINS_MAX}: leave a list out.`
    throw new FeedSourceError(`The lists overlap in ${header.origins.length} ways. ${limit}`)
  }
  const widths = { ...header, originBits: FeedHeader.toBitWidth(header.origins.length) }
  return {
    bytes: encodeFeed(header, encodeRows(rows, widths)),
    header,
    contradicted: [...new Set(lists.flatMap(({ reading }) => reading.good))].filter((host) => merged.has(host)),
    shared: leftOut,
  }
}

function assertLists(lists: readonly FeedList[], { madeS, key }: { madeS: number; key: Uint8Array }): void {
  const names = new Set(lists.map(({ source }) => source.name))
  if (lists.length === 0 || lists.length > FeedHeader.SOURCES_MAX) {
    throw new FeedSourceError(`A feed is made of 1 to ${FeedHeader.SOURCES_MAX} lists, not ${lists.length}.`)
  }
  if (names.size < lists.length) throw new FeedSourceError('Two lists have one name. Give each its own.')
  const early = lists.find(({ source }) => source.dateS > madeS + DAY_S)
  if (early !== undefined)
    throw new FeedSourceError(`${early.source.name} is of a day to come. Say when it was published.`)
  if (key.length !== KEY_BYTES)
    throw new FeedSourceError(`The key has ${key.length} bytes. Give ${KEY_BYTES} random ones.`)
}

function mergeLists(lists: readonly FeedList[]): Map<string, Merged> {
  const merged = new Map<string, Merged>()
  for (const [place, { reading }] of lists.entries()) {
    for (const entry of reading.entries) {
      const known = merged.get(entry.text)
      if (known === undefined) merged.set(entry.text, { entry, sources: [place], day: entry.day })
      else {
        if (known.sources.at(-1) !== place) known.sources.push(place)
        known.day = Math.min(known.day ?? Infinity, entry.day ?? Infinity)
      }
    }
  }
  if (merged.size <= FeedHeader.ENTRIES_MAX) return merged
  throw new FeedSourceError(
    `The lists have ${merged.size} entries. A feed takes ${FeedHeader.ENTRIES_MAX}: leave a list out.`,
  )
}

function arrange(
  merged: readonly Merged[],
  lists: readonly FeedList[],
  { madeS, key }: { madeS: number; key: Uint8Array },
): { header: FeedHeader.FeedHeader; rows: FingerprintRow[] } {
  const origins = [...new Set(merged.map(({ sources }) => sources.join()))].sort()
  const days = merged.flatMap(({ day }) => (day === undefined || day === Infinity ? [] : [day]))
  const dayFirst = days.reduce((first, day) => Math.min(first, day), days[0] ?? 0)
  const dayLast = days.reduce((last, day) => Math.max(last, day), dayFirst - 1)
  const places = new Map(origins.map((origin, place) => [origin, place]))
  const fingerprinter = new Fingerprinter(key)
  const mask = toHighMask(merged.length)
  const rows = merged.map(({ entry, sources, day }) => ({
    isExact: entry.isExact,
    origin: places.get(sources.join()) ?? 0,
    day: day === undefined || day === Infinity ? 0 : day - dayFirst + 1,
    ...fingerprintOf(fingerprinter, entry.text, mask),
  }))
  const header = {
    madeS,
    count: rows.length,
    pathCount: merged.filter(({ entry }) => entry.kind === 'path').length,
    contentCount: merged.filter(({ entry }) => entry.kind === 'content').length,
    key: [...key].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    dayFirst,
    dayBits: FeedHeader.toBitWidth(dayLast - dayFirst + 2),
    sources: lists.map(({ source }, place) => ({ ...source, count: countOf(merged, place) })),
    origins: origins.map((origin) => origin.split(',').map(Number)),
  }
  return { header, rows: sortRows(rows) }
}

function countOf(merged: readonly Merged[], place: number): number {
  return merged.filter(({ sources }) => sources.includes(place)).length
}

function fingerprintOf(fingerprinter: Fingerprinter, text: string, mask: number): { high: number; low: number } {
  if (!fingerprinter.read(text))
    throw new FeedSourceError(`${JSON.stringify(text)} is not ASCII. Parse it with parseEntry.`)
  return { high: fingerprinter.high & mask, low: fingerprinter.low }
}

function sortRows(rows: FingerprintRow[]): FingerprintRow[] {
  rows.sort((a, b) => a.high - b.high || a.low - b.low)
  const twin = rows.findIndex((row, i) => row.high === rows[i - 1]?.high && row.low === rows[i - 1]?.low)
  if (twin >= 0) throw new FeedSourceError('Two entries have one fingerprint under this key. Draw another key.')
  return rows
}
