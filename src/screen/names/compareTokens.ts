import { foldSpelling, measureDistance } from './measureDistance.ts'
import { isSparse, type NameToken, type Script } from './NameToken.ts'
import { isNickname } from './words/nicknames.ts'

/** How two words met. */
export type MeetingWay = 'same' | 'transliterated' | 'phonetic' | 'initial' | 'nickname' | 'cut' | 'typo' | 'replaced'

/** How two words met, and how far they are apart: 0 is the same word, 1 another. */
export interface Likeness {
  readonly way: MeetingWay
  readonly distance: number
}

/** Beyond this distance a word is another word. */
export const FARTHEST = 0.45

const SAME: Likeness = { way: 'same', distance: 0 }
const OTHER: Likeness = { way: 'replaced', distance: 1 }
const TRANSLITERATED = 0.02
const PHONETIC = 0.1
const INITIAL = 0.15
const NICKNAME = 0.15
const HOMOPHONE = 0.6

/** Compares two words: letter by letter within a script, by their Latin spellings across scripts. */
export function compareTokens(one: NameToken, other: NameToken): Likeness {
  if (one.written === other.written) return SAME
  if (one.script !== other.script) return compareSpellings(one, other)
  if (one.script === 'latin') return compareLatin(one.written, other.written)
  if (one.script === 'han' || one.script === 'hangul')
    return { way: 'replaced', distance: isHomophone(one, other) ? HOMOPHONE : 1 }
  return toLikeness(measureLetters(one.written, other.written), 'typo')
}

function compareLatin(one: string, other: string): Likeness {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length === 1)
    return long.startsWith(short) && long.length > 1 ? { way: 'initial', distance: INITIAL } : OTHER
  const distance = measureDistance(one, other, false)
  if (distance > NICKNAME && isNickname(one, other)) return { way: 'nickname', distance: NICKNAME }
  return toLikeness(distance, foldSpelling(one) === foldSpelling(other) ? 'phonetic' : 'typo')
}

/** The nearest pair of spellings. A spelling by syllables is exact or nearly so: all its ways are known. */
function compareSpellings(one: NameToken, other: NameToken): Likeness {
  const sparse = isSparse(one.script) || isSparse(other.script)
  let least = 1
  for (const left of one.spellings) {
    for (const right of other.spellings) {
      if (left === right) return { way: 'transliterated', distance: TRANSLITERATED }
      if (isEveryWayKnown(one.script, other.script)) continue
      least = Math.min(least, measureDistance(left, right, sparse))
    }
  }
  if (isEveryWayKnown(one.script, other.script))
    least = measureDistance(one.spellings[0] ?? '', other.spellings[0] ?? '', sparse)
  return toLikeness(TRANSLITERATED + least, least <= PHONETIC ? 'transliterated' : 'typo')
}

function isEveryWayKnown(one: Script, other: Script): boolean {
  return [one, other].some((script) => script === 'han' || script === 'hangul')
}

function isHomophone(one: NameToken, other: NameToken): boolean {
  return one.spellings[0] === other.spellings[0]
}

function toLikeness(distance: number, way: MeetingWay): Likeness {
  return distance > FARTHEST ? { way: 'replaced', distance: Math.min(1, distance) } : { way, distance }
}

/** Plain edit distance over the length of the longer, for words of one script that is not Latin. */
function measureLetters(one: string, other: string): number {
  let last = Array.from({ length: other.length + 1 }, (_, j) => j)
  for (let i = 0; i < one.length; i++) {
    const row = [i + 1]
    for (let j = 0; j < other.length; j++) {
      const change = (last[j] ?? 0) + (one[i] === other[j] ? 0 : 1)
      row.push(Math.min(change, (last[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1))
    }
    last = row
  }
  return (last[other.length] ?? 0) / Math.max(one.length, other.length, 1)
}
