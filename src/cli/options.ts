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

/** Reads a year or a day of birth. */
export function parseBirth(text: string): string {
  if (!/^\d{4}(-\d{2}-\d{2})?$/.test(text))
    throw new InvalidArgumentError('It must be a year or a day: 1970 or 1970-01-31.')
  return text
}

/** Gathers an option that may be given several times, or several values at once. */
export function gather(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
