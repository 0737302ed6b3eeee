import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, queryRows } from './Store.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lz-store-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function makeDatabase(...statements: string[]): Promise<void> {
  const instance = await DuckDBInstance.create(join(folder, 'ledger.duckdb'))
  const connection = await instance.connect()
  for (const statement of statements) await connection.run(statement)
  connection.closeSync()
  instance.closeSync()
}

describe('openStore', () => {
  it('makes the store that one who was killed had begun', async () => {
    await makeDatabase()
    await expect(openStore(folder, { mode: 'read' })).rejects.toThrow(/no ledger in/)
    const store = await openStore(folder, { mode: 'write' })
    expect(await queryRows(store, 'SELECT count(*)::INT AS n FROM meta')).toEqual([{ n: 1 }])
    store.close()
    const again = await openStore(folder, { mode: 'read' })
    again.close()
  })

  it('refuses a database of somebody else, and one of another layout, and changes neither', async () => {
    await makeDatabase('CREATE TABLE prices (day DATE)')
    await expect(openStore(folder, { mode: 'write' })).rejects.toMatchObject({ code: 'LZ_STORE_VERSION' })
    await makeDatabase('CREATE TABLE meta (key TEXT, value TEXT)', "INSERT INTO meta VALUES ('schema', '1')")
    await expect(openStore(folder, { mode: 'read' })).rejects.toThrow(/has layout 1, this program/)
    await makeDatabase('DROP TABLE prices')
  })
})
