import { setMaxListeners } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { type Client, type FreshAnswer, type HeaderFields, readBytes, StatusError } from '../../../net/index.ts'
import { type Asked, fromNetError, SourceError } from '../SourceError.ts'
import { BatchSize } from './BatchSize.ts'
import { DEPTH_MAX, type ErrorReading, parseBody, type RpcOutcome, readOutcomes } from './RpcAnswer.ts'
import { splitUrl } from './splitUrl.ts'

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
}

/** How one kind of node differs from what JSON-RPC says of all. */
export interface RpcDialect {
  /** HTTP statuses that come with an answer all the same. */
  readonly answerStatuses?: readonly number[]
  /** What a node's own error means, where that is not what it means with every node. */
  readonly readError?: ErrorReading
  /** Gives `user:password`, asked before each request; those of the URL unless said. */
  readonly credentials?: () => string
}

const MAX_BYTES = 128 << 20
const TIMEOUT_MS = 30_000
const BATCH_MAX = 16
const REQUESTS_MAX = 4

interface Waiting {
  readonly call: RpcCall
  readonly signal: AbortSignal | undefined
  resolve(outcome: RpcOutcome): void
  reject(error: unknown): void
}

/**
 * Talks JSON-RPC 2.0 with one node, one try a call. Calls made at the same time share a request.
 *
 * @source https://www.jsonrpc.org/specification
 */
export class Rpc {
  /** The node's origin: what messages may show of its URL. */
  readonly endpoint: string
  readonly #url: string
  readonly #secrets: readonly string[]
  readonly #credentials: () => string | undefined
  readonly #client: Client
  readonly #limits: Required<RpcLimits>
  readonly #dialect: RpcDialect
  readonly #batch: BatchSize
  readonly #waiting: Waiting[] = []
  #requests = 0
  #lastId = 0

  /** @throws SourceError `LZ_SOURCE_OPTIONS` */
  constructor(client: Client, url: string, options: RpcLimits & RpcDialect = {}) {
    const { bare, origin, credentials, secrets } = splitUrl(url)
    this.#client = client
    this.#url = bare
    this.endpoint = origin
    this.#secrets = secrets
    this.#credentials = options.credentials ?? (() => credentials)
    this.#dialect = options
    const { maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS, batchMax = BATCH_MAX, requestsMax = REQUESTS_MAX } = options
    this.#limits = { maxBytes, timeoutMs, batchMax, requestsMax }
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
    while (this.#waiting.length > 0 && this.#requests < this.#limits.requestsMax) {
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
    const answer = await this.#post(JSON.stringify(batch.length > 1 ? requests : requests[0]), batch, asked)
    const depthMax = Math.max(...batch.map(({ call }) => call.depthMax ?? DEPTH_MAX))
    const { readError } = this.#dialect
    return readOutcomes(parseBody(answer, depthMax, asked), ids, { asked, secrets: this.#secrets, readError })
  }

  async #post(text: string, batch: readonly Waiting[], asked: Asked): Promise<Uint8Array> {
    const { maxBytes, timeoutMs } = this.#limits
    const watch = watchAll(batch.map(({ signal }) => signal))
    try {
      const bounds = { maxBytes, timeoutMs, signal: watch.signal, accepts: (status: number) => this.#accepts(status) }
      const answer = await this.#client.post(this.#url, text, { ...bounds, headers: this.#headers() })
      return await readAnswer(answer, this.endpoint)
    } catch (error) {
      throw fromNetError(error, asked)
    } finally {
      watch.end()
    }
  }

  #accepts(httpStatus: number): boolean {
    return isGood(httpStatus) || this.#dialect.answerStatuses?.includes(httpStatus) === true
  }

  #headers(): HeaderFields {
    const credentials = this.#credentials()
    const json = { 'content-type': 'application/json', accept: 'application/json' }
    if (credentials === undefined) return json
    return { ...json, authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
  }

  #asked(batch: readonly Waiting[]): Asked {
    const [first] = batch
    const method = batch.length > 1 ? `${first?.call.method} and ${batch.length - 1} more` : first?.call.method
    return { endpoint: this.endpoint, method, height: first?.call.height }
  }
}

function isGood(httpStatus: number): boolean {
  return httpStatus >= 200 && httpStatus < 300
}

/** The body. With another status than 200 it is only taken where it looks like the node's own: a gateway's page is none. */
async function readAnswer({ httpStatus, body, headers }: FreshAnswer, origin: string): Promise<Uint8Array> {
  const bytes = await readBytes(body)
  if (isGood(httpStatus) || bytes[0] === OPEN_OBJECT || bytes[0] === OPEN_LIST) return bytes
  throw new StatusError(origin, httpStatus, headers.get('retry-after'))
}

const [OPEN_OBJECT, OPEN_LIST] = [0x7b, 0x5b]

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
