import { LazarettoError } from '../../LazarettoError.ts'
import { growMemory, instantiate, type WasmConstant, type WasmMemory } from '../../wasmModule.ts'
import { LIMBS } from './limbs.ts'
import { TAINT128_CODE } from './taint128Code.ts'

/**
 * The taint of many slots under the haircut rule, exact in 128 bits, in WebAssembly memory.
 *
 * A slot is what the caller makes of it, a holding as a rule. A number is four limbs of 32 bits, the lowest first (see
 * `readLimbs`). `amount`, `before` and `moved` hold one number each, by which a payment is told and answered:
 * `moved = floor(taint × amount / before)`, and all of the taint where `amount` is not below `before`. The remainder
 * stays with the payer.
 *
 * Two things are the caller's part, since a check would cost as much as the work: slots are below `slots`, and all taint
 * together stays below 2^128.
 */
export interface Taint128 {
  readonly slots: number
  /** What the payment moves, in units of the asset. */
  readonly amount: Uint32Array
  /** The payer's balance before the payment. */
  readonly before: Uint32Array
  /** The taint that the last `pay`, `take` or `drain` moved, and that `give` gives. */
  readonly moved: Uint32Array
  /** Taint by slot. `grow` makes a new view: read this again after it. */
  readonly state: Uint32Array<ArrayBuffer>
  /** Rows for `payAll`. `grow` makes new views of them, of `amount`, `before` and `moved` too. */
  readonly window: PaymentWindow
  /** Moves the share of a payment; true when it is more than nothing. The two slots may be the same. */
  pay(from: number, to: number): boolean
  /** Takes the share of a payment out and gives it to nobody; true when it is more than nothing. */
  take(from: number): boolean
  /** Gives `moved` to a slot. */
  give(to: number): void
  /** Moves all that a slot has; true when it is more than nothing. */
  drain(from: number, to: number): boolean
  /** Pays the first `count` rows of the window in their order, and leaves `moved` alone. */
  payAll(count: number): void
  /**
   * Balances instead of taint: finds the least opening of each slot for the window's first `count` rows, with what is
   * received in `window.before`. Openings stand `openings` slots behind. False when a number passes 2^128.
   */
  completeAll(count: number, openings: number): boolean
  /** Applies the rows to balances; `window.before` tells what is received, and then holds the payer's balance before. */
  balanceAll(count: number): boolean
  /** Makes room for so many slots in all; new ones have no taint. @throws TaintMemoryError */
  grow(slots: number): void
}

/** Columns of a batch of payments; `amount` and `before` have four limbs a row. */
export interface PaymentWindow {
  readonly rows: number
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly amount: Uint32Array
  readonly before: Uint32Array
}

/**
 * Creates the taint of `slots` slots, all clean. 16 bytes a slot.
 *
 * @throws TaintMemoryError `LZ_TRACE_MEMORY` above 268 million slots, or when the machine has not so much memory
 * @example
 * const taint = createTaint128(2)
 * writeLimbs(taint.state, 0, 100n)  // slot 0 holds 100 stolen units
 * writeLimbs(taint.amount, 0, 1n)   // and pays 1
 * writeLimbs(taint.before, 0, 3n)   // of its 3 to slot 1
 * taint.pay(0, 1)                   // true
 * readLimbs(taint.moved, 0)         // 33n; slot 0 keeps 67n
 */
export function createTaint128(slots: number): Taint128 {
  const code = instantiate(TAINT128_CODE) as Code
  let views = growTo(code, slots)
  return {
    get slots() {
      return views.slots
    },
    get amount() {
      return views.amount
    },
    get before() {
      return views.before
    },
    get moved() {
      return views.moved
    },
    get state() {
      return views.state
    },
    get window() {
      return views.window
    },
    pay: (from, to) => code.pay(from, to) !== 0,
    take: (from) => code.take(from) !== 0,
    give: code.give,
    drain: (from, to) => code.drain(from, to) !== 0,
    payAll: code.payAll,
    completeAll: (count, openings) => code.completeAll(count, openings) !== 0,
    balanceAll: (count) => code.balanceAll(count) !== 0,
    grow(more) {
      if (more > views.slots) views = growTo(code, more)
    },
  }
}

const SLOT_BYTES = 4 * LIMBS

interface Code {
  readonly memory: WasmMemory
  readonly WINDOW_ROWS: WasmConstant
  readonly WINDOW_FROM: WasmConstant
  readonly WINDOW_TO: WasmConstant
  readonly WINDOW_AMOUNT: WasmConstant
  readonly WINDOW_BEFORE: WasmConstant
  readonly STATE: WasmConstant
  pay(from: number, to: number): number
  take(from: number): number
  give(to: number): void
  drain(from: number, to: number): number
  payAll(count: number): void
  completeAll(count: number, openings: number): number
  balanceAll(count: number): number
}

type Views = Pick<Taint128, 'slots' | 'amount' | 'before' | 'moved' | 'state' | 'window'>

function growTo(code: Code, slots: number): Views {
  try {
    growMemory(code.memory, code.STATE.value + SLOT_BYTES * slots)
  } catch (cause) {
    throw new TaintMemoryError(slots, cause)
  }
  return viewsOf(code, slots)
}

function viewsOf(code: Code, slots: number): Views {
  const { buffer } = code.memory
  const rows = code.WINDOW_ROWS.value
  return {
    slots,
    amount: new Uint32Array(buffer, 0, LIMBS),
    before: new Uint32Array(buffer, SLOT_BYTES, LIMBS),
    moved: new Uint32Array(buffer, 2 * SLOT_BYTES, LIMBS),
    state: new Uint32Array(buffer, code.STATE.value, LIMBS * slots),
    window: {
      rows,
      from: new Uint32Array(buffer, code.WINDOW_FROM.value, rows),
      to: new Uint32Array(buffer, code.WINDOW_TO.value, rows),
      amount: new Uint32Array(buffer, code.WINDOW_AMOUNT.value, LIMBS * rows),
      before: new Uint32Array(buffer, code.WINDOW_BEFORE.value, LIMBS * rows),
    },
  }
}

/** More slots than WebAssembly's 4 GiB or the machine's memory hold. */
export class TaintMemoryError extends LazarettoError {
  constructor(slots: number, cause: unknown) {
    const message = `There is no memory for the taint of ${slots} holdings, 16 bytes each: 268 million at the most. Trace one asset at a time, or a shorter time.`
    super('LZ_TRACE_MEMORY', 'limit', message, { cause })
  }
}
