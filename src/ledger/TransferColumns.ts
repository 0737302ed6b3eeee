/**
 * Transfers of one chain in ledger order, as columns: row `i` of each array belongs to transfer `i`.
 *
 * `sender`, `receiver` and `asset` are the store's ids; an amount is two 64-bit words, low first, and `highAmounts` holds
 * what is above 128 bits, for the few that need it. `startsTx` is 1 on the first row of each transaction. Where
 * `isTxPlaced` is 0 the place of the transaction in its block is unknown; `isRowPlaced` says the same of the row in its
 * transaction. Unplaced rows stand in an order that depends on their content only.
 */
export interface TransferColumns {
  readonly count: number
  readonly rowId: Uint32Array
  readonly block: Uint32Array
  readonly startsTx: Uint8Array
  readonly isTxPlaced: Uint8Array
  readonly isRowPlaced: Uint8Array
  readonly sender: Uint32Array
  readonly receiver: Uint32Array
  readonly asset: Uint32Array
  readonly amounts: BigUint64Array
  readonly highAmounts: Map<number, bigint>
}
