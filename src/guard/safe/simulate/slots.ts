/** A place in a Safe's storage that has a meaning. */
export interface NamedSlot {
  /** `0x` and 64 lower-case digits. */
  readonly slot: string
  readonly words: string
}

const FIRST_MODULE = '0xcc69885fda6bcc1a4ace058b4a62bf5e179ea78fd58a1ccd71c22cc9b688792f'
const FIRST_OWNER = '0xe90b7bceb6e7df5418fb78d8ee546e97c83a08bbccc01a0644d599ccd2a7c2e0'

export const IMPLEMENTATION: NamedSlot = { slot: ofNumber(0), words: 'the contract whose code the Safe runs (slot 0)' }

/**
 * Places that every Safe has; the first module and the first owner are entries of the lists that begin at the address 1.
 *
 * @source https://github.com/safe-global/safe-smart-account, contracts/libraries/SafeStorage.sol and contracts/base
 */
export const SLOTS: readonly NamedSlot[] = [
  IMPLEMENTATION,
  { slot: FIRST_MODULE, words: 'the list of modules, which move everything without signatures' },
  { slot: FIRST_OWNER, words: 'the list of owners' },
  { slot: ofNumber(3), words: 'the number of owners' },
  { slot: ofNumber(4), words: 'how many owners have to sign' },
  { slot: ofNumber(5), words: 'the nonce' },
  {
    slot: '0x4a204f620c8c5ccdca3fd54d003badd85ba500436a431f0cbda4f558c93c34c8',
    words: 'the guard, which may refuse transactions',
  },
  {
    slot: '0xb104e0b93118902c651344349b610029d694cfdec91c589c91ebafbcd0289947',
    words: 'the guard of modules',
  },
  {
    slot: '0x6c9a6c4a39284e37ed1cf53d337577d14212a4870fb976a4366c693b939918d5',
    words: 'the fallback handler, which answers in the name of the Safe',
  },
]

function ofNumber(slot: number): string {
  return `0x${slot.toString(16).padStart(64, '0')}`
}
