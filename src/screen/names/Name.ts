import { cleanText } from './cleanText.ts'
import * as NameToken from './NameToken.ts'
import { readRoles, type WordRole } from './readRoles.ts'
import { PINYIN } from './scripts/han.ts'
import { listPinyin } from './scripts/wadeGiles.ts'
import { splitWords } from './splitWords.ts'
import { ABBREVIATIONS } from './words/abbreviations.ts'
import { findBits, findSparseBits } from './words/commonWords.ts'

/** Whether a name follows the customs of people or of companies, ships and aircraft. */
export type NameSort = 'person' | 'thing'

/** A word of a name: what it does there, and how much it says that another name has it too. */
export interface NameWord {
  readonly token: NameToken.NameToken
  readonly role: WordRole
  /** Information in bits: rare words say more. */
  readonly bits: number
}

/** A name as it is compared. */
export interface Name {
  readonly text: string
  readonly sort: NameSort
  readonly words: readonly NameWord[]
}

const LIGHT_BITS = 1
const INITIAL_BITS = 2

/** Reads a name; text without any letter or figure has no words. */
export function parse(text: string, sort: NameSort): Name {
  const tokens = splitWords(cleanText(text)).flatMap((word) => expand(word, sort).map(NameToken.from))
  const known = tokens.filter(
    ({ written, spellings }) => written !== '' && spellings.some((spelling) => spelling !== ''),
  )
  const spelled = isWadeGiles(known) ? known.map(addPinyin) : known
  const roles = readRoles(spelled, sort)
  return { text, sort, words: spelled.map((token, i) => toWord(token, roles[i] ?? 'core', sort)) }
}

/** Abbreviations are customs of companies: `ST` in a person's name is no saint. */
function expand(word: string, sort: NameSort): readonly string[] {
  return (sort === 'thing' ? ABBREVIATIONS.get(word) : undefined) ?? [word]
}

/** Whether all words are Wade-Giles syllables and one of them can be nothing else: `Hsi`, `Tse`, `tung`. */
function isWadeGiles(tokens: readonly NameToken.NameToken[]): boolean {
  return (
    tokens.length > 1 &&
    tokens.every(({ written }) => listPinyin(written).length > 0) &&
    tokens.some(({ written }) => !PINYIN.has(written))
  )
}

function addPinyin(token: NameToken.NameToken): NameToken.NameToken {
  return { ...token, spellings: [...token.spellings, ...listPinyin(token.written)] }
}

function toWord(token: NameToken.NameToken, role: WordRole, sort: NameSort): NameWord {
  return { token, role, bits: role === 'core' ? measureBits(token, sort) : role === 'number' ? 3 : LIGHT_BITS }
}

function measureBits({ spellings, script }: NameToken.NameToken, sort: NameSort): number {
  const find = NameToken.isSparse(script) ? findSparseBits : findBits
  const known = spellings.flatMap((spelling) => find(spelling, sort === 'person') ?? [])
  const longest = Math.min(...spellings.map((spelling) => spelling.length))
  return longest === 1 ? INITIAL_BITS : Math.min(13, 2 + 2 * longest, ...known)
}
