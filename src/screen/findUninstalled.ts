import { KNOWN_LISTS } from '../intel/index.ts'
import type { Policy } from './Policy.ts'

const KNOWN: ReadonlySet<string> = new Set(KNOWN_LISTS.map(({ id }) => id))

/**
 * What a policy says of lists that are not installed, a sentence for each: it may be a slip.
 *
 * A list of one's own has any name, so that a wrong one cannot be told from one that is still to come. A limit for a known
 * list that is not there is none, since nothing hangs on it.
 *
 * @param installed - Ids of the lists that are there.
 */
export function findUninstalled({ lists }: Policy, installed: readonly string[]): string[] {
  const isThere = (list: string): boolean => installed.includes(list)
  const required = lists.required.filter((list) => !isThere(list))
  const limited = Object.keys(lists.maxAgeHoursOf).filter((list) => !isThere(list) && !KNOWN.has(list))
  return [
    ...required.map((list) => `lists.required: ${list} is not installed, so every no-match is a hold.${advice(list)}`),
    ...limited.map(
      (list) => `lists.maxAgeHoursOf: ${list} is not installed, so its limit does nothing.${advice(list)}`,
    ),
  ]
}

function advice(list: string): string {
  const near = [...KNOWN].find((id) => sortLetters(id) === sortLetters(list) || isOneOff(id, list))
  const rest = `Known lists are ${[...KNOWN].join(', ')}.`
  if (KNOWN.has(list)) return ` lazaretto intel update --list ${list}`
  return near === undefined ? ` It is none of the known lists either. ${rest}` : ` Is ${near} meant?`
}

function sortLetters(text: string): string {
  return [...text].sort().join('')
}

/** Whether one letter more, less or other makes one of the other. */
function isOneOff(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  let same = 0
  while (same < short.length && short[same] === long[same]) same++
  const rest = long.slice(same + 1)
  return rest === short.slice(same) || rest === short.slice(same + 1)
}
