import { EvmBlockError } from './EvmBlockError.ts'
import * as EvmHeader from './EvmHeader.ts'
import * as EvmReceipt from './EvmReceipt.ts'
import * as EvmTransaction from './EvmTransaction.ts'
import { encodeWithdrawals } from './encodeWithdrawals.ts'
import * as Fields from './Fields.ts'

export { assertBlock as assert, type Checked } from './assertBlock.ts'
export { assertCovered } from './assertCovered.ts'
export { assertSenders, type RecoverKey } from './assertSenders.ts'
export type { EvmLog, EvmReceipt } from './EvmReceipt.ts'
export type { EvmTransaction } from './EvmTransaction.ts'

/** A block as a node gave it: well-formed, and not to be believed before `assert`. */
export interface EvmBlock extends EvmHeader.EvmHeader {
  readonly transactions: readonly EvmTransaction.EvmTransaction[]
  /** Encoded; undefined where the node gives none. */
  readonly withdrawals: readonly Uint8Array[] | undefined
}

const TRANSACTION_COUNT_MAX = 100_000

/**
 * Reads the answer to `eth_getBlockByHash` or `eth_getBlockByNumber` with whole transactions.
 *
 * @throws EvmBlockError `LZ_EVM_FIELD`, `LZ_EVM_COUNT`, `LZ_EVM_ORDER`, with the field's place
 * @source https://ethereum.github.io/execution-apis/api-documentation/
 */
export function parse(json: unknown): EvmBlock {
  const fields = Fields.of(json, '')
  const header = EvmHeader.parse(fields)
  const transactions = Fields.getList(fields, 'transactions', TRANSACTION_COUNT_MAX)
  return {
    ...header,
    transactions: transactions.map((transaction, index) => EvmTransaction.parse(transaction, index, header)),
    withdrawals: encodeWithdrawals(fields),
  }
}

/**
 * Reads the receipts of a block: the answer to `eth_getBlockReceipts`, or those to `eth_getTransactionReceipt` in a list.
 *
 * @throws EvmBlockError as `parse`; `LZ_EVM_ORDER` where they are not one for each transaction, in order
 */
export function parseReceipts(json: unknown, block: EvmBlock): readonly EvmReceipt.EvmReceipt[] {
  const list = Fields.getList({ object: { receipts: json }, place: '' }, 'receipts', TRANSACTION_COUNT_MAX)
  const { transactions, hash, height } = block
  if (list.length !== transactions.length) {
    const finding = `${list.length} receipts for ${transactions.length} transactions`
    throw new EvmBlockError('LZ_EVM_ORDER', 'receipts', finding)
  }
  let logIndex = 0
  return transactions.map((transaction, i) => {
    const receipt = EvmReceipt.parse(list[i], { transaction, blockHash: hash, height, logIndex })
    logIndex += receipt.logs.length
    return receipt
  })
}
