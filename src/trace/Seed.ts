import { Address, type ChainId, Time, TxHash } from '../chain/index.ts'
import { LazarettoError } from '../LazarettoError.ts'

/**
 * Where a theft begins: an account, a transaction, or one transfer of a transaction by its log index.
 *
 * `amount` caps what counts as stolen there, as decimal text in display units of the asset. Of an account with `sinceSec`
 * only what it receives from then on counts, not what it had.
 */
export type Seed = {
  readonly amount?: string
  readonly sinceSec?: number
} & (
  | { readonly kind: 'account'; readonly address: string }
  | { readonly kind: 'transaction'; readonly tx: string; readonly ordinal?: number }
)

/** A seed and the theft to which it belongs, as one line of text names them. */
export interface NamedSeed {
  readonly theft: string | undefined
  readonly seed: Seed
}

/**
 * Parses the text of a seed: an address, a transaction hash, or `hash:logIndex`, then what is said of it.
 *
 * @param text - e.g. `0x7a01... amount=100.5 since=2023-01-13T20:00:00Z theft=harmony`
 * @throws InvalidSeedError `LZ_SEED_SYNTAX`
 * @example
 * parseSeed('0x7a017e5e9672bc994dcb1a2a27d853c9c629f7c3', ethereum).seed // { kind: 'account', address: '0x7a01...' }
 * parseSeed('bob', ethereum)                                             // throws LZ_SEED_SYNTAX
 */
export function parseSeed(text: string, chain: ChainId.ChainId): NamedSeed {
  const [place = '', ...words] = text.trim().split(/\s+/)
  try {
    const { theft, ...said } = parseWords(words)
    return { theft, seed: { ...parsePlace(place, chain), ...said } }
  } catch (cause) {
    throw new InvalidSeedError(text, cause)
  }
}

/** The place that a seed names: an address, a hash, or `hash:logIndex`. */
export function textOfSeed(seed: Seed): string {
  if (seed.kind === 'account') return seed.address
  return seed.ordinal === undefined ? seed.tx : `${seed.tx}:${seed.ordinal}`
}

type Place =
  | { readonly kind: 'account'; readonly address: string }
  | { readonly kind: 'transaction'; readonly tx: string; readonly ordinal?: number }

function parsePlace(text: string, chain: ChainId.ChainId): Place {
  const transfer = /^((?:0x)?[0-9a-fA-F]{64})(?::(\d{1,9}))?$/.exec(text)
  if (transfer === null) return { kind: 'account', address: Address.parse(text, chain) }
  const tx = TxHash.parse(transfer[1] as string)
  return transfer[2] === undefined
    ? { kind: 'transaction', tx }
    : { kind: 'transaction', tx, ordinal: Number(transfer[2]) }
}

interface Said {
  readonly amount?: string
  readonly sinceSec?: number
  readonly theft?: string
}

function parseWords(words: readonly string[]): Said {
  return Object.assign({}, ...words.map(parseWord)) as Said
}

function parseWord(word: string): Said {
  const [key, value = ''] = word.split(/=(.*)/s)
  if (key === 'amount' && value !== '') return { amount: value }
  if (key === 'since' && value !== '') return { sinceSec: Time.parse(value) }
  if (key === 'theft' && value !== '') return { theft: value }
  throw new RangeError(`'${word}' is not understood: say amount=, since= or theft=.`)
}

/** A text that names no seed. */
export class InvalidSeedError extends LazarettoError {
  constructor(text: string, cause?: unknown) {
    const why = cause instanceof Error ? ` ${cause.message}` : ''
    const shown = JSON.stringify(text.slice(0, 80))
    super(
      'LZ_SEED_SYNTAX',
      'input',
      `${shown} is no seed. Give an address, a transaction hash, or hash:logIndex.${why}`,
      {
        cause,
      },
    )
  }
}
