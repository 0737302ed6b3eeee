/**
 * The distance of two Latin spellings from 0 (same) up: the cheapest row of edits over the length of the longer. An edit that
 * a change of spelling system explains (a vowel for a vowel, k for q, a letter doubled, an h more) costs less than one that
 * makes another word; exchanged neighbours are one edit.
 *
 * With `isSparse` one spelling comes from a script that leaves vowels out: then vowels cost next to nothing, and the shorter
 * spelling counts.
 */
export function measureDistance(one: string, other: string, isSparse: boolean): number {
  if (one === other) return 0
  const plain = measureEdits(one, other, isSparse)
  const left = foldSpelling(one)
  const right = foldSpelling(other)
  if (left === right) return Math.min(plain, FOLDED)
  return Math.min(plain, FOLDED / 2 + measureEdits(left, right, isSparse))
}

/** What spellings of the same sounds cost. */
const FOLDED = 0.05

const DIGRAPHS: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|sh/g, 's'],
  [/tch|tsch|ch|cz/g, 'c'],
  [/kh|gh/g, 'h'],
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

const FOLDS = new Map<string, string>()
const MOST_FOLDS = 200_000

/** One spelling for many of the same sounds. */
export function foldSpelling(spelling: string): string {
  const known = FOLDS.get(spelling)
  if (known !== undefined) return known
  let folded = spelling
  for (const [pattern, letter] of DIGRAPHS) folded = folded.replace(pattern, letter)
  if (FOLDS.size >= MOST_FOLDS) FOLDS.clear()
  FOLDS.set(spelling, folded)
  return folded
}

const VOWELS = new Set('aeiouyhw'.split(''))
const ALIKE = ['ckqgx', 'szcx', 'vwfu', 'bpv', 'dtz', 'jyig', 'mn', 'lr', 'hkgx']
const LETTERS = 36
const SUBSTITUTES = createSubstitutes(false)
const SPARSE_SUBSTITUTES = createSubstitutes(true)
const LONGEST = 160
const rows = [new Float64Array(LONGEST + 1), new Float64Array(LONGEST + 1), new Float64Array(LONGEST + 1)]

function measureEdits(one: string, other: string, isSparse: boolean): number {
  const a = one.slice(0, LONGEST)
  const b = other.slice(0, LONGEST)
  const length = isSparse ? Math.max(2, Math.min(a.length, b.length)) : Math.max(a.length, b.length)
  return length === 0 ? 0 : countEdits(a, b, isSparse) / length
}

/** Optimal string alignment over three rows. */
function countEdits(a: string, b: string, isSparse: boolean): number {
  const costs = isSparse ? SPARSE_SUBSTITUTES : SUBSTITUTES
  let [before, last, row] = rows as [Float64Array, Float64Array, Float64Array]
  last[0] = 0
  for (let j = 0; j < b.length; j++) last[j + 1] = (last[j] ?? 0) + costOfLetter(b, j, isSparse)
  for (let i = 0; i < a.length; i++) {
    const drop = costOfLetter(a, i, isSparse)
    row[0] = (last[0] ?? 0) + drop
    for (let j = 0; j < b.length; j++) {
      const change = (last[j] ?? 0) + (costs[codeAt(a, i) * LETTERS + codeAt(b, j)] ?? 1)
      let least = Math.min(change, (last[j + 1] ?? 0) + drop, (row[j] ?? 0) + costOfLetter(b, j, isSparse))
      if (i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j]) least = Math.min(least, (before[j - 1] ?? 0) + 0.7)
      row[j + 1] = least
    }
    ;[before, last, row] = [last, row, before]
  }
  return last[b.length] ?? 0
}

/** What it costs that only one spelling has a letter: little where it is doubled, an h or a vowel. */
function costOfLetter(word: string, at: number, isSparse: boolean): number {
  const letter = word[at] ?? ''
  if (at > 0 && word[at - 1] === letter) return isSparse ? 0.08 : 0.3
  if (VOWELS.has(letter)) return isSparse ? 0.08 : letter === 'h' ? 0.5 : 0.8
  return 1
}

function createSubstitutes(isSparse: boolean): Float64Array {
  const costs = new Float64Array(LETTERS * LETTERS).fill(1)
  for (let i = 0; i < LETTERS; i++) costs[i * LETTERS + i] = 0
  for (const group of ALIKE) setAll(costs, group, isSparse ? 0.3 : 0.8)
  setAll(costs, 'aeiouy', isSparse ? 0.08 : 0.7)
  if (isSparse) setAll(costs, 'aeiouyw', 0.08)
  if (isSparse)
    for (const pair of ['bp', 'dz', 'gj', 'tz', 'fp', 'vw', 'kq', 'kg', 'gc', 'jc', 'sc']) setAll(costs, pair, 0.15)
  return costs
}

function setAll(costs: Float64Array, letters: string, cost: number): void {
  for (const a of letters) for (const b of letters) if (a !== b) set(costs, a, b, cost)
}

function set(costs: Float64Array, a: string, b: string, cost: number): void {
  const at = codeAt(a, 0) * LETTERS + codeAt(b, 0)
  costs[at] = Math.min(costs[at] ?? 1, cost)
}

/** a to z, then the figures. */
function codeAt(word: string, at: number): number {
  const code = word.charCodeAt(at)
  return code >= 97 && code <= 122 ? code - 97 : code >= 48 && code <= 57 ? code - 22 : 0
}
