import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AssetId, ChainId, EvmAddress } from '../../chain/index.ts'
import type { ImportOptions } from '../importFile.ts'
import { chooseLayout } from '../source/layouts.ts'
import { openTestLedger, type TestImport, type TestLedger } from '../testLedger.support.ts'
import { openParquet, type ParquetStep, stageParquet } from './stageParquet.ts'
import { openStage } from './stageTransfers.ts'

const hash = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`
const account = (n: number): string => `0x${n.toString(16).padStart(40, 'a')}`
const checksummed = EvmAddress.display(EvmAddress.parse(account(1)))

type Fields = Readonly<Record<string, string>>

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

function rowsAsCsv(rows: readonly Fields[]): string {
  const names = Object.keys(rows[0]!)
  const lines = rows.map((row) => names.map((name) => `"${row[name]!.replaceAll('"', '""')}"`).join(','))
  return `${[names.join(','), ...lines].join('\n')}\n`
}

/** Mostly good texts, and some that are odd or bad. */
function mostly(good: readonly string[], odd: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  )
}

const addresses = mostly(
  [account(1), account(2), account(3)],
  [
    checksummed,
    checksummed.toUpperCase().replace('0X', '0x'),
    checksummed.replace('A', 'a'),
    ` ${account(4)}\u00a0`,
    account(5).replace('0x', '0X'),
    account(6).slice(1),
    `${account(7)}0`,
    account(8).replace('a', 'g'),
    account(9).replace('a', 'ä'),
    '',
  ],
)
const hashes = mostly(
  Array.from({ length: 40 }, (_, i) => hash(i)),
  [hash(0xabc).toUpperCase().replace('0X', '0x'), hash(1).slice(2), hash(1).slice(1), ''],
)
const blocks = mostly(
  ['17000000', '17000001', '5'],
  ['4294967294', '4294967295', '99999999999', '0000000005', '-1', '1.0', '', ' 7 '],
)
const times = mostly(
  ['1683029999', '2023-05-02 12:19:59', '2023-05-02T12:19:59Z', ''],
  [
    '2023-05-02 12:19:59 UTC',
    '2023-02-30 00:00:00',
    '2023-05-02',
    '2023-05-02 24:00:00',
    '1969-12-31 23:59:59',
    '13.01.2023',
    '1683029999000',
    '2023-05-02 12:19:59.999999',
    ' 1683029999',
    '99999999',
    '9999999999',
    '0099-01-01 00:00:00',
  ],
)
const indexes = mostly(['0', '7', ''], ['4294967295', 'x', ' 3', '2.0'])
const amounts = mostly(
  ['1', '1000000000000000001', '9'.repeat(38), '9'.repeat(20), '12.5', '0.000001'],
  [
    '0',
    '00',
    '0.0',
    ' 0',
    '9'.repeat(39),
    (2n ** 256n - 1n).toString(),
    (2n ** 256n).toString(),
    '-5',
    '1e18',
    '1.5E+3',
    '1.000',
    '12.3456789',
    '+7',
    '1_000',
    '٣',
    ' 7',
    '.5',
    '5.',
    '',
    '0x10',
  ],
)
const assets = mostly(
  [account(0xdac), account(0xa0b), 'USDT', 'ETH'],
  [checksummed, checksummed.replace('A', 'a'), ' USDT ', 'eip155:1/slip44:60', 'a/b', 'x'.repeat(200), 'US\ufffdD', ''],
)
const labels = mostly(['', 'Binance 14'], [' Huobi\u00a0', 'é\u2003', '"quoted", twice'])
const states = mostly(['1'], ['0', '', ' 0', 'true', 'false', '2', '0x1', '0x0'])

const PLAIN = {
  Block: blocks,
  Time: times,
  Tx: hashes,
  tx_index: indexes,
  log_index: indexes,
  From: addresses,
  From_label: labels,
  To: addresses,
  To_label: labels,
  Amount: amounts,
  Asset: assets,
}
const PLACE = {
  block_number: blocks,
  block_timestamp: times,
  transaction_index: indexes,
  from_address: addresses,
  to_address: addresses,
  value: amounts,
}
const TABLES: Readonly<Record<string, Record<string, fc.Arbitrary<string>>>> = {
  plain: PLAIN,
  transactions: {
    ...PLACE,
    hash: hashes,
    nonce: indexes,
    receipt_status: states,
    receipt_contract_address: mostly([''], [account(9), checksummed, 'x', ' ']),
  },
  token_transfers: { ...PLACE, token_address: assets, transaction_hash: hashes, log_index: indexes },
  traces: {
    ...PLACE,
    transaction_hash: hashes,
    trace_type: mostly(['call', 'create', 'suicide'], ['reward', 'genesis', 'daofork', '', 'other', ' call']),
    call_type: mostly(['call', ''], ['delegatecall', 'callcode', 'staticcall', 'odd', 'call ']),
    trace_address: mostly(['', '0', '0,1', '1,2,3'], ['[0, 1]', '0_7', 'x', '0,', Array(17).fill(0).join(','), ' 5']),
    status: states,
    error: mostly([''], ['Reverted', ' ', 'é: out of gas']),
  },
}

/** What two imports of the same rows must agree on; `shift` is the lines before the first row. */
async function outcome(ledger: TestLedger, report: TestImport, shift: number): Promise<unknown> {
  const { file: _, rejects, labels: found, ...rest } = report
  return {
    ...rest,
    rejectedAmounts: [...rest.rejectedAmounts].sort((a, b) => String(a.asset).localeCompare(String(b.asset))),
    labels: found.map(({ address, name }) => `${address} ${name}`).sort(),
    rejects: rejects.map(({ line, code, amount, asset }) => [line - shift, code, amount, asset].join(' ')).sort(),
    transfers: await ledger.listTransfers(),
  }
}

describe('the SQL path and the row parser', () => {
  const options = fc.record<Partial<ImportOptions>>(
    {
      decimals: fc.constant(18),
      inexact: fc.boolean(),
      amounts: fc.constantFrom('base', 'display'),
      keepDuplicates: fc.boolean(),
    },
    { requiredKeys: ['decimals'] },
  )
  it.each(Object.entries(TABLES))('do the same with random rows: %s', async (_, table) => {
    const rows: fc.Arbitrary<Fields[]> = fc.array(fc.record(table), { minLength: 1, maxLength: 400, size: 'max' })
    await fc.assert(
      fc.asyncProperty(rows, options, async (fields, choice) => {
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
