import type { NameSort } from './Name.ts'
import type { NameToken } from './NameToken.ts'
import { FORM_PHRASES, FORM_WORDS, LEADING_FORMS } from './words/companyForms.ts'
import { BYNAME_WORDS, CONNECTIVE_WORDS, KINSHIP_WORDS, NAME_PARTICLES } from './words/particles.ts'
import { TITLES } from './words/titles.ts'

/** What a word does in a name: names it, numbers it, or only binds, ranks or says a legal form. */
export type WordRole = 'core' | 'number' | 'particle' | 'kinship' | 'byname' | 'title' | 'form'

const SHIP_PREFIXES = new Set('mv ms mt ss mts msv mtv fv rv'.split(' '))

/** The role of each word; a name that is all particles and titles is made of names after all. */
export function readRoles(tokens: readonly NameToken[], sort: NameSort): readonly WordRole[] {
  const words = tokens.map(({ spellings }) => spellings[0] ?? '')
  const roles =
    sort === 'person' ? words.map((word, i) => readPersonRole(word, i, words.length)) : readThingRoles(words)
  return roles.some((role) => role === 'core') ? roles : roles.map((role) => (role === 'number' ? role : 'core'))
}

/**
 * A word that binds has something to bind: at the end it is a name (`Das`), and so is `Ben` at the beginning, where a lone letter
 * is an initial.
 */
function readPersonRole(word: string, at: number, words: number): WordRole {
  const isLast = at === words - 1
  if (at === 0 && /^[a-z]$/.test(word)) return 'core'
  if (!isLast && at > 0 && KINSHIP_WORDS.has(word)) return 'kinship'
  if (!isLast && BYNAME_WORDS.has(word)) return 'byname'
  if (!isLast && NAME_PARTICLES.has(word)) return 'particle'
  if (TITLES.has(word)) return 'title'
  return isNumber(word) ? 'number' : 'core'
}

function readThingRoles(words: readonly string[]): WordRole[] {
  const roles = words.map((word, i): WordRole => {
    if (i > 0 ? FORM_WORDS.has(word) : words.length > 1 && LEADING_FORMS.has(word)) return 'form'
    if (CONNECTIVE_WORDS.has(word)) return 'particle'
    if (i === 0 && words.length > 1 && SHIP_PREFIXES.has(word)) return 'title'
    return isNumber(word) || (i > 0 && isRoman(word)) ? 'number' : 'core'
  })
  words.forEach((_, i) => {
    for (let k = countPhrase(words, i); k > 0; k--) roles[i + k - 1] = 'form'
  })
  return roles
}

/** How many words the longest legal form has that begins here; none begins a name. */
function countPhrase(words: readonly string[], at: number): number {
  const phrases = at === 0 ? [] : (FORM_PHRASES.get(words[at] ?? '') ?? [])
  return phrases.find((phrase) => phrase.every((word, k) => words[at + k] === word))?.length ?? 0
}

function isNumber(word: string): boolean {
  return /^\p{N}+$/u.test(word)
}

function isRoman(word: string): boolean {
  return /^(?=[ivx])x{0,3}(ix|iv|v?i{0,3})$/.test(word)
}
