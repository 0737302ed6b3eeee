/** Rows still to come, one bit each, given back in ascending order while more are added. */
export interface RowSet {
  /** Adds a row; one that is before the last given row is not given any more. */
  add(row: number): void
  /** Takes the lowest row out, or returns -1 when none is left. */
  next(): number
}

/** Creates an empty set for rows below `count`. One bit a row; a pass over all of them costs a word for each 32 rows. */
export function createRowSet(count: number): RowSet {
  const words = new Uint32Array(Math.ceil(count / 32))
  let at = 0
  return {
    add(row) {
      ;(words[row >>> 5] as number) |= 1 << (row & 31)
    },
    next() {
      while (at < words.length && words[at] === 0) at++
      if (at === words.length) return -1
      const word = words[at] as number
      words[at] = word & (word - 1)
      return 32 * at + 31 - Math.clz32(word & -word)
    },
  }
}
