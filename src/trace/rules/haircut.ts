import { originIn, type TaintState } from './TaintRule.ts'

/**
 * Haircut: a payment carries taint in the share that the payer's balance has of it.
 *
 * The tainted part of a payment is `floor(origin * amount / balance)`; the remainder stays with the payer.
 *
 * @source Möser, Böhme, Breuker: Towards Risk Scoring of Bitcoin Transactions, 2014
 */
export function createHaircut(): TaintState {
  const origins = new Map<number, bigint>()
  return {
    needsReceipts: false,
    isOpen: (holding) => origins.has(holding),
    open(holding) {
      origins.set(holding, 0n)
    },
    take(holding, { amount, balance }) {
      const origin = origins.get(holding) as bigint
      const moved = origin === 0n ? 0n : (origin * amount) / balance
      if (moved > 0n) origins.set(holding, origin - moved)
      return [{ amount, origin: moved }]
    },
    give(holding, portion) {
      const origin = originIn(portion)
      if (origin > 0n) origins.set(holding, (origins.get(holding) as bigint) + origin)
    },
    originOf: (holding) => origins.get(holding) as bigint,
    close(holding) {
      origins.delete(holding)
    },
  }
}
