import { LazarettoError } from '../../LazarettoError.ts'

export type SigningErrorCode = keyof typeof advice

/** What cannot be read at all: nobody should sign it. */
export class SigningError extends LazarettoError {
  override readonly name = 'SigningError'

  constructor(code: SigningErrorCode, finding: string) {
    super(code, 'input', `${finding}. ${advice[code]}`)
  }
}

const advice = {
  LZ_GUARD_EXPLOITS: 'Expected a list of {name, date, addresses: [{chainId, address}]}, as revoke.cash publishes it.',
  LZ_GUARD_TRANSACTION: 'Expected an encoded Ethereum transaction, signed or not: 0x and pairs of hex digits.',
  LZ_GUARD_TYPED_DATA: 'Expected EIP-712 typed data with types, primaryType, domain and message. Do not sign it.',
  LZ_GUARD_MESSAGE: 'Expected a text, or bytes as 0x and pairs of hex digits, up to 256 KiB.',
}
