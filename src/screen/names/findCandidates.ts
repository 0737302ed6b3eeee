import { compareTokens, type Likeness } from './compareTokens.ts'
import { listKeys } from './listKeys.ts'
import type { Name } from './Name.ts'
import { type NameIndex, TOKENS_PER_KEY } from './NameIndex.ts'
import * as NameToken from './NameToken.ts'

const MOST_CANDIDATES = 80
const MOST_JOINED = 3

/** Names of the index that share words with a query, the most alike first, at most 80. */
export function findCandidates(
  index: NameIndex,
  query: Name,
  compare: (a: NameToken.NameToken, b: NameToken.NameToken) => Likeness = compareTokens,
): number[] {
  const shared = new Map<number, number>()
  for (const [token, bits] of listQueryTokens(query)) addShared(index, token, bits, shared, compare)
  const whole = query.words.reduce((sum, word) => sum + word.bits, 0)
  const ranked = [...shared].map(([at, bits]) => [at, bits / (whole + (index.names[at]?.bits ?? 0))] as const)
  ranked.sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return ranked.slice(0, MOST_CANDIDATES).map(([at]) => at)
}

/** Words and runs of neighbours, with what it says to share them. */
function* listQueryTokens(query: Name): Generator<[token: NameToken.NameToken, bits: number]> {
  const words = query.words.filter(({ role }) => role !== 'form' && role !== 'number')
  for (let i = 0; i < words.length; i++) {
    let bits = 0
    for (let j = i; j < Math.min(words.length, i + MOST_JOINED); j++) {
      bits += words[j]?.bits ?? 0
      if (j > i) yield [NameToken.join(words.slice(i, j + 1).map(({ token }) => token)), bits]
      else if (words[i]?.role === 'core') yield [words[i]!.token, bits]
    }
  }
}

/** Each name keeps the best of what one word shares with it. */
function addShared(
  index: NameIndex,
  token: NameToken.NameToken,
  bits: number,
  shared: Map<number, number>,
  compare: (a: NameToken.NameToken, b: NameToken.NameToken) => Likeness,
): void {
  const gains = new Map<number, number>()
  for (const other of findTokens(index, token)) {
    const { distance } = compare(token, index.tokens[other]!)
    const gain = bits * (1 - distance / 0.45)
    if (gain <= 0) continue
    const end = index.postingsAt[other + 1] ?? 0
    for (let p = index.postingsAt[other] ?? 0; p < end; p++) {
      const at = index.postings[p] ?? 0
      if (gain > (gains.get(at) ?? 0)) gains.set(at, gain)
    }
  }
  for (const [at, gain] of gains) shared.set(at, (shared.get(at) ?? 0) + gain)
}

function findTokens(index: NameIndex, token: NameToken.NameToken): Set<number> {
  const found = new Set<number>()
  for (const key of listKeys(token, false)) {
    for (let at = findFirst(index.keys, key * TOKENS_PER_KEY); at < index.keys.length; at++) {
      const entry = index.keys[at] ?? 0
      if (Math.floor(entry / TOKENS_PER_KEY) !== key) break
      found.add(entry % TOKENS_PER_KEY)
    }
  }
  return found
}

function findFirst(keys: Float64Array, least: number): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}
