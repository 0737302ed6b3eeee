/** Above twice the relative error of a quotient and a product. */
const ERROR = 2 ** -51

/**
 * `floor(part × share / whole)` of whole numbers, exact, without BigInt: the product is kept as the sum of two doubles.
 *
 * The caller sees to it that all three are integers from 0 to 2^53 - 1, that `whole` is above 0, and that neither `part`
 * nor `share` is above it; a check would cost as much as the work.
 *
 * @source Dekker: A floating-point technique for extending the available precision, 1971
 * @example
 * floorShare(61e8, 11e8, 61e8) // 11e8
 */
export function floorShare(part: number, share: number, whole: number): number {
  const about = part * (share / whole)
  const quotient = Math.floor(about)
  const fraction = about - quotient
  const error = about * ERROR
  // Far from whole numbers the doubles are exact enough: that is nearly always so.
  return fraction > error && fraction < 1 - error ? quotient : correct(part, share, whole, quotient)
}

/** The quotient by its remainder, from one that may be a little off. */
function correct(part: number, share: number, whole: number, about: number): number {
  let quotient = about
  const product = part * share
  const partHigh = highOf(part)
  const shareHigh = highOf(share)
  const partLow = part - partHigh
  const shareLow = share - shareHigh
  const productRest = partHigh * shareHigh - product + partHigh * shareLow + partLow * shareHigh + partLow * shareLow
  const back = quotient * whole
  const quotientHigh = highOf(quotient)
  const wholeHigh = highOf(whole)
  const quotientLow = quotient - quotientHigh
  const wholeLow = whole - wholeHigh
  const backRest =
    quotientHigh * wholeHigh - back + quotientHigh * wholeLow + quotientLow * wholeHigh + quotientLow * wholeLow
  let rest = product - back + (productRest - backRest)
  while (rest < 0) {
    quotient--
    rest += whole
  }
  while (rest >= whole) {
    quotient++
    rest -= whole
  }
  return quotient
}

/** The upper 26 bits of a double's 53, after Veltkamp. */
function highOf(value: number): number {
  const scaled = 134217729 * value
  return scaled - (scaled - value)
}
