import { resolve } from 'node:path'
import { type AssetId, EvmAddress } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import type { SkipReason } from '../source/layouts.ts'
import { FileError } from '../source/lines.ts'
import { type ParquetColumn, type ParquetLayout, parquetRows, parquetTexts } from '../source/parquetSql.ts'
import type { RowBatch } from '../source/RowBatch.ts'
import { type FlowLabel, TRANSFER_KINDS, type Transfer } from '../Transfer.ts'
import { queryRows, type Store } from './Store.ts'
import type { Stage } from './stageTransfers.ts'

/** Rows that are staged at a time, and rows that go to the row parser at a time. */
const WINDOW_ROWS = 500_000
const PAGE_ROWS = 20_000

/** The line of rows that no file has: the stage gives an id only to an asset that it has seen. */
const PROBE_LINE = 0

/** A Parquet file as its footer describes it. */
export interface ParquetFile {
  readonly path: string
  readonly rows: number
  readonly header: readonly string[]
  readonly columns: readonly ParquetColumn[]
}

/** How the rows of a Parquet file are to be read. */
export interface ParquetPlan extends ParquetLayout {
  /** Without it every row goes to the row parser: addresses of other chains are more than hex. */
  readonly isEvm: boolean
  readonly assetOf: (text: string) => AssetId.AssetId
  readonly placeOf: (tracePath: string) => Pick<Transfer, 'kind' | 'ordinal'>
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
    const described = await queryRows(store, `DESCRIBE FROM read_parquet(${globOf(path)}, hive_partitioning = false)`)
    const columns = described.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }))
    const [footer] = await queryRows(store, `SELECT num_rows FROM parquet_file_metadata(${globOf(path)})`)
    return { path, rows: Number(footer?.['num_rows']), header: columns.map(({ name }) => name), columns }
  } catch (error) {
    throw isDuckError(error) ? damaged(path, error) : error
  }
}

/**
 * Stages the rows that are plainly good without leaving DuckDB, and gives the rows that are not as text.
 *
 * What is plainly good is a subset of what the row parser takes, read as it reads it; `stageParquet.test.ts` holds the two
 * together. A row's `line` is its place in the file, counted from 1. After the stage is flushed, call `removeProbes`.
 *
 * @throws FileError `LZ_FILE_PARQUET` for a file that is damaged
 */
export async function* stageParquet(
  { store, stage }: Target,
  file: ParquetFile,
  plan: ParquetPlan,
): AsyncGenerator<ParquetStep> {
  try {
    await store.connection.run(prepare(file, plan))
    for (let from = 0; from < file.rows; from += WINDOW_ROWS) {
      const to = Math.min(from + WINDOW_ROWS, file.rows)
      await store.connection.run(
        `CREATE OR REPLACE TEMP TABLE parquet_window AS FROM parquet_row WHERE row >= ${from} AND row < ${to}`,
      )
      const step = await stagePlain({ store, stage }, plan)
      yield { ...step, others: batchOf(file, []) }
      if (step.rows < to - from) yield* readOthers(store, file)
    }
    await store.connection.run(CLEAN_UP)
  } catch (error) {
    throw isDuckError(error) ? damaged(file.path, error) : error
  }
}

/** Takes away the rows that `stageParquet` put in for the sake of ids. */
export async function removeProbes(store: Store): Promise<void> {
  await store.connection.run(`DELETE FROM stage WHERE line = ${PROBE_LINE}`)
}

interface Target {
  readonly store: Store
  readonly stage: Stage
}

type Plain = Omit<ParquetStep, 'others'>

const NOTHING: Plain = { rows: 0, skipped: [], labels: [] }

// A window of rows becomes a table, because filters on what is computed would compute it again. Ids and places, which the
// row parser's own functions give, are joined to it.
function prepare(file: ParquetFile, plan: ParquetPlan): string {
  const { kind, ordinal, isPlaced } = placeOf(plan)
  return `
    CREATE OR REPLACE TEMP TABLE asset_name (text VARCHAR, id UINTEGER);
    CREATE OR REPLACE TEMP TABLE trace_place (text VARCHAR, kind UTINYINT, ordinal UINTEGER);
    CREATE OR REPLACE TEMP VIEW parquet_text AS ${parquetTexts(file.columns, plan, globOf(file.path))};
    CREATE OR REPLACE TEMP VIEW parquet_row AS ${parquetRows(file.columns, plan, globOf(file.path))};
    CREATE OR REPLACE TEMP TABLE parquet_window AS FROM parquet_row LIMIT 0;
    CREATE OR REPLACE TEMP VIEW parquet_transfer AS
    SELECT parquet_window.*, asset_name.id AS asset, ${kind} AS kind, ${ordinal} AS ordinal,
      ${plan.isEvm} AND is_plain AND asset_name.id IS NOT NULL AND ${isPlaced} AS is_good
    FROM parquet_window LEFT JOIN asset_name ON asset_name.text = asset_text
      LEFT JOIN trace_place ON trace_place.text = path_text`
}

const CLEAN_UP = `
  DROP VIEW parquet_transfer; DROP VIEW parquet_row; DROP VIEW parquet_text;
  DROP TABLE parquet_window; DROP TABLE asset_name; DROP TABLE trace_place`

function placeOf({ layout }: ParquetPlan): { kind: number | string; ordinal: string; isPlaced: string } {
  const [native, token] = [TRANSFER_KINDS.indexOf('native'), TRANSFER_KINDS.indexOf('token')]
  switch (layout.place) {
    case 'none':
      return { kind: native, ordinal: 'NULL::UINTEGER', isPlaced: 'true' }
    case 'log':
      return { kind: token, ordinal: 'log_index', isPlaced: 'true' }
    case 'transaction':
      return { kind: native, ordinal: '0', isPlaced: 'true' }
    case 'trace':
      return { kind: 'trace_place.kind', ordinal: 'trace_place.ordinal', isPlaced: 'trace_place.kind IS NOT NULL' }
  }
}

async function stagePlain({ store, stage }: Target, plan: ParquetPlan): Promise<Plain> {
  if (!plan.isEvm) return NOTHING
  await nameAssets({ store, stage }, plan)
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

async function nameAssets({ store, stage }: Target, { assetOf }: ParquetPlan): Promise<void> {
  const texts = await listNew(store, 'asset_text', 'asset_name')
  if (texts.length === 0) return
  const idOf = await assetIds({ store, stage })
  const appender = await store.connection.createAppender('asset_name', null, 'temp')
  for (const text of texts) {
    const asset = ifReadable(() => assetOf(text))
    if (asset === undefined) continue
    appender.appendVarchar(text)
    appender.appendUInteger(idOf(asset))
    appender.endRow()
  }
  appender.closeSync()
}

async function placeTraces(store: Store, { placeOf }: ParquetPlan): Promise<void> {
  const appender = await store.connection.createAppender('trace_place', null, 'temp')
  for (const text of await listNew(store, 'path_text', 'trace_place')) {
    const place = ifReadable(() => placeOf(text))
    if (place === undefined) continue
    appender.appendVarchar(text)
    appender.appendUTinyInt(TRANSFER_KINDS.indexOf(place.kind))
    if (place.ordinal === undefined) appender.appendNull()
    else appender.appendUInteger(place.ordinal)
    appender.endRow()
  }
  appender.closeSync()
}

/** The texts of a column that its table does not know yet. */
async function listNew(store: Store, column: 'asset_text' | 'path_text', table: string): Promise<string[]> {
  const rows = await queryRows(
    store,
    `SELECT DISTINCT ${column} AS text FROM parquet_window EXCEPT SELECT text FROM ${table} ORDER BY text`,
  )
  return rows.map((row) => String(row['text']))
}

function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof LazarettoError) return undefined
    throw error
  }
}

/** The ids of assets in the store and in the stage; an asset that neither has is put into the stage. */
async function assetIds({ store, stage }: Target): Promise<(asset: AssetId.AssetId) => number> {
  const stored = await queryRows(store, 'SELECT id, caip19 FROM asset')
  const ids = new Map(stored.map((row) => [String(row['caip19']), Number(row['id'])]))
  for (const { id, asset } of stage.newAssets) ids.set(asset, id)
  return (asset) => {
    const known = ids.get(asset)
    if (known !== undefined) return known
    stage.add(PROBE_LINE, { ...PROBE, asset })
    const id = stage.newAssets.at(-1)?.id as number
    ids.set(asset, id)
    return id
  }
}

const PROBE: Omit<Transfer, 'asset'> = {
  kind: 'native',
  block: 0,
  timeSec: undefined,
  tx: new Uint8Array(32),
  txIndex: undefined,
  ordinal: undefined,
  from: EvmAddress.zero,
  to: EvmAddress.zero,
  amount: 0n,
  inexact: false,
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
    yield { ...NOTHING, others: batchOf(file, rows) }
  }
  await store.connection.run('DROP TABLE other')
}

function batchOf({ header }: ParquetFile, rows: readonly (readonly unknown[])[]): RowBatch {
  const records = rows.map(([, fields]) => fields as string[])
  return { header, records, lines: rows.map(([line]) => Number(line)), broken: [] }
}

/** The path as SQL text that means this one file, whatever characters its name has. */
function globOf(path: string): string {
  const literal = resolve(path).replaceAll(/[*?[]/g, '[$&]')
  return `'${literal.replaceAll("'", "''")}'`
}

/** DuckDB's errors are plain ones; ours, and those of a bug, have names. */
function isDuckError(error: unknown): boolean {
  return error instanceof Error && error.name === 'Error'
}

function damaged(path: string, cause: unknown): FileError {
  const why = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause)
  return new FileError('LZ_FILE_PARQUET', `${path} cannot be read as Parquet, it may be cut or damaged. ${why}`, cause)
}
