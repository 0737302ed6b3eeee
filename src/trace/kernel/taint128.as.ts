// AssemblyScript, not TypeScript: scripts/wasm.mjs compiles it into taint128Code.ts. Taint128.ts says what it does.
//
// A number of 128 bits is two 64-bit words, low first. Memory from the start: the three numbers A, B and M, a sink, the
// four columns of a window, and the taint of every slot. Invariants, kept by the caller: slots lie inside the state, and
// all taint together stays below 2^128. Everything is total: no input traps or loops.

const A: usize = 0
const B: usize = 16
const M: usize = 32
const SINK: usize = 48
const COLUMNS: usize = 64

/** Rows of a window: its columns of 40 bytes a row stay inside a second-level cache of 1 MiB. */
export const WINDOW_ROWS: u32 = 16384
export const WINDOW_FROM: usize = COLUMNS
export const WINDOW_TO: usize = WINDOW_FROM + 4 * (WINDOW_ROWS as usize)
export const WINDOW_AMOUNT: usize = WINDOW_TO + 4 * (WINDOW_ROWS as usize)
export const WINDOW_BEFORE: usize = WINDOW_AMOUNT + 16 * (WINDOW_ROWS as usize)
export const STATE: usize = WINDOW_BEFORE + 16 * (WINDOW_ROWS as usize)

/** Rows whose slots are touched ahead: their cache lines are then fetched together instead of one after another. */
const AHEAD_ROWS: u32 = 512

/** 2^64. */
const WORD: f64 = 4294967296.0 * 4294967296.0
/** A guess is made too small by more than its rounding errors, at most 16 of 2^-53, so that it is never too large. */
const UNDER: f64 = 1.0 - 1.0 / 562949953421312.0
const LIMB_MASK: u64 = 0xffffffffffff

// Results that are wider than one value.
let movedLo: u64 = 0
let movedHi: u64 = 0
let productLo: u64 = 0
let restLo: u64 = 0
let restHi: u64 = 0

export function pay(from: u32, to: u32): bool {
  payRow(slotAt(from), slotAt(to), A, B)
  return record()
}

export function take(from: u32): bool {
  const slot = slotAt(from)
  share(load<u64>(slot), load<u64>(slot, 8), A, B)
  subtract(slot)
  return record()
}

export function give(to: u32): void {
  movedLo = load<u64>(M)
  movedHi = load<u64>(M, 8)
  add(slotAt(to))
}

export function drain(from: u32, to: u32): bool {
  const slot = slotAt(from)
  movedLo = load<u64>(slot)
  movedHi = load<u64>(slot, 8)
  subtract(slot)
  add(slotAt(to))
  return record()
}

export function payAll(count: u32): void {
  for (let start: u32 = 0; start < count; start += AHEAD_ROWS) {
    const end = start + AHEAD_ROWS < count ? start + AHEAD_ROWS : count
    touch(start, end)
    for (let row = start; row < end; row++) {
      payRow(slotOf(WINDOW_FROM, row), slotOf(WINDOW_TO, row), WINDOW_AMOUNT + (row << 4), WINDOW_BEFORE + (row << 4))
    }
  }
}

/**
 * Finds the least balance with which each slot must open so that it never pays more than it has: row by row, with what is
 * received in the column of balances. The opening of a slot stands `openings` slots behind its balance.
 *
 * Returns false when a number passes 2^128.
 */
export function completeAll(count: u32, openings: u32): bool {
  const behind = slotAt(openings) - STATE
  let carried: u64 = 0
  for (let row: u32 = 0; row < count; row++) {
    if (row % AHEAD_ROWS === 0) touch(row, min(row + AHEAD_ROWS, count))
    const from = slotOf(WINDOW_FROM, row)
    loadMoved(WINDOW_AMOUNT + (row << 4))
    const lo = load<u64>(from)
    const hi = load<u64>(from, 8)
    if (hi > movedHi || (hi === movedHi && lo >= movedLo)) subtract(from)
    else {
      store<u64>(from, 0)
      store<u64>(from, 0, 8)
      movedHi = movedHi - hi - u64(movedLo < lo)
      movedLo -= lo
      carried |= add(from + behind)
    }
    loadMoved(WINDOW_BEFORE + (row << 4))
    carried |= add(slotOf(WINDOW_TO, row))
  }
  return carried === 0
}

/**
 * Applies the rows to the balances, and puts the payer's balance before each row into the column that told what is
 * received. Returns false when a number passes 2^128.
 */
export function balanceAll(count: u32): bool {
  let carried: u64 = 0
  for (let row: u32 = 0; row < count; row++) {
    if (row % AHEAD_ROWS === 0) touch(row, min(row + AHEAD_ROWS, count))
    const from = slotOf(WINDOW_FROM, row)
    const before = WINDOW_BEFORE + (row << 4)
    const lo = load<u64>(from)
    const hi = load<u64>(from, 8)
    loadMoved(WINDOW_AMOUNT + (row << 4))
    subtract(from)
    loadMoved(before)
    carried |= add(slotOf(WINDOW_TO, row))
    store<u64>(before, lo)
    store<u64>(before, hi, 8)
  }
  return carried === 0
}

function loadMoved(number: usize): void {
  movedLo = load<u64>(number)
  movedHi = load<u64>(number, 8)
}

/** Reads the slots of coming rows. None of the reads waits for another one, as those of payments do. */
function touch(start: u32, end: u32): void {
  let seen: u64 = 0
  for (let row = start; row < end; row++) {
    seen |= load<u64>(slotOf(WINDOW_FROM, row)) | load<u64>(slotOf(WINDOW_TO, row))
  }
  store<u64>(SINK, seen)
}

function slotAt(index: u32): usize {
  return STATE + ((index as usize) << 4)
}

function slotOf(column: usize, row: u32): usize {
  return slotAt(load<u32>(column + (row << 2)))
}

function payRow(from: usize, to: usize, amount: usize, before: usize): void {
  movedLo = 0
  movedHi = 0
  const lo = load<u64>(from)
  const hi = load<u64>(from, 8)
  if ((lo | hi) === 0) return
  share(lo, hi, amount, before)
  subtract(from)
  add(to)
}

function subtract(slot: usize): void {
  const lo = load<u64>(slot)
  store<u64>(slot, lo - movedLo)
  store<u64>(slot, load<u64>(slot, 8) - movedHi - u64(lo < movedLo), 8)
}

/** Returns what is carried beyond 128 bits. */
function add(slot: usize): u64 {
  const lo = load<u64>(slot) + movedLo
  const carry = u64(lo < movedLo)
  const before = load<u64>(slot, 8)
  const hi = before + movedHi + carry
  store<u64>(slot, lo)
  store<u64>(slot, hi, 8)
  return u64(hi < before) | (u64(hi === before) & carry & u64(movedHi === ~(<u64>0)))
}

function record(): bool {
  store<u64>(M, movedLo)
  store<u64>(M, movedHi, 8)
  return (movedLo | movedHi) !== 0
}

/** The share of taint x that a payment of a out of the balance b carries: floor(x * a / b), all of it where a >= b. */
function share(xLo: u64, xHi: u64, amount: usize, before: usize): void {
  const aLo = load<u64>(amount)
  const aHi = load<u64>(amount, 8)
  const bLo = load<u64>(before)
  const bHi = load<u64>(before, 8)
  movedLo = xLo
  movedHi = xHi
  if (aHi > bHi || (aHi === bHi && aLo >= bLo)) return
  movedLo = aLo
  movedHi = aHi
  if (xLo === bLo && xHi === bHi) return
  if ((xHi | bHi) >> 31 === 0) divideNarrow(xLo, xHi, aLo, aHi, bLo, bHi)
  else divideWide(xLo, xHi, aLo, aHi, bLo, bHi)
}

/**
 * floor(x * a / b) for a < b and x, b < 2^95: the quotient is guessed in two parts, floating point choosing and integers
 * checking.
 *
 * The first guess, in units of 2^32, is right in its upper 48 bits, so that the rest is below 2^47 times b. The second
 * guess then is too small by 2 at the most.
 */
function divideNarrow(xLo: u64, xHi: u64, aLo: u64, aHi: u64, bLo: u64, bHi: u64): void {
  const inverse = UNDER / toFloat128(bLo, bHi)
  const high = (toFloat128(xLo, xHi) * toFloat128(aLo, aHi) * inverse * (1.0 / 4294967296.0)) as i64 as u64

  // t = x * a, three words
  let t1 = multiply(xLo, aLo)
  let t0 = productLo
  let t2 = multiplyNarrow(xLo, aHi)
  t1 += productLo
  t2 += u64(t1 < productLo)
  t2 += multiplyNarrow(aLo, xHi) + xHi * aHi
  t1 += productLo
  t2 += u64(t1 < productLo)

  // t -= high * b * 2^32
  let d1 = multiply(high, bLo)
  const d0 = productLo
  let d2 = multiplyNarrow(high, bHi)
  d1 += productLo
  d2 += u64(d1 < productLo)
  const s0 = d0 << 32
  const s1 = (d1 << 32) | (d0 >> 32)
  const borrow = u64(t0 < s0)
  t0 -= s0
  t2 -= ((d2 << 32) | (d1 >> 32)) + u64(t1 < s1) + u64(t1 - s1 < borrow)
  t1 -= s1 + borrow

  // t -= low * b, which leaves two words
  const low = ((toFloat128(t1, t2) * WORD + toFloat(t0)) * inverse) as i64 as u64
  t1 -= multiply(low, bLo) + low * bHi
  t1 -= u64(t0 < productLo)
  t0 -= productLo
  movedLo = (high << 32) + low
  movedHi = (high >> 32) + u64(movedLo < low)
  while (t1 > bHi || (t1 === bHi && t0 >= bLo)) {
    t1 -= bHi + u64(t0 < bLo)
    t0 -= bLo
    movedLo++
    movedHi += u64(movedLo === 0)
  }
}

/**
 * floor(x * a / b) for a < b: long division by Horner's scheme over the 48-bit limbs of x, the highest first.
 *
 * With q and r the quotient and rest for the limbs so far, the next limb makes of them q * 2^48 + d and the rest of
 * r * 2^48 + limb * a after d times b. As r < b and a < b, no d reaches 2^49.
 */
function divideWide(xLo: u64, xHi: u64, aLo: u64, aHi: u64, bLo: u64, bHi: u64): void {
  const inverse = UNDER / toFloat128(bLo, bHi)
  const top = xHi >> 32
  const middle = ((xHi << 16) | (xLo >> 48)) & LIMB_MASK
  let lo: u64 = 0
  let hi: u64 = 0
  restLo = 0
  restHi = 0
  if (top !== 0) lo = divideLimb(top, aLo, aHi, bLo, bHi, inverse)
  if ((top | middle) !== 0) {
    const digit = divideLimb(middle, aLo, aHi, bLo, bHi, inverse)
    hi = lo >> 16
    lo = (lo << 48) + digit
    hi += u64(lo < digit)
  }
  const digit = divideLimb(xLo & LIMB_MASK, aLo, aHi, bLo, bHi, inverse)
  movedHi = (hi << 48) | (lo >> 16)
  movedLo = (lo << 48) + digit
  movedHi += u64(movedLo < digit)
}

/**
 * One digit of the quotient; the rest before and after it stands in `rest`.
 *
 * The digit is guessed in floating point, too small by 3 at the most and never too large; the rest is exact, in integers,
 * and says by how much: the digit is right when the rest is below b.
 */
function divideLimb(limb: u64, aLo: u64, aHi: u64, bLo: u64, bHi: u64, inverse: f64): u64 {
  // t = rest * 2^48 + limb * a, three words
  let t1 = multiply(limb, aLo)
  let t0 = productLo
  let t2 = multiply(limb, aHi)
  t1 += productLo
  t2 += u64(t1 < productLo)
  const shifted0 = restLo << 48
  const shifted1 = (restHi << 48) | (restLo >> 16)
  t0 += shifted0
  const carry = u64(t0 < shifted0)
  t1 += shifted1
  t2 += (restHi >> 16) + u64(t1 < shifted1)
  t1 += carry
  t2 += u64(t1 < carry)

  let digit = ((toFloat128(t1, t2) * WORD + toFloat(t0)) * inverse) as i64 as u64

  // t -= digit * b
  let d1 = multiply(digit, bLo)
  const d0 = productLo
  let d2 = multiply(digit, bHi)
  d1 += productLo
  d2 += u64(d1 < productLo)
  const borrow = u64(t0 < d0)
  t0 -= d0
  t2 -= d2 + u64(t1 < d1) + u64(t1 - d1 < borrow)
  t1 -= d1 + borrow
  while (t2 !== 0 || t1 > bHi || (t1 === bHi && t0 >= bLo)) {
    const owed = u64(t0 < bLo)
    t0 -= bLo
    t2 -= u64(t1 < bHi) + u64(t1 - bHi < owed)
    t1 -= bHi + owed
    digit++
  }
  restLo = t0
  restHi = t1
  return digit
}

/** The high word of a product; the low one stands in `productLo`. */
function multiply(x: u64, y: u64): u64 {
  const x0 = x & 0xffffffff
  const x1 = x >> 32
  const y0 = y & 0xffffffff
  const y1 = y >> 32
  const low = x0 * y0
  const left = x1 * y0 + (low >> 32)
  const right = x0 * y1 + (left & 0xffffffff)
  productLo = (right << 32) | (low & 0xffffffff)
  return x1 * y1 + (left >> 32) + (right >> 32)
}

/** As `multiply`, for y below 2^32. */
function multiplyNarrow(x: u64, y: u64): u64 {
  const low = (x & 0xffffffff) * y
  const high = (x >> 32) * y + (low >> 32)
  productLo = (high << 32) | (low & 0xffffffff)
  return high >> 32
}

function toFloat128(lo: u64, hi: u64): f64 {
  return toFloat(hi) * WORD + toFloat(lo)
}

/** Nearest double up to the last bit or two; the signed conversions of its halves need no branch. */
function toFloat(word: u64): f64 {
  return ((word >> 32) as i64 as f64) * 4294967296.0 + ((word & 0xffffffff) as i64 as f64)
}
