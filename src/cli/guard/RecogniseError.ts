import { LazarettoError } from '../../LazarettoError.ts'

/** A text or a path that cannot be taken for one thing. */
export class RecogniseError extends LazarettoError {
  override readonly name = 'RecogniseError'

  constructor(code: `LZ_GUARD_${'AMBIGUOUS' | 'EMPTY' | 'SIZE' | 'UNKNOWN'}`, message: string) {
    super(code, code === 'LZ_GUARD_SIZE' ? 'limit' : 'input', message)
  }
}

/** What a check can be given. */
export const GIVE =
  'Give a web address, an address, a transaction (raw hex, JSON, or calldata with --to), typed data or a Safe record as JSON, a message, a folder or a file of these, or - for standard input.'
