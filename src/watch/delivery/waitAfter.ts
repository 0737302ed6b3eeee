import { hash } from 'node:crypto'

const MINUTE = 60
const HOUR = 60 * MINUTE

/**
 * What to wait after a failed delivery: seconds at first, because an alert ages fast, and hours in the end, three days in
 * all.
 */
const WAITS_SEC = [
  5,
  15,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  12 * HOUR,
  24 * HOUR,
] as const

/**
 * Seconds to wait after a delivery that failed, a quarter more or less so that many do not come back at once.
 *
 * The jitter is made of the message's key: the same message waits the same, and no random is needed.
 *
 * @param attempt - The one that failed, counted from 1.
 */
export function waitAfter(key: string, attempt: number): number {
  const wait = WAITS_SEC[Math.min(attempt, WAITS_SEC.length) - 1] ?? WAITS_SEC[0]
  const share = hash('sha256', `${key} ${attempt}`, 'buffer').readUInt16BE() / 0x1_0000
  return Math.ceil(wait * (0.75 + share / 2))
}
