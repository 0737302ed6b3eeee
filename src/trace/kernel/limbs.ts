/**
 * Numbers of 128 bits in a Uint32Array: four limbs each, the lowest first.
 *
 * For tests, reports and the edges of a trace; a hot loop copies limbs and makes no BigInt.
 */

/** Limbs of one number. */
export const LIMBS = 4

/** The number in place `at`, counted in numbers. */
export function readLimbs(limbs: Uint32Array, at: number): bigint {
  let value = 0n
  for (let i = LIMBS - 1; i >= 0; i--) value = (value << 32n) | BigInt(limbs[LIMBS * at + i] as number)
  return value
}

/**
 * Writes a number into place `at`, counted in numbers.
 *
 * @throws RangeError for a negative number or one of more than 128 bits: a bug of the caller
 */
export function writeLimbs(limbs: Uint32Array, at: number, value: bigint): void {
  if (value < 0n || value >> 128n !== 0n) throw new RangeError(`${value} does not fit into 128 bits.`)
  for (let i = 0; i < LIMBS; i++) limbs[LIMBS * at + i] = Number((value >> BigInt(32 * i)) & 0xffff_ffffn)
}

/** Adds one number to another in its place and returns what is carried beyond 128 bits. */
export function addLimbs(target: Uint32Array, at: number, source: Uint32Array, from: number): number {
  let carry = 0
  for (let i = 0; i < LIMBS; i++) {
    const sum = (target[LIMBS * at + i] as number) + (source[LIMBS * from + i] as number) + carry
    target[LIMBS * at + i] = sum
    carry = sum > 0xffff_ffff ? 1 : 0
  }
  return carry
}

/** Takes one number from another in its place and returns what is borrowed: then the result is 2^128 too large. */
export function subtractLimbs(target: Uint32Array, at: number, source: Uint32Array, from: number): number {
  let borrow = 0
  for (let i = 0; i < LIMBS; i++) {
    const difference = (target[LIMBS * at + i] as number) - (source[LIMBS * from + i] as number) - borrow
    target[LIMBS * at + i] = difference
    borrow = difference < 0 ? 1 : 0
  }
  return borrow
}

/** Below, at or above zero as the first number is smaller, equal or larger. */
export function compareLimbs(a: Uint32Array, atA: number, b: Uint32Array, atB: number): number {
  for (let i = LIMBS - 1; i >= 0; i--) {
    const difference = (a[LIMBS * atA + i] as number) - (b[LIMBS * atB + i] as number)
    if (difference !== 0) return difference
  }
  return 0
}
