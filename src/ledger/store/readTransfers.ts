import type { DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api'
import { createColumns, ROW, type TransferColumns } from '../TransferColumns.ts'
import { queryRows, type Store } from './Store.ts'

export interface TransferSelection {
  readonly chainId: number
  /** Undefined takes all assets of the chain. */
  readonly assetIds?: readonly number[]
}

// All columns as 32-bit numbers: so the reading loop sees one kind of vector, and makes no big integer. Rows of one
// transaction share `tx_key`, its index in the block or else a hash.
const COLUMNS = `row_id::UINTEGER, block, sender, receiver, asset,
  (low & 4294967295)::UINTEGER, (low >> 32)::UINTEGER, (high & 4294967295)::UINTEGER, (high >> 32)::UINTEGER,
  ((ordinal IS NOT NULL)::UTINYINT * ${ROW.isPlaced} + (kind = 2 AND ordinal IS NOT NULL)::UTINYINT * ${ROW.hasLogPlace}
    + (tx_index IS NOT NULL)::UTINYINT * ${ROW.hasTxPlace} + (amount_high > 0)::UTINYINT * 128)::UINTEGER,
  (tx_key >> 32)::UINTEGER, (tx_key & 4294967295)::UINTEGER`
const WORDS = `(amount & 18446744073709551615)::UBIGINT AS low, (amount >> 64)::UBIGINT AS high`
const HAS_HIGH_AMOUNT = 128

// Where the file is not in ledger order it is sorted here, as `mergeStage` sorts: by content where the place is unknown, and
// never by ids, which depend on the order of imports.
const SORTED = `
  SELECT t.* REPLACE (max(tx_index) OVER of_tx AS tx_index), t.rowid AS row_id,
    min(CASE WHEN kind = 2 THEN ordinal END) OVER of_tx AS first_log,
    CASE WHEN ordinal IS NULL THEN f.key || r.key || a.caip19::BLOB END AS tie
  FROM transfer t JOIN address f ON f.id = t.sender JOIN address r ON r.id = t.receiver JOIN asset a ON a.id = t.asset`
const BY_PLACE = `
  WINDOW of_tx AS (PARTITION BY block, tx)
  ORDER BY block, tx_index NULLS LAST, first_log NULLS LAST, tx, kind, ordinal NULLS LAST, tie, amount_high, amount, copy`

/** Reads transfers into columns, in ledger order. */
export async function readTransfers(store: Store, { chainId, assetIds }: TransferSelection): Promise<TransferColumns> {
  const where = `chain = ${chainId}${assetIds === undefined ? '' : ` AND asset IN (${assetIds.join(',')})`}`
  const [size] = await queryRows(
    store,
    `SELECT count(*) AS n, count(tx_index) AS placed, (SELECT ordered FROM chain WHERE id = ${chainId}) AS ordered
     FROM transfer WHERE ${where}`,
  )
  const txKey = size?.['placed'] === size?.['n'] ? 'tx_index' : 'coalesce(tx_index, hash(tx))'
  const columns = createColumns(Number(size?.['n']))
  if (columns.count === 0) return columns
  const rows =
    size?.['ordered'] === true
      ? `SELECT *, rowid AS row_id FROM transfer WHERE ${where}`
      : `${SORTED} WHERE t.${where} ${BY_PLACE}`
  const reading: Reading = { columns, at: 0, txKey: [0, 0], high: await readHighAmounts(store, where) }
  const result = await store.connection.stream(
    `SELECT ${COLUMNS} FROM (SELECT *, ${WORDS}, ${txKey}::UBIGINT AS tx_key FROM (${rows}))`,
  )
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; ) {
    const next = result.fetchChunk()
    readChunk(reading, chunk)
    chunk = await next
  }
  return columns
}

interface Reading {
  readonly columns: TransferColumns
  readonly high: ReadonlyMap<number, bigint>
  at: number
  txKey: [number, number]
}

/** What is above 128 bits, by row id. */
async function readHighAmounts(store: Store, where: string): Promise<Map<number, bigint>> {
  const rows = await queryRows(
    store,
    `SELECT rowid AS id, amount_high AS high FROM transfer WHERE ${where} AND amount_high > 0`,
  )
  return new Map(rows.map((row) => [Number(row['id']), BigInt(String(row['high']))]))
}

function readChunk(reading: Reading, chunk: DuckDBDataChunk): void {
  const { columns, at } = reading
  const count = chunk.rowCount
  const { rowId, block, sender, receiver, asset } = columns
  for (const [i, column] of [rowId, block, sender, receiver, asset].entries()) {
    copyNumbers(column.subarray(at, at + count), chunk.getColumnVector(i))
  }
  for (let i = 0; i < 4; i++)
    copyLimbs(columns.amounts.subarray(4 * at + i, 4 * (at + count)), chunk.getColumnVector(5 + i))
  copyFlags(reading, chunk.getColumnVector(9), [chunk.getColumnVector(10), chunk.getColumnVector(11)])
  reading.at += count
}

function copyNumbers(column: Uint32Array, vector: DuckDBVector): void {
  for (let i = 0; i < column.length; i++) column[i] = vector.getItem(i) as number
}

function copyLimbs(limbs: Uint32Array, vector: DuckDBVector): void {
  for (let i = 0, n = vector.itemCount; i < n; i++) limbs[4 * i] = vector.getItem(i) as number
}

function copyFlags(reading: Reading, given: DuckDBVector, key: readonly [DuckDBVector, DuckDBVector]): void {
  const { columns, at, high, txKey } = reading
  for (let i = 0, n = given.itemCount; i < n; i++) {
    const row = at + i
    const upper = key[0].getItem(i) as number
    const lower = key[1].getItem(i) as number
    const isSameTx =
      row > 0 && upper === txKey[0] && lower === txKey[1] && columns.block[row] === columns.block[row - 1]
    txKey[0] = upper
    txKey[1] = lower
    const flags = given.getItem(i) as number
    columns.flags[row] = (flags & ~HAS_HIGH_AMOUNT) | (isSameTx ? 0 : ROW.startsTx)
    if (flags & HAS_HIGH_AMOUNT) columns.highAmounts.set(row, high.get(columns.rowId[row] as number) as bigint)
  }
}
