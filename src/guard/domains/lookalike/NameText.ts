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
/** The code of 0; those of the other digits follow. */
export const ZERO = 26

const [M, N, R, V, W] = ['m', 'n', 'r', 'v', 'w'].map((letter) => letter.charCodeAt(0))

/** What stands for what, by unit: letters always, digits where `isFigure` does not hold. */
const ALIKE = Uint16Array.from({ length: 128 }, (_, unit) => unit)
for (const [from = '', to = ''] of ['il', '0o', '1l', '3e', '4a', '5s', '7t', '8b', '9g'])
  ALIKE[from.charCodeAt(0)] = to.charCodeAt(0)

/** Makes letters equal that pass for each other at a glance: i, l and 1; 0 and o; rn and m; vv and w. */
export function fold(word: string): string {
  return fromLabels([word]).letters
}

/** Lays the labels of a name in a row. */
export function fromLabels(labels: readonly string[]): NameText {
  const row: Row = { units: [], ends: [0], origins: [], shown: '' }
  for (const label of labels) {
    for (const word of label.includes('-') || label.includes('_') ? label.split(/[-_]+/) : [label]) {
      addWord(row, word)
      row.ends.push(row.units.length)
    }
  }
  const { units, shown, origins } = row
  const breaks = new Uint8Array(units.length + 1)
  for (const at of row.ends) breaks[at] = 1
  origins.push(shown.length)
  const letters = String.fromCharCode(...units)
  return { letters, shown, breaks, origins, ...toCodes(letters) }
}

/** The letters of a word as numbers, and which there are. */
export function toCodes(letters: string): Pick<NameText, 'codes' | 'mask'> {
  const codes = new Uint8Array(letters.length)
  let mask = 0
  for (let index = 0; index < letters.length; index++) {
    const code = toCode(letters.charCodeAt(index))
    codes[index] = code
    mask |= toBit(code)
  }
  return { codes, mask }
}

/** The bit of a code in a mask. */
export function toBit(code: number): number {
  return 1 << Math.min(code, ZERO)
}

function toCode(unit: number): number {
  if (unit >= 97 && unit <= 122) return unit - 97
  return unit >= 48 && unit <= 57 ? unit - 48 + ZERO : OTHER
}

interface Row {
  readonly units: number[]
  readonly ends: number[]
  readonly origins: number[]
  shown: string
}

function addWord(row: Row, word: string): void {
  const { skeleton, from } = toRow(word, row.shown.length)
  row.shown += word
  for (let index = 0; index < skeleton.length; index++) {
    const unit = skeleton.charCodeAt(index)
    const next = skeleton.charCodeAt(index + 1)
    row.origins.push(from[index] ?? 0)
    if (unit === R && next === N) row.units.push(M ?? 0)
    else if (unit === V && next === V) row.units.push(W ?? 0)
    else {
      row.units.push(isFigure(unit, next) ? unit : (ALIKE[unit] ?? unit))
      continue
    }
    index++
  }
}

/** A word in plain letters, and where in the name each of them comes from. */
function toRow(word: string, start: number): { skeleton: string; from: number[] } {
  const from: number[] = []
  let skeleton = ''
  let at = start
  for (const character of word) {
    const letters = character < '\u0080' ? character : toSkeleton(character)
    for (let index = 0; index < letters.length; index++) from.push(at)
    skeleton += letters
    at += character.length
  }
  return { skeleton, from }
}

/** A digit stands for a letter only before one: `1inch`, `c0in`, not `v3`. */
function isFigure(unit: number, next: number): boolean {
  return isDigit(unit) && (Number.isNaN(next) || isDigit(next))
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

/** What stands at a place, as it is shown. */
export function shownAt({ shown, origins }: NameText, start: number, end: number): string {
  return shown.slice(origins[start] ?? 0, origins[end] ?? shown.length)
}
