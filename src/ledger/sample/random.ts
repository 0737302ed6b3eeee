/** A seeded source of numbers: the same seed, the same numbers. */
export interface Random {
  /** From 0 up to, not including, 1. */
  unit(): number
  /** A whole number from 0 up to, not including, `bound` (at most 2^32). */
  below(bound: bigint): bigint
}

/**
 * The generator sfc32, seeded by one 32-bit number.
 *
 * @source Chris Doty-Humphrey, PractRand, sfc32
 */
export function createRandom(seed: number): Random {
  let a = 0
  let b = seed | 0
  let c = 0
  let counter = 1
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let i = 0; i < 15; i++) next()
  return {
    unit: () => next() / 2 ** 32,
    below: (bound) => (BigInt(next()) * bound) >> 32n,
  }
}
