/**
 * Transfers of one chain in ledger order, as columns: row `i` of each array belongs to transfer `i`.
 *
 * `sender`, `receiver` and `asset` are the store's ids. An amount is four 32-bit limbs, lowest first, from `amounts[4 * i]`
 * on; `highAmounts` holds by row what is above 128 bits, for the few that need it. Rows without a place stand in an order
 * that depends on their content only.
 */
export interface TransferColumns {
  readonly count: number
  readonly rowId: Uint32Array<ArrayBuffer>
  readonly block: Uint32Array<ArrayBuffer>
  readonly sender: Uint32Array<ArrayBuffer>
  readonly receiver: Uint32Array<ArrayBuffer>
  readonly asset: Uint32Array<ArrayBuffer>
  readonly amounts: Uint32Array<ArrayBuffer>
  /** The bits of `ROW`. */
  readonly flags: Uint8Array<ArrayBuffer>
  readonly highAmounts: Map<number, bigint>
}

/** What the flags of a row say. */
export const ROW = {
  /** It is the first of its transaction. */
  startsTx: 1,
  /** The source told its place in its transaction. */
  isPlaced: 2,
  /** The source told its log index in the block, and with it the order of the transactions that have logs. */
  hasLogPlace: 4,
  /** The source told its transaction's place in the block. */
  hasTxPlace: 8,
} as const

/** Columns of `count` rows, all zero. */
export function createColumns(count: number): TransferColumns {
  return {
    count,
    rowId: new Uint32Array(count),
    block: new Uint32Array(count),
    sender: new Uint32Array(count),
    receiver: new Uint32Array(count),
    asset: new Uint32Array(count),
    amounts: new Uint32Array(4 * count),
    flags: new Uint8Array(count),
    highAmounts: new Map(),
  }
}

/** The rows from `start` up to `end` of some columns, in arrays of their own. */
export function sliceColumns(columns: TransferColumns, start: number, end: number): TransferColumns {
  const high = [...columns.highAmounts].filter(([row]) => row >= start && row < end)
  return {
    count: end - start,
    rowId: columns.rowId.slice(start, end),
    block: columns.block.slice(start, end),
    sender: columns.sender.slice(start, end),
    receiver: columns.receiver.slice(start, end),
    asset: columns.asset.slice(start, end),
    amounts: columns.amounts.slice(4 * start, 4 * end),
    flags: columns.flags.slice(start, end),
    highAmounts: new Map(high.map(([row, above]) => [row - start, above])),
  }
}
