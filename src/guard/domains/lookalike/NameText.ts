import { toSkeleton } from './toSkeleton.ts'

/** Labels of a name as one row of letters, with what looks alike made equal. */
export interface NameText {
  /** Folded letters and digits, without dots and hyphens. */
  readonly letters: string
  /** `breaks[i]` is 1 where a label, or a word between hyphens, begins or ends before the letter at `i`. */
  readonly breaks: Uint8Array
  /** Where in `shown` each letter comes from; one more entry for the end. */
  readonly origins: readonly number[]
  /** The labels as they are shown, without dots and hyphens. */
  readonly shown: string
  /** The letters as numbers: a is 0, the digits follow from 26 on, then `OTHER`. */
  readonly codes: Uint8Array
  /** Letters that occur: bit 0 is a, bit 26 everything else. */
  readonly mask: number
}

/** Number of different codes. */
export const CODES = 37
/** The code of all that is neither a letter nor a digit of ASCII. */
export const OTHER: number = CODES - 1

const ALIKE: Readonly<Record<string, string>> = {
  i: 'l',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
}
const PAIRS: Readonly<Record<string, string>> = { rn: 'm', vv: 'w' }

/** Makes letters equal that pass for each other at a glance: i, l and 1; 0 and o; rn and m; vv and w. */
export function fold(word: string): string {
  return fromLabels([word]).letters
}

/** Lays the labels of a name in a row. */
export function fromLabels(labels: readonly string[]): NameText {
  const row: Row = { letters: '', breaks: [0], origins: [], shown: '' }
  for (const label of labels) {
    for (const word of label.split(/[-_]+/)) {
      addWord(row, word)
      row.breaks.push(row.letters.length)
    }
  }
  const { letters, shown } = row
  const breaks = new Uint8Array(letters.length + 1)
  for (const at of row.breaks) breaks[at] = 1
  row.origins.push(shown.length)
  return { letters, shown, breaks, origins: row.origins, ...toCodes(letters) }
}

/** The letters of a word as numbers, and which there are. */
export function toCodes(letters: string): Pick<NameText, 'codes' | 'mask'> {
  const codes = new Uint8Array(letters.length)
  let mask = 0
  for (let index = 0; index < letters.length; index++) {
    const code = toCode(letters.charCodeAt(index))
    codes[index] = code
    mask |= 1 << Math.min(code, 26)
  }
  return { codes, mask }
}

function toCode(unit: number): number {
  if (unit >= 97 && unit <= 122) return unit - 97
  return unit >= 48 && unit <= 57 ? unit - 22 : OTHER
}

interface Row {
  letters: string
  shown: string
  readonly breaks: number[]
  readonly origins: number[]
}

function addWord(row: Row, word: string): void {
  const from: number[] = []
  let skeleton = ''
  let at = row.shown.length
  for (const character of word) {
    const letters = toSkeleton(character)
    for (let index = 0; index < letters.length; index++) from.push(at)
    skeleton += letters
    at += character.length
  }
  row.shown += word
  for (let index = 0; index < skeleton.length; ) {
    const pair = PAIRS[skeleton.slice(index, index + 2)]
    row.origins.push(from[index] ?? 0)
    row.letters += pair ?? foldLetter(skeleton, index)
    index += pair === undefined ? 1 : 2
  }
}

/** A digit stands for a letter only before one: `1inch`, `c0in`, not `v3`. */
function foldLetter(word: string, index: number): string {
  const letter = word[index] ?? ''
  if (!isDigit(letter)) return ALIKE[letter] ?? letter
  const next = word[index + 1] ?? ''
  return next === '' || isDigit(next) ? letter : (ALIKE[letter] ?? letter)
}

function isDigit(letter: string): boolean {
  return letter >= '0' && letter <= '9'
}

/** What stands at a place, as it is shown. */
export function shownAt({ shown, origins }: NameText, start: number, end: number): string {
  return shown.slice(origins[start] ?? 0, origins[end] ?? shown.length)
}
