import { LazarettoError } from '../../LazarettoError.ts'

export type SafeErrorCode = keyof typeof advice

/** A Safe transaction that cannot be read: nobody should sign it. */
export class SafeError extends LazarettoError {
  override readonly name = 'SafeError'

  constructor(code: SafeErrorCode, finding: string) {
    super(code, code === 'LZ_GUARD_SAFE_LIMIT' ? 'limit' : 'input', `${finding}. ${advice[code]}`)
  }
}

const advice = {
  LZ_GUARD_SAFE_FIELD: 'Expected the field as the Safe transaction service writes it; do not sign what cannot be read.',
  LZ_GUARD_SAFE_LIMIT: 'Give fewer transactions at a time.',
  LZ_GUARD_SAFE_RECORD: 'Expected a transaction of a Safe as JSON: to, value, data, operation, nonce and the rest.',
}
