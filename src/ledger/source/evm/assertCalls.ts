import type { EvmBlock } from '../../../chain/index.ts'
import { type CallFrame, FrameFault } from './CallFrame.ts'

/**
 * Refuses traces that contradict what the block's roots prove: no root covers a trace, so that the calls inside a
 * transaction rest on the node's word, but what the transaction itself pays, and whether it failed, does not.
 *
 * @throws FrameFault
 */
export function assertCalls(
  calls: readonly (readonly CallFrame[])[],
  { transactions }: EvmBlock.EvmBlock,
  receipts: readonly EvmBlock.EvmReceipt[],
): void {
  for (const [i, transaction] of transactions.entries()) {
    const [root, ...inner] = calls[i] ?? []
    const receipt = receipts[i]
    if (root === undefined || receipt === undefined || root.path.length > 0)
      throw new FrameFault(`transaction ${i} has no trace`)
    const isOwn = root.from === transaction.from && root.valueWei === transaction.valueWei
    if (!isOwn || !leadsTo(root, transaction, receipt))
      throw new FrameFault(`the trace of transaction ${i} is of another`)
    const hasFailed = receipt.isSuccess === false
    if (receipt.isSuccess !== undefined && root.isFailed !== hasFailed)
      throw new FrameFault(`the trace of transaction ${i} ends otherwise than its receipt`)
    if (inner.some(({ path }) => path.length === 0)) throw new FrameFault(`transaction ${i} has two traces`)
  }
}

function leadsTo(root: CallFrame, { to }: EvmBlock.EvmTransaction, receipt: EvmBlock.EvmReceipt): boolean {
  const expected = to ?? receipt.contractAddress
  return root.isFailed || (expected === undefined ? root.to !== undefined : root.to === expected)
}
