import { isCoinbase, type Output, type Tx, type UtxoIndex } from './UtxoIndex.ts'

/**
 * Numbers behind those of the outputs, for what has a part in a transaction and is no output of the ledger.
 *
 * A fee has a number only while its block is worked on: it is an output that the block's coinbase spends.
 */
export interface Places {
  /** Previous outputs that the ledger does not have. */
  readonly outside: number
  /** Fees that nobody collects. */
  readonly burned: number
  /** New money. */
  readonly mined: number
  /** The fee of a block's first transaction; those of the others follow in their order. */
  readonly fees: number
  /** How many numbers there are in all. */
  readonly count: number
}

/** The numbers of an index. */
export function createPlaces({ outputRoom, blockRoom }: Pick<UtxoIndex, 'outputRoom' | 'blockRoom'>): Places {
  const fees = outputRoom + 3
  return { outside: outputRoom, burned: outputRoom + 1, mined: outputRoom + 2, fees, count: fees + blockRoom }
}

/** A block while it is worked on. `coinbase` is undefined where the ledger has none of it. */
export interface Block {
  readonly first: Tx
  readonly end: Tx
  readonly coinbase: Tx | undefined
}

export function blockAt(index: UtxoIndex, block: number): Block {
  const first = index.blockStart[block] as number
  const end = index.blockStart[block + 1] as number
  return { first, end, coinbase: isCoinbase(index, first) ? first : undefined }
}

/** The number of a transaction's fee. */
export function feeOf(places: Places, { first }: Block, tx: Tx): Output {
  return places.fees + tx - first
}
