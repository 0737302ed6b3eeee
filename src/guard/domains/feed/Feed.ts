import type { KnownName, KnownNames } from '../KnownNames.ts'
import { CONTENT_ID } from './contentId.ts'
import type { FeedHeader, FeedSource } from './FeedHeader.ts'
import { toBitWidth } from './FeedHeader.ts'
import { Fingerprinter } from './Fingerprinter.ts'
import { FingerprintTable } from './FingerprintTable.ts'
import { splitFeed } from './feedBytes.ts'

/** What the lists of a feed say of a name. */
export interface FeedHit extends KnownName {
  /** What fits: the host itself, a parent of it, the host with the beginning of the path, or an IPFS content id in either. */
  readonly by: 'host' | 'parent' | 'path' | 'content'
}

/** A feed that can be asked. */
export interface Feed extends KnownNames {
  /** When it was compiled, in whole seconds UTC. */
  readonly madeS: number
  readonly count: number
  readonly sources: readonly FeedSource[]
  /** Lists that are too old by now to say that a name is not on them; all where the feed is of days to come, as to a wrong clock. */
  readonly stale: readonly string[]
  /**
   * Finds the entry for a host and path, `/` where none is given; lists for which an entry is too old are left out.
   */
  find(host: string, path?: string): FeedHit | undefined
}

const HOST_MAX = 253
const PATH_MAX = 2048
const PREFIXES_MAX = 32
const DAY_S = 86_400

/**
 * Makes a feed of its file's bytes. Whether anybody signed them is not looked at: `openFeed` is for bytes from elsewhere.
 *
 * @param now - Whole seconds UTC: lists and entries grow old while the feed is in use.
 * @throws FeedFormatError `LZ_GUARD_FEED_FORMAT`
 * @example
 * createFeed(bytes, now).find('www.evil.example', '/')?.sources // ['ScamSniffer']
 */
export function createFeed(bytes: Uint8Array, now: () => number): Feed {
  const { header, rows } = splitFeed(bytes)
  const originBits = toBitWidth(header.origins.length)
  const table = new FingerprintTable(rows, { ...header, originBits }, header.origins.length)
  return new CompiledFeed(header, table, now)
}

class CompiledFeed implements Feed {
  readonly #header: FeedHeader
  readonly #table: FingerprintTable
  readonly #now: () => number
  readonly #fingerprinter: Fingerprinter

  constructor(header: FeedHeader, table: FingerprintTable, now: () => number) {
    this.#header = header
    this.#table = table
    this.#now = now
    this.#fingerprinter = new Fingerprinter(
      Uint8Array.from(header.key.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)),
    )
  }

  get madeS(): number {
    return this.#header.madeS
  }

  get count(): number {
    return this.#header.count
  }

  get sources(): readonly FeedSource[] {
    return this.#header.sources
  }

  get stale(): readonly string[] {
    const nowS = this.#now()
    const isAhead = this.madeS > nowS + DAY_S
    return this.sources.filter(({ expiresS }) => isAhead || expiresS <= nowS).map(({ name }) => name)
  }

  find(host: string, path = '/'): FeedHit | undefined {
    return this.#findHost(host) ?? this.#findPath(host, path) ?? this.#findContent(host, path)
  }

  /** The host, then its parents. The names that others own lie above a public suffix, whose entry is exact. */
  #findHost(host: string): FeedHit | undefined {
    for (let at = 0, dot = 0; ; at = dot + 1) {
      const row = host.length - at > HOST_MAX ? -1 : this.#rowOf(host, at)
      const isHit = row >= 0 && (at === 0 || !this.#table.isExact(row))
      const hit = isHit ? this.#toHit(row, { entry: host.slice(at), by: at === 0 ? 'host' : 'parent' }) : undefined
      if (hit !== undefined) return hit
      dot = host.indexOf('.', at)
      if (dot < 0 || !host.includes('.', dot + 1)) return undefined
    }
  }

  #findPath(host: string, path: string): FeedHit | undefined {
    if (this.#header.pathCount === 0 || path.length <= 1) return undefined
    const names = host.startsWith('www.') ? [host, host.slice(4)] : [host]
    for (const name of names) {
      for (const prefix of listPrefixes(path)) {
        const entry = name + prefix
        const row = entry.length <= HOST_MAX + PATH_MAX ? this.#rowOf(entry) : -1
        const hit = row < 0 ? undefined : this.#toHit(row, { entry, by: 'path' })
        if (hit !== undefined) return hit
      }
    }
    return undefined
  }

  #findContent(host: string, path: string): FeedHit | undefined {
    if (this.#header.contentCount === 0) return undefined
    const id = CONTENT_ID.exec(host + path.slice(0, PATH_MAX))?.[0]
    const row = id === undefined ? -1 : this.#rowOf(`ipfs:${id}`)
    return row < 0 ? undefined : this.#toHit(row, { entry: `ipfs:${id}`, by: 'content' })
  }

  #rowOf(text: string, at = 0): number {
    const isRead = this.#fingerprinter.read(text, at)
    return isRead ? this.#table.find(this.#fingerprinter.high, this.#fingerprinter.low) : -1
  }

  /** The hit, unless its entry is too old for every list that has it. */
  #toHit(row: number, found: Pick<FeedHit, 'entry' | 'by'>): FeedHit | undefined {
    const day = this.#table.dayOf(row)
    const first = this.#header.dayFirst + day - 1
    const ageDays = Math.floor(this.#now() / DAY_S) - first
    const origin = this.#header.origins[this.#table.originOf(row)] ?? []
    const sources = origin
      .flatMap((place) => this.sources[place] ?? [])
      .filter(({ entryDaysMax = Infinity }) => day === 0 || ageDays <= entryDaysMax)
      .map(({ name }) => name)
    if (sources.length === 0) return undefined
    if (day === 0) return { ...found, sources }
    return { ...found, sources, firstSeen: new Date(first * DAY_S * 1000).toISOString().slice(0, 10), ageDays }
  }
}

/** Where an entry with a path may end: at every `/` of the first ones, behind the path, and behind its query. */
function listPrefixes(path: string): string[] {
  const query = path.indexOf('?')
  const bare = (query < 0 ? path : path.slice(0, query)).replace(/\/+$/, '')
  const prefixes: string[] = []
  for (let end = bare.indexOf('/', 1); end > 0 && prefixes.length < PREFIXES_MAX; end = bare.indexOf('/', end + 1)) {
    prefixes.push(bare.slice(0, end))
  }
  if (bare !== '') prefixes.push(bare)
  return query < 0 ? prefixes : [...prefixes, path]
}
