import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AssetId, ChainId, EvmAddress } from '../../chain/index.ts'
import { type Fields, outcome, randomOptions, randomRows, rowsAsCsv, TABLES } from '../randomRows.support.ts'
import { chooseLayout } from '../source/layouts.ts'
import { openTestLedger, type TestLedger } from '../testLedger.support.ts'
import { openParquet, type ParquetStep, stageParquet } from './stageParquet.ts'
import { openStage } from './stageTransfers.ts'

const hash = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`
const account = (n: number): string => `0x${n.toString(16).padStart(40, 'a')}`
const checksummed = EvmAddress.display(EvmAddress.parse(account(1)))

let writer: Awaited<ReturnType<DuckDBInstance['connect']>>
beforeAll(async () => {
  writer = await (await DuckDBInstance.create(':memory:')).connect()
})
afterAll(() => writer.closeSync())

/** Writes the answer of a query as Parquet. */
async function writeParquet(path: string, query: string): Promise<string> {
  await writer.run(`COPY (${query}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`)
  return path
}

function literal(text: string): string {
  return text === '' ? 'NULL::VARCHAR' : `'${text.replaceAll("'", "''")}'`
}

function rowsAsQuery(rows: readonly Fields[]): string {
  const names = Object.keys(rows[0]!)
  const values = rows.map((row) => `(${names.map((name) => literal(row[name]!)).join(', ')})`)
  return `SELECT * FROM (VALUES ${values.join(', ')}) AS t(${names.map((name) => `"${name}"`).join(', ')})`
}

describe('the SQL path and the row parser', () => {
  it.each(Object.entries(TABLES))('do the same with random rows: %s', async (_, table) => {
    await fc.assert(
      fc.asyncProperty(randomRows(table), randomOptions, async (fields, choice) => {
        const [inSql, inRows] = [await openTestLedger(), await openTestLedger()]
        const parquet = await writeParquet(join(inSql.folder, 'rows.parquet'), rowsAsQuery(fields))
        const csv = inRows.write('rows.csv', rowsAsCsv(fields))
        const a = await outcome(inSql, await inSql.import(parquet, choice), 0)
        const b = await outcome(inRows, await inRows.import(csv, choice), 1)
        inSql.close()
        inRows.close()
        expect(a).toEqual(b)
      }),
      { numRuns: 4 },
    )
  })
})

describe('a Parquet file', () => {
  let ledger: TestLedger
  beforeEach(async () => {
    ledger = await openTestLedger()
  })
  afterEach(() => ledger.close())

  const write = (name: string, query: string): Promise<string> => writeParquet(join(ledger.folder, name), query)
  /** One good row; `changes` replace or add columns. */
  const row = (changes: Readonly<Record<string, string>> = {}): string => {
    const columns = {
      block: '17000000',
      tx: `'${hash(1)}'`,
      from: `'${account(1)}'`,
      to: `'${account(2)}'`,
      amount: "'5'",
    }
    return `SELECT ${Object.entries({ ...columns, ...changes }).map(([name, value]) => `${value} AS "${name.replaceAll('"', '""')}"`)}`
  }
  const stored = { block: 17_000_000, tx: hash(1), from: account(1), to: account(2), amount: 5n, inexact: false }

  it('stages plainly good rows without the row parser, many assets among them', async () => {
    const path = await write(
      'good.parquet',
      `SELECT i AS block, '0x' || lpad(hex(i), 64, '0') AS tx, '${account(1)}' AS "from",
      '${account(2)}' AS "to", i AS amount, 'asset ' || (i % 1000) AS asset FROM (SELECT range AS i FROM range(10000))`,
    )
    const stage = await openStage(ledger.store, ChainId.parse('ethereum'))
    const file = await openParquet(ledger.store, path)
    const findAsset = (text: string): AssetId.AssetId => AssetId.named(ChainId.parse('ethereum'), text)
    const plan = {
      layout: chooseLayout(file.header, {}, path),
      inexact: false,
      scale: 0,
      isEvm: true,
      findAsset,
      findPlace: () => ({ kind: 'native', ordinal: 0 }) as const,
    }
    const steps: ParquetStep[] = []
    for await (const step of stageParquet({ store: ledger.store, stage }, file, plan)) steps.push(step)
    expect(steps.map(({ rows, others }) => [rows, others.records.length])).toEqual([[10_000, 0]])
    expect(stage.newAssets).toHaveLength(1_000)
  })

  it.each<[string, Record<string, string>, object]>([
    [
      'addresses and hashes as bytes',
      {
        tx: `unhex('${hash(1).slice(2)}')`,
        from: `unhex('${account(1).slice(2)}')`,
        to: `unhex('${account(2).slice(2)}')`,
      },
      {},
    ],
    [
      'text that does not say that it is text',
      { from: `'${account(1)}'::BLOB`, amount: "'5'::BLOB", block: "'17000000'::BLOB" },
      {},
    ],
    ['a 64-bit amount', { amount: '18446744073709551615::UBIGINT' }, { amount: 2n ** 64n - 1n }],
    ['a decimal of 38 digits', { amount: `${'9'.repeat(38)}::DECIMAL(38, 0)` }, { amount: 10n ** 38n - 1n }],
    [
      "BigQuery's numeric",
      { amount: '12345678901234567890123456789::DECIMAL(38, 9)' },
      { amount: 12345678901234567890123456789n },
    ],
    ['a block that became a float because others are missing', { block: '17000000::DOUBLE' }, {}],
    ['a time in seconds', { time: '1683029999' }, {}],
    ['a timestamp', { time: "TIMESTAMP '2023-05-02 12:19:59.999'" }, {}],
    ['a timestamp with a zone', { time: "TIMESTAMPTZ '2023-05-02 14:19:59+02'" }, {}],
    ['a column name with quotes', { 'ti"me': '1', "it's": '2' }, {}],
    [
      'a place in the block and a log index',
      { transaction_index: '3::TINYINT', log_index: "'7'" },
      { txIndex: 3, ordinal: 7 },
    ],
  ])('may hold %s', async (_, changes, expected) => {
    const report = await ledger.import(await write('a.parquet', row(changes)), { asset: 'ETH' })
    expect(report.rejects).toEqual([])
    expect(await ledger.listTransfers()).toMatchObject([{ ...stored, ...expected }])
    const [block] = (await ledger.store.connection.runAndReadAll('SELECT time_sec FROM block')).getRowsJson()
    if ('time' in changes) expect(block).toEqual(['1683029999'])
  })

  it.each([
    ['5e18', 5_000_000_000_000_000_000n],
    ['1e22', 10_000_000_000_000_000_000_000n],
    ['1e60', BigInt(1e60)],
  ])('in floating point is refused, and with --inexact taken and marked: %s', async (value, amount) => {
    const path = await write('float.parquet', row({ amount: `${value}::DOUBLE` }))
    await expect(ledger.import(path, { asset: 'ETH' })).rejects.toMatchObject({ code: 'LZ_IMPORT_INEXACT' })
    expect(await ledger.listTransfers()).toEqual([])
    await ledger.import(path, { asset: 'ETH', inexact: true, strict: true })
    expect(await ledger.listTransfers()).toMatchObject([{ ...stored, amount, inexact: true }])
  })

  it('marks every row of a column in floating point, also those that the row parser reads', async () => {
    const rows = `${row({ amount: '5::DOUBLE' })} UNION ALL ${row({ amount: '6::DOUBLE', from: `'${checksummed}'` })}`
    await ledger.import(await write('float.parquet', rows), { asset: 'ETH', inexact: true, strict: true })
    expect(await ledger.listTransfers()).toMatchObject([
      { amount: 5n, inexact: true },
      { amount: 6n, inexact: true },
    ])
  })

  it('may hold traces with their places as lists', async () => {
    const trace = {
      block_number: '17000000',
      transaction_hash: `'${hash(1)}'`,
      from_address: `'${account(1)}'`,
      to_address: `'${account(2)}'`,
      value: '5::DECIMAL(38, 0)',
      trace_type: "'call'",
      call_type: "'call'",
      trace_address: '[0, 1]',
      status: '1',
      error: 'NULL::VARCHAR',
    }
    const columns = Object.entries(trace).map(([name, value]) => `${value} AS ${name}`)
    await ledger.import(await write('traces.parquet', `SELECT ${columns}`), { strict: true })
    expect(await ledger.listTransfers()).toMatchObject([{ kind: 1, amount: 5n }])
  })

  it('of a chain with other addresses goes through the row parser', async () => {
    const [from, to] = ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4']
    const path = await write('btc.parquet', row({ from: `'${from}'`, to: `'${to}'` }))
    const report = await ledger.import(path, { chain: ChainId.parse('bitcoin'), asset: 'BTC', strict: true })
    expect(report).toMatchObject({ rows: 1, added: 1 })
  })

  it('of such a chain has its skipped rows counted too', async () => {
    const transaction = {
      hash: `'${hash(1)}'`,
      nonce: '0',
      block_number: '1',
      transaction_index: '0',
      from_address: "'x'",
      to_address: "'y'",
    }
    const columns = (value: number): string =>
      Object.entries({ ...transaction, value })
        .map(([name, sql]) => `${sql} AS ${name}`)
        .join(', ')
    const path = await write('btc.parquet', `SELECT ${columns(0)} UNION ALL SELECT ${columns(5)}`)
    const report = await ledger.import(path, { chain: ChainId.parse('bitcoin') })
    expect(report).toMatchObject({ rows: 2, added: 0, skipped: { zero: 1 }, rejected: 1 })
  })

  it('may have no rows', async () => {
    const report = await ledger.import(await write('none.parquet', `${row()} LIMIT 0`), { asset: 'ETH' })
    expect(report).toMatchObject({ rows: 0, added: 0, layouts: ['plain table'] })
  })

  it('without the columns of transfers is refused', async () => {
    await expect(ledger.import(await write('a.parquet', 'SELECT 1 AS a'))).rejects.toMatchObject({
      code: 'LZ_IMPORT_COLUMNS',
    })
    await expect(ledger.import(await write('a.parquet', row()))).rejects.toMatchObject({ code: 'LZ_IMPORT_ASSET' })
  })

  it('tells the line and the code of a bad row', async () => {
    const rows = [
      row(),
      row({ tx: `'${hash(2)}'`, amount: "'-5'" }),
      row({ tx: `'${hash(3)}'`, from: 'NULL::VARCHAR' }),
    ].join(' UNION ALL ')
    const report = await ledger.import(await write('bad.parquet', rows), { asset: 'ETH' })
    expect(report.rejects).toMatchObject([
      { line: 2, code: 'LZ_AMOUNT_NEGATIVE', amount: 5n },
      { line: 3, code: 'LZ_ROW_FIELD_MISSING' },
    ])
    expect(report).toMatchObject({ rows: 3, added: 1, rejected: 2 })
  })

  it.each([
    "TIMESTAMP 'infinity'",
    "TIMESTAMP '-infinity'",
    "TIMESTAMP '1969-12-31 23:59:59'",
    "DATE '5881580-07-10'",
    '1683029999000',
    "'\\xff'::BLOB",
  ])('tells of a time that is none: %s', async (time) => {
    const report = await ledger.import(await write('a.parquet', row({ time })), { asset: 'ETH' })
    expect(report.rejects).toMatchObject([{ line: 1, code: 'LZ_TIME_SYNTAX' }])
  })

  it.each([
    "it's.parquet",
    'a*.parquet',
    'a?.parquet',
    'a[1].parquet',
    '{a,b}.parquet',
    'a b;--.parquet',
    'date=2023-05-02.parquet',
    'no ending',
  ])('may be called %s', async (name) => {
    await write('a1.parquet', row({ tx: `'${hash(9)}'` }))
    copyFileSync(await write('source', row()), join(ledger.folder, name))
    await ledger.import(join(ledger.folder, name), { asset: 'ETH', strict: true })
    expect(await ledger.listTransfers()).toMatchObject([stored])
  })

  it.each<[string, (path: string) => void]>([
    ['cut', (path) => truncateSync(path, readFileSync(path).length - 20)],
    ['damaged', (path) => writeFileSync(path, readFileSync(path).fill(0xff, 4, 2_000))],
    ['empty', (path) => truncateSync(path, 0)],
    ['only a magic number', (path) => truncateSync(path, 4)],
  ])('that is %s is an error, and nothing is stored', async (_, harm) => {
    const path = await write(
      'a.parquet',
      `${row()} UNION ALL ${row({ tx: "'0x' || md5(range::VARCHAR) || md5('a')" })} FROM range(5000)`,
    )
    harm(path)
    await expect(ledger.import(path, { asset: 'ETH' })).rejects.toMatchObject({ code: 'LZ_FILE_PARQUET' })
    expect(await ledger.listTransfers()).toEqual([])
  })
})
