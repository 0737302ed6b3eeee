import { ListFileError } from './FeedError.ts'
import { ENTRIES_MAX } from './FeedHeader.ts'
import type { ListEntry, ListReading, Refusal, RefusedLine } from './ListReading.ts'
import { parseEntry } from './parseEntry.ts'

/** What a list says of a name: bad, no longer bad, good, or that many share it. */
export type Role = 'bad' | 'withdrawn' | 'good' | 'shared'

/** A name as it stands in a list. */
export interface ListedName {
  readonly role: Role
  readonly text: string
  readonly line: number
  /** Day or time of its first listing, as the list writes it: ISO 8601 or seconds since 1970. */
  readonly firstSeen?: string
}

const REFUSED_KEPT = 100
const SHOWN_MAX = 200
const DAY_MAX = 65_535

/** Takes in a list's names one by one and keeps count of what is none. */
export class ListIntake {
  readonly #file: string
  readonly #entries: ListEntry[] = []
  readonly #named = { good: [] as string[], shared: [] as string[] }
  /** By a name that was taken back, how many entries stood before that. */
  readonly #withdrawn = new Map<string, number>()
  readonly #refused: RefusedLine[] = []
  #refusedCount = 0
  /** Refused lines that no list of names has many of. */
  #strangeCount = 0

  /** @param file - Its name, for messages. */
  constructor(file: string) {
    this.#file = file
  }

  /** @throws ListFileError `LZ_GUARD_LIST_LIMIT` */
  take({ role, text, line, firstSeen }: ListedName): void {
    const entry = parseEntry(text)
    if (role === 'withdrawn') this.#withdraw(entry)
    else if (role !== 'bad') this.#name(role, text, entry)
    else if (typeof entry === 'string') this.#refuse({ line, why: entry, text: text.slice(0, SHOWN_MAX) })
    else this.#list(entry, line, firstSeen)
  }

  #list(entry: ListEntry, line: number, firstSeen: string | undefined): void {
    const day = firstSeen === undefined ? undefined : toDay(firstSeen)
    this.#entries.push(day === undefined ? entry : { ...entry, day })
    this.#assertBounded(this.#entries.length, line)
  }

  #assertBounded(count: number, line: number): void {
    if (count <= ENTRIES_MAX) return
    const what = `more than ${ENTRIES_MAX} entries. Split it.`
    throw new ListFileError('LZ_GUARD_LIST_LIMIT', { name: this.#file, line }, what)
  }

  /**
   * What was read. A file of which more than half is no name is something else: a web page, say, that came in the list's place.
   *
   * @throws ListFileError `LZ_GUARD_LIST_FORMAT`
   */
  finish(): ListReading {
    const [first] = this.#refused
    const { good, shared } = this.#named
    const entries = this.#entries.filter(({ text }, i) => i >= (this.#withdrawn.get(text) ?? 0))
    const listed = new Set(this.#withdrawn.size === 0 ? [] : entries.map(({ text }) => text))
    good.push(...[...this.#withdrawn.keys()].filter((text) => !listed.has(text)))
    if (entries.length + this.#refusedCount + good.length === 0) {
      const what = 'there is no name in it. Look whether the file is whole, and of which format.'
      throw new ListFileError('LZ_GUARD_LIST_FORMAT', { name: this.#file, line: 1 }, what)
    }
    if (this.#strangeCount > entries.length) {
      const what = `${this.#strangeCount} lines are no names and ${entries.length} are; the first is ${JSON.stringify(first?.text)}.`
      const place = { name: this.#file, line: first?.line ?? 1 }
      throw new ListFileError(
        'LZ_GUARD_LIST_FORMAT',
        place,
        `${what} Look whether the file is the list, and of which format.`,
      )
    }
    return { entries, good, shared, refusedCount: this.#refusedCount, refused: this.#refused }
  }

  #withdraw(entry: ListEntry | Refusal): void {
    const isKept = typeof entry === 'object' && this.#withdrawn.size < ENTRIES_MAX
    if (isKept) this.#withdrawn.set(entry.text, this.#entries.length)
  }

  #name(role: 'good' | 'shared', text: string, entry: ListEntry | Refusal): void {
    // A shared host is no entry, and just that is what the list says of it.
    const name = entry === 'shared-host' ? text.trim().toLowerCase().replace(/^\*\./, '') : entry
    if (this.#named[role].length === ENTRIES_MAX) return
    if (typeof name === 'object') this.#named[role].push(name.text)
    else if (name.includes('.')) this.#named[role].push(name)
  }

  #refuse(refused: RefusedLine): void {
    this.#refusedCount++
    if (refused.why === 'not-a-name' || refused.why === 'too-long' || refused.why === 'no-dot') this.#strangeCount++
    if (this.#refused.length < REFUSED_KEPT) this.#refused.push(refused)
    this.#assertBounded(this.#refusedCount, refused.line)
  }
}

/** Days since 1970 of a date, a time, seconds or milliseconds; `undefined` for what is none. */
function toDay(text: string): number | undefined {
  const trimmed = text.trim()
  const ms = /^\d{9,10}(?:\d{3})?$/.test(trimmed) ? Number(trimmed) * (trimmed.length > 10 ? 1 : 1000) : toMs(trimmed)
  const day = Math.floor(ms / 86_400_000)
  return day >= 0 && day <= DAY_MAX ? day : undefined
}

/** Only the year first: what other forms mean depends on who reads them. A time without a zone is taken as UTC. */
function toMs(text: string): number {
  const iso = text.replace(/^(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?!\d)/, '$1-$2-$3')
  const [, day, time, zone] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/.exec(iso) ?? []
  if (day === undefined) return Number.NaN
  const shift = zone === undefined || zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const ms = Date.parse(`${day}T${time ?? '00:00'}${shift}`)
  return isDay(day) ? ms : Number.NaN
}

/** Refuses 31 February, which `Date.parse` moves into March. */
function isDay(day: string): boolean {
  const ms = Date.parse(`${day}T00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day)
}
