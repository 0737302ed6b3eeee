import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, it } from 'vitest'
import { APPLICATION_ID, MIGRATIONS } from './schema.ts'
import { createFolder, createState } from './testState.support.ts'
import { inTransaction, openState, type WorkState } from './WorkState.ts'

const pragma = (state: WorkState, name: string): unknown =>
  Object.values(state.database.prepare(`PRAGMA ${name}`).get() as object)[0]
const count = (state: WorkState): unknown =>
  Object.values(state.database.prepare('SELECT count(*) FROM message').get() as object)[0]

function put(state: WorkState, key: string): void {
  const sql = `INSERT INTO message (topic, key, body, state, due, attempts, attempts_max) VALUES ('t', ?, x'', 'waiting', 0, 0, 9)`
  state.prepare(sql).run(key)
}

describe('a work state', () => {
  it('is durable: WAL, synchronous FULL, foreign keys', () => {
    const state = createState()
    expect(['journal_mode', 'synchronous', 'foreign_keys'].map((name) => pragma(state, name))).toEqual(['wal', 2, 1])
    const again = createState(state.folder)
    expect(pragma(again, 'synchronous')).toBe(2)
  })

  it('of an older version gets the tables that it lacks and keeps its rows', () => {
    const folder = createFolder()
    const database = new DatabaseSync(join(folder, 'work.sqlite'))
    database.exec(`${MIGRATIONS[0]}; PRAGMA user_version = 1; PRAGMA application_id = ${APPLICATION_ID}`)
    database.exec(`INSERT INTO message VALUES (1, 't', 'kept', x'', 'waiting', 0, 0, 9, NULL)`)
    database.close()
    const [old, fresh] = [createState(folder), createState()]
    expect(count(old)).toBe(1)
    const tables = (state: WorkState): unknown =>
      state.database.prepare('SELECT sql FROM sqlite_schema ORDER BY sql').all()
    expect([tables(old), pragma(old, 'user_version')]).toEqual([tables(fresh), pragma(fresh, 'user_version')])
  })

  it('of a newer version is refused and left alone', () => {
    const state = createState()
    state.database.exec('PRAGMA user_version = 999')
    state.close()
    expect(() => openState(state.folder)).toThrow(expect.objectContaining({ code: 'LZ_STATE_VERSION' }) as Error)
    const database = new DatabaseSync(join(state.folder, 'work.sqlite'))
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 999 })
    database.close()
  })

  it("refuses another program's file and does not change it", () => {
    const folder = createFolder()
    const file = join(folder, 'work.sqlite')
    const other = new DatabaseSync(file)
    other.exec('CREATE TABLE theirs (x)')
    other.close()
    const before = readFileSync(file)
    expect(() => openState(folder)).toThrow(expect.objectContaining({ code: 'LZ_STATE_FOREIGN' }) as Error)
    expect(readFileSync(file)).toEqual(before)
  })

  it('refuses what is no database, and a folder that is none', () => {
    const folder = createFolder()
    writeFileSync(join(folder, 'work.sqlite'), 'x'.repeat(9_000))
    expect(() => openState(folder)).toThrow(expect.objectContaining({ code: 'LZ_STATE_DAMAGED' }) as Error)
    mkdirSync(join(folder, 'other', 'work.sqlite'), { recursive: true })
    expect(() => openState(join(folder, 'other'))).toThrow(expect.objectContaining({ code: 'LZ_STATE_IO' }) as Error)
    expect(() => openState(join(folder, 'work.sqlite'))).toThrow(
      expect.objectContaining({ code: 'LZ_STATE_IO' }) as Error,
    )
    expect(existsSync(join(folder, 'other', 'work.sqlite'))).toBe(true)
  })

  it('keeps all of a transaction or nothing', () => {
    const state = createState()
    const failing = (): void =>
      inTransaction(state, () => {
        put(state, 'a')
        throw new Error('no')
      })
    expect(failing).toThrow('no')
    expect(count(state)).toBe(0)
    inTransaction(state, () => put(state, 'a'))
    expect(count(state)).toBe(1)
  })

  it('undoes only the inner one of two transactions when that fails', () => {
    const state = createState()
    inTransaction(state, () => {
      put(state, 'outer')
      const inner = (): void =>
        inTransaction(state, () => {
          put(state, 'inner')
          throw new Error('no')
        })
      expect(inner).toThrow('no')
      inTransaction(state, () => put(state, 'second'))
    })
    expect(count(state)).toBe(2)
  })

  it('refuses to wait for a promise inside a transaction', () => {
    const state = createState()
    expect(() => inTransaction(state, async () => put(state, 'a'))).toThrow(TypeError)
    expect(count(state)).toBe(0)
  })

  it('is busy, not damaged, while another holds the write lock', () => {
    const state = createState()
    const other = createState(state.folder)
    other.database.exec('PRAGMA busy_timeout = 20')
    inTransaction(state, () => {
      put(state, 'a')
      expect(() => inTransaction(other, () => put(other, 'b'))).toThrow(
        expect.objectContaining({ code: 'LZ_STATE_BUSY', kind: 'retryable' }) as Error,
      )
    })
    inTransaction(other, () => put(other, 'b'))
    expect(count(state)).toBe(2)
  })
})
