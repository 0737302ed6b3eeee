import { getScript } from './NameToken.ts'

/** Bounds the work that one name can ask for. */
const MOST_WORDS = 24
const LONGEST_WORD = 40

/**
 * The words of a cleaned name, in order: of Han and Hangul each character is one. Apostrophes fall away inside words, letters
 * with dots between them (`s.a.r.l.`) are one word, `&` is `and`, and a change of script or from letters to figures parts words.
 */
export function splitWords(text: string): string[] {
  const plain = text
    .replace(/['’‘ʼʻʿʾ`´′ʹ]/g, '')
    .replace(/&/g, ' and ')
    .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,12}\p{L}?(?![\p{L}\p{N}])/gu, (letters) => letters.replaceAll('.', ''))
  return (plain.match(/\p{N}+|[\p{L}\p{M}]+/gu) ?? []).flatMap(splitScripts).slice(0, MOST_WORDS)
}

function splitScripts(word: string): string[] {
  const parts: string[] = []
  let last = ''
  for (const letter of word) {
    const script = /\p{M}/u.test(letter) && last !== '' ? last : getScript(letter)
    if (script === last && script !== 'han' && script !== 'hangul') parts.push((parts.pop() ?? '') + letter)
    else parts.push(letter)
    last = script
  }
  return parts.map((part) => part.slice(0, LONGEST_WORD))
}
