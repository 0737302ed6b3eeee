import type { Dice } from '../Dice.ts'

/** Cuts an amount into so many parts above zero, of any size, where it has as many units; their sum is the amount. */
export function divide(amount: bigint, parts: number, dice: Dice): bigint[] {
  const cuts: bigint[] = []
  let rest = amount
  for (let left = BigInt(parts); left > 1n && rest > left; left--) {
    const fair = rest / left
    const cut = fair / 2n + dice.below(fair + 1n)
    const part = cut > 0n ? cut : 1n
    cuts.push(part)
    rest -= part
  }
  return [...cuts, rest]
}
