import { LazarettoError } from '../LazarettoError.ts'

const civil =
  /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?(?: ?(?:Z|UTC|\+00(?::?00)?))?$/
const epoch = /^\d{9,10}$/

/**
 * Parses a moment in UTC to whole seconds since 1970.
 *
 * Takes `2023-01-13 20:34:11`, the ISO form with `T` and `Z`, a date alone, and seconds since 1970. A time without a
 * zone is UTC; another zone is refused.
 *
 * @throws InvalidTimeError `LZ_TIME_SYNTAX`
 * @example
 * Time.parse('2023-01-13 20:34:11') // 1673642051
 * Time.parse('13.01.2023')          // throws LZ_TIME_SYNTAX
 */
export function parse(text: string): number {
  if (epoch.test(text)) return Number(text)
  const match = civil.exec(text)
  if (match === null) throw new InvalidTimeError(text)
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as Civil
  const ms = Date.UTC(year, month - 1, day, hour, minute, second)
  const back = new Date(ms)
  const isReal =
    back.getUTCDate() === day && back.getUTCMonth() === month - 1 && hour < 24 && minute < 60 && second < 60
  if (!isReal || ms < 0) throw new InvalidTimeError(text)
  return ms / 1000
}

type Civil = [number, number, number, number, number, number]

/** A text that is no moment in UTC. */
export class InvalidTimeError extends LazarettoError {
  constructor(text: string) {
    const shown = JSON.stringify(text.slice(0, 40))
    super(
      'LZ_TIME_SYNTAX',
      'input',
      `${shown} is no UTC time. Write it as 2023-01-13 20:34:11 or in seconds since 1970.`,
    )
  }
}
