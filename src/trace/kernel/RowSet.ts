/** Rows still to come, one bit each, given back in ascending order while more are added. */
export interface RowSet {
  /** Adds a row. */
  add(row: number): void
  /** Takes the lowest row out, or returns -1 when none is left. */
  next(): number
  /** The lowest row, which stays, or -1. */
  peek(): number
  /** Takes one row out, and tells whether it was in. */
  take(row: number): boolean
}

/** Creates an empty set for rows below `count`. One bit a row; a pass over all of them costs a word for each 32 rows. */
export function createRowSet(count: number): RowSet {
  const words = new Uint32Array(Math.ceil(count / 32))
  // No row stands in a word before this one.
  let at = 0
  const peek = (): number => {
    while (at < words.length && words[at] === 0) at++
    if (at === words.length) return -1
    const word = words[at] as number
    return 32 * at + 31 - Math.clz32(word & -word)
  }
  return {
    peek,
    add(row) {
      ;(words[row >>> 5] as number) |= 1 << (row & 31)
      if (row >>> 5 < at) at = row >>> 5
    },
    next() {
      const row = peek()
      if (row >= 0) (words[at] as number) &= (words[at] as number) - 1
      return row
    },
    take(row) {
      const bit = 1 << (row & 31)
      const isIn = ((words[row >>> 5] as number) & bit) !== 0
      ;(words[row >>> 5] as number) &= ~bit
      return isIn
    },
  }
}
