import { Address, ChainId } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'

const TEXT_MAX = 128

/**
 * The canonical spelling of an address that somebody typed or pasted, of one chain or of any that is known here.
 *
 * @throws InvalidAddressError `LZ_ADDRESS_SYNTAX`, `LZ_ADDRESS_CHECKSUM`, `LZ_ADDRESS_CHAIN`, `LZ_ADDRESS_UNSUPPORTED`;
 * GuardAddressError `LZ_GUARD_ADDRESS` where no chain is named and the text is an address of none
 */
export function readAddress(text: string, chain: ChainId.ChainId | undefined): string {
  const place = chain ?? (/^0x/iu.test(text) ? ChainId.parse('ethereum') : undefined)
  if (place !== undefined) return Address.parse(text, place)
  const canonical = Address.detect(text)[0]?.canonical
  if (canonical === undefined) throw new GuardAddressError(text)
  return canonical
}

/** A text that is an address of no chain known here. */
export class GuardAddressError extends LazarettoError {
  override readonly name = 'GuardAddressError'

  constructor(text: string) {
    const shown = JSON.stringify(text.slice(0, TEXT_MAX))
    super(
      'LZ_GUARD_ADDRESS',
      'input',
      `${shown} is an address of no chain that Lazaretto knows: expected a whole address; copy it again from its source, or name the chain.`,
    )
  }
}
