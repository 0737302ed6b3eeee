import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encodeTracePath } from './source/tracePath.ts'
import { openTestLedger, type TestLedger } from './testLedger.support.ts'

const ETH = 'eip155:1/slip44:60'
const hash = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`
const account = (n: number): string => `0x${n.toString(16).padStart(40, '0')}`

type Fields = Readonly<Record<string, string | number>>

const TRANSACTION: Fields = {
  hash: hash(1),
  nonce: 0,
  block_hash: hash(99),
  block_number: 17_000_000,
  transaction_index: 3,
  from_address: account(1),
  to_address: account(2),
  value: '1000000000000000001',
  gas: 21_000,
  gas_price: 5,
  input: '0x',
  block_timestamp: 1_683_029_999,
  receipt_contract_address: '',
  receipt_status: 1,
}
const TOKEN_TRANSFER: Fields = {
  token_address: account(0xdac),
  from_address: account(1),
  to_address: account(2),
  value: '115792089237316195423570985008687907853269984665640564039457584007913129639935',
  transaction_hash: hash(1),
  log_index: 7,
  block_number: 17_000_000,
}
const TRACE: Fields = {
  block_number: 17_000_000,
  transaction_hash: hash(1),
  transaction_index: 3,
  from_address: account(1),
  to_address: account(2),
  value: '1000000000000000001',
  input: '0x',
  output: '0x',
  trace_type: 'call',
  call_type: 'call',
  reward_type: '',
  gas: 1,
  gas_used: 1,
  subtraces: 0,
  trace_address: '',
  error: '',
  status: 1,
  trace_id: 'call_1_',
}

function csv(rows: readonly Fields[]): string {
  const header = Object.keys(rows[0]!)
  const lines = rows.map((row) => header.map((name) => `"${row[name]}"`).join(','))
  return `${[header.join(','), ...lines].join('\n')}\n`
}

/** As ethereum-etl writes JSON: numbers bare, what is missing null, a trace's place an array. */
function jsonLines(rows: readonly Fields[]): string {
  const bare = /^\d+$/
  const value = (key: string, text: string): string => {
    if (key === 'trace_address') return `[${text.replaceAll(',', ', ')}]`
    if (text === '') return 'null'
    return bare.test(text) ? text : JSON.stringify(text)
  }
  const line = (row: Fields): string =>
    `{${Object.entries(row).map(([key, field]) => `"${key}": ${value(key, String(field))}`)}}`
  return `${rows.map(line).join('\n')}\n`
}

describe.each([
  ['CSV', csv],
  ['JSON Lines', jsonLines],
])('tables of ethereum-etl in %s', (_, write) => {
  let ledger: TestLedger
  beforeEach(async () => {
    ledger = await openTestLedger()
  })
  afterEach(() => ledger.close())

  it('are transfers of the native asset: transactions', async () => {
    const path = ledger.write('transactions', write([TRANSACTION]))
    expect(await ledger.import(path, { strict: true })).toMatchObject({ rows: 1, added: 1, cautions: [] })
    expect(await ledger.listTransfers()).toEqual([
      {
        block: 17_000_000,
        txIndex: 3,
        tx: hash(1),
        kind: 0,
        ordinal: 0,
        from: account(1),
        to: account(2),
        asset: ETH,
        amount: 1_000_000_000_000_000_001n,
        inexact: false,
      },
    ])
  })

  it('are transfers of tokens, with amounts in base units whatever the decimals', async () => {
    const rows = [TOKEN_TRANSFER, { ...TOKEN_TRANSFER, token_address: account(0xa0b), log_index: 8, value: 1 }]
    const path = ledger.write('token_transfers', write(rows))
    await ledger.import(path, { strict: true, decimals: 6 })
    expect(await ledger.listTransfers()).toMatchObject([
      { kind: 2, ordinal: 7, asset: `eip155:1/erc20:${account(0xdac)}`, amount: 2n ** 256n - 1n },
      { kind: 2, ordinal: 8, asset: `eip155:1/erc20:${account(0xa0b)}`, amount: 1n },
    ])
  })

  it('leave out, counted, the transactions that moved nothing or name no receiver', async () => {
    const rows = [
      TRANSACTION,
      { ...TRANSACTION, hash: hash(2), receipt_status: 0 },
      { ...TRANSACTION, hash: hash(3), value: 0 },
      { ...TRANSACTION, hash: hash(4), value: 0, to_address: '', receipt_contract_address: account(9) },
      { ...TRANSACTION, hash: hash(5), to_address: '' },
      { ...TRANSACTION, hash: hash(6), to_address: '', receipt_contract_address: account(9) },
      { ...TRANSACTION, hash: hash(7), receipt_status: '' },
      { ...TRANSACTION, hash: hash(8), receipt_status: 7 },
    ]
    const report = await ledger.import(ledger.write('transactions', write(rows)))
    expect(report).toMatchObject({ rows: 8, added: 3, skipped: { failed: 1, zero: 2, creation: 1 } })
    expect(report.rejects).toMatchObject([{ code: 'LZ_ROW_STATE' }])
    expect((await ledger.listTransfers()).map(({ tx, to }) => [tx, to])).toEqual([
      [hash(1), account(2)],
      [hash(6), account(9)],
      [hash(7), account(2)],
    ])
  })

  it('say so where failed transactions cannot be told', async () => {
    const { receipt_status: _status, ...rest } = TRANSACTION
    const report = await ledger.import(ledger.write('transactions', write([rest])))
    expect(report).toMatchObject({ added: 1, cautions: [expect.stringContaining('receipt_status')] })
  })

  it('leave out, counted, the traces that moved nothing or have no transaction', async () => {
    const block = { transaction_hash: '', transaction_index: '', from_address: '', call_type: '' }
    const rows = [
      { ...TRACE, trace_address: '0', status: 0 },
      { ...TRACE, trace_address: '1', error: 'Reverted' },
      { ...TRACE, trace_address: '2', call_type: 'delegatecall' },
      { ...TRACE, trace_address: '3', call_type: 'callcode' },
      { ...TRACE, trace_address: '4', call_type: 'staticcall', value: 0 },
      { ...TRACE, trace_address: '5', value: 0 },
      { ...TRACE, ...block, trace_type: 'reward', reward_type: 'block' },
      { ...TRACE, ...block, trace_type: 'genesis' },
      { ...TRACE, ...block, trace_type: 'daofork' },
      { ...TRACE, trace_address: '6', status: '' },
      { ...TRACE, trace_address: '7', trace_type: 'loan' },
      { ...TRACE, trace_address: '8', call_type: 'othercall' },
      { ...TRACE, transaction_hash: '', trace_address: '9' },
    ]
    const report = await ledger.import(ledger.write('traces', write(rows)))
    const skipped = { failed: 2, 'borrowed-code': 3, zero: 1, reward: 1, genesis: 1, fork: 1 }
    expect(report).toMatchObject({ rows: 13, added: 0, skipped })
    expect(report.rejects.map(({ code }) => code)).toEqual([
      'LZ_ROW_STATE',
      'LZ_ROW_STATE',
      'LZ_ROW_STATE',
      'LZ_ROW_FIELD_MISSING',
    ])
  })

  it('number inner calls as they were made, and take the outermost for the transaction', async () => {
    const rows = [
      { ...TRACE, trace_address: '1', trace_type: 'suicide', call_type: '', value: 40 },
      { ...TRACE, trace_address: '0,10', value: 30 },
      { ...TRACE, trace_address: '0,2', trace_type: 'create', call_type: '', value: 20 },
      { ...TRACE, trace_address: '0', value: 10 },
      TRACE,
    ]
    await ledger.import(ledger.write('traces', write(rows)), { strict: true })
    const order = (await ledger.listTransfers()).sort((a, b) => a.kind - b.kind || a.ordinal! - b.ordinal!)
    expect(order.map(({ kind, ordinal, amount }) => [kind, ordinal, amount])).toEqual([
      [0, 0, 1_000_000_000_000_000_001n],
      [1, encodeTracePath([0]), 10n],
      [1, encodeTracePath([0, 2]), 20n],
      [1, encodeTracePath([0, 10]), 30n],
      [1, encodeTracePath([1]), 40n],
    ])
  })

  it('keep a call that is too deep for a number, without a place', async () => {
    const deep = Array(17).fill(0).join(',')
    await ledger.import(ledger.write('traces', write([{ ...TRACE, trace_address: deep }])), { strict: true })
    expect(await ledger.listTransfers()).toMatchObject([{ kind: 1, ordinal: undefined }])
  })

  it.each(['transactions first', 'traces first'])('do not count a transaction twice: %s', async (order) => {
    const creation = { ...TRANSACTION, hash: hash(2), to_address: '', receipt_contract_address: account(9) }
    const traces = [
      TRACE,
      { ...TRACE, trace_address: '0', value: 10 },
      { ...TRACE, transaction_hash: hash(2), to_address: account(9), trace_type: 'create', call_type: '' },
    ]
    const files = [ledger.write('transactions', write([TRANSACTION, creation])), ledger.write('traces', write(traces))]
    const [first, second] = order === 'traces first' ? files.reverse() : files
    await ledger.import(first!, { strict: true })
    await ledger.import(second!, { strict: true })
    expect(await ledger.listTransfers()).toHaveLength(3)
  })
})
