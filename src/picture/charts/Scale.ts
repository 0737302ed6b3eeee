/** A scale from zero: its end, and where its lines stand. */
export interface Scale {
  readonly end: number
  readonly ticks: readonly number[]
  /** Digits after the point that its values need. */
  readonly digits: number
}

const TICKS_WANTED = 5

/**
 * A scale of round steps (1, 2 or 5 times a power of ten) that reaches the greatest value.
 *
 * @example
 * createScale(2136.5).ticks // [0, 500, 1000, 1500, 2000, 2500]
 */
export function createScale(most: number): Scale {
  if (most <= 0) return { end: 1, ticks: [0, 1], digits: 0 }
  const power = 10 ** Math.floor(Math.log10(most / TICKS_WANTED))
  const step = ([1, 2, 5, 10].find((factor) => factor * power * TICKS_WANTED >= most) ?? 10) * power
  const count = Math.ceil(most / step - 1e-9)
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  return { end: count * step, ticks: Array.from({ length: count + 1 }, (_, at) => at * step), digits }
}

/**
 * A value in plain digits, grouped by thousands, with so many decimals.
 *
 * @example
 * formatValue(2136.554, 1) // '2,136.6'
 */
export function formatValue(value: number, digits: number): string {
  const [whole = '', fraction] = value.toFixed(Math.min(digits, 6)).split('.')
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}
