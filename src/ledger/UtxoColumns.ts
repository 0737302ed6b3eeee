/**
 * A UTXO ledger in columns and in block order: transaction `t` has the inputs `inputStart[t]` up to `inputStart[t + 1]` and the
 * outputs `outputStart[t]` up to `outputStart[t + 1]`. Transactions, inputs and outputs are known by their place here.
 *
 * The first transaction of a block is its coinbase, unless it `isPartial`; a coinbase has no inputs. A ledger that starts in the middle has inputs whose
 * previous output is `UNKNOWN`.
 */
export interface UtxoColumns {
  /**
   * Blocks may lack transactions, and begin with one that is no coinbase. What a coinbase got of each fee is not known
   * then: fees end where they are paid.
   */
  readonly isPartial?: boolean
  readonly txCount: number
  /** Height of a transaction's block. */
  readonly height: Uint32Array<ArrayBuffer>
  /** `txCount + 1` places each. */
  readonly inputStart: Uint32Array<ArrayBuffer>
  readonly outputStart: Uint32Array<ArrayBuffer>
  /** By input: the output that it spends, or `UNKNOWN`. */
  readonly spends: Uint32Array<ArrayBuffer>
  /** By output: satoshi, an exact integer below 2^53. */
  readonly valueSat: Float64Array<ArrayBuffer>
  /** By output: the store's id of its script. */
  readonly owner: Uint32Array<ArrayBuffer>
}

/** Stands for a previous output that the ledger does not have. */
export const UNKNOWN = 0xffff_ffff
