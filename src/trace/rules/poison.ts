import { originIn, type TaintState } from './TaintRule.ts'

/**
 * Poison: one tainted receipt taints the holding and all that it pays from then on.
 *
 * A reach, not an amount: origin units are here what tainted hands have passed on, counted again at every step, and do
 * not add up to what was stolen.
 *
 * @source Möser, Böhme, Breuker: Towards Risk Scoring of Bitcoin Transactions, 2014
 */
export function createPoison(): TaintState {
  const isTainted = new Map<number, boolean>()
  return {
    needsReceipts: false,
    isOpen: (holding) => isTainted.has(holding),
    open(holding) {
      isTainted.set(holding, false)
    },
    take: (holding, { amount }) => [{ amount, origin: isTainted.get(holding) === true ? amount : 0n }],
    give(holding, portion) {
      if (originIn(portion) > 0n) isTainted.set(holding, true)
    },
    originOf: (holding, balance) => (isTainted.get(holding) === true ? balance() : 0n),
    close(holding) {
      isTainted.delete(holding)
    },
  }
}
