import { LazarettoError } from '../../LazarettoError.ts'
import type { EditionCounts } from './ListState.ts'

/** What an edition has to be before it takes the place of another. */
export interface EditionClaim {
  readonly counts: EditionCounts
  readonly published: string | undefined
  readonly sha256: string
  /** How many entries the file itself says that it has. */
  readonly declaredEntries: number | undefined
  /** Whether nothing tells its age: a file of a publisher's list, from elsewhere, without a date. */
  readonly isUndated: boolean
}

/** What a person has said about a file, beside naming it. */
export interface Word {
  /** Guards that a person overrules, having looked. */
  readonly accept: ReadonlySet<Guard>
  /** SHA-256 of the file, or a count, known from elsewhere. */
  readonly expected?: Expected | undefined
}

/** What is known of a file from elsewhere. */
export interface Expected {
  readonly sha256?: string | undefined
  readonly entries?: number | undefined
  readonly addresses?: number | undefined
}

/**
 * Guards that a person may overrule. `vanished` confirms what is gone; `unended` vouches for a file without its end mark, which
 * `readList` is told; `undated` lets a file without a date take the place of one that has one.
 */
export type Guard = 'first' | 'shrink' | 'older' | 'vanished' | 'unended' | 'undated'

/** The share of a list that may be gone in one update: one fifth. */
const SHRINK = { kept: 4, of: 5 }

// A day, for publishers east of Greenwich and clocks that are wrong.
const SKEW_SEC = 86_400

/**
 * Refuses an edition that may be no whole one.
 *
 * @param old - What is in force now; undefined for a first load, which needs a count, a hash, or a person's word.
 * @throws ListRefusedError `LZ_LIST_EXPECTED`, `LZ_LIST_EMPTY`, `LZ_LIST_COUNT`, `LZ_LIST_FIRST`, `LZ_LIST_SHRUNK`, `LZ_LIST_OLDER`,
 * `LZ_LIST_UNDATED`
 */
export function guardEdition(next: EditionClaim, old: EditionClaim | undefined, word: Word): void {
  const { counts, declaredEntries } = next
  if (counts.entries === 0) throw refused('LZ_LIST_EMPTY', 'It has no entries at all.')
  if (declaredEntries !== undefined && declaredEntries !== counts.entries) {
    throw refused('LZ_LIST_COUNT', `It says that it has ${declaredEntries} entries and has ${counts.entries}.`)
  }
  assertExpected(next, word)
  if (old === undefined) guardFirst(next, word)
  else guardChange(next, old, word)
}

/** What a delta takes away from the edition in force. */
export interface Removals {
  readonly entries: number
  readonly addresses: number
}

/**
 * Refuses a delta that takes away more than a fifth, leaves nothing, or is older than the edition in force. What it adds does
 * not make up for what it takes away.
 *
 * @throws ListRefusedError `LZ_LIST_EXPECTED`, `LZ_LIST_EMPTY`, `LZ_LIST_SHRUNK`, `LZ_LIST_OLDER`
 */
export function guardDelta(
  next: EditionClaim,
  { old, removed }: { old: EditionClaim; removed: Removals },
  word: Word,
): void {
  if (next.counts.entries === 0) throw refused('LZ_LIST_EMPTY', 'It would leave no entries at all.')
  assertExpected(next, word)
  const kinds = ['entries', 'addresses'] as const
  const shrunk = kinds.filter((kind) => hasShrunk(old.counts[kind] - removed[kind], old.counts[kind]))
  if (shrunk.length > 0 && !word.accept.has('shrink')) {
    const changes = shrunk.map((kind) => `${removed[kind]} of ${old.counts[kind]} ${kind}`).join(', ')
    const advice = 'If its publisher confirms that, say --accept shrink.'
    throw refused('LZ_LIST_SHRUNK', `The delta takes away more than a fifth: ${changes}. ${advice}`)
  }
  assertNotOlder(next, old, word)
}

/** What shrank by more than a fifth in one ticker: worth a word, since a whole coin may be delisted and mostly is not. */
export function listShrunkTickers(next: EditionCounts, old: EditionCounts): string[] {
  return Object.entries(old.addressesByTicker)
    .filter(([ticker, count]) => hasShrunk(next.addressesByTicker[ticker] ?? 0, count))
    .map(([ticker, count]) => `${ticker || 'no ticker'}: ${count} to ${next.addressesByTicker[ticker] ?? 0}`)
}

function assertExpected({ sha256, counts }: EditionClaim, { expected = {} }: Word): void {
  const pairs = [
    ['SHA-256', expected.sha256?.toLowerCase(), sha256],
    ['count of entries', expected.entries, counts.entries],
    ['count of addresses', expected.addresses, counts.addresses],
  ] as const
  for (const [what, wanted, found] of pairs) {
    if (wanted === undefined || wanted === found) continue
    throw refused('LZ_LIST_EXPECTED', `Its ${what} is ${found}, and ${wanted} was expected.`)
  }
}

function guardFirst({ sha256, counts }: EditionClaim, { accept, expected }: Word): void {
  const isKnown = expected !== undefined && Object.values(expected).some((value) => value !== undefined)
  if (isKnown || accept.has('first')) return
  const found = `${counts.entries} entries, ${counts.addresses} addresses, SHA-256 ${sha256}`
  const advice = 'Compare that with its publisher, then say --accept first, or --sha256, --entries or --addresses.'
  throw refused('LZ_LIST_FIRST', `It is the first edition, and nothing says that it is whole: ${found}. ${advice}`)
}

function guardChange(next: EditionClaim, old: EditionClaim, word: Word): void {
  const kinds = ['named', 'addresses'] as const
  const shrunk = kinds.filter((kind) => hasShrunk(next.counts[kind], old.counts[kind]))
  if (shrunk.length > 0 && !word.accept.has('shrink')) {
    const changes = shrunk.map((kind) => `${TITLES[kind]} from ${old.counts[kind]} to ${next.counts[kind]}`)
    const advice = 'If its publisher confirms that, say --accept shrink.'
    throw refused('LZ_LIST_SHRUNK', `It shrank by more than a fifth: ${changes.join(', ')}. ${advice}`)
  }
  assertNotOlder(next, old, word)
  if (next.isUndated && old.published !== undefined && !word.accept.has('undated')) {
    const message = `It does not say when it was published, and the one in force was on ${old.published}: it may be older. ${DATE_ADVICE}`
    throw refused('LZ_LIST_UNDATED', message)
  }
}

const DATE_ADVICE =
  'Say --published YYYY-MM-DD, or --accept undated: then it comes into force, and counts as stale since its age is not known.'

/**
 * Refuses a publication date that is more than a day ahead of the clock: every real edition after it would be older.
 *
 * @throws ListRefusedError `LZ_LIST_FUTURE`
 */
export function assertPast(published: string | undefined, nowSec: number): void {
  if (published === undefined || Date.parse(published) / 1000 <= nowSec + SKEW_SEC) return
  const today = new Date(nowSec * 1000).toISOString().slice(0, 10)
  const message = `It was published on ${published}, and today is ${today}. Check the date, and the clock of this machine.`
  throw refused('LZ_LIST_FUTURE', message)
}

function assertNotOlder(next: EditionClaim, old: EditionClaim, { accept }: Word): void {
  if (!isOlder(next.published, old.published) || accept.has('older')) return
  const message = `It was published on ${next.published}, the one in force on ${old.published}. To go back, say --accept older.`
  throw refused('LZ_LIST_OLDER', message)
}

const TITLES = { named: 'named entries', addresses: 'addresses' }

function hasShrunk(next: number, old: number): boolean {
  return next * SHRINK.of < old * SHRINK.kept
}

function isOlder(next: string | undefined, old: string | undefined): boolean {
  return next !== undefined && old !== undefined && next.slice(0, 10) < old.slice(0, 10)
}

function refused(code: string, message: string): ListRefusedError {
  return new ListRefusedError(code, message)
}

/** An edition that does not come into force; the one before it stays. */
export class ListRefusedError extends LazarettoError {
  override readonly name = 'ListRefusedError'

  constructor(code: string, message: string) {
    super(code, 'integrity', message)
  }
}
