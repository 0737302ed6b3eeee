import { setMaxListeners } from 'node:events'
import { BitcoinBlock, type BitcoinNetwork, BlockHeader } from '../../../chain/index.ts'
import { type Client, readBytes, StatusError } from '../../../net/index.ts'
import type { BlockRef } from '../../ChainSource.ts'
import { type BlockFetcher, isHash } from '../bitcoin/BlockFetcher.ts'
import { assertGenesis } from '../bitcoin/createProvenSource.ts'
import { ChainCheck } from '../ChainCheck.ts'
import { createPatience, type Patience, type Patiently } from '../createPatience.ts'
import { createPace } from '../explorer/createPace.ts'
import type { Clock } from '../explorer/HistorySource.ts'
import { type Asked, fromNetError, SourceError } from '../SourceError.ts'

interface EsploraFetcherOptions extends Patience {
  /** Without a slash at its end. */
  readonly url: string
  readonly network: BitcoinNetwork.BitcoinNetwork
  readonly client: Client
  readonly clock: Clock
  readonly perSecond: number
  readonly timeoutMs: number
}

/** More than a hash, a height or a header has. */
const TEXT_BYTES_MAX = 1024
const HEIGHT = /^(?:0|[1-9]\d{0,8})$/

/** What an explorer with Esplora's API says: one question after the other in its turn. */
export class EsploraFetcher implements BlockFetcher {
  readonly origin: string
  readonly #options: EsploraFetcherOptions
  readonly #patiently: Patiently
  readonly #takeTurn: (signal?: AbortSignal) => Promise<void>
  readonly #check: ChainCheck

  constructor(options: EsploraFetcherOptions) {
    this.origin = new URL(options.url).origin
    this.#options = options
    this.#patiently = createPatience(options)
    this.#takeTurn = createPace(options.perSecond, options.clock)
    this.#check = new ChainCheck(async () => {
      assertGenesis(await this.#askOnce('/block-height/0', readHash), options.network, this.origin)
    })
  }

  async findHead(signal?: AbortSignal): Promise<BlockRef> {
    const hash = await this.#ask('/blocks/tip/hash', readHash, signal)
    const height = await this.#ask('/blocks/tip/height', readHeight, signal)
    if (hash !== undefined && height !== undefined) return { height, hash }
    const finding = 'The explorer knows no newest block. Name the URL of its API, such as https://mempool.space/api.'
    throw new SourceError('LZ_SOURCE_REFUSED', { endpoint: this.origin }, finding)
  }

  async findHash(height: number, signal?: AbortSignal): Promise<string | undefined> {
    return this.#ask(`/block-height/${height}`, readHash, signal)
  }

  async fetchHeader(hash: string, signal?: AbortSignal): Promise<Uint8Array> {
    return (await this.#ask(`/block/${hash}/header`, readHeader, signal)) ?? this.#throwGone(hash)
  }

  async fetchBlock(hash: string, signal?: AbortSignal): Promise<Uint8Array> {
    return (await this.#ask(`/block/${hash}/raw`, (bytes) => bytes, signal)) ?? this.#throwGone(hash)
  }

  /** Undefined where the explorer does not have it (404). */
  async #ask<T>(path: string, read: Reading<T>, signal?: AbortSignal): Promise<T | undefined> {
    // Whoever reads ahead hands one signal to many questions, which is no leak.
    if (signal !== undefined) setMaxListeners(0, signal)
    return this.#patiently(async () => {
      await this.#check.assert(signal)
      return this.#askOnce(path, read, signal)
    }, signal)
  }

  async #askOnce<T>(path: string, read: Reading<T>, signal?: AbortSignal): Promise<T | undefined> {
    const asked = { endpoint: this.origin, method: path }
    await this.#takeTurn(signal)
    try {
      const { client, url, timeoutMs } = this.#options
      const answer = await client.get(url + path, {
        maxBytes: BitcoinBlock.BYTES_MAX,
        timeoutMs,
        ...(signal && { signal }),
      })
      if (answer.status === 'fresh') return read(await readBytes(answer.body), asked)
    } catch (error) {
      signal?.throwIfAborted()
      if (!(error instanceof StatusError) || error.httpStatus !== 404) throw fromNetError(error, asked)
    }
    return undefined
  }

  #throwGone(hash: string): never {
    const finding = `The explorer does not have the block ${hash}, which it has named. Try again.`
    throw new SourceError('LZ_SOURCE_MOVED', { endpoint: this.origin }, finding)
  }
}

type Reading<T> = (bytes: Uint8Array, asked: Asked) => T

function readHash(bytes: Uint8Array, asked: Asked): string {
  const text = readText(bytes)
  if (isHash(text)) return text
  throw noise(asked, 'no hash of a block')
}

function readHeight(bytes: Uint8Array, asked: Asked): number {
  const text = readText(bytes)
  if (HEIGHT.test(text)) return Number(text)
  throw noise(asked, 'no height')
}

function readHeader(bytes: Uint8Array, asked: Asked): Uint8Array {
  const text = readText(bytes)
  const header = Buffer.from(text, 'hex')
  if (header.length === BlockHeader.LENGTH && text.length === 2 * BlockHeader.LENGTH) return header
  throw noise(asked, 'no header of a block')
}

/** The beginning of a page is enough to know it for one. */
function readText(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, TEXT_BYTES_MAX)).toString('latin1').trim()
}

function noise(asked: Asked, what: string): SourceError {
  const finding = `The answer is ${what}: something else than the explorer's API may have answered. Check its URL, or try again.`
  return new SourceError('LZ_SOURCE_NOISE', asked, finding)
}
