import { LazarettoError } from '../LazarettoError.ts'
import * as Address from './Address.ts'
import * as ChainId from './ChainId.ts'

/** An account of a chain; `address` is canonical for the chain. */
export interface AccountId {
  readonly chain: ChainId.ChainId
  readonly address: string
}

const textLengthMax = 180
const caip10 = /^([^:]+:[^:]+):([-.%a-zA-Z0-9]{1,128})$/

/**
 * Parses a CAIP-10 id, `namespace:reference:address`.
 *
 * The address of a chain with a codec must be valid there and becomes canonical; of another chain only the syntax is
 * checked, and the text is kept as it is.
 *
 * @throws InvalidAccountError `LZ_ACCOUNT_SYNTAX`; its cause says what is wrong with the chain or the address
 * @source https://chainagnostic.org/CAIPs/caip-10
 * @example
 * AccountId.parse('eip155:1:0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb')
 * // { chain: 'eip155:1', address: '0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb' }
 * AccountId.parse('eip155:1:0xab') // throws LZ_ACCOUNT_SYNTAX
 */
export function parse(text: string): AccountId {
  const [, chainText, addressText] = text.length > textLengthMax ? [] : (caip10.exec(text) ?? [])
  if (chainText === undefined || addressText === undefined) throw new InvalidAccountError(text)
  try {
    const chain = ChainId.parse(chainText)
    const hasCodec = ChainId.listFamilies(chain).length > 0
    return { chain, address: hasCodec ? Address.parse(addressText, chain) : addressText }
  } catch (cause) {
    throw new InvalidAccountError(text, { cause })
  }
}

/**
 * Writes an account as a CAIP-10 id.
 *
 * CAIP-10 has no colon in an address, so a Bitcoin Cash address goes without its `bitcoincash:` prefix.
 *
 * @source https://chainagnostic.org/CAIPs/caip-10
 * @example
 * AccountId.format({ chain: ChainId.parse('ethereum'), address: EvmAddress.zero }) // 'eip155:1:0x0000...'
 */
export function format({ chain, address }: AccountId): string {
  return `${chain}:${address.slice(address.indexOf(':') + 1)}`
}

/** A text that is no CAIP-10 account. */
export class InvalidAccountError extends LazarettoError {
  override readonly name = 'InvalidAccountError'

  constructor(given: string, options?: { cause?: unknown }) {
    const why = options?.cause instanceof LazarettoError ? ` ${options.cause.message}` : ''
    const shown = JSON.stringify(given.slice(0, textLengthMax))
    super('LZ_ACCOUNT_SYNTAX', 'input', `${shown} is not an account: expected chain:address (CAIP-10).${why}`, options)
  }
}
