import { cleanText } from './cleanText.ts'
import type { NameSort } from './Name.ts'
import { splitWords } from './splitWords.ts'
import { isCompanyWord } from './words/commonWords.ts'
import { FORM_WORDS } from './words/companyForms.ts'

/** Whose customs a name follows, where nobody says what it names: words of companies, legal forms and figures tell. */
export function guessSort(text: string): NameSort {
  const words = splitWords(cleanText(text))
  const isThing = words.some(
    (word, i) => isCompanyWord(word) || (i > 0 && FORM_WORDS.has(word)) || /^\p{N}+$/u.test(word),
  )
  return isThing ? 'thing' : 'person'
}
