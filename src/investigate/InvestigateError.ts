import { type ErrorKind, LazarettoError } from '../LazarettoError.ts'

export type InvestigateCode =
  | `LZ_CASE_${'DAMAGED' | 'EXISTS' | 'FORMAT' | 'SIZE' | 'VERSION'}`
  | `LZ_INVESTIGATE_${'CHAIN' | 'TEXT' | 'UNFOLLOWED'}`

const KINDS: Readonly<Record<InvestigateCode, ErrorKind>> = {
  LZ_CASE_DAMAGED: 'integrity',
  LZ_CASE_EXISTS: 'input',
  LZ_CASE_FORMAT: 'input',
  LZ_CASE_SIZE: 'limit',
  LZ_CASE_VERSION: 'input',
  LZ_INVESTIGATE_CHAIN: 'input',
  LZ_INVESTIGATE_TEXT: 'input',
  LZ_INVESTIGATE_UNFOLLOWED: 'input',
}

/** What cannot be investigated, or a case file that cannot be opened. */
export class InvestigateError extends LazarettoError {
  override readonly name = 'InvestigateError'

  constructor(code: InvestigateCode, message: string, cause?: unknown) {
    super(code, KINDS[code], message, { cause })
  }
}
