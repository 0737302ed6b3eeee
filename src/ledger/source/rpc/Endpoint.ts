import { ChainCheck } from '../ChainCheck.ts'
import { createPatience, type Patience, type Patiently } from '../createPatience.ts'
import { SourceError } from '../SourceError.ts'
import type { Rpc, RpcCall } from './Rpc.ts'

/** A node: asked again where that may help, and never before it has said that it is of the right chain. */
export class Endpoint {
  readonly #rpc: Rpc
  readonly #check: ChainCheck
  readonly #patiently: Patiently

  /** @param assertChain - Throws SourceError `LZ_SOURCE_CHAIN` for a node of another chain. */
  constructor(rpc: Rpc, assertChain: (rpc: Rpc) => Promise<void>, patience: Patience = {}) {
    this.#rpc = rpc
    this.#check = new ChainCheck(() => assertChain(rpc))
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
      await this.#check.assert(signal)
      return await this.#rpc.call(call, signal).then((result) => ({ result }), keepMoved)
    } catch (error) {
      if (error instanceof SourceError && error.code === 'LZ_SOURCE_TRANSPORT') this.#check.forget()
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
