import { type Compare, FARTHEST } from './compareTokens.ts'
import { listKeys } from './listKeys.ts'
import type { Name } from './Name.ts'
import { type NameIndex, TOKENS_PER_KEY, toWhole } from './NameIndex.ts'
import * as NameToken from './NameToken.ts'

const MOST_CANDIDATES = 40
const MOST_JOINED = 3
/** Share of the bits of the shorter name below which no alignment reaches a threshold worth asking for. */
const LEAST_SHARE = 0.45

/**
 * Names of the query's sort that share words with a query: those that are the same, however short, and of the others those that
 * share most first, at most 40.
 */
export function findCandidates(index: NameIndex, query: Name, compare: Compare): number[] {
  const shared = new Float64Array(index.names.length)
  const touched: number[] = []
  const tally: Tally = { gains: new Float64Array(index.names.length), shared, touched }
  for (const asked of listQueryTokens(query)) addShared(index, asked, compare, tally)
  const whole = query.words.reduce((sum, word) => sum + word.bits, 0)
  const ranked: { at: number; share: number }[] = []
  for (const at of touched) {
    const entry = index.names[at]
    const own = entry?.bits ?? 0
    const common = shared[at] ?? 0
    if (entry?.name.sort === query.sort && common >= LEAST_SHARE * Math.min(whole, own))
      ranked.push({ at, share: common / (whole + own) })
  }
  ranked.sort((a, b) => b.share - a.share || a.at - b.at)
  const same = (index.wholes.get(toWhole(query)) ?? []).filter((at) => index.names[at]?.name.sort === query.sort)
  return [...new Set([...same, ...ranked.slice(0, MOST_CANDIDATES).map(({ at }) => at)])]
}

interface Asked {
  readonly token: NameToken.NameToken
  readonly isJoined: boolean
  readonly bits: number
}

/** Words and runs of neighbours, with what it says to share them. */
function* listQueryTokens(query: Name): Generator<Asked> {
  const words = query.words.filter(({ role }) => role !== 'form' && role !== 'number')
  for (const [i, word] of words.entries()) {
    if (word.role === 'core') yield { token: word.token, bits: word.bits, isJoined: false }
    let bits = word.bits
    for (let j = i + 1; j < Math.min(words.length, i + MOST_JOINED); j++) {
      bits += words[j]?.bits ?? 0
      yield { token: NameToken.join(words.slice(i, j + 1).map(({ token }) => token)), bits, isJoined: true }
    }
  }
}

/** What names share with the query, by their place in the index. */
interface Tally {
  /** Of the word that is asked for now; all zero between words. */
  readonly gains: Float64Array
  readonly shared: Float64Array
  /** Names that share anything. */
  readonly touched: number[]
}

/** Gives each name with a similar word its gain; of several similar words the best counts. */
function addShared(index: NameIndex, asked: Asked, compare: Compare, { gains, shared, touched }: Tally): void {
  const gainers: number[] = []
  for (const other of findTokens(index, asked)) {
    const listed = index.tokens[other]
    const gain = listed === undefined ? 0 : asked.bits * (1 - compare(asked.token, listed).distance / FARTHEST)
    if (gain > 0) addGain(index, other, gain, { gains, gainers })
  }
  for (const at of gainers) {
    if (shared[at] === 0) touched.push(at)
    shared[at] = (shared[at] ?? 0) + (gains[at] ?? 0)
    gains[at] = 0
  }
}

function addGain(
  index: NameIndex,
  token: number,
  gain: number,
  { gains, gainers }: { readonly gains: Float64Array; readonly gainers: number[] },
): void {
  const end = index.postingsAt[token + 1] ?? 0
  for (let p = index.postingsAt[token] ?? 0; p < end; p++) {
    const at = index.postings[p] ?? 0
    const before = gains[at] ?? 0
    if (before === 0) gainers.push(at)
    if (gain > before) gains[at] = gain
  }
}

function findTokens(index: NameIndex, { token, isJoined }: Asked): Set<number> {
  const found = new Set<number>()
  for (const key of listKeys(token, isJoined)) {
    const least = key * TOKENS_PER_KEY
    const most = least + TOKENS_PER_KEY
    for (let at = findFirst(index.keys, least); at < index.keys.length; at++) {
      const entry = index.keys[at] ?? most
      if (entry >= most) break
      found.add(entry - least)
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
