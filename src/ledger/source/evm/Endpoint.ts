import { ChainId } from '../../../chain/index.ts'
import { retry } from '../../../net/index.ts'
import { SourceError } from '../SourceError.ts'
import type { Rpc, RpcCall } from './Rpc.ts'

/** How patiently a node is asked. */
export interface Patience {
  /** Tries of one call in all. 5 unless said. */
  readonly attemptsMax?: number
  /** What to wait before a try, counted from 2; 250 ms, doubled with each, unless said. */
  readonly waitMs?: (attempt: number) => number
}

const ATTEMPTS_MAX = 5
const WAIT_MS = 250
const RETRY_AFTER_MAX_SEC = 60

/** A node of one chain: asked again where that may help, and never before it has said that it is of that chain. */
export class Endpoint {
  readonly #rpc: Rpc
  readonly #chain: ChainId.ChainId
  readonly #patience: Required<Patience>
  #check: Promise<void> | undefined

  constructor(rpc: Rpc, chain: ChainId.ChainId, patience: Patience = {}) {
    if (!ChainId.isEvm(chain)) {
      const finding = `${chain} is no chain of the EVM: its blocks cannot be read there.`
      throw new SourceError('LZ_SOURCE_OPTIONS', { endpoint: rpc.endpoint }, finding)
    }
    this.#rpc = rpc
    this.#chain = chain
    const { attemptsMax = ATTEMPTS_MAX, waitMs = (attempt) => WAIT_MS * 2 ** (attempt - 2) } = patience
    this.#patience = { attemptsMax, waitMs }
  }

  /** The node's origin. */
  get origin(): string {
    return this.#rpc.endpoint
  }

  /** @throws SourceError as `Rpc.call`; `LZ_SOURCE_CHAIN` for a node of another chain */
  async call(call: RpcCall, signal?: AbortSignal): Promise<unknown> {
    const outcome = await this.#retry(async () => {
      await this.#assertChain(signal)
      return this.#rpc.call(call, signal).then((result) => ({ result }), keepMoved)
    }, signal)
    if ('moved' in outcome) throw outcome.moved
    return outcome.result
  }

  async #retry<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    let askedSec = 0
    const attempt = async (): Promise<T> => {
      try {
        return await work()
      } catch (error) {
        askedSec = error instanceof SourceError ? (error.retryAfterSec ?? 0) : 0
        // Who answers after that may be another.
        if (error instanceof SourceError && error.code === 'LZ_SOURCE_TRANSPORT') this.#check = undefined
        throw error
      }
    }
    const waitMs = (count: number): number =>
      Math.max(this.#patience.waitMs(count), Math.min(askedSec, RETRY_AFTER_MAX_SEC) * 1000)
    return retry(attempt, { attemptsMax: this.#patience.attemptsMax, waitMs, ...(signal && { signal }) })
  }

  /** One check serves all calls that wait for it, so that none of them can abort it. */
  async #assertChain(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    this.#check ??= this.#checkChain()
    const check = this.#check
    try {
      await check
    } catch (error) {
      if (this.#check === check) this.#check = undefined
      throw error
    }
  }

  async #checkChain(): Promise<void> {
    const method = 'eth_chainId'
    const answer = await this.#rpc.call({ method, params: [] })
    const expected = `0x${BigInt(this.#chain.slice(this.#chain.indexOf(':') + 1)).toString(16)}`
    if (answer === expected) return
    const asked = { endpoint: this.origin, method }
    const said = JSON.stringify(answer).slice(0, 80)
    const finding = `The node is of chain ${said}, not of ${this.#chain} (${expected}). Name a node of that chain.`
    throw new SourceError('LZ_SOURCE_CHAIN', asked, finding)
  }
}

/** A block that left the chain does not come back by asking for it again: that is for those who asked for its parts. */
function keepMoved(error: unknown): { readonly moved: SourceError } {
  if (error instanceof SourceError && error.code === 'LZ_SOURCE_MOVED') return { moved: error }
  throw error
}
