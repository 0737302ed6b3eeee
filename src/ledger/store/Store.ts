import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance, type Json } from '@duckdb/node-api'
import { LazarettoError } from '../../LazarettoError.ts'
import { SCHEMA, SCHEMA_VERSION } from './schema.ts'

/** How a store is opened. `memoryMax` is DuckDB's own limit, e.g. `'1GB'`; what does not fit is spilled to the folder. */
export interface StoreOptions {
  readonly mode: 'read' | 'write'
  readonly memoryMax?: string
}

/**
 * A ledger on disk: one folder with one DuckDB file, `ledger.duckdb`.
 *
 * One process at a time writes. Close it, or the next open fails.
 */
export interface Store {
  readonly folder: string
  readonly connection: DuckDBConnection
  close(): void
  /** Opens it again after it was closed, for all who kept it. @throws as `openStore` */
  reopen(): Promise<void>
}

type Row = Record<string, Json>

/**
 * Opens a store; with mode `write` an empty folder becomes one.
 *
 * @throws StoreError `LZ_STORE_NOT_FOUND`, `LZ_STORE_BUSY`, `LZ_STORE_VERSION`
 */
export async function openStore(folder: string, options: StoreOptions): Promise<Store> {
  const file = join(folder, 'ledger.duckdb')
  if (!existsSync(file) && options.mode === 'read') throw notFound(folder)
  mkdirSync(folder, { recursive: true })
  let opened = await open(file, options)
  const store: Store = {
    folder,
    get connection() {
      return opened.connection
    },
    close() {
      opened.connection.closeSync()
      opened.instance.closeSync()
    },
    async reopen() {
      opened = await open(file, options)
      await prepare(store, options)
    },
  }
  await prepare(store, options)
  return store
}

interface Opened {
  readonly instance: DuckDBInstance
  readonly connection: DuckDBConnection
}

async function open(file: string, options: StoreOptions): Promise<Opened> {
  const instance = await openInstance(file, options)
  return { instance, connection: await instance.connect() }
}

/** All rows of a query as plain objects; 64-bit and larger integers come as decimal strings. */
export async function queryRows(
  store: Store,
  sql: string,
  values: Record<string, string | number | boolean> = {},
): Promise<Row[]> {
  const reader = await store.connection.runAndReadAll(sql, values)
  return reader.getRowObjectsJson()
}

/** Runs the work in one transaction: all of it is stored, or none. */
export async function inTransaction<T>(store: Store, work: () => Promise<T>): Promise<T> {
  await store.connection.run('BEGIN')
  try {
    const result = await work()
    await store.connection.run('COMMIT')
    return result
  } catch (error) {
    await store.connection.run('ROLLBACK')
    throw error
  }
}

async function openInstance(file: string, options: StoreOptions): Promise<DuckDBInstance> {
  const config: Record<string, string> = {
    access_mode: options.mode === 'read' ? 'READ_ONLY' : 'READ_WRITE',
    memory_limit: options.memoryMax ?? '1GB',
  }
  try {
    return await DuckDBInstance.create(file, config)
  } catch (cause) {
    throw openError(file, cause)
  }
}

/** Whoever is killed while making a store leaves a file without a table: that is a store that has yet to be made. */
async function prepare(store: Store, { mode }: StoreOptions): Promise<void> {
  const tables = await queryRows(store, 'SELECT table_name FROM duckdb_tables()')
  if (tables.length === 0 && mode === 'write') return await createTables(store)
  const version = tables.length === 0 ? undefined : await findVersion(store, tables)
  if (version === String(SCHEMA_VERSION)) return
  store.close()
  if (tables.length === 0) throw notFound(store.folder)
  const message = `The store in ${store.folder} has layout ${version ?? 'unknown'}, this program reads ${SCHEMA_VERSION}. Import again into a new folder.`
  throw new StoreError('LZ_STORE_VERSION', 'input', message)
}

async function createTables(store: Store): Promise<void> {
  await inTransaction(store, async () => {
    await store.connection.run(SCHEMA)
    await store.connection.run(`INSERT INTO meta VALUES ('schema', '${SCHEMA_VERSION}')`)
  })
}

async function findVersion(store: Store, tables: readonly Row[]): Promise<string | undefined> {
  if (!tables.some((table) => table['table_name'] === 'meta')) return undefined
  const [row] = await queryRows(store, "SELECT value FROM meta WHERE key = 'schema'")
  return row === undefined ? undefined : String(row['value'])
}

function notFound(folder: string): StoreError {
  const message = `There is no ledger in ${folder}. Make one with: lazaretto import FILE --store ${folder}; or, for what single accounts did, name an explorer with --source.`
  return new StoreError('LZ_STORE_NOT_FOUND', 'not-found', message)
}

function openError(file: string, cause: unknown): StoreError {
  const text = cause instanceof Error ? cause.message : String(cause)
  if (/lock/i.test(text)) {
    return new StoreError(
      'LZ_STORE_BUSY',
      'retryable',
      `Another process has ${file} open. End it and try again; lazaretto serve shares what it has open.`,
      cause,
    )
  }
  return new StoreError('LZ_STORE_DAMAGED', 'integrity', `${file} cannot be opened as a DuckDB file: ${text}`, cause)
}

/** A store that cannot be opened. */
export class StoreError extends LazarettoError {
  constructor(code: string, kind: LazarettoError['kind'], message: string, cause?: unknown) {
    super(code, kind, message, { cause })
  }
}
