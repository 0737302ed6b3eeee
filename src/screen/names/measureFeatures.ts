import type { Alignment, Meeting } from './alignNames.ts'
import type { Name, NameWord } from './Name.ts'

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
  /** Share of all bits that only one name has. */
  readonly extraShare: number
  readonly numbers: number
  readonly swapped: number
}

/** Measures an alignment. */
export function measureFeatures(query: Name, listed: Name, alignment: Alignment): Features {
  const { meetings } = alignment
  const queryLeft = listHeavy(query, alignment.queryLeft)
  const listedLeft = listHeavy(listed, alignment.listedLeft)
  const replaced = Math.min(queryLeft.length, listedLeft.length)
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
    extraShare: extraBits / (extraBits + agreedBits + 1),
    numbers: countNumbers(query, alignment.queryLeft) + countNumbers(listed, alignment.listedLeft),
    swapped: isSwapped(query, listed, meetings) ? 1 : 0,
  }
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

/** Whether a name and its father's changed places: `A bin B` is not `B bin A`. */
function isSwapped(query: Name, listed: Name, meetings: readonly Meeting[]): boolean {
  const one = findKinship(query)
  const other = findKinship(listed)
  if (one === undefined || other === undefined) return false
  const crossed = meetings.filter(
    (meeting) => isCore(query, meeting) && meeting.query[0] < one !== meeting.listed[0] < other,
  )
  return crossed.length >= 2
}

function isCore(name: Name, meeting: Meeting): boolean {
  return name.words[meeting.query[0]]?.role === 'core'
}

function findKinship(name: Name): number | undefined {
  const at = name.words.findIndex(({ role }) => role === 'kinship')
  return at < 0 ? undefined : at
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
