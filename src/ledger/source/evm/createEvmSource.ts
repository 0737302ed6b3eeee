import { AssetId, type ChainId, EvmIssuers } from '../../../chain/index.ts'
import type { Client } from '../../../net/index.ts'
import type { BlockRef, ChainSource, SourceBlock } from '../../ChainSource.ts'
import { createCheckedSource } from '../createCheckedSource.ts'
import type { Patience } from '../createPatience.ts'
import type { Endpoint } from '../rpc/Endpoint.ts'
import { Rpc, type RpcLimits } from '../rpc/Rpc.ts'
import { type Asked, SourceError } from '../SourceError.ts'
import { readHead, toQuantity } from './BlockHead.ts'
import { BlockReader, type TraceWish } from './BlockReader.ts'
import { createEvmEndpoint } from './createEvmEndpoint.ts'
import { findDecimals } from './findDecimals.ts'

/** How an EVM chain is read. */
export interface EvmSourceOptions extends RpcLimits, Patience {
  readonly chain: ChainId.ChainId
  /** URLs of nodes that speak JSON-RPC over HTTP or a WebSocket. */
  readonly endpoints: readonly string[]
  /** The way out; nodes of one's own must be among its `allowPrivate`. */
  readonly client: Client
  /** How many endpoints must agree; more than half of them unless said. */
  readonly quorum?: number
  /** Whether movements inside transactions are asked for. `auto`, where the node has them, unless said. */
  readonly withTraces?: TraceWish
  /**
   * Whether the senders of payments are proved from their signatures; they are unless said. A local chain that lets one send
   * for accounts whose keys it has not has no such signatures.
   */
  readonly checkSenders?: boolean
  /** Whose wallets propose freezes; those that are known unless said. */
  readonly issuers?: readonly EvmIssuers.EvmIssuer[]
  /** Needed for a chain that is not in the table. */
  readonly native?: AssetId.AssetId
}

/**
 * Reads the blocks of an EVM chain from its nodes.
 *
 * A block is checked against its own hash, its receipts and logs against its roots. Traces have no root: what they say of
 * the transactions themselves must fit, the rest is the node's word.
 *
 * @throws SourceError `LZ_SOURCE_OPTIONS`; InvalidAssetError `LZ_ASSET_NATIVE`
 * @example
 * const client = createClient({ allowPrivate: ['127.0.0.1:8545'] })
 * const source = createEvmSource({ chain: ChainId.parse('ethereum'), endpoints: ['http://127.0.0.1:8545'], client })
 * await source.findBlock(19_000_000) // { height: 19000000, transfers: [...], ... }
 */
export function createEvmSource(options: EvmSourceOptions): ChainSource {
  const sources = options.endpoints.map((url) => new NodeSource(url, options))
  const [only] = sources
  if (only !== undefined && sources.length === 1 && (options.quorum ?? 1) === 1) return only
  return createCheckedSource(sources, { quorum: options.quorum ?? Math.floor(sources.length / 2) + 1 })
}

/** One node. */
class NodeSource implements ChainSource {
  readonly chain: ChainId.ChainId
  readonly #endpoint: Endpoint
  readonly #blocks: BlockReader
  readonly #native: AssetId.AssetId

  constructor(url: string, options: EvmSourceOptions) {
    this.chain = options.chain
    this.#endpoint = createEvmEndpoint(new Rpc(options.client, url, options), options.chain, options)
    this.#native = options.native ?? AssetId.native(options.chain)
    const { chain, withTraces = 'auto', checkSenders = true, issuers = EvmIssuers.KNOWN } = options
    this.#blocks = new BlockReader(this.#endpoint, { chain, native: this.#native, withTraces, checkSenders, issuers })
  }

  async findHead(signal?: AbortSignal): Promise<BlockRef> {
    const head = await this.#findHead('latest', signal)
    if (head !== undefined) return head
    throw new SourceError('LZ_SOURCE_NOISE', this.#asked(), 'The node knows no newest block. Try again.')
  }

  /** Nodes that do not know the word answer with an error. */
  async findFinal(signal?: AbortSignal): Promise<BlockRef | undefined> {
    try {
      return await this.#findHead('finalized', signal)
    } catch (error) {
      const isUnknown = error instanceof SourceError && error.rpcCode !== undefined && error.kind !== 'integrity'
      if (isUnknown && error.code !== 'LZ_SOURCE_BUSY') return undefined
      throw error
    }
  }

  async findBlock(height: number, signal?: AbortSignal): Promise<SourceBlock | undefined> {
    return this.#blocks.findBlock(height, signal)
  }

  async findHash(height: number, signal?: AbortSignal): Promise<string | undefined> {
    const head = await this.#findHead(toQuantity(height), signal, height)
    if (head === undefined || head.height === height) return head?.hash
    throw new SourceError('LZ_SOURCE_ANSWER', this.#asked(height), `The answer is block ${head.height}.`)
  }

  async findDecimals(asset: AssetId.AssetId, signal?: AbortSignal): Promise<number | undefined> {
    if (asset === this.#native) return AssetId.findNativeUnit(asset)?.decimals
    return findDecimals(this.#endpoint, asset, signal)
  }

  async #findHead(tag: string, signal?: AbortSignal, height?: number): Promise<BlockRef | undefined> {
    const asked = this.#asked(height)
    const call = { method: 'eth_getBlockByNumber', params: [tag, false], ...(height !== undefined && { height }) }
    return readHead(await this.#endpoint.call(call, signal), asked)
  }

  #asked(height?: number): Asked {
    return { endpoint: this.#endpoint.origin, method: 'eth_getBlockByNumber', height }
  }
}
