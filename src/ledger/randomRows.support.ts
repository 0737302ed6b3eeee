import fc from 'fast-check'
import { EvmAddress } from '../chain/index.ts'
import type { ImportOptions } from './importFile.ts'
import type { TestImport, TestLedger } from './testLedger.support.ts'

const hash = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`
const account = (n: number): string => `0x${n.toString(16).padStart(40, 'a')}`
const checksummed = EvmAddress.display(EvmAddress.parse(account(1)))

export type Fields = Readonly<Record<string, string>>

/** Rows as CSV with every field in quotes, which only the row parser reads. */
export function rowsAsCsv(rows: readonly Fields[]): string {
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
/** The columns of each layout, with texts of which some are bad. */
export const TABLES: Readonly<Record<string, Record<string, fc.Arbitrary<string>>>> = {
  plain: PLAIN,
  transactions: {
    ...PLACE,
    hash: hashes,
    nonce: indexes,
    receipt_status: states,
    receipt_contract_address: mostly([''], [account(9), checksummed, 'x', ' ']),
  },
  'transactions without their state': { ...PLACE, hash: hashes, nonce: indexes },
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

/** Rows that are mostly good. */
export function randomRows(table: Record<string, fc.Arbitrary<string>>): fc.Arbitrary<Fields[]> {
  return fc.array(fc.record(table), { minLength: 1, maxLength: 400, size: 'max' })
}

/** Options that change what is read. */
export const randomOptions: fc.Arbitrary<Partial<ImportOptions>> = fc.record<Partial<ImportOptions>>(
  {
    decimals: fc.constant(18),
    inexact: fc.boolean(),
    amounts: fc.constantFrom('base', 'display'),
    keepDuplicates: fc.boolean(),
  },
  { requiredKeys: ['decimals'] },
)

/** What two imports of the same rows must agree on; `shift` is the lines before the first row. */
export async function outcome(ledger: TestLedger, report: TestImport, shift: number): Promise<unknown> {
  const { file: _, rejects, labels: found, ...rest } = report
  return {
    ...rest,
    rejectedAmounts: [...rest.rejectedAmounts].sort((a, b) => String(a.asset).localeCompare(String(b.asset))),
    labels: found.map(({ address, name }) => `${address} ${name}`).sort(),
    rejects: rejects.map(({ line, code, amount, asset }) => [line - shift, code, amount, asset].join(' ')).sort(),
    transfers: await ledger.listTransfers(),
  }
}
