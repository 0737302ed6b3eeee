import { LazarettoError } from '../../LazarettoError.ts'

/** An import that cannot go on: nothing of it is stored. */
export class ImportError extends LazarettoError {
  constructor(code: string, message: string, cause?: unknown) {
    super(code, 'input', message, { cause })
  }
}
