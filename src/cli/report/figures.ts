/** US dollars, grouped. */
export function usdText(usd: number): string {
  return usd.toLocaleString('en-US')
}

/** Millions of US dollars with one decimal, grouped. */
export function millionsText(usd: number): string {
  const tenths = Math.round(usd / 100_000)
  return `${usdText(Math.trunc(tenths / 10))}.${tenths % 10}`
}

/** A part of a whole in per cent with one decimal; nothing where there is no whole. */
export function percentText(part: number, whole: number): string {
  return whole === 0 ? '' : `${((part / whole) * 100).toFixed(1)} %`
}
