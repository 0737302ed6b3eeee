/** What a caller can do about an error: fix the input, look elsewhere, raise a bound, try again, or distrust the data. */
export type ErrorKind = 'input' | 'not-found' | 'limit' | 'retryable' | 'integrity'

/**
 * Base of every error that Lazaretto throws on purpose. Anything else that is thrown is a bug.
 *
 * `code` is stable and listed in `docs/errors.md`; `message` says what was given, what was expected and what to do.
 */
export class LazarettoError extends Error {
  readonly code: string
  readonly kind: ErrorKind

  constructor(code: string, kind: ErrorKind, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'LazarettoError'
    this.code = code
    this.kind = kind
  }
}
