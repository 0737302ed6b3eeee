import { LazarettoError } from '../../LazarettoError.ts'

/** What was given holds a secret that nobody should be given. */
export class SecretError extends LazarettoError {
  override readonly name = 'SecretError'

  constructor(message: string) {
    super('LZ_SECRET', 'input', message)
  }
}
