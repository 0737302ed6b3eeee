import { LazarettoError } from '../../../LazarettoError.ts'

export type AbiCode = keyof typeof advice

const SHOWN_MAX = 80

/** A signature or arguments that cannot be read. */
export class AbiError extends LazarettoError {
  override readonly name = 'AbiError'

  constructor(code: AbiCode, finding: string) {
    super(code, code === 'LZ_GUARD_ABI_LIMIT' ? 'limit' : 'input', `${finding}. ${advice[code]}`)
  }
}

/** A text as it is shown in an error: bounded, and on one line. */
export function shown(text: string): string {
  return JSON.stringify(text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}...` : text)
}

const advice = {
  LZ_GUARD_ABI_SIGNATURE:
    'Expected a signature such as transfer(address to,uint256 amount), with the types of Solidity.',
  LZ_GUARD_ABI_DATA: 'These are not the arguments of that signature: look at what they were made for.',
  LZ_GUARD_ABI_LIMIT: 'No honest call is that large; nothing of it was read.',
}
