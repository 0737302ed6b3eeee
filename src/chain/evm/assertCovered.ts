import type { ChainId } from '../ChainId.ts'
import type { EvmBlock } from './EvmBlock.ts'
import { EvmBlockError } from './EvmBlockError.ts'
import type { EvmTransaction } from './EvmTransaction.ts'

/** Polygon and its test network Amoy. */
const POLYGON: ReadonlySet<string> = new Set(['eip155:137', 'eip155:80002'])
const NOBODY = `0x${'00'.repeat(20)}`

/**
 * Refuses a block with a transaction that neither the header's root nor a hash covers: a node could put into it what it likes.
 *
 * On Polygon one is let through, a state sync at the end of a block: it pays nothing, and its logs are the node's word.
 *
 * @throws EvmBlockError `LZ_EVM_UNCOVERED`
 */
export function assertCovered({ transactions }: EvmBlock, chain: ChainId): void {
  const last = transactions.at(-1)
  for (const transaction of transactions) {
    if (transaction.items !== undefined) continue
    if (POLYGON.has(chain) && transaction === last && isStateSync(transaction)) continue
    const { index, type, isOutside } = transaction
    const finding = isOutside ? 'it has no signature' : `nobody here can encode type 0x${type.toString(16)}`
    throw new EvmBlockError('LZ_EVM_UNCOVERED', `transactions[${index}]`, finding)
  }
}

function isStateSync({ isOutside, from, to, valueWei, input }: EvmTransaction): boolean {
  return isOutside && from === NOBODY && to === NOBODY && valueWei === 0n && input === '0x'
}
