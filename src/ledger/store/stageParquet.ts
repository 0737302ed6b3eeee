import type { AssetId } from '../../chain/index.ts'
import type { SkipReason } from '../source/layouts.ts'
import { FileError } from '../source/lines.ts'
import type { ParquetFile, ParquetLayout } from '../source/parquetSql.ts'
import { createViews, DROP_VIEWS, fileLiteral } from '../source/parquetViews.ts'
import type { RowBatch } from '../source/RowBatch.ts'
import { type FlowLabel, TRANSFER_KINDS, type Transfer } from '../Transfer.ts'
import { queryRows, type Store } from './Store.ts'
import type { Stage } from './stageTransfers.ts'

/** Rows that are staged at a time, and rows that go to the row parser at a time. */
const WINDOW_ROWS = 500_000
const PAGE_ROWS = 20_000

/** How the rows of a Parquet file are to be read. */
export interface ParquetPlan extends ParquetLayout {
  /** The row parser's reading of a text; undefined where it refuses it. */
  readonly findAsset: (text: string) => AssetId.AssetId | undefined
  readonly findPlace: (tracePath: string) => Pick<Transfer, 'kind' | 'ordinal'> | undefined
}

/** The next rows of the file: `rows` are staged or skipped, `others` only the row parser can judge. */
export interface ParquetStep {
  readonly rows: number
  readonly skipped: readonly { readonly reason: SkipReason; readonly rows: number }[]
  readonly labels: readonly FlowLabel[]
  readonly others: RowBatch
}

/**
 * Opens a Parquet file.
 *
 * @throws FileError `LZ_FILE_PARQUET` for a file that is none, or is cut
 */
export async function openParquet(store: Store, path: string): Promise<ParquetFile> {
  try {
    const described = await queryRows(
      store,
      `DESCRIBE FROM read_parquet(${fileLiteral(path)}, hive_partitioning = false)`,
    )
    const columns = described.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }))
    const [footer] = await queryRows(store, `SELECT num_rows FROM parquet_file_metadata(${fileLiteral(path)})`)
    return { path, rows: Number(footer?.['num_rows']), header: columns.map(({ name }) => name), columns }
  } catch (error) {
    throw isDuckError(error) ? damaged(path, error) : error
  }
}

/**
 * Stages the rows that are plainly good without leaving DuckDB, and gives the rows that are not as text.
 *
 * What is plainly good is a subset of what the row parser takes, read as it reads it; `stageParquet.test.ts` holds the two
 * together. A row's `line` is its place in the file, counted from 1.
 *
 * @throws FileError `LZ_FILE_PARQUET` for a file that is damaged
 */
export async function* stageParquet(
  { store, stage }: Target,
  file: ParquetFile,
  plan: ParquetPlan,
): AsyncGenerator<ParquetStep> {
  try {
    await store.connection.run(createViews(file, plan))
    for (let from = 0; from < file.rows; from += WINDOW_ROWS) {
      const to = Math.min(from + WINDOW_ROWS, file.rows)
      await store.connection.run(
        `CREATE OR REPLACE TEMP TABLE parquet_window AS FROM parquet_row WHERE row >= ${from} AND row < ${to}`,
      )
      const step = await stagePlain({ store, stage }, plan)
      yield { ...step, others: batchOf(file, []) }
      if (step.rows < to - from) yield* readOthers(store, file)
    }
    await store.connection.run(DROP_VIEWS)
  } catch (error) {
    throw isDuckError(error) ? damaged(file.path, error) : error
  }
}

interface Target {
  readonly store: Store
  readonly stage: Stage
}

type Plain = Omit<ParquetStep, 'others'>

async function stagePlain({ store, stage }: Target, plan: ParquetPlan): Promise<Plain> {
  if (plan.isEvm) await nameAssets({ store, stage }, plan)
  if (plan.layout.place === 'trace') await placeTraces(store, plan)
  const skipped = await countSkipped(store)
  const result = await store.connection.run(`
    INSERT INTO stage
    SELECT row + 1, block, time_sec, tx_index, tx, kind, ordinal, sender, receiver, asset, amount, 0, inexact
    FROM parquet_transfer WHERE is_good ORDER BY row`)
  const rows = skipped.reduce((sum, reason) => sum + reason.rows, result.rowsChanged)
  return { rows, skipped, labels: await listLabels(store, plan) }
}

async function countSkipped(store: Store): Promise<Plain['skipped']> {
  const rows = await queryRows(
    store,
    'SELECT reason, count(*) AS n FROM parquet_window WHERE reason IS NOT NULL GROUP BY reason',
  )
  return rows.map((row) => ({ reason: row['reason'] as SkipReason, rows: Number(row['n']) }))
}

async function listLabels(store: Store, { layout }: ParquetPlan): Promise<FlowLabel[]> {
  if (layout.columns.from_label === undefined && layout.columns.to_label === undefined) return []
  const rows = await queryRows(
    store,
    `WITH good AS (FROM parquet_transfer WHERE is_good)
     SELECT '0x' || lower(hex(key)) AS address, name
     FROM (SELECT sender AS key, from_label AS name FROM good UNION SELECT receiver, to_label FROM good)
     WHERE name <> '' ORDER BY ALL`,
  )
  return rows.map((row) => ({ address: String(row['address']), name: String(row['name']) }))
}

async function nameAssets({ store, stage }: Target, { findAsset }: ParquetPlan): Promise<void> {
  const texts = await listNew(store, 'asset_text', 'asset_name')
  const rows = texts.flatMap((text) => {
    const asset = findAsset(text)
    return asset === undefined ? [] : [[text, stage.assetId(asset)]]
  })
  await append(store, 'asset_name', rows)
}

async function placeTraces(store: Store, { findPlace }: ParquetPlan): Promise<void> {
  const texts = await listNew(store, 'path_text', 'trace_place')
  const rows = texts.flatMap((text) => {
    const place = findPlace(text)
    return place === undefined ? [] : [[text, TRANSFER_KINDS.indexOf(place.kind), place.ordinal]]
  })
  await append(store, 'trace_place', rows)
}

/** The texts of a column that its table does not know yet. */
async function listNew(store: Store, column: 'asset_text' | 'path_text', table: string): Promise<string[]> {
  const rows = await queryRows(
    store,
    `SELECT DISTINCT ${column} AS text FROM parquet_window WHERE is_plain EXCEPT SELECT text FROM ${table} ORDER BY text`,
  )
  return rows.map((row) => String(row['text']))
}

async function append(
  store: Store,
  table: string,
  rows: readonly (readonly (string | number | undefined)[])[],
): Promise<void> {
  const appender = await store.connection.createAppender(table, null, 'temp')
  for (const row of rows) {
    for (const value of row) {
      if (value === undefined) appender.appendNull()
      else if (typeof value === 'string') appender.appendVarchar(value)
      else appender.appendUInteger(value)
    }
    appender.endRow()
  }
  appender.closeSync()
}

/** The rows of the window that are neither staged nor skipped, as text, in their order. */
async function* readOthers(store: Store, file: ParquetFile): AsyncGenerator<ParquetStep> {
  await store.connection.run(
    `CREATE OR REPLACE TEMP TABLE other AS SELECT row + 1 AS line, fields FROM parquet_text
     SEMI JOIN (FROM parquet_transfer WHERE reason IS NULL AND NOT is_good) USING (row) ORDER BY row`,
  )
  for (let from = 0; ; from += PAGE_ROWS) {
    const page = `SELECT line, fields FROM other WHERE rowid >= ${from} AND rowid < ${from + PAGE_ROWS} ORDER BY rowid`
    const rows = (await store.connection.runAndReadAll(page)).getRowsJson()
    if (rows.length === 0) break
    yield { rows: 0, skipped: [], labels: [], others: batchOf(file, rows) }
  }
  await store.connection.run('DROP TABLE other')
}

function batchOf({ header }: ParquetFile, rows: readonly (readonly unknown[])[]): RowBatch {
  const records = rows.map(([, fields]) => fields as string[])
  return { header, records, lines: rows.map(([line]) => Number(line)), broken: [] }
}

/** DuckDB's errors are plain ones; ours, and those of a bug, have names. */
function isDuckError(error: unknown): boolean {
  return error instanceof Error && error.name === 'Error'
}

function damaged(path: string, cause: unknown): FileError {
  const why = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause)
  return new FileError('LZ_FILE_PARQUET', `${path} cannot be read as Parquet, it may be cut or damaged. ${why}`, cause)
}
