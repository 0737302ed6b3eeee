import type { Alignment, Meeting } from './alignNames.ts'
import type { Name, NameWord } from './Name.ts'
import { isSyllabic } from './NameToken.ts'
import type { WordRole } from './readRoles.ts'

/** What counts in a comparison, as numbers; a model weighs them. */
export interface Features {
  /** log2 of the bits that agree, in words of eight bits. */
  readonly agreed: number
  /** Sum of the distances of words that met, up to 0.15 each, from there to 0.3, and beyond. */
  readonly slips: number
  readonly changes: number
  readonly breaks: number
  /** Words that stand in each other's place. */
  readonly replaced: number
  /** log2 of the bits that only one name has. */
  readonly extra: number
  /** Share of all bits that only one name has; less where the other is its first and last word. */
  readonly extraShare: number
  readonly numbers: number
  readonly swapped: number
  /** 1 where all rests on one word and others are left over, 0.5 or less where initials stand for the others. */
  readonly lone: number
  /** The distance of the one word, where there is no other, in parts of 0.3. */
  readonly loneSlip: number
}

/** What the middle of a name counts for, where only its first and last word are given. */
const SPANNED = 0.5
/** How far these may be from those of the other name. */
const NEAR = 0.1
/** Agreement in first and last word that says so much, in bits, that the middle may be missing. */
const SPANNED_BITS = 12
/** A surname that says so much, in bits, that an initial beside it is enough. */
const RARE_BITS = 8
const RARE_INITIAL = 0.35

/** Measures an alignment. */
export function measureFeatures(query: Name, listed: Name, alignment: Alignment): Features {
  const { meetings } = alignment
  const queryLeft = listHeavy(query, alignment.queryLeft)
  const listedLeft = listHeavy(listed, alignment.listedLeft)
  const replaced = countReplaced(query, listed, queryLeft.length, listedLeft.length)
  const agreedBits = sum(meetings.map(({ bits, distance }) => bits * Math.max(0, 1 - distance / 0.45)))
  const extraBits = sum(
    queryLeft.length > listedLeft.length ? bitsOf(queryLeft, replaced) : bitsOf(listedLeft, replaced),
  )
  return {
    agreed: Math.log2(1 + agreedBits / 8),
    slips: sum(meetings.map(({ distance }) => Math.min(distance, 0.15))),
    changes: sum(meetings.map(({ distance }) => Math.max(0, Math.min(distance, 0.3) - 0.15))),
    breaks: sum(meetings.map(({ distance }) => Math.max(0, distance - 0.3))),
    replaced: Math.min(3, replaced),
    extra: Math.log2(1 + extraBits / 8),
    extraShare: (isSpanned(query, listed, alignment) ? SPANNED : 1) * (extraBits / (extraBits + agreedBits + 1)),
    numbers: countNumbers(query, alignment.queryLeft) + countNumbers(listed, alignment.listedLeft),
    swapped: isSwapped(query, listed, meetings) || isTurned(query, listed, meetings) ? 1 : 0,
    ...measureLone(query, listed, alignment, queryLeft.length + listedLeft.length),
  }
}

/** Left-over words that stand against each other. A name written by syllables has no parts that people leave out. */
function countReplaced(query: Name, listed: Name, queryLeft: number, listedLeft: number): number {
  return isBySyllable(query) || isBySyllable(listed) ? Math.max(queryLeft, listedLeft) : Math.min(queryLeft, listedLeft)
}

function isBySyllable({ words }: Name): boolean {
  return words.some(({ token }) => isSyllabic(token.script))
}

function measureLone(
  query: Name,
  listed: Name,
  { meetings }: Alignment,
  left: number,
): Pick<Features, 'lone' | 'loneSlip'> {
  const cores = meetings.filter(
    ({ query: [at], listed: [other] }) => roleOf(query, at) === 'core' || roleOf(listed, other) === 'core',
  )
  const full = cores.filter(({ way }) => way !== 'initial')
  if (full.length > 1 || full.some(isJoined)) return { lone: 0, loneSlip: 0 }
  const initial = (full[0]?.bits ?? 0) < RARE_BITS ? 0.5 : RARE_INITIAL
  return { lone: left > 0 ? 1 : cores.length > 1 ? initial : 0, loneSlip: Math.min(1, (full[0]?.distance ?? 0) / 0.3) }
}

/** Whether one of two people's names is the first and last word of the other, which people give without the middle. */
function isSpanned(query: Name, listed: Name, { meetings, queryLeft, listedLeft }: Alignment): boolean {
  if (listed.sort !== 'person' || isBySyllable(query) || isBySyllable(listed)) return false
  const cores = meetings.filter(({ query: [at] }) => roleOf(query, at) === 'core')
  if (cores.length < 2 || cores.some(({ distance }) => distance > NEAR)) return false
  if (sum(cores.map(({ bits }) => bits)) < SPANNED_BITS) return false
  const [whole, left, side] =
    queryLeft.length > 0 ? ([query, queryLeft, 'query'] as const) : ([listed, listedLeft, 'listed'] as const)
  const met = cores.map((meeting) => meeting[side])
  const isMiddle = (at: number) => met.some(([, last]) => last < at) && met.some(([first]) => first > at)
  return (
    (queryLeft.length === 0 || listedLeft.length === 0) &&
    left.every((at) => roleOf(whole, at) !== 'core' || isMiddle(at))
  )
}

function listHeavy(name: Name, left: readonly number[]): NameWord[] {
  return left.flatMap((at) => (name.words[at]?.role === 'core' ? [name.words[at]] : [])).sort((a, b) => b.bits - a.bits)
}

function bitsOf(words: readonly NameWord[], from: number): number[] {
  return words.slice(from).map(({ bits }) => bits)
}

function countNumbers(name: Name, left: readonly number[]): number {
  return left.filter((at) => name.words[at]?.role === 'number').length
}

function isJoined({ query, listed }: Meeting): boolean {
  return query[0] !== query[1] || listed[0] !== listed[1]
}

/** Whether a name and its father's changed places around a word that both have: `A bin B` is not `B bin A`. */
function isSwapped(query: Name, listed: Name, meetings: readonly Meeting[]): boolean {
  const kin = meetings.find(
    (meeting) => roleOf(query, meeting.query[0]) === 'kinship' && roleOf(listed, meeting.listed[0]) === 'kinship',
  )
  if (kin === undefined) return false
  const cores = meetings.filter((meeting) => roleOf(query, meeting.query[0]) === 'core')
  const isBefore = ({ query: [at], listed: [other] }: Meeting) => ({
    one: at < kin.query[0],
    two: other < kin.listed[0],
  })
  const sides = cores.map(isBefore)
  return sides.some(({ one, two }) => one && !two) && sides.some(({ one, two }) => !one && two)
}

/** Whether syllables changed places within a given name: a surname may come first or last, but Yong-su is not Su-yong. */
function isTurned(query: Name, listed: Name, meetings: readonly Meeting[]): boolean {
  if (!isBySyllable(query) && !isBySyllable(listed)) return false
  const order = [...meetings].sort((a, b) => a.query[0] - b.query[0]).map((meeting) => meeting.listed[0])
  const falls = order.filter((at, i) => at > (order[(i + 1) % order.length] ?? 0)).length
  return order.length > 2 && falls > 1
}

function roleOf(name: Name, at: number): WordRole | undefined {
  return name.words[at]?.role
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
