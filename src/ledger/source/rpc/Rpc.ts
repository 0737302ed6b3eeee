import { setMaxListeners } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import type { Client } from '../../../net/index.ts'
import { type Asked, SourceError } from '../SourceError.ts'
import { BatchSize } from './BatchSize.ts'
import { HttpTransport } from './HttpTransport.ts'
import { DEPTH_MAX, type ErrorReading, type RpcOutcome, readOutcomes } from './RpcAnswer.ts'
import { SocketTransport } from './SocketTransport.ts'
import { splitUrl } from './splitUrl.ts'
import type { Transport } from './Transport.ts'

/** One call. `height` is for messages. */
export interface RpcCall {
  readonly method: string
  readonly params: readonly unknown[]
  readonly height?: number
  /** How deep the answer may nest; `DEPTH_MAX` unless said. */
  readonly depthMax?: number
}

/** Bounds of the talk with one node. */
export interface RpcLimits {
  /** Of one answer, which may be to many calls. 128 MiB unless said. */
  readonly maxBytes?: number
  /** 30,000 unless said. */
  readonly timeoutMs?: number
  /** Calls in one request. 16 unless said. */
  readonly batchMax?: number
  /** Requests at a time. 4 unless said. */
  readonly requestsMax?: number
  /** How long a WebSocket with nothing to do stays open. 60,000 unless said. */
  readonly idleMs?: number
}

/** How one kind of node differs from what JSON-RPC says of all. */
export interface RpcDialect {
  /** HTTP statuses that come with an answer all the same. */
  readonly answerStatuses?: readonly number[]
  /** What a node's own error means, where that is not what it means with every node. */
  readonly readError?: ErrorReading
  /** Gives `user:password`, asked before each request or connection; those of the URL unless said. */
  readonly credentials?: () => string
}

const MAX_BYTES = 128 << 20
const TIMEOUT_MS = 30_000
const BATCH_MAX = 16
const REQUESTS_MAX = 4
const IDLE_MS = 60_000

interface Waiting {
  readonly call: RpcCall
  readonly signal: AbortSignal | undefined
  resolve(outcome: RpcOutcome): void
  reject(error: unknown): void
}

/**
 * Talks JSON-RPC 2.0 with one node, over HTTP or a WebSocket, one try a call. Calls made at the same time share a request.
 *
 * @source https://www.jsonrpc.org/specification
 */
export class Rpc {
  /** The node's origin: what messages may show of its URL. */
  readonly endpoint: string
  readonly #secrets: readonly string[]
  readonly #transport: Transport
  readonly #requestsMax: number
  readonly #readError: ErrorReading | undefined
  readonly #batch: BatchSize
  readonly #waiting: Waiting[] = []
  #requests = 0
  #lastId = 0

  /** @throws SourceError `LZ_SOURCE_OPTIONS` */
  constructor(client: Client, url: string, options: RpcLimits & RpcDialect = {}) {
    const { form, bare, origin, credentials, secrets } = splitUrl(url)
    const { maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS, batchMax = BATCH_MAX, requestsMax = REQUESTS_MAX } = options
    const { answerStatuses = [], idleMs = IDLE_MS } = options
    const way = {
      client,
      url: bare,
      origin,
      credentials: options.credentials ?? (() => credentials),
      maxBytes,
      timeoutMs,
    }
    this.#transport =
      form === 'http' ? new HttpTransport({ ...way, answerStatuses }) : new SocketTransport({ ...way, idleMs })
    this.endpoint = origin
    this.#secrets = secrets
    this.#readError = options.readError
    this.#requestsMax = requestsMax
    this.#batch = new BatchSize(batchMax)
  }

  /**
   * The result of a call.
   *
   * @throws SourceError `LZ_SOURCE_ANSWER`, `LZ_SOURCE_BUSY`, `LZ_SOURCE_MOVED`, `LZ_SOURCE_NOISE`, `LZ_SOURCE_REFUSED`,
   * `LZ_SOURCE_TRANSPORT`; the signal's reason
   */
  async call(call: RpcCall, signal?: AbortSignal): Promise<unknown> {
    signal?.throwIfAborted()
    const outcome = await this.#enqueue(call, signal)
    if ('error' in outcome) throw outcome.error
    return outcome.result
  }

  async #enqueue(call: RpcCall, signal: AbortSignal | undefined): Promise<RpcOutcome> {
    let onAbort = (): void => undefined
    const outcome = new Promise<RpcOutcome>((resolve, reject) => {
      onAbort = () => reject(signal?.reason as Error)
      this.#waiting.push({ call, signal, resolve, reject })
    })
    // Whoever reads ahead hands one signal to many calls, which is no leak.
    if (signal !== undefined) setMaxListeners(0, signal)
    signal?.addEventListener('abort', onAbort, { once: true })
    void this.#pump()
    return outcome.finally(() => signal?.removeEventListener('abort', onAbort))
  }

  /** Lets calls of the same moment gather, then sends what may go. */
  async #pump(): Promise<void> {
    await setImmediate()
    while (this.#waiting.length > 0 && this.#requests < this.#requestsMax) {
      const batch = this.#waiting.splice(0, this.#batch.size).filter(({ signal }) => signal?.aborted !== true)
      if (batch.length > 0) void this.#send(batch)
    }
  }

  async #send(batch: readonly Waiting[]): Promise<void> {
    this.#requests++
    try {
      const outcomes = await this.#exchange(batch)
      this.#settle(batch, outcomes)
    } catch (error) {
      this.#onFailure(batch, error)
    } finally {
      this.#requests--
      void this.#pump()
    }
  }

  /** Calls for whose answers a batch had no room any more are made again, in a smaller one. */
  #settle(batch: readonly Waiting[], outcomes: readonly RpcOutcome[]): void {
    const late = batch.length > 1 ? batch.filter((_, i) => isCrowdedOut(outcomes[i])) : []
    if (late.length > 0) this.#batch.onFailure(batch.length)
    else this.#batch.onSuccess()
    for (const [i, waiting] of batch.entries()) {
      const outcome = outcomes[i]
      if (outcome !== undefined && !late.includes(waiting)) waiting.resolve(outcome)
    }
    this.#waiting.unshift(...late)
  }

  /** A batch that a node cannot or will not answer is asked in smaller ones. */
  #onFailure(batch: readonly Waiting[], error: unknown): void {
    const canSplit = batch.length > 1 && error instanceof SourceError
    if (canSplit) this.#batch.onFailure(batch.length)
    if (canSplit && error.kind !== 'retryable') this.#waiting.unshift(...batch)
    else for (const { reject } of batch) reject(error)
  }

  async #exchange(batch: readonly Waiting[]): Promise<readonly RpcOutcome[]> {
    const asked = this.#asked(batch)
    const ids = batch.map(() => ++this.#lastId)
    const requests = batch.map(({ call }, i) => ({
      jsonrpc: '2.0',
      id: ids[i],
      method: call.method,
      params: call.params,
    }))
    const text = JSON.stringify(batch.length > 1 ? requests : requests[0])
    const depthMax = Math.max(...batch.map(({ call }) => call.depthMax ?? DEPTH_MAX))
    const watch = watchAll(batch.map(({ signal }) => signal))
    try {
      const answer = await this.#transport.ask({ text, ids, depthMax, asked, signal: watch.signal })
      return readOutcomes(answer, ids, { asked, secrets: this.#secrets, readError: this.#readError })
    } finally {
      watch.end()
    }
  }

  #asked(batch: readonly Waiting[]): Asked {
    const [first] = batch
    const method = batch.length > 1 ? `${first?.call.method} and ${batch.length - 1} more` : first?.call.method
    return { endpoint: this.endpoint, method, height: first?.call.height }
  }
}

/** @source https://github.com/ethereum/go-ethereum/blob/master/rpc/errors.go, `errcodeResponseTooLarge` */
const RESPONSE_TOO_LARGE = -32_003

function isCrowdedOut(outcome: RpcOutcome | undefined): boolean {
  return outcome !== undefined && 'error' in outcome && outcome.error.rpcCode === RESPONSE_TOO_LARGE
}

/** Aborts when all signals have: a request is given up when nobody waits for any of it. */
function watchAll(signals: readonly (AbortSignal | undefined)[]): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController()
  const onAbort = (): void => {
    if (signals.every((signal) => signal?.aborted === true)) controller.abort()
  }
  for (const signal of signals) signal?.addEventListener('abort', onAbort)
  onAbort()
  const end = (): void => {
    for (const signal of signals) signal?.removeEventListener('abort', onAbort)
  }
  return { signal: controller.signal, end }
}
