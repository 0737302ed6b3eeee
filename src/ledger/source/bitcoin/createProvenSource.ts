import {
  BitcoinBlock,
  BitcoinNetwork,
  BlockError,
  BlockHeader,
  type ChainId,
  Difficulty,
} from '../../../chain/index.ts'
import type { BlockRef, UtxoBlock, UtxoSource } from '../../ChainSource.ts'
import { type Asked, SourceError } from '../SourceError.ts'
import type { BlockFetcher } from './BlockFetcher.ts'
import { HeaderStore } from './HeaderStore.ts'
import { keepColumns } from './keepColumns.ts'

/** Headers kept: more than are read ahead, and than are taken back. */
const HEADERS_MAX = 1024
const ATTEMPTS_MAX = 3

/**
 * A source of Bitcoin's blocks of somebody who is not believed.
 *
 * A block is that of its hash, with the work that its network asks for at that place, its own merkle root, witnesses,
 * coinbase and, from BIP-34 on, height. Heads and hashes at heights come with a header that was worked for. That the chain
 * with the most work is told is not proved: several sources do that.
 *
 * Nothing in Bitcoin is final, so that `findFinal` says nothing: how deep is deep enough is for who follows the chain.
 */
export function createProvenSource(fetcher: BlockFetcher, network: BitcoinNetwork.BitcoinNetwork): UtxoSource {
  return new ProvenSource(fetcher, network)
}

/** The rules of a chain. @throws SourceError `LZ_SOURCE_OPTIONS` where it is not one of Bitcoin's */
export function getNetwork(chain: ChainId.ChainId, endpoint: string): BitcoinNetwork.BitcoinNetwork {
  const network = BitcoinNetwork.find(chain)
  if (network !== undefined) return network
  throw new SourceError('LZ_SOURCE_OPTIONS', { endpoint }, `${chain} is no chain of Bitcoin: it has no such blocks.`)
}

/** @throws SourceError `LZ_SOURCE_CHAIN` where a node's first block is that of another chain */
export function assertGenesis(said: unknown, { name, genesis }: BitcoinNetwork.BitcoinNetwork, endpoint: string): void {
  if (said === genesis) return
  const finding = `The first block is ${JSON.stringify(said)?.slice(0, 80)}, not that of ${name}, ${genesis}. Name a node of that chain.`
  throw new SourceError('LZ_SOURCE_CHAIN', { endpoint, height: 0 }, finding)
}

class ProvenSource implements UtxoSource {
  readonly chain: ChainId.ChainId
  readonly #fetcher: BlockFetcher
  readonly #network: BitcoinNetwork.BitcoinNetwork
  readonly #read = BitcoinBlock.createReader()
  readonly #headers = new HeaderStore(HEADERS_MAX)
  /** Blocks that are being read, by height. */
  readonly #reading = new Map<number, Promise<unknown>>()

  constructor(fetcher: BlockFetcher, network: BitcoinNetwork.BitcoinNetwork) {
    this.chain = network.chain
    this.#fetcher = fetcher
    this.#network = network
  }

  /** A head whose height has another hash at the same time is none. */
  async findHead(signal?: AbortSignal): Promise<BlockRef> {
    return this.#settled(async () => {
      const { height, hash } = await this.#fetcher.findHead(signal)
      if ((await this.#fetcher.findHash(height, signal)) !== hash) throw this.#moved(height)
      await this.#getHeader(hash, { height, signal })
      return { height, hash: `0x${hash}` }
    })
  }

  findFinal(): Promise<undefined> {
    return Promise.resolve(undefined)
  }

  async findHash(height: number, signal?: AbortSignal): Promise<string | undefined> {
    return this.#settled(async () => {
      const header = await this.#findHeader(height, signal)
      return header && `0x${header.hash}`
    })
  }

  async findBlock(height: number, signal?: AbortSignal): Promise<UtxoBlock | undefined> {
    const reading = this.#settled(() => this.#readBlock(height, signal))
    this.#reading.set(height, reading)
    return reading.finally(() => {
      if (this.#reading.get(height) === reading) this.#reading.delete(height)
    })
  }

  /** Reads again what the chain took away while it was read. */
  async #settled<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work()
      } catch (error) {
        const hasMoved = error instanceof SourceError && error.code === 'LZ_SOURCE_MOVED'
        if (!hasMoved || attempt >= ATTEMPTS_MAX) throw error
      }
    }
  }

  async #readBlock(height: number, signal?: AbortSignal): Promise<UtxoBlock | undefined> {
    const hash = await this.#findHash(height, signal)
    if (hash === undefined) return undefined
    const bytes = await this.#fetcher.fetchBlock(hash, signal)
    const header = this.#proveHeader(bytes, { height, hash })
    const read = this.#checked(height, () => keepColumns(this.#read(bytes)))
    this.#assertHeight(height, read.heightInCoinbase)
    await this.#assertBits(header, { height, signal })
    this.#headers.add(header)
    const { previous, timeSec, bits } = header
    return { ...read, height, hash: `0x${hash}`, previous: `0x${previous}`, timeSec, bits }
  }

  async #findHash(height: number, signal?: AbortSignal): Promise<string | undefined> {
    const hash = await this.#fetcher.findHash(height, signal)
    if (height === 0) assertGenesis(hash, this.#network, this.#fetcher.origin)
    return hash
  }

  async #findHeader(height: number, signal?: AbortSignal): Promise<BlockHeader.BlockHeader | undefined> {
    const hash = await this.#findHash(height, signal)
    return hash === undefined ? undefined : this.#getHeader(hash, { height, signal })
  }

  async #getHeader(hash: string, { height, signal }: Place): Promise<BlockHeader.BlockHeader> {
    const known = this.#headers.find(hash)
    if (known !== undefined) return known
    const header = this.#proveHeader(await this.#fetcher.fetchHeader(hash, signal), { height, hash })
    this.#headers.add(header)
    return header
  }

  #proveHeader(bytes: Uint8Array, { height, hash }: BlockRef): BlockHeader.BlockHeader {
    const header = this.#checked(height, () => BlockHeader.decode(bytes))
    if (header.hash !== hash) throw this.#false(height, `The answer is block ${header.hash}, not ${hash}.`)
    this.#checked(height, () => BlockHeader.assertWork(header, this.#network))
    return header
  }

  #assertHeight(height: number, said: number | undefined): void {
    if (height < this.#network.bip34Height || said === height) return
    throw this.#false(height, `The coinbase says ${said ?? 'no height'}: it is another block than was asked for.`)
  }

  async #assertBits(header: BlockHeader.BlockHeader, { height, signal }: Place): Promise<void> {
    if (height === 0 || !this.#network.retargets) return
    const parent = await this.#getParent(header, { height, signal })
    const isChange = height % Difficulty.INTERVAL === 0
    const first = isChange ? await this.#findHeader(height - Difficulty.INTERVAL, signal) : undefined
    if (isChange && first === undefined) throw this.#moved(height)
    this.#checked(height, () =>
      Difficulty.assertBits(header, { height, parent, firstTimeSec: first?.timeSec }, this.#network),
    )
  }

  /** Who reads ahead reads the parent already: then its header need not be asked for. */
  async #getParent({ previous }: BlockHeader.BlockHeader, { height, signal }: Place): Promise<BlockHeader.BlockHeader> {
    if (this.#headers.find(previous) === undefined) await this.#reading.get(height - 1)?.catch(() => undefined)
    return this.#getHeader(previous, { height: height - 1, signal })
  }

  /** Says of which node and block a finding is. */
  #checked<T>(height: number, work: () => T): T {
    try {
      return work()
    } catch (cause) {
      throw cause instanceof BlockError ? this.#false(height, cause.message, cause) : cause
    }
  }

  #false(height: number, finding: string, cause?: BlockError): SourceError {
    return new SourceError('LZ_SOURCE_BLOCK', this.#asked(height), finding, { cause })
  }

  #moved(height: number): SourceError {
    return new SourceError('LZ_SOURCE_MOVED', this.#asked(height), 'The chain changed while it was read. Try again.')
  }

  #asked(height: number): Asked {
    return { endpoint: this.#fetcher.origin, height }
  }
}

interface Place {
  readonly height: number
  readonly signal: AbortSignal | undefined
}
