import { describe, expect, it } from 'vitest'
import { createRandom, MISTAKES } from './mistakes.support.ts'
import * as NameIndex from './NameIndex.ts'
import { NAME_THRESHOLD } from './NameModel.ts'
import {
  hasRealNames,
  readCrossScriptPairs,
  readNegatives,
  readPairs,
  readPositives,
  readUnParties,
  toPlain,
} from './realNames.support.ts'
import { scoreNames } from './scoreNames.ts'
import { searchName } from './searchName.ts'

const isHere = hasRealNames(10)
const LONG = { timeout: 900_000 }

describe.skipIf(!isHere)('labelled pairs', () => {
  const scored = (isHere ? readPairs() : []).map((pair) => ({
    ...pair,
    score: scoreNames(pair.name1, pair.name2, pair.kind).score,
  }))

  it('are told apart: F1 and AUC', () => {
    const found = scored.filter(({ score }) => score >= NAME_THRESHOLD)
    const right = found.filter(({ isMatch }) => isMatch).length
    const matches = scored.filter(({ isMatch }) => isMatch)
    expect((2 * right) / (found.length + matches.length)).toBeGreaterThanOrEqual(0.85)
    expect(measureAuc(scored)).toBeGreaterThanOrEqual(0.9)
  })

  it('that nobody would dispute are all right', () => {
    const wrong = scored.filter(
      ({ quality, isMatch, score }) => quality === 'STRONG' && isMatch !== score >= NAME_THRESHOLD,
    )
    expect(wrong).toEqual([])
  })

  it('score lower on average the weaker the match', () => {
    const groups: [boolean, string][] = [
      [true, 'STRONG'],
      [true, 'MEDIUM'],
      [false, 'WEAK'],
      [false, 'MEDIUM'],
    ]
    const scoresOf = (isMatch: boolean, quality: string) =>
      scored.filter((pair) => pair.isMatch === isMatch && pair.quality === quality).map(({ score }) => score)
    const means = groups.map((group) => mean(scoresOf(...group)))
    expect(means).toEqual(means.toSorted((a, b) => b - a))
    expect(mean(scoresOf(false, 'STRONG'))).toBeLessThan(0.2)
  })

  it.each(isHere ? readCrossScriptPairs() : [])('%s is %s with %d or more', (query, expected, least) => {
    expect(scoreNames(query, expected).score).toBeGreaterThanOrEqual(Math.max(least, NAME_THRESHOLD))
  })
})

describe.skipIf(!isHere)('the UN list of 2026-02-27', () => {
  const parties = isHere ? readUnParties('2026-02-27') : []
  const index = NameIndex.create(parties)
  const listed = new Map<string, Set<unknown>>()
  for (const { ref, names } of parties)
    for (const { text } of names) listed.set(toPlain(text), (listed.get(toPlain(text)) ?? new Set()).add(ref))
  const people = (isHere ? readPositives() : []).map((name) => ({ name, refs: listed.get(toPlain(name)) }))
  const isFound = (text: string, refs: ReadonlySet<unknown> | undefined) =>
    searchName(index, { text, kind: 'person' }, { limit: 20 }).some(({ party }) => refs?.has(party.ref))

  it('has all people of the sample but three, of whom one is on the edition before', () => {
    const missing = people.filter(({ refs }) => refs === undefined).map(({ name }) => name)
    expect(missing).toHaveLength(3)
    const older = readUnParties('2025-11-20').flatMap(({ names }) => names.map(({ text }) => toPlain(text)))
    expect(missing.filter((name) => older.includes(toPlain(name)))).toEqual(OLDER)
    expect(people.filter(({ name, refs }) => refs !== undefined && !isFound(name, refs))).toEqual([])
  })

  const isHit = (text: string, ref: unknown) =>
    searchName(index, { text }, { limit: 20 }).some(({ party }) => party.ref === ref)
  const bracketed = parties.flatMap(({ ref, kind, names: [first] }) => {
    const [, outside = '', inside = ''] = /^([^()]*)\(([^()]*)\)\s*$/.exec(first?.text ?? '') ?? []
    return kind === 'person' || outside === '' ? [] : [{ ref, outside, inside }]
  })

  it('is found by every exact name, however short', LONG, () => {
    const missed = parties.flatMap(({ ref, names }) => names.filter(({ text }) => !isHit(text, ref)))
    expect(missed.map(({ text }) => text)).toEqual([])
  })

  it('is found by a name without its brackets, and by the letters in them', () => {
    expect(bracketed.length).toBeGreaterThan(50)
    expect(bracketed.filter(({ outside, ref }) => !isHit(outside, ref))).toEqual([])
    const unknown = bracketed.filter(({ inside, ref }) => !isHit(inside, ref)).map(({ inside }) => inside)
    expect(unknown.filter((inside) => /^[A-Z-]{3,8}$/i.test(inside))).toEqual(NO_ACRONYMS)
  })

  it('is found by an initial and a surname in most cases', () => {
    const two = parties.flatMap(({ ref, kind, names: [first] }) => {
      const [given = '', ...rest] = (first?.text ?? '').split(' ')
      return kind === 'person' && rest.length > 0 ? [{ text: `${given.charAt(0)}. ${rest.join(' ')}`, ref }] : []
    })
    const found = two.filter(({ text, ref }) => isHit(text, ref))
    expect(found.length / two.length).toBeGreaterThanOrEqual(0.8)
  })

  it('is found through mistakes of typing', LONG, () => {
    const random = createRandom(20_260_227)
    const typed = people.flatMap(({ name, refs }) =>
      Object.values(MISTAKES).flatMap((make) => ({ text: make(name, random), name, refs })),
    )
    const wrong = typed.filter(({ text, name, refs }) => refs !== undefined && text !== undefined && text !== name)
    const missed = wrong.filter(({ text, refs }) => !isFound(text ?? '', refs))
    expect(wrong.length).toBeGreaterThan(6000)
    expect(1 - missed.length / wrong.length, missed.map(({ text }) => text).join('; ')).toBeGreaterThanOrEqual(0.99)
  })

  it('does not accuse 50,000 people who are not on it', LONG, () => {
    const negatives = readNegatives()
    const accused = negatives.filter((text) => searchName(index, { text, kind: 'person' }, { limit: 1 }).length > 0)
    expect(negatives.length).toBe(50_000)
    expect(accused.length / negatives.length, accused.join('; ')).toBeLessThanOrEqual(0.0002)
  })
})

/** Places, a word that says what it is, and letters that are not those of the name. */
const NO_ACRONYMS: readonly string[] = ['NGO', 'NFRPC', 'PAKISTAN', 'KENYA', 'TANZANIA']
const OLDER: readonly string[] = ['MUNIR AL QUBAYSI']

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Share of pairs of a match and a non-match in which the match has the higher score. */
function measureAuc(scored: readonly { isMatch: boolean; score: number }[]): number {
  const matches = scored.filter(({ isMatch }) => isMatch)
  const others = scored.filter(({ isMatch }) => !isMatch)
  const wins = matches.map(({ score }) =>
    mean(others.map((other) => (score > other.score ? 1 : score === other.score ? 0.5 : 0))),
  )
  return mean(wins)
}
