import { cleanText } from './cleanText.ts'
import type { NameSort } from './Name.ts'
import { getScript } from './NameToken.ts'
import { splitWords } from './splitWords.ts'

/** A name that stands inside a listed text beside others: `Foreign Trade Bank` and `FTB` in `Foreign Trade Bank (FTB)`. */
export interface NamePart {
  readonly text: string
  /** Letters that stand for a name; anybody may have the same. */
  readonly isAcronym: boolean
}

const BRACKETS = /[([]([^()[\]]*)[)\]]/
const SEPARATORS =
  /\s*;\s*|\s+\/\s+|\s[a-z]\)\s|\s*,?\s*(?<!\p{L})(?:(?:also|formerly|previously|better|now) known as|formerly|[afn]\.k\.a\.?|[afn]\/k\/a)(?!\p{L})\s*/iu
const REMARK = /,\s*born\s.*$/iu
const QUOTED = /["“”«»„]([^"“”«»„]+)["“”«»„]/u
const LABEL = /^original script:\s*/i

/** Bounds the work that a text of many brackets asks for. */
const MOST_BRACKETS = 12
const LEAST_ACRONYM = 3

/**
 * The names inside a listed text besides the whole of it: each of several aliases, what is left without brackets, quotes and
 * remarks, and of the brackets an acronym of the words outside and the name in another script.
 *
 * @example
 * listParts('Haqqani Network (HQN)', 'thing')  // Haqqani Network, HQN
 * listParts('Al-Haramain (Pakistan)', 'thing') // Al-Haramain: a place is no name
 */
export function listParts(listed: string, sort: NameSort): NamePart[] {
  const { outside, inside } = takeBrackets(listed.normalize('NFKC'))
  const names = splitAliases(outside.replace(REMARK, ''))
  const acronyms = sort === 'thing' ? inside.flatMap(splitAliases).filter((text) => isAcronym(text, outside)) : []
  const parts = [
    ...names.flatMap(splitQuoted),
    ...inside.filter((text) => isOtherScript(text, outside)).flatMap((text) => splitAliases(text.replace(LABEL, ''))),
  ]
  const whole = toKey(listed)
  return [
    ...parts.map((text) => ({ text, isAcronym: false })),
    ...acronyms.map((text) => ({ text, isAcronym: true })),
  ].filter(({ text }, at, all) => isNew(text, whole) && all.findIndex((other) => other.text === text) === at)
}

function takeBrackets(text: string): { readonly outside: string; readonly inside: readonly string[] } {
  const inside: string[] = []
  let outside = text
  for (let found = BRACKETS.exec(outside); found !== null && inside.length < MOST_BRACKETS; ) {
    inside.push((found[1] ?? '').trim())
    outside = outside.replace(found[0], ' ')
    found = BRACKETS.exec(outside)
  }
  return { outside, inside }
}

/** `ADF/NALU` are two; `J/V` and `Syria/the Levant` are not. */
function splitAliases(text: string): string[] {
  const each = /^\s*\p{L}{3,}\/\p{L}{3,}\s*$/u.test(text) ? text.split('/') : text.split(SEPARATORS)
  return each.map((part) => part.trim()).filter((part) => part !== '')
}

/** A by-name in quotes is a name of its own where it has several words; the rest is one without it. */
function splitQuoted(text: string): string[] {
  const [quoted, byname = ''] = QUOTED.exec(text) ?? []
  if (quoted === undefined) return [text]
  const rest = text.replace(quoted, ' ').replace(/\s+/g, ' ').trim()
  return [text, rest, ...(/\S\s+\S/.test(byname) ? [byname] : [])]
}

/** One word of three letters or more that occur in this order outside, beginning with the first letter of a word. */
function isAcronym(text: string, outside: string): boolean {
  const letters = splitWords(cleanText(text)).join('')
  if (/\s/.test(text) || letters.length < LEAST_ACRONYM) return false
  const words = splitWords(cleanText(outside))
  return words.some((_, at) => isWithin(letters, words.slice(at).join(' ')))
}

function isWithin(letters: string, text: string): boolean {
  let at = text.startsWith(letters.charAt(0)) ? 0 : -1
  for (const letter of letters.slice(1)) {
    if (at >= 0) at = text.indexOf(letter, at + 1)
  }
  return at >= 0
}

function isOtherScript(text: string, outside: string): boolean {
  const [one, other] = [text.replace(LABEL, ''), outside].map((each) => /\p{L}/u.exec(each)?.[0].toLowerCase())
  return one !== undefined && other !== undefined && getScript(one) !== getScript(other)
}

/** A part without two letters or figures names nobody. */
function isNew(text: string, whole: string): boolean {
  const key = toKey(text)
  return key !== whole && key.length > 1
}

function toKey(text: string): string {
  return splitWords(cleanText(text)).join(' ')
}
