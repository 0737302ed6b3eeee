import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { toTexts } from './FieldPlaces.ts'
import type { FileBatch } from './RowBatch.ts'
import { readRows } from './readRows.ts'

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-rows-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function read(content: string | Uint8Array): Promise<FileBatch[]> {
  const path = join(folder, 'file')
  writeFileSync(path, content)
  const batches: FileBatch[] = []
  for await (const batch of readRows(path)) batches.push({ ...batch, records: batch.records.map(toTexts) })
  return batches
}

describe('the rows of a file', () => {
  it.each([
    ['CSV', 'a,b\n1,2\n'],
    ['JSON Lines', '{"a":1,"b":2}\n'],
    ['JSON Lines with strings', '\n\n  {"a":"1","b":"2"}'],
    ['JSON Lines after a byte-order mark', '\ufeff{"a":1,"b":2}\r\n'],
  ])('are recognised by content: %s', async (_, text) => {
    for (const content of [text, gzipSync(text)]) {
      const [batch] = await read(content)
      expect(batch).toMatchObject({ header: ['a', 'b'], records: [['1', '2']] })
    }
  })

  it('come with the line on which they begin', async () => {
    expect((await read('a,b\n\n1,"x\ny"\n3,4'))[0]).toMatchObject({ records: [['1', 'x\ny']], lines: [3] })
    expect((await read('{"a":1}\n\n{"a":2}\n'))[0]).toMatchObject({ lines: [1, 3] })
  })

  it('may have keys that differ from line to line', async () => {
    const batches = await read('{"a":1}\n{"b":2}\n{"b":3}\n{"a":4,"b":5}\n')
    expect(batches.map(({ header, records }) => ({ header, records }))).toMatchObject([
      { header: ['a'], records: [['1']] },
      { header: ['b'], records: [['2'], ['3']] },
      { header: ['a', 'b'], records: [['4', '5']] },
    ])
  })

  it('that are broken have their line and code, and are not the end', async () => {
    const batches = await read('{"a":1}\n{"a":\n[1]\n{"a":2}\n')
    const broken = batches.flatMap((batch) => batch.broken)
    expect(broken.map(({ line, error }) => [line, error.code])).toEqual([
      [2, 'LZ_JSON_SYNTAX'],
      [3, 'LZ_JSON_SYNTAX'],
    ])
    expect(batches.flatMap((batch) => batch.records)).toEqual([['1'], ['2']])
  })

  it.each([
    ['LZ_IMPORT_EMPTY', ''],
    ['LZ_IMPORT_EMPTY', '\n \n\r\n'],
    ['LZ_FILE_FORMAT', '[{"a":1}]'],
  ])('are none: %s for %j', async (code, text) => {
    await expect(read(text)).rejects.toMatchObject({ code })
  })
})
