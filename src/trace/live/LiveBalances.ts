import { type AmountColumn, createAmounts, fromLimbs } from '../kernel/AmountColumn.ts'
import { addLimbs, compareLimbs, LIMBS, readLimbs, subtractLimbs, writeLimbs } from '../kernel/limbs.ts'
import { roomFor } from '../kernel/roomFor.ts'
import type { Holding } from '../TraceIndex.ts'

/**
 * What the holdings have behind the last row, and had before each.
 *
 * By row it keeps the payer's balance before it without the opening, modulo 2^128: so a payment that needs a larger opening
 * changes no row before it. 32 bytes a holding, 16 a row.
 */
export interface LiveBalances {
  /** By holding, the least that it opens with so that it never pays more than it has. */
  readonly opening: AmountColumn
  /** A holding that is new has so much to begin with. */
  open(holding: Holding, standing: Standing): void
  /**
   * Applies the next row; false, and nothing is changed, where a balance or an opening would reach 2^127.
   *
   * Below that no balance before a row passes 2^128, however much its opening is raised later.
   */
  apply(row: number, move: Move128): boolean
  /** Takes back the last row. */
  undo(row: number, move: Move128): void
  /** Copies the payer's balance before a row. */
  readBefore(row: number, payer: Holding, limbs: Uint32Array): void
  balanceOf(holding: Holding): bigint
  /** Rows from `row` on that paid more than was known to be there, the last first. */
  raisesSince(row: number): Generator<number>
}

/** What a holding has where its known history begins, and which part of it no payment to it explains. */
export interface Standing {
  readonly balance: bigint
  readonly opening: bigint
}

/** Of an account of which nothing is known. */
export const NOTHING: Standing = { balance: 0n, opening: 0n }

/** One row, with the amount in place `row` of a column of limbs. */
export interface Move128 {
  readonly from: Holding
  readonly to: Holding
  readonly amounts: Uint32Array
}

/** Creates balances of holdings of which none is known yet. */
export function createLiveBalances(): LiveBalances {
  let opening = createAmounts(64)
  let balance = new Uint32Array(LIMBS * 64)
  let known = new Uint32Array(LIMBS * 64)
  const raises = createRaises()
  const spare = new Uint32Array(LIMBS)

  const pay = (row: number, from: Holding, amounts: Uint32Array): void => {
    if (compareLimbs(balance, from, amounts, row) < 0) {
      spare.set(amounts.subarray(LIMBS * row, LIMBS * row + LIMBS))
      subtractLimbs(spare, 0, balance, from)
      addLimbs(opening.limbs, from, spare, 0)
      addLimbs(balance, from, spare, 0)
      raises.push(row, spare)
    }
    subtractLimbs(balance, from, amounts, row)
  }
  const unpay = (row: number, from: Holding, amounts: Uint32Array): void => {
    addLimbs(balance, from, amounts, row)
    if (!raises.pop(row, spare)) return
    subtractLimbs(balance, from, spare, 0)
    subtractLimbs(opening.limbs, from, spare, 0)
  }
  return {
    get opening() {
      return opening
    },
    open(holding, standing) {
      balance = roomFor(balance, LIMBS * (holding + 1))
      if (opening.limbs.length < balance.length) opening = fromLimbs(roomFor(opening.limbs, balance.length), new Map())
      writeLimbs(balance, holding, standing.balance)
      writeLimbs(opening.limbs, holding, standing.opening)
    },
    apply(row, { from, to, amounts }) {
      if (isLarge(amounts, row) || isLarge(balance, from)) return false
      known = roomFor(known, LIMBS * (row + 1))
      for (let i = 0; i < LIMBS; i++) known[LIMBS * row + i] = balance[LIMBS * from + i] as number
      subtractLimbs(known, row, opening.limbs, from)
      pay(row, from, amounts)
      addLimbs(balance, to, amounts, row)
      if (!isLarge(opening.limbs, from) && !isLarge(balance, to)) return true
      subtractLimbs(balance, to, amounts, row)
      unpay(row, from, amounts)
      return false
    },
    undo(row, { from, to, amounts }) {
      subtractLimbs(balance, to, amounts, row)
      unpay(row, from, amounts)
    },
    readBefore(row, payer, limbs) {
      for (let i = 0; i < LIMBS; i++) limbs[i] = known[LIMBS * row + i] as number
      addLimbs(limbs, 0, opening.limbs, payer)
    },
    balanceOf: (holding) => readLimbs(balance, holding),
    raisesSince: raises.since,
  }
}

/** Whether a number has its highest bit. */
function isLarge(limbs: Uint32Array, at: number): boolean {
  return (limbs[LIMBS * at + LIMBS - 1] as number) >>> 31 === 1
}

/** By which rows openings were raised, and by how much. */
function createRaises() {
  let rows = new Uint32Array(64)
  let amounts = new Uint32Array(LIMBS * 64)
  let count = 0
  return {
    push(row: number, amount: Uint32Array): void {
      rows = roomFor(rows, count + 1)
      amounts = roomFor(amounts, LIMBS * rows.length)
      rows[count] = row
      amounts.set(amount, LIMBS * count++)
    },
    /** Takes the last one, if it is of this row. */
    pop(row: number, amount: Uint32Array): boolean {
      if (count === 0 || rows[count - 1] !== row) return false
      count--
      amount.set(amounts.subarray(LIMBS * count, LIMBS * count + LIMBS))
      return true
    },
    *since(row: number): Generator<number> {
      for (let at = count - 1; at >= 0 && (rows[at] as number) >= row; at--) yield rows[at] as number
    },
  }
}
