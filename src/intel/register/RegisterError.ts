import { LazarettoError } from '../../LazarettoError.ts'

/** What is wrong with one place of a register file. */
export type RegisterProblemCode =
  | 'LZ_REGISTER_SHAPE'
  | 'LZ_REGISTER_ID'
  | 'LZ_REGISTER_SOURCE'
  | 'LZ_REGISTER_DATE'
  | 'LZ_REGISTER_AMOUNT'
  | 'LZ_REGISTER_CHAIN'
  | 'LZ_REGISTER_ADDRESS'
  | 'LZ_REGISTER_ROLE'
  | 'LZ_REGISTER_TX'
  | 'LZ_REGISTER_LISTED'

/** One fault of a register file, and where it stands. */
export interface RegisterProblem {
  readonly code: RegisterProblemCode
  /** Id of the incident, where it is in one. */
  readonly incident: string | undefined
  /** Path of the field, within the incident if there is one: `addresses[2].address`. */
  readonly path: string
  readonly message: string
}

/** One line for people: `bybit-2025 loss.usd: LZ_REGISTER_AMOUNT ...`. What the file wrote is shown without controls. */
export function describeProblem({ code, incident, path, message }: RegisterProblem): string {
  const place = [incident, path].filter(Boolean).join(' ') || 'the file'
  return `${place}: ${code} ${message}`.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
}

const kinds = {
  LZ_REGISTER_SIZE: 'limit',
  LZ_REGISTER_SYNTAX: 'input',
  LZ_REGISTER_INVALID: 'input',
  LZ_REGISTER_MERGE: 'input',
} as const

/** A register file that is not taken. */
export class RegisterError extends LazarettoError {
  override readonly name = 'RegisterError'
  readonly problems: readonly RegisterProblem[]

  constructor(code: keyof typeof kinds, message: string, problems: readonly RegisterProblem[] = []) {
    super(code, kinds[code], message)
    this.problems = problems
  }
}
