import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ScriptTable } from './ScriptTable.ts'
import { openStore, queryRows } from './Store.ts'
import { uniteScripts } from './uniteScripts.ts'

const root = mkdtempSync(join(tmpdir(), 'lazaretto-scripts-'))
afterAll(() => rmSync(root, { recursive: true }))

describe('ScriptTable', () => {
  it('gives one number to one script, until it has forgotten', () => {
    const view = new DataView(Uint8Array.from({ length: 60 }, (_, i) => i).buffer)
    const numbersOf = (table: ScriptTable): number[] => [0, 20, 0, 40, 0].map((at) => table.number(view, at, at + 20))
    const [roomy, narrow] = [new ScriptTable(7), new ScriptTable(7, 50)]
    expect(numbersOf(roomy)).toEqual([7, 8, 7, 9, 7])
    expect(roomy.hasForgotten).toBe(false)
    expect(numbersOf(narrow)).toEqual([7, 8, 7, 9, 10])
    expect(narrow.hasForgotten).toBe(true)
  })
})

describe('uniteScripts', () => {
  it('keeps the first id of a script, and leaves no gaps', async () => {
    const store = await openStore(join(root, 'store'), { mode: 'write' })
    const scripts = ['a', 'b', 'c', 'b', 'd', 'c', 'a', 'e']
    const owners = scripts.map((_, i) => i + 1)
    await store.connection.run(`
      INSERT INTO address VALUES ${scripts.map((key, i) => `(${i + 1}, 1, '${key}'::BLOB, NULL)`).join()};
      INSERT INTO output VALUES ${owners.map((owner, i) => `(1, ${i}, 0, 1, ${owner})`).join()}`)
    await uniteScripts(store, 1, 3)
    const addresses = await queryRows(store, 'SELECT id, key::VARCHAR AS key FROM address ORDER BY id')
    expect(addresses.map(({ key }) => key).join('')).toBe('abcde')
    expect(addresses.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5])
    const outputs = await queryRows(store, 'SELECT owner FROM output ORDER BY id')
    expect(outputs.map(({ owner }) => Number(owner))).toEqual([1, 2, 3, 2, 4, 3, 1, 5])
    store.close()
  })
})
