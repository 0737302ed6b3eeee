import { Address, type ChainId, TxHash } from '../chain/index.ts'
import { LazarettoError } from '../LazarettoError.ts'

/** Where a theft begins: an account, a transaction, or one transfer of a transaction by its log index. */
export type Seed = {
  readonly amountMax?: bigint
  readonly sinceSec?: number
} & (
  | { readonly kind: 'account'; readonly address: string }
  | { readonly kind: 'transaction'; readonly tx: string; readonly ordinal?: number }
)

/**
 * Parses the text of a seed: an address, a transaction hash, or `hash:logIndex`.
 *
 * @throws InvalidSeedError `LZ_SEED_SYNTAX`, and the errors of the address parser
 * @example
 * parseSeed('0x7a017e5e9672bc994dcb1a2a27d853c9c629f7c3', ethereum) // { kind: 'account', address: '0x7a01...' }
 * parseSeed('bob', ethereum)                                        // throws LZ_SEED_SYNTAX
 */
export function parseSeed(text: string, chain: ChainId.ChainId): Seed {
  const [hash = '', ordinal, ...rest] = text.trim().split(':')
  if (/^(0x)?[0-9a-fA-F]{64}$/.test(hash) && rest.length === 0) {
    if (ordinal === undefined) return { kind: 'transaction', tx: TxHash.parse(hash) }
    if (!/^\d{1,9}$/.test(ordinal)) throw new InvalidSeedError(text)
    return { kind: 'transaction', tx: TxHash.parse(hash), ordinal: Number(ordinal) }
  }
  try {
    return { kind: 'account', address: Address.parse(text.trim(), chain) }
  } catch (cause) {
    throw new InvalidSeedError(text, cause)
  }
}

/** A text that names no seed. */
export class InvalidSeedError extends LazarettoError {
  constructor(text: string, cause?: unknown) {
    const why = cause instanceof Error ? ` ${cause.message}` : ''
    const message = `${JSON.stringify(text.slice(0, 80))} is no seed. Give an address, a transaction hash, or hash:logIndex.${why}`
    super('LZ_SEED_SYNTAX', 'input', message, { cause })
  }
}
