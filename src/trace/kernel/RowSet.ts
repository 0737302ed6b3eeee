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

/**
 * Creates an empty set for rows from `first` on that are below `count`.
 *
 * One bit a row; a pass over all of them costs a word for each 32 rows.
 */
export function createRowSet(count: number, first = 0): RowSet {
  // Bits stand at the row less the base.
  const base = first - (first % 32)
  const words = new Uint32Array(Math.max(0, Math.ceil((count - base) / 32)))
  // No row stands in a word before this one.
  let at = 0
  const peek = (): number => {
    while (at < words.length && words[at] === 0) at++
    if (at === words.length) return -1
    const word = words[at] as number
    return base + 32 * at + 31 - Math.clz32(word & -word)
  }
  return {
    peek,
    add(row) {
      const word = (row - base) >>> 5
      ;(words[word] as number) |= 1 << (row & 31)
      if (word < at) at = word
    },
    next() {
      const row = peek()
      if (row >= 0) (words[at] as number) &= (words[at] as number) - 1
      return row
    },
    take(row) {
      const word = (row - base) >>> 5
      const bit = 1 << (row & 31)
      const isIn = ((words[word] as number) & bit) !== 0
      ;(words[word] as number) &= ~bit
      return isIn
    },
  }
}
