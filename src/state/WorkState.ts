import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite'
import { isBusy, StateError, toStateError } from './StateError.ts'
import { APPLICATION_ID, MIGRATIONS } from './schema.ts'

/**
 * The work state on disk: one folder with one SQLite file, `work.sqlite`.
 *
 * Any number of processes and threads may have it open and write: each transaction takes the write lock before it reads
 * what it builds on, and waits for its turn.
 */
export interface WorkState {
  readonly folder: string
  readonly file: string
  readonly database: DatabaseSyncInstance
  /** The prepared statement of a constant text, kept for the next use. Run it to its end before it is asked for again. */
  prepare(sql: string): StatementSyncInstance
  close(): void
}

/** How long a transaction waits for another's end. */
const TURN_TIMEOUT_MS = 10_000
const RETRY_MS = 5

/** WAL pages (4 KiB) after which a commit moves them into the file, and the WAL's size on disk after that. */
const CHECKPOINT_PAGES = 4_000
const WAL_BYTES = 64 << 20

/**
 * Opens the work state in a folder and brings its tables to this version; an empty folder becomes one.
 *
 * Every commit is on the disk when it returns (`synchronous=FULL`).
 *
 * @throws StateError `LZ_STATE_VERSION` for a file of a newer version, `LZ_STATE_FOREIGN` for another program's file,
 * `LZ_STATE_DAMAGED`, `LZ_STATE_BUSY`, `LZ_STATE_IO`
 */
export function openState(folder: string): WorkState {
  const file = join(folder, 'work.sqlite')
  const database = withStateErrors(file, () => open(folder, file))
  const state = createState(folder, file, database)
  try {
    inTransaction(state, () => migrate(state))
    return state
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Opens the work state that a folder has, and makes none.
 *
 * @throws StateError `LZ_STATE_NOT_FOUND`, and as `openState`
 */
export function openKeptState(folder: string): WorkState {
  const file = join(folder, 'work.sqlite')
  if (existsSync(file)) return openState(folder)
  const message = `There is no ${file}: nothing was kept in that folder yet. Check --store.`
  throw new StateError('LZ_STATE_NOT_FOUND', 'not-found', message)
}

/**
 * Runs the work in one transaction: all of it is stored, or none. Inside another one it is part of that, and undone
 * alone when it throws.
 *
 * The work must be synchronous, and it must end soon: meanwhile nobody else writes.
 *
 * @throws StateError `LZ_STATE_BUSY`, `LZ_STATE_IO`, and whatever the work throws
 */
export function inTransaction<T>(state: WorkState, work: () => T): T {
  const { database } = state
  const [begin, end, undo] = database.isTransaction ? INNER : OUTER
  return withStateErrors(state.file, () => {
    database.exec(begin)
    try {
      const result = work()
      if (result instanceof Promise) throw new TypeError('A transaction cannot wait for a promise.')
      database.exec(end)
      return result
    } catch (error) {
      // SQLite has already rolled back by itself when the disk is full or fails.
      if (database.isTransaction) database.exec(undo)
      throw error
    }
  })
}

function createState(folder: string, file: string, database: DatabaseSyncInstance): WorkState {
  const statements = new Map<string, StatementSyncInstance>()
  const prepare = (sql: string): StatementSyncInstance => {
    const statement = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  return { folder, file, database, prepare, close: () => database.close() }
}

const OUTER = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'] as const
const INNER = ['SAVEPOINT part', 'RELEASE part', 'ROLLBACK TO part; RELEASE part'] as const

/** Does some work on a file and says what went wrong in our words. */
function withStateErrors<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw toStateError(error, file)
  }
}

function open(folder: string, file: string): DatabaseSyncInstance {
  createFolder(folder)
  const database = new DatabaseSync(file, { timeout: TURN_TIMEOUT_MS, enableForeignKeyConstraints: true })
  try {
    refuseForeign(database, file)
    untilTurn(() => database.exec('PRAGMA journal_mode = WAL'))
    database.exec(`PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;
      PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}; PRAGMA journal_size_limit = ${WAL_BYTES}`)
    assertDurable(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Tries until it is our turn. SQLite waits by itself for a write lock, but not where two turn a new file into a WAL one
 * at the same time: there one of them is told at once that the file is busy.
 */
function untilTurn(work: () => void): void {
  const end = performance.now() + TURN_TIMEOUT_MS
  for (;;) {
    try {
      work()
      return
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS)
    }
  }
}

function createFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    const message = `${folder} cannot be made a folder: ${String(error)}. Name another one.`
    throw new StateError('LZ_STATE_IO', 'retryable', message, error)
  }
}

// Before anything is written: WAL mode alone would already change a foreign file.
function refuseForeign(database: DatabaseSyncInstance, file: string): void {
  const { count } = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get() as { count: number }
  const id = readPragma(database, 'application_id')
  if (count === 0 || id === APPLICATION_ID) return
  const message = `${file} is another program's SQLite file. Name another folder.`
  throw new StateError('LZ_STATE_FOREIGN', 'input', message)
}

// NORMAL loses acknowledged commits when the power fails, and a build of SQLite may have it as its WAL default.
function assertDurable(database: DatabaseSyncInstance): void {
  const isDurable = readPragma(database, 'synchronous') === 2 && readPragma(database, 'journal_mode') === 'wal'
  if (!isDurable) throw new Error('SQLite did not take synchronous=FULL with WAL.')
}

function migrate(state: WorkState): void {
  const version = Number(readPragma(state.database, 'user_version'))
  if (version > MIGRATIONS.length) throw newerVersion(state, version)
  for (const step of MIGRATIONS.slice(version)) state.database.exec(step)
  if (version === MIGRATIONS.length) return
  state.database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; PRAGMA application_id = ${APPLICATION_ID}`)
}

function readPragma(database: DatabaseSyncInstance, name: string): unknown {
  const row = database.prepare(`PRAGMA ${name}`).get() as Record<string, unknown>
  return row[name]
}

function newerVersion(state: WorkState, version: number): StateError {
  const message = `${state.file} has layout ${version}, this program knows ${MIGRATIONS.length}. Use the newer Lazaretto that wrote it.`
  return new StateError('LZ_STATE_VERSION', 'input', message)
}
