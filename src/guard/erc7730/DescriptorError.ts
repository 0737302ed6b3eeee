import { LazarettoError } from '../../LazarettoError.ts'

export type DescriptorErrorCode = keyof typeof advice

/** A descriptor that cannot be read, or that does not fit what it is to describe. */
export class DescriptorError extends LazarettoError {
  override readonly name = 'DescriptorError'

  constructor(code: DescriptorErrorCode, finding: string) {
    super(code, 'input', `${finding}. ${advice[code]}`)
  }
}

const advice = {
  LZ_GUARD_DESCRIPTOR: 'Expected an ERC-7730 descriptor: JSON with context and display.formats.',
  LZ_GUARD_DESCRIPTOR_INCLUDE: 'Hand in a function that loads the file, or leave this descriptor out.',
  LZ_GUARD_DESCRIPTOR_PATH: 'The descriptor is for something else: nothing is said in its words.',
}
