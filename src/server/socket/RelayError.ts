import { type ErrorKind, LazarettoError } from '../../LazarettoError.ts'

/** A command that cannot go through a server, or a server that cannot take commands. */
export class RelayError extends LazarettoError {
  override readonly name = 'RelayError'

  constructor(code: string, kind: ErrorKind, message: string, cause?: unknown) {
    super(code, kind, message, { cause })
  }
}
