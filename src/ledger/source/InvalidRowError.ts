import { LazarettoError } from '../../LazarettoError.ts'

/** A row that cannot be stored. */
export class InvalidRowError extends LazarettoError {
  constructor(code: string, message: string) {
    super(code, 'input', message)
  }
}
