import { foldSpelling } from './measureDistance.ts'

/**
 * The distance of the Latin spelling of a word in a script that leaves vowels out (`mhmd`) to a spelling with vowels
 * (`mohammed`): vowels may come in for next to nothing, letters that stand for long vowels want one, and consonants count in
 * full, over the number of letters that were written.
 */
export function measureSparseDistance(sparse: string, full: string): number {
  const one = foldSpelling(sparse)
  const other = foldSpelling(full)
  return (SPARSE * countEdits(one, other)) / Math.max(2, weighLetters(one))
}

/** A word without vowels says less, so that a difference says more. */
export const SPARSE = 1.5
const VOWEL_IN = 0.05
/** A last i makes another name: Mohammadi is not Mohammad. */
const SUFFIX_IN = 0.5
const DOUBLE_IN = 0.02
const LONG_OUT = 0.8
const ALEF_OUT = 0.5
const LONG_ALIKE = 0.03
const LETTER_ALIKE = 0.25

/** What a letter of the sparse spelling may be in a full one, for little. */
const VOICED = new Map([
  ['a', 'aeiou'],
  ['v', 'vouw'],
  ['i', 'iyej'],
])
const ALIKE = new Set('bp pb dz zd tz zt gj jg fp pf kg gk kc ck gc cg jc cj sc cs ts st td dt sz zs'.split(' '))

/** Letters for long vowels weigh half. */
function weighLetters(word: string): number {
  let weight = 0
  for (const letter of word) weight += VOICED.has(letter) ? 0.5 : 1
  return weight
}

function countEdits(sparse: string, full: string): number {
  let last = [0]
  for (let j = 0; j < full.length; j++) last.push((last[j] ?? 0) + costIn(full, j))
  for (let i = 0; i < sparse.length; i++) {
    const row = [(last[0] ?? 0) + costOut(sparse, i)]
    for (let j = 0; j < full.length; j++) {
      const change = (last[j] ?? 0) + costChange(isFinalH(sparse, i) ? 'a' : (sparse[i] ?? ''), full[j] ?? '')
      row.push(Math.min(change, (last[j + 1] ?? 0) + costOut(sparse, i), (row[j] ?? 0) + costIn(full, j)))
    }
    last = row
  }
  return last[full.length] ?? 0
}

function costIn(full: string, at: number): number {
  const letter = full[at] ?? ''
  if (letter === 'i' && at > 1 && at === full.length - 1) return SUFFIX_IN
  if ('aeiou'.includes(letter)) return VOWEL_IN
  if (letter === 'h') return at === full.length - 1 ? VOWEL_IN : 0.5
  return at > 0 && full[at - 1] === letter ? DOUBLE_IN : 1
}

/** The letter of the feminine ending. */
function isFinalH(sparse: string, at: number): boolean {
  return at === sparse.length - 1 && sparse[at] === 'h'
}

/** A long vowel at the end is a suffix, and makes another name: `mhmdi` is Mohammadi. */
function costOut(sparse: string, at: number): number {
  const letter = sparse[at] ?? ''
  if (at === sparse.length - 1) return letter === 'h' ? 0.1 : letter === 'a' ? ALEF_OUT : 1
  return letter === 'a' ? ALEF_OUT : VOICED.has(letter) ? LONG_OUT : 1
}

function costChange(sparse: string, full: string): number {
  if (sparse === full) return 0
  if (VOICED.get(sparse)?.includes(full) === true) return LONG_ALIKE
  return ALIKE.has(sparse + full) ? LETTER_ALIKE : 1
}
