/** One word of a label, ready to be compared. */
export interface Word {
  /** Lower case, without accents. */
  readonly text: string
  /** What stands between the word before it and this one. */
  readonly before: string
  /** Where it begins in the cleaned text of the label. */
  readonly start: number
}

/** Why a label is not read as a name at all. */
export type LabelProblem = 'empty' | 'too-long' | 'mixed-scripts'

/** A label's text, cleaned and cut into words. */
export interface SplitLabel {
  readonly text: string
  readonly words: readonly Word[]
  readonly problem: LabelProblem | undefined
}

/** Longest label that is read as a name. Real ones have under 80 characters. */
export const LABEL_LENGTH_MAX = 256

const WORD = /[\p{L}\p{N}\p{M}]+/gu
const ENDS_IN_DIGITS = /^(?!0x)(.*\p{L})(\d+)$/u
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cn}\p{Cs}]+/gu
const CONTROL = /\p{Cc}+/gu
const LOOKALIKES = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u

/**
 * Cleans a label's text (NFKC, no invisible characters) and cuts it into words; digits at a word's end are a word.
 *
 * A label that mixes Latin with a script of look-alike letters is a trick and is not read as a name; its words are still
 * there for the warnings.
 *
 * @source https://unicode.org/reports/tr15/ (NFKC); https://unicode.org/reports/tr39/ (mixed scripts)
 * @example
 * splitLabel('Huobi_Deposit_0x09c9').words.map((word) => word.text) // ['huobi', 'deposit', '0x09c9']
 */
export function splitLabel(name: string): SplitLabel {
  const text = name
    .slice(0, LABEL_LENGTH_MAX * 4)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ')
    .trim()
  const words = listWords(text)
  return { text, words, problem: findProblem(name, text, words) }
}

/** A word or alias as it is compared: lower case, no accents. */
export function foldWord(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}

function listWords(text: string): Word[] {
  const words: Word[] = []
  let end = 0
  for (const match of text.matchAll(WORD)) {
    words.push(...splitDigits(match[0], { before: text.slice(end, match.index), start: match.index }))
    end = match.index + match[0].length
  }
  return words
}

function splitDigits(raw: string, place: Omit<Word, 'text'>): Word[] {
  const [, letters, digits] = ENDS_IN_DIGITS.exec(raw) ?? []
  if (letters === undefined || digits === undefined) return [{ text: foldWord(raw), ...place }]
  const number = { text: digits, before: '', start: place.start + letters.length }
  return [{ text: foldWord(letters), ...place }, number]
}

function findProblem(name: string, text: string, words: readonly Word[]): LabelProblem | undefined {
  if (name.length > LABEL_LENGTH_MAX) return 'too-long'
  if (words.length === 0) return 'empty'
  return LOOKALIKES.test(text) && /\p{Script=Latin}/u.test(text) ? 'mixed-scripts' : undefined
}
