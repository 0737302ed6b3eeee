import { CODES, toCodes } from './NameText.ts'

const NONE: readonly number[] = []

/** Folded words by their first two letters: which of them stand at a place of a name. */
export class WordIndex {
  readonly #words: readonly Uint8Array[]
  /** Places in `#words` by the code of the first letter times `CODES` and that of the second. */
  readonly #buckets: (readonly number[])[]

  /** @param words - Those of less than two letters are never found. */
  constructor(words: readonly string[]) {
    this.#words = words.map((word) => toCodes(word).codes)
    const buckets: number[][] = Array.from({ length: CODES * CODES }, () => [])
    for (const [place, { length, 0: first = 0, 1: second = 0 }] of this.#words.entries())
      if (length > 1) buckets[first * CODES + second]?.push(place)
    this.#buckets = buckets
  }

  /** Places, in the list of words, of those whose letters begin here; what is no letter of ASCII counts as one. */
  listAt(codes: Uint8Array, at: number): readonly number[] {
    if (at + 1 >= codes.length) return NONE
    const bucket = this.#buckets[(codes[at] as number) * CODES + (codes[at + 1] as number)] as readonly number[]
    let found: number[] | undefined
    for (let index = 0; index < bucket.length; index++) {
      const place = bucket[index] as number
      if (!isAt(this.#words[place] as Uint8Array, codes, at)) continue
      if (found === undefined) found = [place]
      else found.push(place)
    }
    return found ?? NONE
  }

  sizeOf(place: number): number {
    return this.#words[place]?.length ?? 0
  }
}

function isAt(word: Uint8Array, codes: Uint8Array, at: number): boolean {
  if (at + word.length > codes.length) return false
  for (let index = 2; index < word.length; index++) if (word[index] !== codes[at + index]) return false
  return true
}
