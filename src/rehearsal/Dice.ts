import { createHash } from 'node:crypto'
import { RehearsalError } from './RehearsalError.ts'

/** What a script draws from: the same seed and name, the same numbers. */
export interface Dice {
  /** From 0 up to, not including, `bound` (at most 2^64). */
  below(bound: bigint): bigint
  /** A whole number of a range, both ends included. */
  between(min: number, max: number): number
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T
  shuffle<T>(list: readonly T[]): T[]
}

/**
 * Dice of their own for each part of a rehearsal: other traffic leaves the thief as he is.
 *
 * @throws RehearsalError `LZ_REHEARSAL_SEED` for a seed that is no whole number from 0 to 2^53 - 1
 */
export function createDice(seed: number, name: string): Dice {
  if (!Number.isSafeInteger(seed) || seed < 0) throw badSeed(seed)
  let drawn = 0
  const draw = (): bigint => {
    const digest = createHash('sha256').update(`${seed}/${name}/${drawn++}`).digest()
    return digest.readBigUInt64BE()
  }
  const below = (bound: bigint): bigint => (draw() * bound) >> 64n
  const between = (min: number, max: number): number => min + Number(below(BigInt(max - min + 1)))
  return {
    below,
    between,
    pick: (list) => list[between(0, list.length - 1)] as (typeof list)[number],
    shuffle(list) {
      const keyed = list.map((item) => ({ item, key: draw() }))
      return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item)
    },
  }
}

function badSeed(seed: number): RehearsalError {
  const message = `${seed} is no seed of a rehearsal. Give a whole number from 0 to 2^53 - 1.`
  return new RehearsalError('LZ_REHEARSAL_SEED', 'input', message)
}
