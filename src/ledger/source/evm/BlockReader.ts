import { EvmBlock, type EvmIssuers } from '../../../chain/index.ts'
import { LazarettoError } from '../../../LazarettoError.ts'
import type { SourceBlock } from '../../ChainSource.ts'
import type { Endpoint } from '../rpc/Endpoint.ts'
import { type Asked, SourceError } from '../SourceError.ts'
import { assertCalls } from './assertCalls.ts'
import { assertTold } from './assertTold.ts'
import { toQuantity } from './BlockHead.ts'
import { FrameFault } from './CallFrame.ts'
import { loadRecoverKey } from './loadRecoverKey.ts'
import { ReceiptReader } from './ReceiptReader.ts'
import { TraceReader } from './TraceReader.ts'
import { toNotices } from './toNotices.ts'
import { type ChainAssets, type ReadBlock, toTransfers } from './toTransfers.ts'

/** Whether movements inside transactions are wanted; `auto`: where the node has them. */
export type TraceWish = 'auto' | boolean

/** What is read of a block, and how it is understood. */
export interface Reading extends ChainAssets {
  readonly withTraces: TraceWish
  /** Whether senders are proved from their signatures. */
  readonly checkSenders: boolean
  readonly issuers: readonly EvmIssuers.EvmIssuer[]
}

const ATTEMPTS_MAX = 3

/** Reads whole blocks from one node and believes nothing of them that it can check. */
export class BlockReader {
  readonly #endpoint: Endpoint
  readonly #reading: Reading
  readonly #receipts: ReceiptReader
  readonly #traces: TraceReader

  constructor(endpoint: Endpoint, reading: Reading) {
    this.#endpoint = endpoint
    this.#reading = reading
    this.#receipts = new ReceiptReader(endpoint)
    this.#traces = new TraceReader(endpoint, reading.withTraces)
  }

  /** @throws SourceError; `LZ_SOURCE_MOVED` where the chain changes each time while the block is read */
  async findBlock(height: number, signal?: AbortSignal): Promise<SourceBlock | undefined> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#readBlock(height, signal)
      } catch (error) {
        const hasMoved = error instanceof SourceError && error.code === 'LZ_SOURCE_MOVED'
        if (!hasMoved || attempt >= ATTEMPTS_MAX) throw error
      }
    }
  }

  async #readBlock(height: number, signal?: AbortSignal): Promise<SourceBlock | undefined> {
    const method = 'eth_getBlockByNumber'
    const asked = { endpoint: this.#endpoint.origin, method, height }
    const answer = await this.#endpoint.call({ method, params: [toQuantity(height), true], height }, signal)
    if (answer === null) return undefined
    const block = checked(asked, () => EvmBlock.parse(answer))
    if (block.height !== height) throw new SourceError('LZ_SOURCE_BLOCK', asked, `The answer is block ${block.height}.`)
    const calls = this.#traces.read(block, signal)
    // What the roots prove is looked at first: a block that is false is not a matter of its traces.
    calls.catch(() => undefined)
    const asking = this.#receipts.read(block, signal)
    asking.catch(() => undefined)
    if (this.#reading.checkSenders) await this.#checkSenders(block, asked)
    const given = await asking
    const receipts = checked(asked, () => {
      const parsed = EvmBlock.parseReceipts(given, block)
      EvmBlock.assert(block, parsed)
      EvmBlock.assertCovered(block, this.#reading.chain)
      return parsed
    })
    const told = await calls
    if (told === undefined) assertTold(block.transactions, receipts, asked)
    return this.#toSourceBlock({ block, receipts, calls: told }, asked)
  }

  /** While the receipts are on their way. Only of what pays the ledger takes the sender from the transaction itself. */
  async #checkSenders({ transactions }: EvmBlock.EvmBlock, asked: Asked): Promise<void> {
    const paying = transactions.filter(({ valueWei }) => valueWei > 0n)
    if (paying.length === 0) return
    const recover = await loadRecoverKey()
    checked(asked, () => EvmBlock.assertSenders(paying, recover))
  }

  #toSourceBlock(read: ReadBlock, asked: Asked): SourceBlock {
    const { calls, block, receipts } = read
    if (calls !== undefined) checked(asked, () => assertCalls(calls, block, receipts))
    const { hash, previous, height, timeSec } = block
    return {
      ...{ hash, previous, height, timeSec },
      transfers: toTransfers(read, this.#reading),
      notices: toNotices(read, this.#reading),
      hasTraces: block.transactions.length === 0 ? undefined : calls !== undefined,
    }
  }
}

/** Says of which node and block a finding is. */
function checked<T>(asked: Asked, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof FrameFault) throw new SourceError('LZ_SOURCE_TRACE', asked, `${cause.message}.`, { cause })
    if (cause instanceof LazarettoError && !(cause instanceof SourceError))
      throw new SourceError('LZ_SOURCE_BLOCK', asked, cause.message, { cause })
    throw cause
  }
}
