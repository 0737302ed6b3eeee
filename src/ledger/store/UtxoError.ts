import { LazarettoError } from '../../LazarettoError.ts'

export type UtxoCode =
  | 'LZ_UTXO_DOUBLE_SPEND'
  | 'LZ_UTXO_DUPLICATE'
  | 'LZ_UTXO_MISSING'
  | 'LZ_UTXO_ORDER'
  | 'LZ_UTXO_OUTPUT'

/** Where a wrong input or transaction was found: its block, and the byte in the block where it is known. */
export interface UtxoPlace {
  readonly height: number
  readonly offset?: number
}

/** Transactions that contradict each other: nothing of the import is stored. */
export class UtxoError extends LazarettoError {
  override readonly name = 'UtxoError'
  readonly place: UtxoPlace

  constructor(code: UtxoCode, place: UtxoPlace, message: string) {
    super(code, 'integrity', message)
    this.place = place
  }
}
