/**
 * The distance of two Latin spellings from 0 (same) up: the cheapest row of edits over a length. An edit that a change of
 * spelling system explains (a vowel for a vowel, k for q, a letter doubled, an h more) costs less than one that makes another
 * word; exchanged neighbours are one edit. The length grows by half a letter with each letter, so that one slip in a short
 * word is still a slip and several in a long one are not.
 */
export function measureDistance(one: string, other: string): number {
  if (one === other) return 0
  const left = readLetters(one)
  const right = readLetters(other)
  if (left.folded.text === right.folded.text) return FOLDED
  const length = LENGTH_BASE + LENGTH_SHARE * Math.max(one.length, other.length)
  const plain = countEdits(left.plain, right.plain, FARTHEST_MEASURED * length) / length
  if (left.folded === left.plain && right.folded === right.plain) return plain
  const most = Math.min(FARTHEST_MEASURED, plain)
  return Math.min(plain, FOLDED / 2 + countEdits(left.folded, right.folded, most * length) / length)
}

/** What spellings of the same sounds cost. */
const FOLDED = 0.05

const DIGRAPHS: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|sh/g, 's'],
  [/tch|tsch|ch|cz/g, 'c'],
  [/kh/g, 'h'],
  [/gh/g, 'g'],
  [/ph/g, 'f'],
  [/ck|q/g, 'k'],
  [/ks/g, 'x'],
  [/zh|dj|dzh/g, 'j'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/w/g, 'v'],
  [/ou|oo|ow/g, 'u'],
  [/ee|iy|yi|ij|ie|y/g, 'i'],
  [/(.)\1/g, '$1'],
]

/** Two and a half letters, and half of the word's. */
const LENGTH_BASE = 2.5
const LENGTH_SHARE = 0.5
/** Beyond this distance it does not matter how far. */
const FARTHEST_MEASURED = 0.5

/** A spelling made ready for comparison. */
interface Letters {
  readonly text: string
  readonly codes: Uint8Array
  /** What it costs that only one spelling has the letter. */
  readonly costs: Float64Array
}

interface Spelling {
  readonly plain: Letters
  readonly folded: Letters
}

/** Words that were compared, for they come again; emptied at a bound. */
const READ = new Map<string, Spelling>()
const MOST_READ = 100_000
/** The same of joined runs, which are folded and seldom compared. */
const FOLDS = new Map<string, string>()

/** One spelling for many of the same sounds. */
export function foldSpelling(spelling: string): string {
  return READ.get(spelling)?.folded.text ?? fold(spelling)
}

function fold(spelling: string): string {
  const known = FOLDS.get(spelling)
  if (known !== undefined) return known
  let folded = spelling.slice(0, LONGEST)
  for (const [pattern, letter] of DIGRAPHS) folded = folded.replace(pattern, letter)
  if (FOLDS.size >= MOST_READ) FOLDS.clear()
  FOLDS.set(spelling, folded)
  return folded
}

function readLetters(spelling: string): Spelling {
  const known = READ.get(spelling)
  if (known !== undefined) return known
  const plain = toLetters(spelling.slice(0, LONGEST))
  const folded = fold(spelling)
  const read = { plain, folded: folded === plain.text ? plain : toLetters(folded) }
  if (READ.size >= MOST_READ) READ.clear()
  READ.set(spelling, read)
  return read
}

function toLetters(text: string): Letters {
  const codes = new Uint8Array(text.length)
  const costs = new Float64Array(text.length)
  for (let i = 0; i < text.length; i++) {
    codes[i] = codeAt(text, i)
    costs[i] = i > 0 && text[i] === text[i - 1] ? 0.3 : text[i] === 'h' ? 0.5 : VOWELS.has(text[i] ?? '') ? 0.8 : 1
  }
  return { text, codes, costs }
}

const VOWELS = new Set('aeiouyw')
const ALIKE = ['ckqgx', 'szcx', 'vwfu', 'bpv', 'dtz', 'jyig', 'mn', 'lr', 'hkgx']
const LETTERS = 37
const LONGEST = 160
const SWAPPED = 0.7
const SUBSTITUTES = createSubstitutes()
/** Rows of the table of edits, kept between comparisons. */
const ROWS: readonly [Float64Array, Float64Array, Float64Array] = [createRow(), createRow(), createRow()]

function createRow(): Float64Array {
  return new Float64Array(LONGEST + 1)
}

/** Optimal string alignment over three rows; gives up with a number above `most` as soon as it must come to more. */
function countEdits(one: Letters, other: Letters, most: number): number {
  let [before, last, row] = ROWS
  last[0] = 0
  for (let j = 0; j < other.codes.length; j++) last[j + 1] = (last[j] ?? 0) + (other.costs[j] ?? 0)
  for (let i = 0; i < one.codes.length; i++) {
    const least = fillRow({ one, other, i, before, last, row })
    if (least > most) return least
    const free = before
    before = last
    last = row
    row = free
  }
  return last[other.codes.length] ?? 0
}

interface Filling {
  readonly one: Letters
  readonly other: Letters
  readonly i: number
  readonly before: Float64Array
  readonly last: Float64Array
  readonly row: Float64Array
}

/** One row of the table, for letter `i` of `one`; gives its least. */
function fillRow({
  one: { codes: a, costs },
  other: { codes: b, costs: others },
  i,
  before,
  last,
  row,
}: Filling): number {
  const drop = costs[i] ?? 0
  const base = (a[i] ?? 0) * LETTERS
  let least = (last[0] ?? 0) + drop
  row[0] = least
  for (let j = 0; j < b.length; j++) {
    let cost = (last[j] ?? 0) + (SUBSTITUTES[base + (b[j] ?? 0)] ?? 1)
    const down = (last[j + 1] ?? 0) + drop
    if (down < cost) cost = down
    const right = (row[j] ?? 0) + (others[j] ?? 0)
    if (right < cost) cost = right
    if (i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j]) cost = Math.min(cost, (before[j - 1] ?? 0) + SWAPPED)
    row[j + 1] = cost
    if (cost < least) least = cost
  }
  return least
}

function createSubstitutes(): Float64Array {
  const costs = new Float64Array(LETTERS * LETTERS).fill(1)
  for (let i = 0; i < LETTERS; i++) costs[i * LETTERS + i] = 0
  for (const group of ALIKE) setAll(costs, group, 0.8)
  setAll(costs, 'aeiouy', 0.7)
  return costs
}

function setAll(costs: Float64Array, letters: string, cost: number): void {
  for (const a of letters) {
    for (const b of letters) {
      const at = codeAt(a, 0) * LETTERS + codeAt(b, 0)
      if (a !== b) costs[at] = Math.min(costs[at] ?? 1, cost)
    }
  }
}

/** a to z, then the figures, then all others. */
function codeAt(word: string, at: number): number {
  const code = word.charCodeAt(at)
  return code >= 97 && code <= 122 ? code - 97 : code >= 48 && code <= 57 ? code - 22 : 36
}
