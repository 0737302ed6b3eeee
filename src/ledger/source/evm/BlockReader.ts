import { EvmBlock } from '../../../chain/index.ts'
import { LazarettoError } from '../../../LazarettoError.ts'
import type { SourceBlock } from '../../ChainSource.ts'
import type { Endpoint } from '../rpc/Endpoint.ts'
import { type Asked, SourceError } from '../SourceError.ts'
import { assertCalls } from './assertCalls.ts'
import { toQuantity } from './BlockHead.ts'
import { FrameFault } from './CallFrame.ts'
import { ReceiptReader } from './ReceiptReader.ts'
import { TraceReader } from './TraceReader.ts'
import { toNotices } from './toNotices.ts'
import { type ChainAssets, type ReadBlock, toTransfers } from './toTransfers.ts'

/** Whether movements inside transactions are wanted; `auto`: where the node has them. */
export type TraceWish = 'auto' | boolean

const ATTEMPTS_MAX = 3

/** Reads whole blocks from one node and believes nothing of them that it can check. */
export class BlockReader {
  readonly #endpoint: Endpoint
  readonly #assets: ChainAssets
  readonly #receipts: ReceiptReader
  readonly #traces: TraceReader

  constructor(endpoint: Endpoint, assets: ChainAssets, withTraces: TraceWish) {
    this.#endpoint = endpoint
    this.#assets = assets
    this.#receipts = new ReceiptReader(endpoint)
    this.#traces = new TraceReader(endpoint, withTraces)
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
    const given = await this.#receipts.read(block, signal)
    const receipts = checked(asked, () => {
      const parsed = EvmBlock.parseReceipts(given, block)
      EvmBlock.assert(block, parsed)
      return parsed
    })
    return this.#toSourceBlock({ block, receipts, calls: await calls }, asked)
  }

  #toSourceBlock(read: ReadBlock, asked: Asked): SourceBlock {
    const { calls, block, receipts } = read
    if (calls !== undefined) checked(asked, () => assertCalls(calls, block, receipts))
    const { hash, previous, height, timeSec } = block
    return {
      ...{ hash, previous, height, timeSec },
      transfers: toTransfers(read, this.#assets),
      notices: toNotices(read, this.#assets.chain),
      hasTraces: calls !== undefined,
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
