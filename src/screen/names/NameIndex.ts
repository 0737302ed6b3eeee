import { LazarettoError } from '../../LazarettoError.ts'
import { guessSort } from './guessSort.ts'
import { listKeys } from './listKeys.ts'
import { listParts, type NamePart } from './listParts.ts'
import * as Name from './Name.ts'
import * as NameToken from './NameToken.ts'
import type { ListedParty } from './Party.ts'

/** One listed name in the index. */
export interface IndexedName {
  readonly party: ListedParty
  readonly listed: ListedParty['names'][number]
  readonly name: Name.Name
  /** Which part of the listed text it is, where it is not the whole. */
  readonly part: NamePart | undefined
  /** Sum of the bits of its words. */
  readonly bits: number
}

/** Listed names, found by the keys of their words. Immutable once made. */
export interface NameIndex {
  readonly names: readonly IndexedName[]
  /** Names by all their words, in order. */
  readonly wholes: ReadonlyMap<string, readonly number[]>
  /** Each distinct word, and each run of neighbours joined to one. */
  readonly tokens: readonly NameToken.NameToken[]
  /** Names of token t: postings from postingsAt[t] to postingsAt[t + 1]. */
  readonly postingsAt: Uint32Array
  readonly postings: Uint32Array
  /** Hash of a key times 2^21 plus a token, ascending. */
  readonly keys: Float64Array
}

/** Tokens in a key entry: 2^21. */
export const TOKENS_PER_KEY = 2_097_152

const MOST_JOINED = 3

/**
 * Makes an index of all names of all parties.
 *
 * @throws NameIndexSizeError `LZ_NAME_INDEX_SIZE`
 */
export function create(parties: Iterable<ListedParty>): NameIndex {
  const tokens = new TokenTable()
  const names = [...listNames(parties, tokens)]
  const pairs: number[] = []
  names.forEach(({ name }, at) => {
    for (const token of new Set(listTokens(name, tokens))) pairs.push(token, at)
  })
  const postings = groupPostings(tokens.tokens.length, pairs)
  return { names, wholes: groupWholes(names), tokens: tokens.tokens, ...postings, keys: sortKeys(tokens) }
}

/** All words of a name: two names that are the same but for case, accents and marks have the same. */
export function toWhole({ words }: Name.Name): string {
  return words.map(({ token }) => token.written).join(' ')
}

function groupWholes(names: readonly IndexedName[]): ReadonlyMap<string, readonly number[]> {
  const wholes = new Map<string, number[]>()
  names.forEach(({ name }, at) => {
    const known = wholes.get(toWhole(name))
    if (known === undefined) wholes.set(toWhole(name), [at])
    else known.push(at)
  })
  return wholes
}

function* listNames(parties: Iterable<ListedParty>, tokens: TokenTable): Generator<IndexedName> {
  for (const party of parties) {
    for (const listed of party.names) {
      const sort = sortOf(party.kind, listed.text)
      for (const part of [undefined, ...listParts(listed.text, sort)]) {
        const name = share(Name.parse(part?.text ?? listed.text, sort), tokens)
        const bits = name.words.reduce((sum, word) => sum + word.bits, 0)
        if (name.words.length > 0) yield { party, listed, name, part, bits }
      }
    }
  }
}

/** The same word of many names is one object: less memory, and a search remembers what it compared. */
function share(name: Name.Name, tokens: TokenTable): Name.Name {
  return { ...name, words: name.words.map((word) => ({ ...word, token: tokens.get(word.token) })) }
}

function sortOf(kind: ListedParty['kind'], text: string): Name.NameSort {
  if (kind === 'unknown') return guessSort(text)
  return kind === 'person' ? 'person' : 'thing'
}

/** Distinct tokens by script and spelling, each with a number. */
class TokenTable {
  readonly tokens: NameToken.NameToken[] = []
  readonly joined: boolean[] = []
  readonly #numbers = new Map<string, number>()

  get(token: NameToken.NameToken): NameToken.NameToken {
    return this.tokens[this.add(token, false)] ?? token
  }

  add(token: NameToken.NameToken, isJoined: boolean): number {
    const key = token.spellings.length === 1 ? token.written : `${token.written} ${token.spellings.length}`
    const known = this.#numbers.get(key)
    if (known !== undefined) {
      if (!isJoined) this.joined[known] = false
      return known
    }
    if (this.tokens.length >= TOKENS_PER_KEY) throw new NameIndexSizeError()
    this.#numbers.set(key, this.tokens.length)
    this.joined.push(isJoined)
    return this.tokens.push(token) - 1
  }
}

/** The words of a name that may find it: every word but legal forms and figures, and its runs of neighbours. */
function* listTokens(name: Name.Name, table: TokenTable): Generator<number> {
  const words = name.words.filter(({ role }) => role !== 'form' && role !== 'number')
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    if (word === undefined) continue
    if (word.role === 'core') yield table.add(word.token, false)
    for (let j = i + 1; j < Math.min(words.length, i + MOST_JOINED); j++) {
      yield table.add(NameToken.join(words.slice(i, j + 1).map(({ token }) => token)), true)
    }
  }
}

/** Pairs of a token and a name, flat, as lists of names by token. */
function groupPostings(tokens: number, pairs: readonly number[]): Pick<NameIndex, 'postingsAt' | 'postings'> {
  const postingsAt = new Uint32Array(tokens + 1)
  for (let i = 0; i < pairs.length; i += 2) add(postingsAt, (pairs[i] ?? 0) + 1, 1)
  for (let t = 0; t < tokens; t++) add(postingsAt, t + 1, postingsAt[t] ?? 0)
  const next = postingsAt.slice()
  const postings = new Uint32Array(pairs.length / 2)
  for (let i = 0; i < pairs.length; i += 2) {
    const token = pairs[i] ?? 0
    postings[next[token] ?? 0] = pairs[i + 1] ?? 0
    add(next, token, 1)
  }
  return { postingsAt, postings }
}

function add(column: Uint32Array, at: number, more: number): void {
  column[at] = (column[at] ?? 0) + more
}

function sortKeys(table: TokenTable): Float64Array {
  const keys: number[] = []
  table.tokens.forEach((token, t) => {
    for (const key of listKeys(token, table.joined[t] === true)) keys.push(key * TOKENS_PER_KEY + t)
  })
  return Float64Array.from(keys).sort()
}

export class NameIndexSizeError extends LazarettoError {
  constructor() {
    const most = TOKENS_PER_KEY.toLocaleString('en-US')
    super(
      'LZ_NAME_INDEX_SIZE',
      'limit',
      `These names have more than ${most} distinct words and runs of words: index fewer lists together.`,
    )
    this.name = 'NameIndexSizeError'
  }
}
