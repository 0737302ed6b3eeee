import { InvalidRowError } from './InvalidRowError.ts'

const pathText = /^\[? ?(?:\d{1,7}(?:[,_] ?\d{1,7})*)? ?\]?$/

/** How a step of a path is written: `prefix`, then `step - first` in `bits` bits. The last code ends before `STEP_END`. */
const STEP_CODES = [
  { first: 0, prefix: 0b01, prefixBits: 2, bits: 0 },
  { first: 1, prefix: 0b10, prefixBits: 2, bits: 0 },
  { first: 2, prefix: 0b110, prefixBits: 3, bits: 1 },
  { first: 4, prefix: 0b1110, prefixBits: 4, bits: 3 },
  { first: 12, prefix: 0b11110, prefixBits: 5, bits: 6 },
  { first: 76, prefix: 0b111110, prefixBits: 6, bits: 10 },
  { first: 1_100, prefix: 0b1111110, prefixBits: 7, bits: 14 },
  { first: 17_484, prefix: 0b11111110, prefixBits: 8, bits: 20 },
] as const
const STEP_END = 1_066_060
const WIDTH = 32

/**
 * Parses the place of a call in the tree of its transaction's calls: `0,1,2`, `0_1_2` or `[0, 1, 2]`; empty is the root.
 *
 * @throws InvalidRowError `LZ_ROW_TRACE`
 */
export function parseTracePath(text: string): readonly number[] {
  if (!pathText.test(text)) throw invalidPath(text)
  return (text.match(/\d+/g) ?? []).map(Number)
}

/**
 * A path as one number of 32 bits: different for different paths, and ordered as the calls were made.
 *
 * The number depends on the path alone, so that rows can be numbered one by one and in any order. The code of a step is
 * longer the higher the step; no code begins another, and the zeros that fill the number sort a call before the calls
 * that it makes. The first two steps take 2 bits, steps to 11 at most 7, steps to 1,099 at most 16.
 *
 * @returns Undefined where the path does not fit: deeper than 16, or with high steps earlier than that.
 * @example
 * encodeTracePath([])     // 0
 * encodeTracePath([0])    // 0b01 and 30 zeros
 * encodeTracePath([0, 2]) // 0b01_1100 and 26 zeros
 */
export function encodeTracePath(path: readonly number[]): number | undefined {
  let code = 0
  let used = 0
  for (const step of path) {
    const { first, prefix, prefixBits, bits } =
      STEP_CODES.findLast((candidate) => candidate.first <= step) ?? STEP_CODES[0]
    used += prefixBits + bits
    if (used > WIDTH || step >= STEP_END) return undefined
    code = (code * 2 ** prefixBits + prefix) * 2 ** bits + (step - first)
  }
  return code * 2 ** (WIDTH - used)
}

function invalidPath(text: string): InvalidRowError {
  const shown = JSON.stringify(text.slice(0, 40))
  return new InvalidRowError('LZ_ROW_TRACE', `${shown} is no place in a tree of calls, such as 0,1,2.`)
}
