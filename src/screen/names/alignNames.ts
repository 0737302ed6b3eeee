import {
  type Compare,
  compareTokens,
  FARTHEST,
  INITIAL,
  type Likeness,
  type MeetingWay,
  OTHER,
} from './compareTokens.ts'
import { listRuns, type Run } from './listRuns.ts'
import type { Name, NameWord } from './Name.ts'
import type { NameToken } from './NameToken.ts'
import { DAUGHTER_WORDS } from './words/particles.ts'

/** Words of one name that met words of the other: one with one, or one with several that are written apart. */
export interface Meeting {
  /** First and last word in the query's name. */
  readonly query: Run
  readonly listed: Run
  readonly way: MeetingWay | 'fused'
  readonly distance: number
  /** What the agreement says, in bits. */
  readonly bits: number
}

/** Who met whom, and which words met nobody. */
export interface Alignment {
  readonly meetings: readonly Meeting[]
  readonly queryLeft: readonly number[]
  readonly listedLeft: readonly number[]
}

const FARTHEST_FUSED = 0.16
/** Across scripts whole names would meet by their consonants alone. */
const FARTHEST_FUSED_ACROSS = 0.07
/** What a name written apart or together costs by itself. */
const FUSED = 0.01
const EXACTLY_FUSED = 0.035
const LIGHT_LATER = 0.3
/** A last word that a short field cut off. */
const CUT = 0.3

/** Pairs the words of two names, the nearest first, each word once. */
export function alignNames(query: Name, listed: Name, compare: Compare = compareTokens): Alignment {
  const found = listPairs(query, listed, compare)
  addFusions(found, query, listed, compare)
  addArticled(found, query, listed)
  found.sort(
    (a, b) =>
      rank(a, query) - rank(b, query) || b.bits - a.bits || a.query[0] - b.query[0] || a.listed[0] - b.listed[0],
  )
  const freeQuery = query.words.map(() => true)
  const freeListed = listed.words.map(() => true)
  const meetings = found.filter((meeting) => take(freeQuery, meeting.query, freeListed, meeting.listed))
  return { meetings, queryLeft: listTrue(freeQuery), listedLeft: listTrue(freeListed) }
}

/**
 * What is taken first: words written together that fit exactly, then by distance, small words last, which have their like
 * anywhere.
 */
function rank({ way, distance, query: [first, last] }: Meeting, query: Name): number {
  if (way === 'fused') return distance <= EXACTLY_FUSED ? -1 : distance
  return first === last && isLight(query.words[first]) ? distance + LIGHT_LATER : distance
}

function isLight(word: NameWord | undefined): boolean {
  return word?.role !== 'core' && word?.role !== 'number'
}

function listPairs(query: Name, listed: Name, compare: Compare): Meeting[] {
  const pairs: Meeting[] = []
  query.words.forEach((one, i) => {
    listed.words.forEach((other, j) => {
      if (!canMeet(one, other)) return
      const isEnd = isLast(query, i) || isLast(listed, j)
      const { way, distance } = allowCut(one.token, other.token, comparePair(one, other, compare), isEnd)
      if (distance > (one.role === other.role ? FARTHEST : FARTHEST_FUSED)) return
      pairs.push({ query: [i, i], listed: [j, j], way, distance, bits: Math.min(one.bits, other.bits) })
    })
  })
  return pairs
}

/** How a small word is spelled costs nothing, and `ibn` is `bin`; a daughter is no son. */
function comparePair(one: NameWord, other: NameWord, compare: Compare): Likeness {
  const likeness = compare(one.token, other.token)
  if (!isLight(one) || one.role !== other.role) return likeness
  if (one.role !== 'kinship') return likeness.distance > FARTHEST ? likeness : { way: likeness.way, distance: 0 }
  return isDaughter(one) === isDaughter(other)
    ? { way: likeness.distance === 0 ? 'same' : 'transliterated', distance: 0 }
    : OTHER
}

function isDaughter({ token }: NameWord): boolean {
  return DAUGHTER_WORDS.has(token.written)
}

/** Figures and legal forms meet only their like: 2004 is not a slip for 2005. */
function canMeet(one: NameWord, other: NameWord): boolean {
  if (one.role === 'number' || other.role === 'number') return one.token.written === other.token.written
  return (one.role === 'form') === (other.role === 'form')
}

function isLast(name: Name, at: number): boolean {
  return at > 0 && at === name.words.length - 1
}

function allowCut(one: NameToken, other: NameToken, likeness: Likeness, isEnd: boolean): Likeness {
  if (!isEnd || likeness.distance <= CUT) return likeness
  const [short, long] =
    one.written.length < other.written.length ? [one.written, other.written] : [other.written, one.written]
  return short.length >= 2 && long.length > short.length && long.startsWith(short)
    ? { way: 'cut', distance: CUT }
    : likeness
}

/** An initial may stand for an article and its name: `A.` for `al-Tikriti`. */
function addArticled(found: Meeting[], query: Name, listed: Name): void {
  query.words.forEach(({ token, bits }, i) => {
    listed.words.forEach((word, j) => {
      if (token.written.length === 1 && isArticled(listed, j) && word.token.written.startsWith(token.written)) {
        found.push({ query: [i, i], listed: [j, j + 1], way: 'initial', distance: INITIAL, bits })
      } else if (
        word.token.written.length === 1 &&
        isArticled(query, i) &&
        token.written.startsWith(word.token.written)
      ) {
        found.push({ query: [i, i + 1], listed: [j, j], way: 'initial', distance: INITIAL, bits: word.bits })
      }
    })
  })
}

function isArticled(name: Name, at: number): boolean {
  return name.words[at]?.role === 'particle' && name.words[at + 1]?.role === 'core'
}

/** Adds meetings of one word with neighbours of the other name, among words that have not met their like. */
function addFusions(found: Meeting[], query: Name, listed: Name, compare: Compare): void {
  const openQuery = listOpen(query, found, 'query')
  const openListed = listOpen(listed, found, 'listed')
  for (const { run, token } of listRuns(listed, openListed, query, openQuery)) {
    meetRun(query, openQuery, token, compare, (at, distance) => {
      found.push(toFusion([at, at], run, distance, query, listed))
    })
  }
  for (const { run, token } of listRuns(query, openQuery, listed, openListed)) {
    meetRun(listed, openListed, token, compare, (at, distance) => {
      found.push(toFusion(run, [at, at], distance, query, listed))
    })
  }
}

/** Core words that met nothing exactly the same. */
function listOpen(name: Name, found: readonly Meeting[], side: 'query' | 'listed'): number[] {
  const settled = { query: new Set<number>(), listed: new Set<number>() }
  for (const { distance, query, listed } of found) {
    if (distance > 0 || settled.query.has(query[0]) || settled.listed.has(listed[0])) continue
    settled.query.add(query[0])
    settled.listed.add(listed[0])
  }
  return name.words.flatMap((word, at) => (word.role === 'core' && !settled[side].has(at) ? [at] : []))
}

function meetRun(
  name: Name,
  open: readonly number[],
  token: NameToken,
  compare: Compare,
  meet: (at: number, distance: number) => void,
): void {
  for (const at of open) {
    const word = name.words[at]
    if (word === undefined) continue
    const { distance } = compare(word.token, token)
    if (distance <= (word.token.script === token.script ? FARTHEST_FUSED : FARTHEST_FUSED_ACROSS)) meet(at, distance)
  }
}

function toFusion(query: Run, listed: Run, distance: number, one: Name, other: Name): Meeting {
  return {
    query,
    listed,
    way: 'fused',
    distance: distance + FUSED,
    bits: Math.min(bitsOf(one, query), bitsOf(other, listed)),
  }
}

function bitsOf(name: Name, [first, last]: Run): number {
  let bits = 0
  for (let i = first; i <= last; i++) bits += name.words[i]?.bits ?? 0
  return bits
}

/** Takes both runs if all their words are free. */
function take(freeQuery: boolean[], query: Run, freeListed: boolean[], listed: Run): boolean {
  if (!isFree(freeQuery, query) || !isFree(freeListed, listed)) return false
  freeQuery.fill(false, query[0], query[1] + 1)
  freeListed.fill(false, listed[0], listed[1] + 1)
  return true
}

function isFree(free: readonly boolean[], [first, last]: Run): boolean {
  for (let i = first; i <= last; i++) if (free[i] !== true) return false
  return true
}

function listTrue(flags: readonly boolean[]): number[] {
  return flags.flatMap((flag, i) => (flag ? [i] : []))
}
