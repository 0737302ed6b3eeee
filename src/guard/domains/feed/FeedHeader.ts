import { FeedFormatError } from './FeedError.ts'
import { KEY_BYTES } from './Fingerprinter.ts'

/** A list that a feed was made of. Times in whole seconds UTC. */
export interface FeedSource {
  /** Short name, as answers say it. */
  readonly name: string
  /** Where it came from, for people. */
  readonly url?: string
  readonly licence?: string
  /** When the publisher made it, or where that is not known when it was fetched. */
  readonly dateS: number
  /** From then on it is too old to say that a name is not on it. */
  readonly expiresS: number
  /** Days from its first listing on for which an entry counts; without it, for ever. */
  readonly entryDaysMax?: number
  /** Entries of it in the feed. */
  readonly count: number
}

/** What stands before the fingerprints; see docs/feed-format.md. */
export interface FeedHeader {
  readonly madeS: number
  readonly count: number
  /** Entries with a path: without any, paths are not looked up. */
  readonly pathCount: number
  /** Entries that are content ids of IPFS. */
  readonly contentCount: number
  /** Key of the fingerprints, 32 hex characters. */
  readonly key: string
  /** Day 1 of the entries, in days since 1970. */
  readonly dayFirst: number
  readonly dayBits: number
  readonly sources: readonly FeedSource[]
  /** Which lists have an entry: places in `sources`, ascending. */
  readonly origins: readonly (readonly number[])[]
}

/** Most entries of a feed. */
export const ENTRIES_MAX: number = 2 ** 22
/** Most lists of a feed. */
export const SOURCES_MAX = 64
/** Most sets of lists that occur. */
export const ORIGINS_MAX = 4096
/** Largest header in bytes. */
export const HEADER_BYTES_MAX = 1_048_576
const TEXT_MAX = 300
const SECONDS_MAX = 2 ** 40

/** Bits that tell so many things apart. */
export function toBitWidth(count: number): number {
  return count <= 1 ? 0 : 32 - Math.clz32(count - 1)
}

/**
 * Parses a header strictly: unknown and absent fields are errors, since a feed is machine-made.
 *
 * @throws FeedFormatError `LZ_GUARD_FEED_FORMAT`
 */
export function parse(text: string): FeedHeader {
  const fields = toObject(readJson(text), 'header', [
    ...['madeS', 'count', 'pathCount', 'contentCount', 'key', 'dayFirst', 'dayBits', 'sources', 'origins'],
  ])
  const count = toWhole(fields['count'], 'count', ENTRIES_MAX)
  const sources = toList(fields['sources'], 'sources', SOURCES_MAX).map(toSource)
  const header = {
    madeS: toWhole(fields['madeS'], 'madeS', SECONDS_MAX),
    count,
    pathCount: toWhole(fields['pathCount'], 'pathCount', count),
    contentCount: toWhole(fields['contentCount'], 'contentCount', count),
    key: toText(fields['key'], 'key'),
    dayFirst: toWhole(fields['dayFirst'], 'dayFirst', 2 ** 24),
    dayBits: toWhole(fields['dayBits'], 'dayBits', 16),
    sources,
    origins: toList(fields['origins'], 'origins', ORIGINS_MAX).map((origin) => toOrigin(origin, sources.length)),
  }
  if (!/^[0-9a-f]{32}$/.test(header.key)) throw new FeedFormatError(`its key is not ${2 * KEY_BYTES} hex characters`)
  if (count > 0 && header.origins.length === 0) throw new FeedFormatError('its entries come from no list')
  return header
}

/** The header as its bytes in the file: JSON in UTF-8. */
export function encode(header: FeedHeader): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(header))
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new FeedFormatError('its header is not JSON', { cause })
  }
}

function toSource(value: unknown): FeedSource {
  const needed = ['name', 'dateS', 'expiresS', 'count']
  const fields = toObject(value, 'source', needed, ['url', 'licence', 'entryDaysMax'])
  const { url, licence, entryDaysMax } = fields
  return {
    name: toText(fields['name'], 'name'),
    dateS: toWhole(fields['dateS'], 'dateS', SECONDS_MAX),
    expiresS: toWhole(fields['expiresS'], 'expiresS', SECONDS_MAX),
    count: toWhole(fields['count'], 'count', ENTRIES_MAX),
    ...(url === undefined ? {} : { url: toText(url, 'url') }),
    ...(licence === undefined ? {} : { licence: toText(licence, 'licence') }),
    ...(entryDaysMax === undefined ? {} : { entryDaysMax: toWhole(entryDaysMax, 'entryDaysMax', 65_535) }),
  }
}

function toOrigin(value: unknown, sourceCount: number): number[] {
  const places = toList(value, 'origin', SOURCES_MAX).map((place) => toWhole(place, 'origin', sourceCount - 1))
  const isAscending = places.every((place, i) => i === 0 || place > (places[i - 1] as number))
  if (places.length === 0 || !isAscending) throw new FeedFormatError('an origin is empty or not ascending')
  return places
}

function toObject(value: unknown, what: string, needed: string[], allowed: string[] = []): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FeedFormatError(`its ${what} is no object`)
  const keys = Object.keys(value)
  const missing = needed.find((key) => !keys.includes(key))
  if (missing !== undefined) throw new FeedFormatError(`its ${what} has no ${missing}`)
  if (keys.some((key) => !needed.includes(key) && !allowed.includes(key))) {
    throw new FeedFormatError(`its ${what} has a field that is not known`)
  }
  return Object.fromEntries(Object.entries(value))
}

function toList(value: unknown, what: string, max: number): unknown[] {
  if (!Array.isArray(value) || value.length > max) throw new FeedFormatError(`its ${what} is no list of at most ${max}`)
  return value
}

function toWhole(value: unknown, what: string, max: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= max) return value
  throw new FeedFormatError(`its ${what} is no whole number from 0 to ${max}`)
}

function toText(value: unknown, what: string): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= TEXT_MAX) return value
  throw new FeedFormatError(`its ${what} is no text of 1 to ${TEXT_MAX} characters`)
}
