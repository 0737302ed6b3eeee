import type { Finding } from '../Finding.ts'
import type { SigningCode } from '../signing/SigningFinding.ts'

/** What may be found in a Safe's transaction, beside what any call may show. */
export type SafeCode =
  | SigningCode
  | 'BALANCE_CHANGED'
  | 'DEVICE_OTHER'
  | 'HASH_ASSUMED'
  | 'HASH_OTHER'
  | 'HASH_OTHER_VERSION'
  | 'HASH_UNKNOWN'
  | 'IMPLEMENTATION_WRITTEN'
  | 'NONCE_LATER'
  | 'NONCE_SHARED'
  | 'NONCE_USED'
  | 'REFUND'
  | 'SIGNATURE_FOREIGN'
  | 'SIGNATURE_NOT_OWNER'
  | 'SIGNATURE_TWICE'
  | 'SIGNATURE_UNCHECKED'
  | 'SIGNATURES_CHECKED'
  | 'SIGNATURES_UNCHECKED'
  | 'SIGNATURES_UNSORTED'
  | 'SIMULATION_FAILED'
  | 'SIMULATION_PARTIAL'
  | 'SIMULATION_REVERTED'
  | 'STORAGE_WRITTEN'
  | 'TARGET_UNKNOWN'
  | 'TARGET_YOUNG'

export type SafeFinding = Finding<SafeCode>

export function found(code: SafeCode, effect: SafeFinding['effect'], message: string): SafeFinding {
  return { code, effect, message }
}

/** The same findings of a call inside of the transaction. */
export function placed(place: string, findings: readonly SafeFinding[]): readonly SafeFinding[] {
  return place === '' ? findings : findings.map((finding) => ({ ...finding, place }))
}
