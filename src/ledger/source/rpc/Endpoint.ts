import { createPatience, type Patience, type Patiently } from '../createPatience.ts'
import { SourceError } from '../SourceError.ts'
import type { Rpc, RpcCall } from './Rpc.ts'

/** A node: asked again where that may help, and never before it has said that it is of the right chain. */
export class Endpoint {
  readonly #rpc: Rpc
  readonly #assertChain: (rpc: Rpc) => Promise<void>
  readonly #patiently: Patiently
  #check: Promise<void> | undefined

  /** @param assertChain - Throws SourceError `LZ_SOURCE_CHAIN` for a node of another chain. */
  constructor(rpc: Rpc, assertChain: (rpc: Rpc) => Promise<void>, patience: Patience = {}) {
    this.#rpc = rpc
    this.#assertChain = assertChain
    this.#patiently = createPatience(patience)
  }

  /** The node's origin. */
  get origin(): string {
    return this.#rpc.endpoint
  }

  /** @throws SourceError as `Rpc.call`; `LZ_SOURCE_CHAIN` for a node of another chain */
  async call(call: RpcCall, signal?: AbortSignal): Promise<unknown> {
    const outcome = await this.#patiently(() => this.#try(call, signal), signal)
    if ('moved' in outcome) throw outcome.moved
    return outcome.result
  }

  async #try(call: RpcCall, signal?: AbortSignal): Promise<{ readonly result: unknown } | Moved> {
    try {
      await this.#checkOnce(signal)
      return await this.#rpc.call(call, signal).then((result) => ({ result }), keepMoved)
    } catch (error) {
      // Who answers after that may be another.
      if (error instanceof SourceError && error.code === 'LZ_SOURCE_TRANSPORT') this.#check = undefined
      throw error
    }
  }

  /** One check serves all calls that wait for it, so that none of them can abort it. */
  async #checkOnce(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    this.#check ??= this.#assertChain(this.#rpc)
    const check = this.#check
    try {
      await check
    } catch (error) {
      if (this.#check === check) this.#check = undefined
      throw error
    }
  }
}

interface Moved {
  readonly moved: SourceError
}

/** A block that left the chain does not come back by asking for it again: that is for those who asked for its parts. */
function keepMoved(error: unknown): Moved {
  if (error instanceof SourceError && error.code === 'LZ_SOURCE_MOVED') return { moved: error }
  throw error
}
