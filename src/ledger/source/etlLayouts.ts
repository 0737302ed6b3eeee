import type { Layout } from './layouts.ts'

/** A format that is known by columns that no other has. */
interface KnownLayout extends Layout {
  readonly marks: readonly string[]
}

const PLACE = { time: 'block_timestamp', block: 'block_number', from: 'from_address', to: 'to_address' } as const
const REQUIRED = ['block', 'tx', 'from', 'to', 'amount'] as const

const FAILED = '0|0x0|false'
const DONE = '1|0x1|true'
const ZERO_VALUE = { role: 'amount', pattern: '0+(?:\\.0+)?', reason: 'zero' } as const

/** Before Byzantium (block 4,370,000) receipts have no status, and neither has the plain export. */
const TRANSACTIONS: KnownLayout = {
  name: 'ethereum-etl transactions',
  marks: ['hash', 'nonce', 'block_number', 'transaction_index', 'from_address', 'to_address', 'value'],
  columns: {
    ...PLACE,
    tx: 'hash',
    tx_index: 'transaction_index',
    amount: 'value',
    status: 'receipt_status',
    created: 'receipt_contract_address',
  },
  required: REQUIRED,
  place: 'transaction',
  isBase: true,
  isNative: true,
  skips: [
    { role: 'status', pattern: FAILED, reason: 'failed' },
    ZERO_VALUE,
    { role: 'to', pattern: '', reason: 'creation' },
  ],
  expects: [{ role: 'status', pattern: `${DONE}|` }],
  caution: 'the file has no receipt_status: failed transactions, which moved nothing, cannot be told from the others',
}

const TOKEN_TRANSFERS: KnownLayout = {
  name: 'ethereum-etl token_transfers',
  marks: ['token_address', 'transaction_hash', 'log_index', 'block_number', 'from_address', 'to_address', 'value'],
  columns: {
    ...PLACE,
    tx: 'transaction_hash',
    tx_index: 'transaction_index',
    log_index: 'log_index',
    asset: 'token_address',
    amount: 'value',
  },
  required: [...REQUIRED, 'log_index', 'asset'],
  place: 'log',
  isBase: true,
  isNative: false,
  skips: [ZERO_VALUE],
  expects: [],
  caution: undefined,
}

/** A trace that succeeded inside a call that failed moved nothing: only `status`, made from the whole tree, knows it. */
const TRACES: KnownLayout = {
  name: 'ethereum-etl traces',
  marks: ['trace_type', 'trace_address', 'transaction_hash', 'block_number', 'from_address', 'to_address', 'value'],
  columns: {
    ...PLACE,
    tx: 'transaction_hash',
    tx_index: 'transaction_index',
    amount: 'value',
    status: 'status',
    error: 'error',
    trace_type: 'trace_type',
    call_type: 'call_type',
    trace_path: 'trace_address',
  },
  required: [...REQUIRED, 'status', 'trace_path'],
  place: 'trace',
  isBase: true,
  isNative: true,
  skips: [
    { role: 'trace_type', pattern: 'reward', reason: 'reward' },
    { role: 'trace_type', pattern: 'genesis', reason: 'genesis' },
    { role: 'trace_type', pattern: 'daofork', reason: 'fork' },
    { role: 'status', pattern: FAILED, reason: 'failed' },
    { role: 'error', pattern: '.+', reason: 'failed' },
    { role: 'call_type', pattern: 'delegatecall|staticcall|callcode', reason: 'borrowed-code' },
    ZERO_VALUE,
  ],
  expects: [
    { role: 'status', pattern: DONE },
    { role: 'trace_type', pattern: 'call|create2?|suicide|selfdestruct' },
    { role: 'call_type', pattern: '(?:call)?' },
  ],
  caution: undefined,
}

/**
 * The tables of ethereum-etl, which BigQuery's and Amazon's public data follow.
 *
 * A trace with an empty path is the transaction itself, so that both tables give it the same place. What a creation pays
 * to its contract is a transfer where the contract is named. Block rewards, the genesis allocation and the DAO fork have
 * neither a sender nor a transaction and are left out, counted.
 *
 * @source https://github.com/blockchain-etl/ethereum-etl/blob/develop/docs/schema.md
 * @source https://github.com/aws-solutions-library-samples/guidance-for-digital-assets-on-aws/blob/main/analytics/consumer/schema/eth.md
 */
export const ETL_LAYOUTS: readonly KnownLayout[] = [TRACES, TOKEN_TRANSFERS, TRANSACTIONS]
