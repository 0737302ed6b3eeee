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
