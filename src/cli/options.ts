import { InvalidArgumentError } from 'commander'

/** Reads `--decimals`. */
export function parseDecimals(text: string): number {
  const value = parseCount(text)
  if (value > 77) throw new InvalidArgumentError('It must be a whole number from 0 to 77.')
  return value
}

/** Reads a whole number from 0. */
export function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

/** Gathers an option that may be given several times, or several values at once. */
export function gather(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
