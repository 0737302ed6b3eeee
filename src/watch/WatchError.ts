import { type ErrorKind, LazarettoError } from '../LazarettoError.ts'

/** What the watch refuses: a block out of place, a step that an alert cannot take, or words that it does not take. */
export class WatchError extends LazarettoError {
  override readonly name = 'WatchError'

  constructor(code: string, kind: ErrorKind, message: string, cause?: unknown) {
    super(code, kind, message, { cause })
  }
}
