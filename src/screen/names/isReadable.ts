import { cleanText } from './cleanText.ts'
import * as NameToken from './NameToken.ts'
import { splitWords } from './splitWords.ts'

/** Whether a search can read a name: it has words, and none is of letters without a spelling here, as in Burmese or Tibetan. */
export function isReadable(text: string): boolean {
  const words = splitWords(cleanText(text)).filter((word) => /[\p{L}\p{N}]/u.test(word))
  return words.length > 0 && words.every(isSpelled)
}

function isSpelled(word: string): boolean {
  return NameToken.from(word).spellings.some((spelling) => spelling !== '')
}
