import type { EvmBlock } from '../../../chain/index.ts'
import type { Endpoint } from '../rpc/Endpoint.ts'
import { isObject } from '../rpc/RpcAnswer.ts'
import { SourceError } from '../SourceError.ts'
import { isUnknownMethod } from './isUnknownMethod.ts'

const METHOD = 'eth_getBlockReceipts'

/** Reads the receipts of a block by its hash, so that they are of no other block at that height. */
export class ReceiptReader {
  readonly #endpoint: Endpoint
  #hasMethod = true

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint
  }

  /** @throws SourceError `LZ_SOURCE_MOVED` where the node has them no more, or gives those of another block */
  async read(block: EvmBlock.EvmBlock, signal?: AbortSignal): Promise<readonly unknown[]> {
    if (block.transactions.length === 0) return []
    const receipts = await this.#ask(block, signal)
    const hashes = new Set(receipts.map((receipt) => (isObject(receipt) ? receipt['blockHash'] : undefined)))
    const isOfOther = hashes.size === 1 && !hashes.has(block.hash)
    if (isOfOther) throw this.#moved(block, 'The receipts are of another block.')
    return receipts
  }

  async #ask(block: EvmBlock.EvmBlock, signal?: AbortSignal): Promise<readonly unknown[]> {
    const { hash, height } = block
    if (!this.#hasMethod) return this.#askEach(block, signal)
    try {
      const answer = await this.#endpoint.call({ method: METHOD, params: [hash], height }, signal)
      if (answer === null) throw this.#moved(block, 'The node has no such block any more.')
      if (Array.isArray(answer)) return answer as unknown[]
      const asked = { endpoint: this.#endpoint.origin, method: METHOD, height }
      throw new SourceError('LZ_SOURCE_ANSWER', asked, 'The answer is no list of receipts.')
    } catch (error) {
      if (!isUnknownMethod(error)) throw error
      this.#hasMethod = false
      return this.#askEach(block, signal)
    }
  }

  /** Nodes from before 2023 have no method for all of them. */
  async #askEach(block: EvmBlock.EvmBlock, signal?: AbortSignal): Promise<readonly unknown[]> {
    const method = 'eth_getTransactionReceipt'
    const { transactions, height } = block
    const asking = transactions.map(({ hash }) => this.#endpoint.call({ method, params: [hash], height }, signal))
    const receipts = await Promise.all(asking)
    if (receipts.includes(null)) throw this.#moved(block, 'The node has a transaction of the block no more.')
    return receipts
  }

  #moved({ height }: EvmBlock.EvmBlock, finding: string): SourceError {
    const asked = { endpoint: this.#endpoint.origin, method: METHOD, height }
    return new SourceError('LZ_SOURCE_MOVED', asked, `${finding} Read the block again.`)
  }
}
