import { LazarettoError } from '../LazarettoError.ts'

/** The largest amount of any asset, 2^256 - 1 base units: what an EVM word holds. */
export const max: bigint = 2n ** 256n - 1n

const decimalsMax = 77
// 78 digits hold 2^256 - 1, 77 the fraction; the rest is room for zeros that exporters pad with.
const textLengthMax = 256
const decimalText = /^-?[0-9]+(?:\.[0-9]+)?$/

/**
 * Parses decimal text as base units, exactly.
 *
 * Takes digits with at most one point between digits: no plus sign, no exponent, no thousands separators, no spaces.
 * It never rounds: a digit other than zero beyond the asset's decimals is an error.
 *
 * @param text - Decimal text, e.g. `'1.50'`. Unit: the asset's display unit.
 * @param decimals - Digits between the display unit and the base unit, 0 to 77 (18 for ether, 8 for bitcoin).
 * @returns Base units, 0 to 2^256 - 1.
 * @throws InvalidAmountError `LZ_AMOUNT_SYNTAX`, `LZ_AMOUNT_NEGATIVE`, `LZ_AMOUNT_PRECISION`, `LZ_AMOUNT_OVERFLOW`,
 * `LZ_AMOUNT_DECIMALS`
 * @example
 * Amount.parse('0.00012', 8)     // 12000n
 * Amount.parse('1.123456789', 8) // throws LZ_AMOUNT_PRECISION
 */
export function parse(text: string, decimals: number): bigint {
  assertDecimals(decimals)
  if (text.length > textLengthMax || !decimalText.test(text)) throw new InvalidAmountError('LZ_AMOUNT_SYNTAX', text)
  if (text.startsWith('-')) throw new InvalidAmountError('LZ_AMOUNT_NEGATIVE', text)
  const point = text.indexOf('.')
  const units = point < 0 ? BigInt(text) * 10n ** BigInt(decimals) : BigInt(joinDigits({ text, point, decimals }))
  if (units > max) throw new InvalidAmountError('LZ_AMOUNT_OVERFLOW', text)
  return units
}

/**
 * Writes base units as the shortest exact decimal text: no trailing zeros in the fraction, no separators.
 *
 * Takes any amount that is not negative, also a sum above `max`, so that a total can always be shown.
 *
 * @param units - Base units.
 * @param decimals - 0 to 77.
 * @throws InvalidAmountError `LZ_AMOUNT_NEGATIVE`, `LZ_AMOUNT_DECIMALS`
 * @example
 * Amount.format(150n, 2) // '1.5'
 * Amount.format(-1n, 2)  // throws LZ_AMOUNT_NEGATIVE
 */
export function format(units: bigint, decimals: number): string {
  const { whole, fraction } = split(units, decimals)
  return join(whole, trimZeros(fraction))
}

/**
 * Writes base units for people, with a comma between thousands.
 *
 * Without `fractionDigits` the text is exact. With it, the fraction is cut (floor, never rounded up) and padded to
 * that many digits, so a small amount may read `0.00`: show the exact one beside it where that matters.
 *
 * @param units - Base units.
 * @param decimals - 0 to 77.
 * @param fractionDigits - 0 to 77.
 * @throws InvalidAmountError `LZ_AMOUNT_NEGATIVE`, `LZ_AMOUNT_DECIMALS`
 * @example
 * Amount.formatGrouped(123456789n, 2)    // '1,234,567.89'
 * Amount.formatGrouped(1999n, 3, 1)      // '1.9'
 * Amount.formatGrouped(1999n, 3, 100)    // throws LZ_AMOUNT_DECIMALS
 */
export function formatGrouped(units: bigint, decimals: number, fractionDigits?: number): string {
  const { whole, fraction } = split(units, decimals)
  const grouped = whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ',')
  if (fractionDigits === undefined) return join(grouped, trimZeros(fraction))
  assertDecimals(fractionDigits)
  return join(grouped, fraction.slice(0, fractionDigits).padEnd(fractionDigits, '0'))
}

function joinDigits({ text, point, decimals }: { text: string; point: number; decimals: number }): string {
  const fraction = trimZeros(text.slice(point + 1))
  if (fraction.length > decimals) throw new InvalidAmountError('LZ_AMOUNT_PRECISION', text)
  return text.slice(0, point) + fraction.padEnd(decimals, '0')
}

function split(units: bigint, decimals: number): { whole: string; fraction: string } {
  assertDecimals(decimals)
  if (units < 0n) throw new InvalidAmountError('LZ_AMOUNT_NEGATIVE', `${units} base units`)
  const digits = units.toString().padStart(decimals + 1, '0')
  const point = digits.length - decimals
  return { whole: digits.slice(0, point), fraction: digits.slice(point) }
}

function join(whole: string, fraction: string): string {
  return fraction === '' ? whole : `${whole}.${fraction}`
}

// A loop, because /0+$/ takes quadratic time on zeros that end in another digit.
function trimZeros(fraction: string): string {
  let end = fraction.length
  while (end > 0 && fraction.charCodeAt(end - 1) === 0x30) end--
  return fraction.slice(0, end)
}

function assertDecimals(decimals: number): void {
  const valid = Number.isInteger(decimals) && decimals >= 0 && decimals <= decimalsMax
  if (!valid) throw new InvalidAmountError('LZ_AMOUNT_DECIMALS', String(decimals))
}

type AmountCode = keyof typeof advice

/** A text or number that is no amount of the asset. */
export class InvalidAmountError extends LazarettoError {
  override readonly name = 'InvalidAmountError'

  constructor(code: AmountCode, given: string) {
    super(code, 'input', `${JSON.stringify(given.slice(0, 100))} is not an amount: ${advice[code]}`)
  }
}

const advice = {
  LZ_AMOUNT_SYNTAX: `expected digits with at most one point, no exponent or separators, up to ${textLengthMax} characters.`,
  LZ_AMOUNT_NEGATIVE: 'amounts are zero or more; say the direction with sender and recipient.',
  LZ_AMOUNT_PRECISION: 'it has more fraction digits than the asset; amounts are never rounded, check the decimals.',
  LZ_AMOUNT_OVERFLOW: 'it is above 2^256 - 1 base units; check the decimals.',
  LZ_AMOUNT_DECIMALS: 'decimals and fraction digits are whole numbers from 0 to 77.',
}
