import type { EvmAddress } from '../../chain/index.ts'

/** A call of the Safe, or one that it makes somebody else make. */
export interface SafeCall {
  /** Where it stands, as `calls[2]`; empty for the transaction's own. */
  readonly place: string
  readonly chainId: number | undefined
  /** In whose name and storage. */
  readonly from: EvmAddress.EvmAddress
  readonly to: EvmAddress.EvmAddress
  readonly valueWei: bigint
  readonly data: Uint8Array
  /** Whether the code of `to` runs in the name and storage of `from`. */
  readonly isDelegate: boolean
}

/** The first four bytes of its data as `0x` and eight digits; undefined where it has fewer. */
export function findSelector({ data }: Pick<SafeCall, 'data'>): string | undefined {
  if (data.length < 4) return undefined
  let digits = '0x'
  for (const byte of data.subarray(0, 4)) digits += byte.toString(16).padStart(2, '0')
  return digits
}
