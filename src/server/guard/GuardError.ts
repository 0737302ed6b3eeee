import { type ErrorKind, LazarettoError } from '../../LazarettoError.ts'

export type GuardErrorCode =
  `LZ_GUARD_${'BOOK' | 'CHAIN' | 'FEED_KEY' | 'FEED_OLDER' | 'FILE' | 'JSON' | 'LIMIT' | 'NODE' | 'PAID' | 'SOURCES' | 'TRANSACTION'}`

/** What keeps a check from being made at all. */
export class GuardError extends LazarettoError {
  override readonly name = 'GuardError'

  constructor(code: GuardErrorCode, message: string, options?: { cause?: unknown }) {
    super(code, KINDS[code] ?? 'input', message, options)
  }
}

const KINDS: Partial<Record<GuardErrorCode, ErrorKind>> = { LZ_GUARD_FILE: 'not-found', LZ_GUARD_LIMIT: 'limit' }
