import { POPULAR } from './popularPackages.ts'

const LENGTH_MIN = 6
const NAME_MAX = 80

/**
 * The well-known package that a name is one slip away from, or that it spells with other separators.
 *
 * A name of a well-known package itself has no twin; a scoped name is compared by its scope only. Short names are compared
 * by their separators only: too many honest ones lie one letter apart.
 *
 * @example
 * findPopularTwin('expresss', 'npm') // 'express'
 * findPopularTwin('react', 'npm')    // undefined
 */
export function findPopularTwin(name: string, registry: 'npm' | 'pypi'): string | undefined {
  const names = POPULAR[registry]
  const whole = name.toLowerCase()
  const word = whole.startsWith('@') ? (whole.split('/')[0] ?? '') : whole
  if (names.has(word) || word.length > NAME_MAX || word.length < LENGTH_MIN - 1) return undefined
  const bare = dropSeparators(word)
  for (const popular of names) {
    if (popular.startsWith('@') !== word.startsWith('@')) continue
    if (registry === 'npm' && popular.length >= LENGTH_MIN - 1 && bare === dropSeparators(popular)) return popular
    if (popular.length >= LENGTH_MIN && word.length >= LENGTH_MIN && isOneSlip(word, popular)) return popular
  }
  return undefined
}

function dropSeparators(name: string): string {
  return name.replace(/[-_.]/gu, '')
}

/** Whether one letter more, less, other or swapped makes one word of the other. */
export function isOneSlip(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false
  let head = 0
  while (head < one.length && one[head] === other[head]) head++
  const [a, b] = [one.slice(head), other.slice(head)]
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  )
}
