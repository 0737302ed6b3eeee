import { compareTokens, FARTHEST, type Likeness, type MeetingWay } from './compareTokens.ts'
import type { Name, NameWord } from './Name.ts'
import * as NameToken from './NameToken.ts'

/** Words of one name that met words of the other: one with one, or one with several that are written apart. */
export interface Meeting {
  /** First and last word in the query's name. */
  readonly query: readonly [first: number, last: number]
  readonly listed: readonly [first: number, last: number]
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

/** Compares two words; a search gives one that remembers. */
export type Compare = (one: NameToken.NameToken, other: NameToken.NameToken) => Likeness

const MOST_FUSED = 4
const FARTHEST_FUSED = 0.16

/** Pairs the words of two names, the nearest first, each word once. */
export function alignNames(query: Name, listed: Name, compare: Compare = compareTokens): Alignment {
  const found = [...listPairs(query, listed, compare), ...listFusions(query, listed, compare)]
  found.sort(
    (a, b) => a.distance - b.distance || b.bits - a.bits || a.query[0] - b.query[0] || a.listed[0] - b.listed[0],
  )
  const freeQuery = query.words.map(() => true)
  const freeListed = listed.words.map(() => true)
  const meetings = found.filter((meeting) => take(freeQuery, meeting.query, freeListed, meeting.listed))
  return { meetings, queryLeft: listTrue(freeQuery), listedLeft: listTrue(freeListed) }
}

function listPairs(query: Name, listed: Name, compare: Compare): Meeting[] {
  return query.words.flatMap((one, i) =>
    listed.words.flatMap((other, j) => {
      if (!canMeet(one, other)) return []
      const { way, distance } =
        isLast(query, i) || isLast(listed, j) ? allowCut(one, other, compare) : compare(one.token, other.token)
      if (distance > FARTHEST || (one.role !== other.role && distance > FARTHEST_FUSED)) return []
      return [{ query: [i, i], listed: [j, j], way, distance, bits: Math.min(one.bits, other.bits) }] as Meeting[]
    }),
  )
}

/** Figures and legal forms meet only their like: 2004 is not a slip for 2005. */
function canMeet(one: NameWord, other: NameWord): boolean {
  if (one.role === 'number' || other.role === 'number') return one.token.written === other.token.written
  return (one.role === 'form') === (other.role === 'form')
}

function isLast(name: Name, at: number): boolean {
  return at > 0 && at === name.words.length - 1
}

/** The last word may have been cut off by a field that was too short. */
function allowCut(one: NameWord, other: NameWord, compare: Compare): Likeness {
  const likeness = compare(one.token, other.token)
  const [short, long] = [one.token.written, other.token.written].sort((a, b) => a.length - b.length) as [string, string]
  const isCut = short.length >= 2 && long.length > short.length && long.startsWith(short)
  return isCut && likeness.distance > CUT ? { way: 'cut', distance: CUT } : likeness
}

const CUT = 0.3

/** One word of one name against neighbours of the other. */
function listFusions(query: Name, listed: Name, compare: Compare): Meeting[] {
  const ofListed = listRuns(listed, query).flatMap(([run, token]) => meetRun(query, run, token, compare))
  const ofQuery = listRuns(query, listed).flatMap(([run, token]) => meetRun(listed, run, token, compare))
  return [
    ...ofListed.map(({ at, run, distance }) =>
      toFusion([at, at], run, distance, bitsOf(query, [at, at]), bitsOf(listed, run)),
    ),
    ...ofQuery.map(({ at, run, distance }) =>
      toFusion(run, [at, at], distance, bitsOf(query, run), bitsOf(listed, [at, at])),
    ),
  ]
}

function toFusion(
  query: readonly [number, number],
  listed: readonly [number, number],
  distance: number,
  ...bits: number[]
): Meeting {
  return { query, listed, way: 'fused', distance: distance + 0.01, bits: Math.min(...bits) }
}

function bitsOf(name: Name, [first, last]: readonly [number, number]): number {
  let bits = 0
  for (let i = first; i <= last; i++) bits += name.words[i]?.bits ?? 0
  return bits
}

type Run = readonly [first: number, last: number]

/** Runs of two to four neighbours about as long as some word of the other name that begins alike. */
function listRuns(name: Name, other: Name): (readonly [Run, NameToken.NameToken])[] {
  const runs: (readonly [Run, NameToken.NameToken])[] = []
  const longest = Math.max(0, ...other.words.map(({ token }) => lengthOf(token)))
  for (let i = 0; i < name.words.length; i++) {
    let length = lengthOf(name.words[i]?.token)
    for (let j = i + 1; j < Math.min(name.words.length, i + MOST_FUSED); j++) {
      const word = name.words[j]
      length += lengthOf(word?.token)
      if (word === undefined || word.role === 'number' || length > longest * 1.3 + 1) break
      if (other.words.some(({ token }) => isComparable(token, name.words[i]?.token, length))) {
        runs.push([[i, j], NameToken.join(name.words.slice(i, j + 1).map(({ token }) => token))])
      }
    }
  }
  return runs
}

function lengthOf(token: NameToken.NameToken | undefined): number {
  return token?.spellings[0]?.length ?? 0
}

function isComparable(token: NameToken.NameToken, first: NameToken.NameToken | undefined, length: number): boolean {
  const own = lengthOf(token)
  return own >= 3 && own <= length * 1.3 + 1 && length <= own * 1.3 + 1 && first !== undefined
}

function meetRun(
  name: Name,
  run: Run,
  token: NameToken.NameToken,
  compare: Compare,
): { at: number; run: Run; distance: number }[] {
  return name.words.flatMap((word, at) => {
    if (word.role === 'number' || word.role === 'form' || !isComparable(word.token, token, lengthOf(token))) return []
    const { distance } = compare(word.token, token)
    return distance <= FARTHEST_FUSED ? [{ at, run, distance }] : []
  })
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
