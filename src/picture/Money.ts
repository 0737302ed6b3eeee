import { Amount } from '../chain/index.ts'
import { clean } from './Text.ts'

/** The asset that a picture counts in. */
export interface Money {
  readonly unit: string
  readonly decimals: number
  /** Fraction digits on labels; tooltips are exact. */
  readonly digits: number
}

const unitLengthMax = 12
const groupedLengthMax = 18

/** Chooses how many fraction digits labels show: fewer for larger sums. */
export function from(asset: { unit: string; decimals: number; largest: bigint }): Money {
  const { decimals, largest } = asset
  const whole = largest / 10n ** BigInt(decimals)
  const wanted = whole >= 10_000n ? 0 : whole >= 100n ? 2 : whole >= 1n ? 4 : 8
  return { unit: clean(asset.unit, unitLengthMax), decimals, digits: Math.min(wanted, decimals) }
}

/**
 * An amount as on a label: grouped, cut (never rounded up) to the picture's digits, and honest about small ones.
 *
 * @example
 * brief(1999n, { unit: 'X', decimals: 3, digits: 1 })  // '1.9'
 * brief(1n, { unit: 'X', decimals: 3, digits: 1 })     // '<0.1'
 */
export function brief(units: bigint, money: Money): string {
  const least = 10n ** BigInt(money.decimals - money.digits)
  if (units > 0n && units < least) return `<${Amount.formatGrouped(least, money.decimals, money.digits)}`
  const text = Amount.formatGrouped(units, money.decimals, money.digits)
  return text.length > groupedLengthMax ? scientific(units, money) : text
}

/** An amount to the last base unit, with its unit. */
export function exact(units: bigint, money: Money): string {
  return `${Amount.formatGrouped(units, money.decimals)} ${money.unit}`.trimEnd()
}

/** An amount as on a label, with its unit. */
export function briefWithUnit(units: bigint, money: Money): string {
  return `${brief(units, money)} ${money.unit}`.trimEnd()
}

/** Part of a whole, 0 to 1 or above: right to 12 digits however large the amounts. */
export function ratio(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part << 40n) / whole) / 2 ** 40
}

/** Part of a whole in per cent, cut to one digit. */
export function percent(part: bigint, whole: bigint): string {
  if (whole === 0n) return '0 %'
  const permille = (part * 1000n) / whole
  return permille === 0n && part > 0n ? '<0.1 %' : `${permille / 10n}.${permille % 10n} %`
}

/**
 * A large amount in few characters: four digits, cut, and the power of ten.
 *
 * @example
 * scientific(123456n, { unit: 'X', decimals: 1, digits: 1 })  // '1.234e4'
 */
export function scientific(units: bigint, { decimals }: Money): string {
  const digits = units.toString()
  const exponent = digits.length - 1 - decimals
  return `${digits.slice(0, 1)}.${digits.slice(1, 4)}e${exponent}`
}
