import { type ErrorKind, LazarettoError } from '../LazarettoError.ts'

type RehearsalErrorCode =
  | 'LZ_REHEARSAL_ANVIL'
  | 'LZ_REHEARSAL_NODE'
  | 'LZ_REHEARSAL_PLAN'
  | 'LZ_REHEARSAL_SEED'
  | 'LZ_REHEARSAL_UNISWAP'

/** A rehearsal that cannot be held, or broke off. */
export class RehearsalError extends LazarettoError {
  override readonly name = 'RehearsalError'

  constructor(code: RehearsalErrorCode, kind: ErrorKind, message: string, cause?: unknown) {
    super(code, kind, message, { cause })
  }
}
