import type { EvmBlock } from '../../../chain/index.ts'
import { type Asked, SourceError } from '../SourceError.ts'

type Paying = Pick<EvmBlock.EvmTransaction, 'index' | 'to' | 'valueWei'>
type Outcome = Pick<EvmBlock.EvmReceipt, 'isSuccess' | 'contractAddress'>

/**
 * Refuses a block of which only traces tell what was paid: before Byzantium a receipt does not say what has failed, and of
 * some unsigned types nothing that a root covers says whom they create.
 *
 * @throws SourceError `LZ_SOURCE_OUTCOME`
 */
export function assertTold(transactions: readonly Paying[], receipts: readonly Outcome[], asked: Asked): void {
  const untold = transactions.find(({ to, valueWei }, i) => {
    const { isSuccess, contractAddress } = receipts[i] ?? {}
    const isNameless = to === undefined && contractAddress === undefined && isSuccess === true && valueWei > 0n
    return isSuccess === undefined || isNameless
  })
  if (untold === undefined) return
  const finding = `The receipts do not tell what transaction ${untold.index} has paid, and the node told no traces. Name a node that has trace_block or debug_traceBlockByHash for this block.`
  throw new SourceError('LZ_SOURCE_OUTCOME', asked, finding)
}
