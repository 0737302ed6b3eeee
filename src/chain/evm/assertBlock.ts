import * as Bloom from './Bloom.ts'
import type { EvmBlock } from './EvmBlock.ts'
import { EvmBlockError } from './EvmBlockError.ts'
import * as EvmHeader from './EvmHeader.ts'
import * as EvmReceipt from './EvmReceipt.ts'
import * as EvmTransaction from './EvmTransaction.ts'
import { hashHex, toHex } from './HexBytes.ts'
import { getListRoot } from './listRoot.ts'
import { coversValue, DEPOSIT } from './transactionForms.ts'

/**
 * How far something could be checked: `unknown-types` where nobody here can encode a transaction, so that no root can be
 * made; `outside` where all was checked but what the header does not cover.
 */
export type Reach = 'checked' | 'unknown-types' | 'outside'

/** How far a block could be checked. The header's hash and the bloom filter always are. */
export interface Checked {
  readonly transactions: Reach
  /** With unknown types, logs were checked by the bloom filter only. */
  readonly receipts: Reach
  /** `none`: the header has no root of withdrawals. `unknown-root`: chains of OP Stack have another root in its place. */
  readonly withdrawals: 'checked' | 'none' | 'unknown-root'
  /** The types that are not known, each once. */
  readonly unknownTypes: readonly number[]
  /** The places of transactions that no header covers, as Polygon has them: they and their logs are only the node's word. */
  readonly outside: readonly number[]
}

/**
 * Checks a block and its receipts against its own hash.
 *
 * What it does not check: senders (only a signature says them), and whether the chain has the block.
 *
 * @throws EvmBlockError `LZ_EVM_HASH`, `LZ_EVM_HEADER`, `LZ_EVM_TX_HASH`, `LZ_EVM_TX_ROOT`, `LZ_EVM_RECEIPT_ROOT`,
 * `LZ_EVM_BLOOM`, `LZ_EVM_WITHDRAWALS`
 * @example
 * const block = EvmBlock.parse(answer)
 * EvmBlock.assert(block, EvmBlock.parseReceipts(receipts, block)) // { transactions: 'checked', ... }
 */
export function assertBlock(block: EvmBlock, receipts: readonly EvmReceipt.EvmReceipt[]): Checked {
  assertHash(block)
  const inside = block.transactions.filter(({ isOutside }) => !isOutside)
  const unknown = inside.filter(({ items }) => items === undefined)
  const isKnown = unknown.length === 0
  const checked = inside.length === block.transactions.length ? 'checked' : 'outside'
  const hasRoot = assertTransactions(block, inside)
  const hasReceiptRoot = assertReceipts(block, {
    receipts: inside.map(({ index }) => receiptAt(receipts, index)),
    isKnown,
  })
  return {
    transactions: hasRoot ? checked : 'unknown-types',
    receipts: hasReceiptRoot ? checked : 'unknown-types',
    withdrawals: assertWithdrawals(block),
    unknownTypes: [...new Set(unknown.map(({ type }) => type))],
    outside: block.transactions.filter(({ isOutside }) => isOutside).map(({ index }) => index),
  }
}

function receiptAt(receipts: readonly EvmReceipt.EvmReceipt[], index: number): EvmReceipt.EvmReceipt {
  const receipt = receipts[index]
  if (receipt !== undefined) return receipt
  throw new EvmBlockError('LZ_EVM_ORDER', `receipts[${index}]`, 'the receipt is missing')
}

function assertHash(block: EvmBlock): void {
  const hash = EvmHeader.getHash(block)
  if (hash === block.hash) return
  const finding = `the header's hash is ${hash}, not ${block.hash}`
  if (block.unknown.length === 0) throw new EvmBlockError('LZ_EVM_HASH', 'hash', finding)
  const fields = block.unknown.slice(0, 10).map((name) => JSON.stringify(name.slice(0, 40)))
  throw new EvmBlockError('LZ_EVM_HEADER', 'hash', `${finding}, and it has unknown fields: ${fields.join(', ')}`)
}

/** Whether there is a root to be made of them. */
function assertTransactions(
  { transactionsRoot }: EvmBlock,
  transactions: readonly EvmTransaction.EvmTransaction[],
): boolean {
  const encoded = transactions.map(assertTransaction)
  if (!encoded.every((bytes) => bytes !== undefined)) return false
  assertRoot('LZ_EVM_TX_ROOT', 'transactionsRoot', { found: toHex(getListRoot(encoded)), expected: transactionsRoot })
  return true
}

function assertTransaction(transaction: EvmTransaction.EvmTransaction): Uint8Array | undefined {
  const bytes = EvmTransaction.encode(transaction)
  const hash = bytes === undefined ? transaction.hash : hashHex(bytes)
  const paysUncovered = bytes !== undefined && transaction.valueWei > 0n && !coversValue(transaction.type)
  const place = `transactions[${transaction.index}].hash`
  if (paysUncovered)
    throw new EvmBlockError('LZ_EVM_TX_HASH', place, 'it is of a type that pays nothing, and the answer says it pays')
  if (hash === transaction.hash) return bytes
  throw new EvmBlockError('LZ_EVM_TX_HASH', place, `the transaction's hash is ${hash}, not ${transaction.hash}`)
}

interface Receipts {
  readonly receipts: readonly EvmReceipt.EvmReceipt[]
  /** Whether the types of all transactions are known. */
  readonly isKnown: boolean
}

function assertReceipts({ logsBloom, receiptsRoot }: EvmBlock, { receipts, isKnown }: Receipts): boolean {
  const known: Bloom.BloomBits = new Map()
  const blooms = receipts.map(({ logs }) => Bloom.fromLogs(logs, known))
  const bloom = toHex(Bloom.join(blooms))
  if (bloom !== logsBloom) throw new EvmBlockError('LZ_EVM_BLOOM', 'logsBloom', 'the logs have another filter')
  const encoded = receipts.map((receipt, i) => EvmReceipt.encode(receipt, blooms[i] as Uint8Array))
  const found = toHex(getListRoot(encoded))
  if (found !== receiptsRoot && !isKnown) return false
  assertRoot('LZ_EVM_RECEIPT_ROOT', 'receiptsRoot', { found, expected: receiptsRoot })
  return true
}

function assertWithdrawals({ withdrawals, withdrawalsRoot, transactions }: EvmBlock): Checked['withdrawals'] {
  if (withdrawalsRoot === undefined) {
    if (withdrawals === undefined || withdrawals.length === 0) return 'none'
    throw new EvmBlockError('LZ_EVM_WITHDRAWALS', 'withdrawals', 'the header has no root of withdrawals')
  }
  const found = toHex(getListRoot(withdrawals ?? []))
  if (found !== withdrawalsRoot && isOpStack(transactions)) return 'unknown-root'
  assertRoot('LZ_EVM_WITHDRAWALS', 'withdrawalsRoot', { found, expected: withdrawalsRoot })
  return 'checked'
}

/**
 * Whether a block begins with the deposit that each block of OP Stack begins with.
 *
 * @source https://specs.optimism.io/protocol/isthmus/exec-engine.html#l2tol1messagepasser-storage-root-in-header
 */
function isOpStack(transactions: readonly EvmTransaction.EvmTransaction[]): boolean {
  return transactions[0]?.type === DEPOSIT
}

interface Roots {
  readonly found: string
  readonly expected: string
}

function assertRoot(
  code: 'LZ_EVM_TX_ROOT' | 'LZ_EVM_RECEIPT_ROOT' | 'LZ_EVM_WITHDRAWALS',
  place: string,
  roots: Roots,
): void {
  if (roots.found === roots.expected) return
  throw new EvmBlockError(code, place, `the root is ${roots.found}, not ${roots.expected}`)
}
