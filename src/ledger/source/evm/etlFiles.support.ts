import type { Anvil } from '../../../startAnvil.support.ts'
import { TRANSFER } from './makeChain.support.ts'

type Fields = Readonly<Record<string, string | number>>

interface Block {
  readonly timestamp: string
  readonly transactions: readonly (Readonly<Record<'hash' | 'nonce' | 'from' | 'value', string>> & {
    to: string | null
  })[]
}

interface Log {
  readonly address: string
  readonly topics: readonly string[]
  readonly data: string
  readonly logIndex: string
}

interface Receipt {
  readonly transactionHash: string
  readonly contractAddress: string | null
  readonly status: string
  readonly logs: readonly Log[]
}

interface Trace {
  readonly type: string
  readonly action: Readonly<Record<string, string>>
  readonly result: Readonly<Record<string, string>> | null
  readonly transactionHash: string
  readonly transactionPosition: number
  readonly traceAddress: readonly number[]
  readonly error?: string
}

/** One block as the mappers need it. */
interface Place {
  readonly number: number
  readonly block: Block
}

/**
 * What ethereum-etl writes of a chain: its mappers for transactions, token transfers and traces, after its source. It
 * takes the number of an ERC-721 token for an amount; those are left out here.
 *
 * @source https://github.com/blockchain-etl/ethereum-etl/tree/develop/ethereumetl/mappers
 */
export async function toEtlFiles(anvil: Anvil, height: number): Promise<Readonly<Record<string, string>>> {
  const [transactions, tokens, calls]: [Fields[], Fields[], Fields[]] = [[], [], []]
  for (let number = 1; number <= height; number++) {
    const hex = `0x${number.toString(16)}`
    const block = (await anvil.call('eth_getBlockByNumber', hex, true)) as Block
    const receipts = (await anvil.call('eth_getBlockReceipts', hex)) as Receipt[]
    const traces = (await anvil.call('trace_block', hex)) as Trace[]
    transactions.push(...toTransactions({ number, block }, receipts))
    tokens.push(...receipts.flatMap((receipt, i) => toTokenTransfers(number, receipt, i)))
    calls.push(...toTraces({ number, block }, traces))
  }
  return {
    'transactions.csv': toCsv(transactions),
    'token_transfers.csv': toCsv(tokens),
    'traces.csv': toCsv(calls),
  }
}

function toTransactions({ number, block }: Place, receipts: readonly Receipt[]): Fields[] {
  return block.transactions.map((tx, i) => ({
    hash: tx.hash,
    nonce: Number(tx.nonce),
    block_number: number,
    transaction_index: i,
    from_address: tx.from,
    to_address: tx.to ?? '',
    value: String(BigInt(tx.value)),
    block_timestamp: Number(block.timestamp),
    receipt_contract_address: receipts[i]?.contractAddress ?? '',
    receipt_status: Number(receipts[i]?.status),
  }))
}

function toTokenTransfers(number: number, { logs, transactionHash }: Receipt, index: number): Fields[] {
  const moves = logs.filter(({ topics }) => topics[0] === TRANSFER && topics.length === 3)
  return moves.map(({ address, topics, data, logIndex }) => ({
    token_address: address,
    from_address: `0x${topics[1]?.slice(26)}`,
    to_address: `0x${topics[2]?.slice(26)}`,
    value: String(BigInt(data)),
    transaction_hash: transactionHash,
    transaction_index: index,
    log_index: Number(logIndex),
    block_number: number,
  }))
}

function toTraces({ number, block }: Place, traces: readonly Trace[]): Fields[] {
  const failed = traces.filter(({ error }) => error !== undefined).map(pathOf)
  return traces.map((trace) => {
    const { action, result, type } = trace
    const isEnd = type === 'suicide'
    const isFailed = failed.some((path) => pathOf(trace) === path || pathOf(trace).startsWith(`${path},`))
    return {
      block_number: number,
      block_timestamp: Number(block.timestamp),
      transaction_hash: trace.transactionHash,
      transaction_index: trace.transactionPosition,
      from_address: (isEnd ? action['address'] : action['from']) ?? '',
      to_address: (isEnd ? action['refundAddress'] : (result?.['address'] ?? action['to'])) ?? '',
      value: String(BigInt((isEnd ? action['balance'] : action['value']) ?? 0)),
      trace_type: type,
      call_type: action['callType'] ?? '',
      trace_address: trace.traceAddress.join(','),
      error: trace.error ?? '',
      status: isFailed ? 0 : 1,
    }
  })
}

/** The root of a transaction is `N:`, so that its failure covers all of its calls. */
function pathOf({ transactionPosition, traceAddress }: Trace): string {
  return [`${transactionPosition}:`, ...traceAddress].join(',')
}

function toCsv(rows: readonly Fields[]): string {
  const header = Object.keys(rows[0] ?? {})
  const lines = rows.map((row) => header.map((name) => `"${row[name] ?? ''}"`).join(','))
  return `${[header.join(','), ...lines].join('\n')}\n`
}
