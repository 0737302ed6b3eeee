import { cleanText } from './cleanText.ts'
import * as NameToken from './NameToken.ts'
import { readRoles, type WordRole } from './readRoles.ts'
import { splitWords } from './splitWords.ts'
import { ABBREVIATIONS } from './words/abbreviations.ts'
import { findBits } from './words/commonWords.ts'

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

/** What a rarity in an index may add to what the tables know. */
export type FindBits = (word: string) => number | undefined

const LIGHT_BITS = 1

/** Reads a name; text without any letter or figure has no words. */
export function parse(text: string, sort: NameSort): Name {
  const tokens = splitWords(cleanText(text)).flatMap((word) => (ABBREVIATIONS.get(word) ?? [word]).map(NameToken.from))
  const known = tokens.filter(
    ({ written, spellings }) => written !== '' && spellings.some((spelling) => spelling !== ''),
  )
  const roles = readRoles(known, sort)
  return { text, sort, words: known.map((token, i) => toWord(token, roles[i] ?? 'core', sort)) }
}

function toWord(token: NameToken.NameToken, role: WordRole, sort: NameSort): NameWord {
  return { token, role, bits: role === 'core' ? measureBits(token, sort) : role === 'number' ? 3 : LIGHT_BITS }
}

function measureBits({ spellings }: NameToken.NameToken, sort: NameSort): number {
  const known = spellings.flatMap((spelling) => findBits(spelling, sort === 'person') ?? [])
  const longest = Math.min(...spellings.map((spelling) => spelling.length))
  return Math.min(13, 2 + 2 * longest, ...known)
}
