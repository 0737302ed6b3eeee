import { FILLERS, LURES, STRONG_LURES } from './lures.ts'
import { fold, type NameText } from './NameText.ts'

/** Words of an act, of money or keys, folded. */
export const LURE_WORDS: ReadonlySet<string> = toSet(LURES)
/** Those that ask for a deed or a secret. */
export const STRONG_WORDS: ReadonlySet<string> = toSet(STRONG_LURES)
/** All that may stand beside a brand without being a part of another name. */
export const SIDE_WORDS: ReadonlySet<string> = toSet(`${LURES} ${FILLERS}`)

const SIZE_MAX = Math.max(...[...SIDE_WORDS].map((word) => word.length))
const SIZE_MIN = 3

/** Whether the letters between are side words and digits, and nothing else. */
export function isCovered({ letters }: NameText, start: number, end: number): boolean {
  const reached = new Uint8Array(end - start + 1)
  reached[0] = 1
  for (let at = 0; at < end - start; at++) {
    if (reached[at] === 0) continue
    if (/\d/.test(letters[start + at] ?? '')) reached[at + 1] = 1
    for (let size = 1; size <= SIZE_MAX && at + size <= end - start; size++)
      if (SIDE_WORDS.has(letters.slice(start + at, start + at + size))) reached[at + size] = 1
  }
  return reached[end - start] === 1
}

/** Whether one of these words stands anywhere in the letters. */
export function hasWord(letters: string, words: ReadonlySet<string>): boolean {
  for (let at = 0; at < letters.length; at++)
    for (let size = SIZE_MIN; size <= SIZE_MAX && at + size <= letters.length; size++)
      if (words.has(letters.slice(at, at + size))) return true
  return false
}

function toSet(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/).map(fold))
}
