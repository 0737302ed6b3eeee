import type { EvmBlock } from '../../../chain/index.ts'
import { LazarettoError } from '../../../LazarettoError.ts'
import type { Endpoint } from '../rpc/Endpoint.ts'
import type { RpcCall } from '../rpc/Rpc.ts'
import { SourceError } from '../SourceError.ts'
import { toQuantity } from './BlockHead.ts'
import type { TraceWish } from './BlockReader.ts'
import { type CallFrame, FrameFault, FramesMoved } from './CallFrame.ts'
import { readCallTracer } from './callTracer.ts'
import { isUnknownMethod } from './isUnknownMethod.ts'
import { readTraceBlock, type TracedBlock } from './traceBlock.ts'

type Calls = readonly (readonly CallFrame[])[]

/** A way in which nodes tell the calls inside of transactions. */
interface TraceForm {
  callOf(block: EvmBlock.EvmBlock): RpcCall
  read(answer: unknown, block: TracedBlock): Calls
}

// The machine's calls go 1,024 deep, and each is an object in a list.
const NESTED_DEPTH_MAX = 2 * 1024 + 16

const FORMS: readonly TraceForm[] = [
  {
    callOf: ({ height }) => ({ method: 'trace_block', params: [toQuantity(height)], height }),
    read: readTraceBlock,
  },
  {
    callOf: ({ hash, height }) => ({
      method: 'debug_traceBlockByHash',
      params: [hash, { tracer: 'callTracer' }],
      height,
      depthMax: NESTED_DEPTH_MAX,
    }),
    read: (answer, { hashes }) => readCallTracer(answer, hashes),
  },
]

/** Reads the calls inside of a block's transactions in the form that the node has. */
export class TraceReader {
  readonly #endpoint: Endpoint
  readonly #wish: TraceWish
  #forms: readonly TraceForm[] = FORMS

  constructor(endpoint: Endpoint, wish: TraceWish) {
    this.#endpoint = endpoint
    this.#wish = wish
  }

  /**
   * @returns Undefined where they are not wanted, or with `auto` where the node does not tell those of this block: it may have
   * the state of newer ones only, so that it is asked again for the next one. A method that it does not know is given up.
   * @throws SourceError `LZ_SOURCE_TRACE`, `LZ_SOURCE_MOVED`; `LZ_SOURCE_REFUSED` where they are a must
   */
  async read(block: EvmBlock.EvmBlock, signal?: AbortSignal): Promise<Calls | undefined> {
    if (this.#wish === false) return undefined
    if (block.transactions.length === 0) return []
    let refusal: unknown
    for (const form of this.#forms) {
      try {
        return await this.#readAs(form, block, signal)
      } catch (error) {
        if (!isRefusal(error)) throw error
        refusal = error
        if (isUnknownMethod(error)) this.#forms = this.#forms.filter((other) => other !== form)
      }
    }
    if (this.#wish === 'auto') return undefined
    const asked = { endpoint: this.#endpoint.origin, height: block.height }
    const finding = 'The node does not tell the calls inside of transactions, which were asked for.'
    throw new SourceError('LZ_SOURCE_REFUSED', asked, finding, { cause: refusal })
  }

  async #readAs(form: TraceForm, block: EvmBlock.EvmBlock, signal?: AbortSignal): Promise<Calls> {
    const { hash, height, transactions } = block
    const call = form.callOf(block)
    const asked = { endpoint: this.#endpoint.origin, method: call.method, height }
    const answer = await this.#endpoint.call(call, signal)
    if (answer === null) throw new SourceError('LZ_SOURCE_MOVED', asked, 'The node has no such block any more.')
    try {
      return form.read(answer, { hash, hashes: transactions.map((transaction) => transaction.hash) })
    } catch (cause) {
      if (cause instanceof FramesMoved) throw new SourceError('LZ_SOURCE_MOVED', asked, cause.message, { cause })
      if (!(cause instanceof FrameFault || cause instanceof LazarettoError)) throw cause
      throw new SourceError('LZ_SOURCE_TRACE', asked, `${cause.message}.`, { cause })
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof SourceError && error.code === 'LZ_SOURCE_REFUSED'
}
