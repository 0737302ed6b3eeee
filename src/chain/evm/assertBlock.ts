import * as Bloom from './Bloom.ts'
import type { EvmBlock } from './EvmBlock.ts'
import { EvmBlockError } from './EvmBlockError.ts'
import * as EvmHeader from './EvmHeader.ts'
import * as EvmReceipt from './EvmReceipt.ts'
import * as EvmTransaction from './EvmTransaction.ts'
import { hashHex, toHex } from './HexBytes.ts'
import { getListRoot } from './listRoot.ts'
import { DEPOSIT } from './transactionForms.ts'

/** How far a block could be checked. The header's hash and the bloom filter always are. */
export interface Checked {
  /** Of types that nobody here can encode the hash is not known to be right, and so the root is not. */
  readonly transactions: 'checked' | 'unknown-types'
  /** Chains with types of their own may encode receipts otherwise: then logs were checked by the bloom filter only. */
  readonly receipts: 'checked' | 'unknown-types'
  /** `none`: the header has no root of withdrawals. `unknown-root`: chains of OP Stack have another root in its place. */
  readonly withdrawals: 'checked' | 'none' | 'unknown-root'
  /** The types that are not known, each once. */
  readonly unknownTypes: readonly number[]
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
  const unknownTypes = [
    ...new Set(block.transactions.filter(({ items }) => items === undefined).map(({ type }) => type)),
  ]
  return {
    transactions: assertTransactions(block),
    receipts: assertReceipts(block, receipts),
    withdrawals: assertWithdrawals(block),
    unknownTypes,
  }
}

function assertHash(block: EvmBlock): void {
  const hash = EvmHeader.getHash(block)
  if (hash === block.hash) return
  const finding = `the header's hash is ${hash}, not ${block.hash}`
  if (block.unknown.length === 0) throw new EvmBlockError('LZ_EVM_HASH', 'hash', finding)
  const fields = block.unknown.slice(0, 10).map((name) => JSON.stringify(name.slice(0, 40)))
  throw new EvmBlockError('LZ_EVM_HEADER', 'hash', `${finding}, and it has unknown fields: ${fields.join(', ')}`)
}

function assertTransactions({ transactions, transactionsRoot }: EvmBlock): Checked['transactions'] {
  const encoded = transactions.map(assertTransaction)
  if (!encoded.every((bytes) => bytes !== undefined)) return 'unknown-types'
  assertRoot('LZ_EVM_TX_ROOT', 'transactionsRoot', { found: toHex(getListRoot(encoded)), expected: transactionsRoot })
  return 'checked'
}

function assertTransaction(transaction: EvmTransaction.EvmTransaction): Uint8Array | undefined {
  const bytes = EvmTransaction.encode(transaction)
  const hash = bytes === undefined ? transaction.hash : hashHex(bytes)
  if (hash === transaction.hash) return bytes
  const place = `transactions[${transaction.index}].hash`
  throw new EvmBlockError('LZ_EVM_TX_HASH', place, `the transaction's hash is ${hash}, not ${transaction.hash}`)
}

function assertReceipts(block: EvmBlock, receipts: readonly EvmReceipt.EvmReceipt[]): Checked['receipts'] {
  const known: Bloom.BloomBits = new Map()
  const blooms = receipts.map(({ logs }) => Bloom.fromLogs(logs, known))
  const bloom = toHex(Bloom.join(blooms))
  if (bloom !== block.logsBloom) throw new EvmBlockError('LZ_EVM_BLOOM', 'logsBloom', 'the logs have another filter')
  const encoded = receipts.map((receipt, i) => EvmReceipt.encode(receipt, blooms[i] as Uint8Array))
  const found = toHex(getListRoot(encoded))
  const isKnown = block.transactions.every(({ items }) => items !== undefined)
  if (found !== block.receiptsRoot && !isKnown) return 'unknown-types'
  assertRoot('LZ_EVM_RECEIPT_ROOT', 'receiptsRoot', { found, expected: block.receiptsRoot })
  return 'checked'
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
