import { LazarettoError } from '../../LazarettoError.ts'

export type GuardErrorCode =
  `LZ_GUARD_${'BOOK' | 'FEED_KEY' | 'FEED_OLDER' | 'FILE' | 'JSON' | 'NODE' | 'PAID' | 'SOURCES'}`

/** What keeps a check from being made at all. */
export class GuardError extends LazarettoError {
  override readonly name = 'GuardError'

  constructor(code: GuardErrorCode, message: string, options?: { cause?: unknown }) {
    super(code, code === 'LZ_GUARD_FILE' ? 'not-found' : 'input', message, options)
  }
}
