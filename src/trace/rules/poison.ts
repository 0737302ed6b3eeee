import { amountIn, originIn, type TaintState } from './TaintRule.ts'

/**
 * Poison: one tainted receipt taints the holding and all that it pays from then on.
 *
 * A reach, not an amount: origin units are here what tainted hands have passed on, counted again at every step, and do
 * not add up to what was stolen.
 *
 * @source Möser, Böhme, Breuker: Towards Risk Scoring of Bitcoin Transactions, 2014
 */
export function createPoison(): TaintState {
  const balances = new Map<number, bigint>()
  const tainted = new Set<number>()
  const balanceOf = (holding: number): bigint => balances.get(holding) ?? 0n
  const originOf = (holding: number): bigint => (tainted.has(holding) ? balanceOf(holding) : 0n)
  return {
    balanceOf,
    originOf,
    take(holding, amount) {
      balances.set(holding, balanceOf(holding) - amount)
      return [{ amount, origin: tainted.has(holding) ? amount : 0n }]
    },
    give(holding, portion) {
      balances.set(holding, balanceOf(holding) + amountIn(portion))
      if (originIn(portion) > 0n) tainted.add(holding)
    },
    empty(holding) {
      const origin = originOf(holding)
      balances.delete(holding)
      tainted.delete(holding)
      return origin
    },
  }
}
