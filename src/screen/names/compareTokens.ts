import { foldSpelling, measureDistance } from './measureDistance.ts'
import { measureSparseDistance, SPARSE } from './measureSparseDistance.ts'
import { isSparse, isSyllabic, type NameToken, type Script } from './NameToken.ts'
import { isNickname } from './words/nicknames.ts'

/** How two words met. */
export type MeetingWay = 'same' | 'transliterated' | 'phonetic' | 'initial' | 'nickname' | 'cut' | 'typo' | 'replaced'

/** How two words met, and how far they are apart: 0 is the same word, 1 another. */
export interface Likeness {
  readonly way: MeetingWay
  readonly distance: number
}

/** Compares two words; a search hands in one that remembers. */
export type Compare = (one: NameToken, other: NameToken) => Likeness

/** Beyond this distance a word is another word. */
export const FARTHEST = 0.45

const SAME: Likeness = { way: 'same', distance: 0 }
/** Two words that have nothing in common. */
export const OTHER: Likeness = { way: 'replaced', distance: 1 }
const TRANSLITERATED = 0.02
const PHONETIC = 0.1
/** What it costs that only the first letter is known. */
export const INITIAL = 0.2
const NICKNAME = 0.15
const HOMOPHONE = 0.6

/** Compares two words: letter by letter within a script, by their Latin spellings across scripts. */
export function compareTokens(one: NameToken, other: NameToken): Likeness {
  if (one.written === other.written) return SAME
  if (one.script !== other.script) return compareSpellings(one, other)
  if (one.script === 'latin') return compareLatin(one, other)
  if (isSyllabic(one.script)) return { way: 'replaced', distance: isHomophone(one, other) ? HOMOPHONE : 1 }
  return toLikeness((isSparse(one.script) ? SPARSE : 1) * measureLetters(one.written, other.written), 'typo')
}

function compareLatin(
  { written: one, spellings }: NameToken,
  { written: other, spellings: others }: NameToken,
): Likeness {
  if (spellings.length + others.length > 2 && spellings.some((spelling) => others.includes(spelling))) {
    return { way: 'transliterated', distance: TRANSLITERATED }
  }
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length === 1)
    return long.startsWith(short) && long.length > 1 ? { way: 'initial', distance: INITIAL } : OTHER
  const distance = measureDistance(one, other)
  if (distance > NICKNAME && isNickname(one, other)) return { way: 'nickname', distance: NICKNAME }
  return toLikeness(distance, foldSpelling(one) === foldSpelling(other) ? 'phonetic' : 'typo')
}

/**
 * Across scripts words are compared in Latin letters, and one of them must have vowels. Of a syllable all spellings are known,
 * so that another one is another syllable; a run of them may have a slip.
 */
function compareSpellings(one: NameToken, other: NameToken): Likeness {
  if (!hasVowels(one.script) && !hasVowels(other.script)) return OTHER
  if (one.spellings.some((spelling) => other.spellings.includes(spelling)))
    return { way: 'transliterated', distance: TRANSLITERATED }
  if (isSyllable(one) || isSyllable(other)) return OTHER
  const least = isSparse(one.script)
    ? measureSparse(one, other)
    : isSparse(other.script)
      ? measureSparse(other, one)
      : measureFirst(one, other)
  if (least > NICKNAME && isNickname(one.spellings[0] ?? '', other.spellings[0] ?? ''))
    return { way: 'nickname', distance: NICKNAME }
  return toLikeness(TRANSLITERATED + least, least <= PHONETIC ? 'transliterated' : 'typo')
}

function hasVowels(script: Script): boolean {
  return script === 'latin' || script === 'alphabet'
}

function isSyllable({ script, written }: NameToken): boolean {
  return isSyllabic(script) && written.length === 1
}

function measureSparse(sparse: NameToken, full: NameToken): number {
  return measureSparseDistance(sparse.spellings[0] ?? '', full.spellings[0] ?? '')
}

function measureFirst(one: NameToken, other: NameToken): number {
  return measureDistance(one.spellings[0] ?? '', other.spellings[0] ?? '')
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
