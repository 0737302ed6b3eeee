import type { DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api'
import type { TransferColumns } from '../TransferColumns.ts'
import { queryRows, type Store } from './Store.ts'

export interface TransferSelection {
  readonly chainId: number
  /** Undefined takes all assets of the chain. */
  readonly assetIds?: readonly number[]
}

// Rows come in ledger order as far as it is known, and by content where it is not: never by ids, which depend on the
// order of imports. Tokens without a transaction index take their block-wide log index for the order of transactions.
const ORDERED = `
  WITH chosen AS (
    SELECT t.*, t.rowid AS row_id,
      max(tx_index) OVER transaction AS tx_place,
      min(CASE WHEN kind = 2 THEN ordinal END) OVER transaction AS log_place
    FROM transfer t WHERE chain = $chain AND ($all OR list_contains($assets::UINTEGER[], asset))
    WINDOW transaction AS (PARTITION BY block, tx))
  SELECT c.row_id::UINTEGER, c.block, hash(c.tx),
    (c.tx_place IS NOT NULL OR c.log_place IS NOT NULL), c.ordinal IS NOT NULL,
    c.sender, c.receiver, c.asset, c.amount, c.amount_high
  FROM chosen c JOIN address f ON f.id = c.sender JOIN address r ON r.id = c.receiver JOIN asset a ON a.id = c.asset
  ORDER BY c.block, c.tx_place NULLS LAST, c.log_place NULLS LAST, c.tx, c.kind, c.ordinal NULLS LAST,
    f.key, r.key, a.caip19, c.amount_high, c.amount, c.copy`

/** Reads transfers into columns, in ledger order. */
export async function readTransfers(store: Store, selection: TransferSelection): Promise<TransferColumns> {
  const values = {
    chain: selection.chainId,
    all: selection.assetIds === undefined,
    assets: `[${(selection.assetIds ?? []).join(',')}]`,
  }
  const [size] = await queryRows(
    store,
    'SELECT count(*) AS n FROM transfer WHERE chain = $chain AND ($all OR list_contains($assets::UINTEGER[], asset))',
    values,
  )
  const columns = allocate(Number(size?.['n']))
  const result = await store.connection.stream(ORDERED, values)
  let at = 0
  let lastTx = 0n
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    lastTx = copyChunk(columns, at, chunk, lastTx)
    at += chunk.rowCount
  }
  return columns
}

function allocate(count: number): TransferColumns {
  return {
    count,
    rowId: new Uint32Array(count),
    block: new Uint32Array(count),
    startsTx: new Uint8Array(count),
    isTxPlaced: new Uint8Array(count),
    isRowPlaced: new Uint8Array(count),
    sender: new Uint32Array(count),
    receiver: new Uint32Array(count),
    asset: new Uint32Array(count),
    amounts: new BigUint64Array(2 * count),
    highAmounts: new Map(),
  }
}

function copyChunk(columns: TransferColumns, at: number, chunk: DuckDBDataChunk, txBefore: bigint): bigint {
  const vectors = Array.from({ length: 10 }, (_, i) => chunk.getColumnVector(i))
  const numbers = [columns.rowId, columns.block, undefined, columns.isTxPlaced, columns.isRowPlaced] as const
  const ids = [columns.sender, columns.receiver, columns.asset]
  for (const [i, column] of numbers.entries()) if (column) copyNumbers(column, at, vectors[i] as DuckDBVector)
  for (const [i, column] of ids.entries()) copyNumbers(column, at, vectors[5 + i] as DuckDBVector)
  copyAmounts(columns, at, vectors[8] as DuckDBVector, vectors[9] as DuckDBVector)
  const keys = vectors[2] as DuckDBVector
  let last = txBefore
  for (let i = 0; i < chunk.rowCount; i++) {
    const key = keys.getItem(i) as bigint
    const isNewBlock = at + i === 0 || columns.block[at + i] !== columns.block[at + i - 1]
    columns.startsTx[at + i] = isNewBlock || key !== last ? 1 : 0
    last = key
  }
  return last
}

function copyNumbers(column: Uint32Array | Uint8Array, at: number, vector: DuckDBVector): void {
  for (let i = 0; i < vector.itemCount; i++) column[at + i] = Number(vector.getItem(i))
}

function copyAmounts(columns: TransferColumns, at: number, low: DuckDBVector, high: DuckDBVector): void {
  for (let i = 0; i < low.itemCount; i++) {
    const amount = low.getItem(i) as bigint
    columns.amounts[2 * (at + i)] = BigInt.asUintN(64, amount)
    columns.amounts[2 * (at + i) + 1] = amount >> 64n
    const above = high.getItem(i) as bigint
    if (above !== 0n) columns.highAmounts.set(at + i, above)
  }
}
