import type { DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api'
import type { BlockRange } from '../LedgerView.ts'
import { createColumns, ROW, type TransferColumns } from '../TransferColumns.ts'
import { queryRows, type Store } from './Store.ts'

export interface TransferSelection {
  readonly chainId: number
  /** Undefined takes all assets of the chain. */
  readonly assetIds?: readonly number[]
  readonly blocks?: BlockRange
}

// All columns as 32-bit numbers: so the reading loop sees one kind of vector, and makes no big integer. Rows of one
// transaction share `tx_key`, its index in the block or else a hash. What is the same on all rows is not read: the asset
// where there is one, and the upper half of the key where it is an index.
const COLUMNS = `row_id::UINTEGER, block, sender, receiver,
  (low & 4294967295)::UINTEGER, (low >> 32)::UINTEGER, (high & 4294967295)::UINTEGER, (high >> 32)::UINTEGER,
  ((ordinal IS NOT NULL)::UTINYINT * ${ROW.isPlaced} + (kind = 2 AND ordinal IS NOT NULL)::UTINYINT * ${ROW.hasLogPlace}
    + (tx_index IS NOT NULL)::UTINYINT * ${ROW.hasTxPlace} + (amount_high > 0)::UTINYINT * 128)::UINTEGER,
  (tx_key & 4294967295)::UINTEGER`
const KEY_HIGH = '(tx_key >> 32)::UINTEGER'
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
export async function readTransfers(store: Store, selection: TransferSelection): Promise<TransferColumns> {
  const { chainId, assetIds } = selection
  const where = whereOf(selection)
  const [size] = await queryRows(
    store,
    `SELECT count(*) AS n, count(tx_index) AS placed, coalesce(bool_or(amount_high > 0), false) AS high, (SELECT ordered FROM chain WHERE id = ${chainId}) AS ordered
     FROM transfer WHERE ${where}`,
  )
  const isPlaced = size?.['placed'] === size?.['n']
  const txKey = isPlaced ? 'tx_index' : 'coalesce(tx_index, hash(tx))'
  const columns = createColumns(Number(size?.['n']))
  if (columns.count === 0) return columns
  const extra = [...(isPlaced ? [] : [KEY_HIGH]), ...(assetIds?.length === 1 ? [] : ['asset'])]
  if (assetIds?.length === 1) columns.asset.fill(assetIds[0] as number)
  const rows =
    size?.['ordered'] === true
      ? `SELECT *, rowid AS row_id FROM transfer WHERE ${where}`
      : `${SORTED} WHERE t.${where} ${BY_PLACE}`
  const high = size?.['high'] === true ? await readHighAmounts(store, where) : new Map<number, bigint>()
  const reading: Reading = {
    columns,
    at: 0,
    txKey: [0, 0],
    high,
    keyHigh: extra.indexOf(KEY_HIGH),
    asset: extra.indexOf('asset'),
  }
  const result = await store.connection.stream(
    `SELECT ${[COLUMNS, ...extra].join()} FROM (SELECT *, ${WORDS}, ${txKey}::UBIGINT AS tx_key FROM (${rows}))`,
  )
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; ) {
    const next = result.fetchChunk()
    readChunk(reading, chunk)
    chunk = await next
  }
  return columns
}

function whereOf({ chainId, assetIds, blocks }: TransferSelection): string {
  const ofAssets = assetIds === undefined ? '' : ` AND asset IN (${assetIds.join(',')})`
  const ofBlocks = blocks === undefined ? '' : ` AND block > ${blocks.after} AND block <= ${blocks.to}`
  return `chain = ${chainId}${ofAssets}${ofBlocks}`
}

interface Reading {
  readonly columns: TransferColumns
  readonly high: ReadonlyMap<number, bigint>
  /** Which of the extra columns it is, -1 for none. */
  readonly keyHigh: number
  readonly asset: number
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

/** Where the extra columns begin. */
const EXTRA = 10

function readChunk(reading: Reading, chunk: DuckDBDataChunk): void {
  const { columns, at } = reading
  const count = chunk.rowCount
  const { rowId, block, sender, receiver } = columns
  for (const [i, column] of [rowId, block, sender, receiver].entries()) {
    copyNumbers(column.subarray(at, at + count), chunk.getColumnVector(i))
  }
  for (let i = 0; i < 4; i++)
    copyLimbs(columns.amounts.subarray(4 * at + i, 4 * (at + count)), chunk.getColumnVector(4 + i))
  const extra = (place: number): DuckDBVector | undefined =>
    place < 0 ? undefined : chunk.getColumnVector(EXTRA + place)
  const asset = extra(reading.asset)
  if (asset !== undefined) copyNumbers(columns.asset.subarray(at, at + count), asset)
  copyFlags(reading, { given: chunk.getColumnVector(8), low: chunk.getColumnVector(9), high: extra(reading.keyHigh) })
  reading.at += count
}

function copyNumbers(column: Uint32Array, vector: DuckDBVector): void {
  for (let i = 0; i < column.length; i++) column[i] = vector.getItem(i) as number
}

function copyLimbs(limbs: Uint32Array, vector: DuckDBVector): void {
  for (let i = 0, n = vector.itemCount; i < n; i++) limbs[4 * i] = vector.getItem(i) as number
}

interface FlagVectors {
  readonly given: DuckDBVector
  /** The halves of the transaction's key; the upper one is 0 where there is none. */
  readonly low: DuckDBVector
  readonly high: DuckDBVector | undefined
}

function copyFlags(reading: Reading, { given, low, high: keyHigh }: FlagVectors): void {
  const { columns, at, high, txKey } = reading
  for (let i = 0, n = given.itemCount; i < n; i++) {
    const row = at + i
    const upper = keyHigh === undefined ? 0 : (keyHigh.getItem(i) as number)
    const lower = low.getItem(i) as number
    const isSameTx =
      row > 0 && upper === txKey[0] && lower === txKey[1] && columns.block[row] === columns.block[row - 1]
    txKey[0] = upper
    txKey[1] = lower
    const flags = given.getItem(i) as number
    columns.flags[row] = (flags & ~HAS_HIGH_AMOUNT) | (isSameTx ? 0 : ROW.startsTx)
    if (flags & HAS_HIGH_AMOUNT) columns.highAmounts.set(row, high.get(columns.rowId[row] as number) as bigint)
  }
}
