/**
 * An amount on its way from one holding to another: lots in order, the first to be paid out first under FIFO.
 *
 * A lot has an amount, in units of the asset that it is in now, and origin units: how much of the stolen asset it stands
 * for, 0 when it is clean. Without a conversion the two are equal or origin is 0 (haircut: anything between).
 */
export type Portion = readonly Lot[]

export interface Lot {
  readonly amount: bigint
  readonly origin: bigint
}

/**
 * The taint of the holdings that a theft has reached, under one rule. A holding is any number that the caller chooses.
 *
 * What a holding has in all is the caller's knowledge: it hands in the balance where a rule needs it.
 */
export interface TaintState {
  /** Whether clean receipts change what a holding pays later: then those of every open holding must be given. */
  readonly needsReceipts: boolean
  isOpen(holding: number): boolean
  /** Begins to keep a holding, which has `balance`, all of it clean. */
  open(holding: number, balance: bigint): void
  /** Pays out of an open holding. */
  take(holding: number, payment: Payment): Portion
  /** Pays a portion into an open holding. */
  give(holding: number, portion: Portion): void
  /** The origin units in an open holding, which has `balance()`. */
  originOf(holding: number, balance: () => bigint): bigint
  /** Ends the keeping of a holding. */
  close(holding: number): void
}

/** A payment of `amount` out of a `balance` that is not smaller. */
export interface Payment {
  readonly amount: bigint
  readonly balance: bigint
}

export type TaintRuleName = 'haircut' | 'fifo' | 'lifo' | 'poison'

/** The version of the rules' definitions, carried by every result. */
export const RULES_VERSION = 1

/** Origin units of a portion. */
export function originIn(portion: Portion): bigint {
  return portion.reduce((sum, lot) => sum + lot.origin, 0n)
}

/** Amount of a portion, in units of its asset. */
export function amountIn(portion: Portion): bigint {
  return portion.reduce((sum, lot) => sum + lot.amount, 0n)
}

/**
 * The portion after a conversion that received `received` units for all of it.
 *
 * Each lot gets its share by cumulative floor, so that the amounts add up; origin units stay. A lot whose share is
 * nothing passes its origin to the next lot, the last to the one before it. What is received for nothing is clean.
 */
export function convert(portion: Portion, received: bigint): Portion {
  const paid = amountIn(portion)
  if (paid === received) return portion
  if (paid === 0n && originIn(portion) === 0n) return [{ amount: received, origin: 0n }]
  const result: Lot[] = []
  let before = 0n
  let carried = 0n
  let sum = 0n
  for (const lot of portion) {
    sum += lot.amount
    const after = (received * sum) / paid
    if (after === before) carried += lot.origin
    else {
      result.push({ amount: after - before, origin: lot.origin + carried })
      carried = 0n
    }
    before = after
  }
  if (carried > 0n) {
    const last = result.pop() ?? { amount: 0n, origin: 0n }
    result.push({ amount: last.amount, origin: last.origin + carried })
  }
  return result
}
