import { amountIn, originIn, type Portion, type TaintState } from './TaintRule.ts'

/**
 * Haircut: a payment carries taint in the share that the payer's balance has of it.
 *
 * The tainted part of a payment is `floor(origin * amount / balance)`; the remainder stays with the payer.
 *
 * @source Möser, Böhme, Breuker: Towards Risk Scoring of Bitcoin Transactions, 2014
 */
export function createHaircut(): TaintState {
  const balances = new Map<number, bigint>()
  const origins = new Map<number, bigint>()
  const balanceOf = (holding: number): bigint => balances.get(holding) ?? 0n
  const originOf = (holding: number): bigint => origins.get(holding) ?? 0n
  return {
    balanceOf,
    originOf,
    take(holding, amount) {
      const balance = balanceOf(holding)
      const origin = originOf(holding)
      const moved = origin === 0n ? 0n : (origin * amount) / balance
      balances.set(holding, balance - amount)
      if (origin > 0n) origins.set(holding, origin - moved)
      return amount === 0n ? [] : [{ amount, origin: moved }]
    },
    give(holding, portion: Portion) {
      const origin = originIn(portion)
      balances.set(holding, balanceOf(holding) + amountIn(portion))
      if (origin > 0n) origins.set(holding, originOf(holding) + origin)
    },
    empty(holding) {
      const origin = originOf(holding)
      balances.delete(holding)
      origins.delete(holding)
      return origin
    },
  }
}
