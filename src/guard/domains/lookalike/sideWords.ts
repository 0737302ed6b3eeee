import type { Place } from './approximate.ts'
import { FILLERS, LURES, STRONG_LURES } from './lures.ts'
import { fold, type NameText, OTHER, ZERO } from './NameText.ts'
import { WordIndex } from './WordIndex.ts'

/** Words of an act, of money or keys. */
export const LURE_WORDS: WordIndex = toIndex(`${STRONG_LURES} ${LURES}`)
/** Those that ask for a deed or a secret. */
export const STRONG_WORDS: WordIndex = toIndex(STRONG_LURES)
/** All that may stand beside a brand without being a part of another name. */
export const SIDE_WORDS: ReadonlySet<string> = toSet(`${STRONG_LURES} ${LURES} ${FILLERS}`)

/** Shorter words stand in others by chance. */
const LURE_SIZE_MIN = 3
const INDEX = new WordIndex([...SIDE_WORDS])

/** Where a name may be cut so that nothing is left over but side words and digits. */
export interface Sides {
  /** 1 where nothing else stands between the last break and this place. */
  readonly left: Uint8Array
  /** 1 where nothing else stands between this place and the next break. */
  readonly right: Uint8Array
}

/** Finds the places of a name beside which only side words and digits stand. */
export function findSides(text: NameText): Sides {
  return { left: findLeft(text), right: findRight(text) }
}

function findLeft({ codes, breaks }: NameText): Uint8Array {
  const left = breaks.slice()
  for (let at = 0, limit = 0; at < codes.length; at++) {
    if (left[at] === 0) continue
    if (at >= limit) limit = breaks.indexOf(1, at + 1)
    if (isDigit(codes[at] ?? OTHER)) left[at + 1] = 1
    for (const place of INDEX.listAt(codes, at))
      if (at + INDEX.sizeOf(place) <= limit) left[at + INDEX.sizeOf(place)] = 1
  }
  return left
}

function findRight({ codes, breaks }: NameText): Uint8Array {
  const right = breaks.slice()
  for (let at = codes.length - 1, limit = codes.length; at >= 0; at--) {
    if (right[at] === 1) limit = at
    else if (isDigit(codes[at] ?? OTHER) && right[at + 1] === 1) right[at] = 1
    else {
      for (const place of INDEX.listAt(codes, at)) {
        const end = at + INDEX.sizeOf(place)
        if (end <= limit && right[end] === 1) right[at] = 1
      }
    }
  }
  return right
}

function isDigit(code: number): boolean {
  return code >= ZERO && code < OTHER
}

/** Whether one of these words, of three letters or more, stands in a name before a place or behind it. */
export function hasWordBeside({ codes }: NameText, { start, end }: Place, words: WordIndex): boolean {
  for (let at = 0; at < codes.length; at++) {
    if (at >= start && at < end) continue
    const limit = at < start ? start : codes.length
    for (const place of words.listAt(codes, at)) {
      const size = words.sizeOf(place)
      if (size >= LURE_SIZE_MIN && at + size <= limit) return true
    }
  }
  return false
}

function toIndex(list: string): WordIndex {
  return new WordIndex([...toSet(list)])
}

function toSet(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/).map(fold))
}
