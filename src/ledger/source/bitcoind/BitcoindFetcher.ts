import { BitcoinNetwork } from '../../../chain/index.ts'
import type { BlockRef } from '../../ChainSource.ts'
import { type BlockFetcher, isHash } from '../bitcoin/BlockFetcher.ts'
import type { Endpoint } from '../rpc/Endpoint.ts'
import { isObject } from '../rpc/RpcAnswer.ts'
import { type Asked, SourceError } from '../SourceError.ts'
import { OUT_OF_RANGE } from './readNodeError.ts'

/** So many blocks behind the headers that it has, a node is at work; fewer are on their way. */
const BEHIND_MAX = 8

/** What a node of Bitcoin Core says. */
export class BitcoindFetcher implements BlockFetcher {
  readonly #endpoint: Endpoint
  readonly #network: BitcoinNetwork.BitcoinNetwork

  constructor(endpoint: Endpoint, network: BitcoinNetwork.BitcoinNetwork) {
    this.#endpoint = endpoint
    this.#network = network
  }

  get origin(): string {
    return this.#endpoint.origin
  }

  /** @throws SourceError `LZ_SOURCE_SYNCING` for a node that still downloads the chain: what it calls newest is old */
  async findHead(signal?: AbortSignal): Promise<BlockRef> {
    const method = 'getblockchaininfo'
    const asked = { endpoint: this.origin, method }
    const answer = await this.#endpoint.call({ method, params: [] }, signal)
    const { blocks, headers, bestblockhash: hash, initialblockdownload } = isObject(answer) ? (answer as Info) : {}
    if (!isHeight(blocks) || !isHash(hash)) throw noAnswer(asked, 'names no newest block')
    const isBehind = isHeight(headers) && headers - blocks > BEHIND_MAX
    // A chain of one's own is said to be downloading whenever its newest block is a day old.
    const isDownloading = initialblockdownload === true && this.#network !== BitcoinNetwork.regtest
    if (isBehind || isDownloading) throw syncing(asked, blocks, headers)
    return { height: blocks, hash }
  }

  async findHash(height: number, signal?: AbortSignal): Promise<string | undefined> {
    const method = 'getblockhash'
    try {
      const hash = await this.#endpoint.call({ method, params: [height], height }, signal)
      if (isHash(hash)) return hash
    } catch (error) {
      if (error instanceof SourceError && error.rpcCode === OUT_OF_RANGE) return undefined
      throw error
    }
    throw noAnswer({ endpoint: this.origin, method, height }, 'is no hash of a block')
  }

  async fetchHeader(hash: string, signal?: AbortSignal): Promise<Uint8Array> {
    return this.#fetchHex('getblockheader', [hash, false], signal)
  }

  async fetchBlock(hash: string, signal?: AbortSignal): Promise<Uint8Array> {
    return this.#fetchHex('getblock', [hash, 0], signal)
  }

  async #fetchHex(method: string, params: readonly unknown[], signal?: AbortSignal): Promise<Uint8Array> {
    const hex = await this.#endpoint.call({ method, params }, signal)
    const bytes = typeof hex === 'string' ? Buffer.from(hex, 'hex') : undefined
    // What is no hex ends the bytes early.
    if (bytes !== undefined && 2 * bytes.length === (hex as string).length) return bytes
    throw noAnswer({ endpoint: this.origin, method }, 'is no hex')
  }
}

interface Info {
  readonly blocks?: unknown
  readonly headers?: unknown
  readonly bestblockhash?: unknown
  readonly initialblockdownload?: unknown
}

function isHeight(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function noAnswer(asked: Asked, fault: string): SourceError {
  return new SourceError('LZ_SOURCE_ANSWER', asked, `The answer ${fault}.`)
}

function syncing(asked: Asked, blocks: number, headers: unknown): SourceError {
  const finding = `The node still downloads the chain: it has ${blocks} of ${isHeight(headers) ? headers : 'its'} blocks. Wait until it is through, or ask another.`
  return new SourceError('LZ_SOURCE_SYNCING', asked, finding)
}
