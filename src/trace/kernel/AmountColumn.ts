/**
 * Exact amounts, one for each row or holding: 128 bits in two words, the low one first, and in `high` what is above.
 *
 * `limbs` and `words` are two views of the same memory, for the kernel and for BigInt. A column without `high` is narrow.
 */
export interface AmountColumn {
  readonly limbs: Uint32Array<ArrayBuffer>
  readonly words: BigUint64Array<ArrayBuffer>
  readonly high: Map<number, bigint>
}

const MASK_64 = (1n << 64n) - 1n

/** A column of `count` zeros. 16 bytes each. */
export function createAmounts(count: number): AmountColumn {
  return fromLimbs(new Uint32Array(4 * count), new Map())
}

/** A column that takes over the memory of its limbs: four for each amount. */
export function fromLimbs(limbs: Uint32Array<ArrayBuffer>, high: Map<number, bigint>): AmountColumn {
  return { limbs, words: new BigUint64Array(limbs.buffer, limbs.byteOffset, limbs.length / 2), high }
}

export function getAmount({ words, high }: AmountColumn, at: number): bigint {
  const low = words[2 * at] as bigint
  const middle = words[2 * at + 1] as bigint
  const amount = middle === 0n ? low : (middle << 64n) | low
  return high.size === 0 ? amount : amount | ((high.get(at) ?? 0n) << 128n)
}

export function isZero({ limbs, high }: AmountColumn, at: number): boolean {
  for (let i = 4 * at; i < 4 * at + 4; i++) if (limbs[i] !== 0) return false
  return high.size === 0 || !high.has(at)
}

export function setAmount({ words, high }: AmountColumn, at: number, amount: bigint): void {
  words[2 * at] = amount & MASK_64
  words[2 * at + 1] = (amount >> 64n) & MASK_64
  const above = amount >> 128n
  if (above === 0n) high.delete(at)
  else high.set(at, above)
}

/** The amounts at the given places, in this order: a copy. */
export function pickAmounts(column: AmountColumn, places: Uint32Array): AmountColumn {
  const picked = createAmounts(places.length)
  for (let i = 0; i < places.length; i++) {
    const from = 2 * (places[i] as number)
    picked.words[2 * i] = column.words[from] as bigint
    picked.words[2 * i + 1] = column.words[from + 1] as bigint
    if (column.high.size > 0 && column.high.has(from / 2)) picked.high.set(i, column.high.get(from / 2) as bigint)
  }
  return picked
}
