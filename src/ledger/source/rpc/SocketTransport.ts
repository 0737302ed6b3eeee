import { NetError, type TextSocket } from '../../../net/index.ts'
import { fromNetError, SourceError } from '../SourceError.ts'
import { DEPTH_MAX, idOf, isObject, parseBody } from './RpcAnswer.ts'
import { headersOf, type RpcRequest, type Transport, type TransportOptions } from './Transport.ts'

interface SocketOptions extends TransportOptions {
  /** How long a connection with nothing to do stays open. */
  readonly idleMs: number
}

/**
 * All requests go over one WebSocket. It is opened when there is something to ask, and again after it broke; with nothing
 * to do it keeps no process from its end, and closes after a while.
 */
export class SocketTransport implements Transport {
  readonly #options: SocketOptions
  #line: Line | undefined

  constructor(options: SocketOptions) {
    this.#options = options
  }

  async ask(request: RpcRequest): Promise<unknown> {
    if (this.#line?.isOpen !== true) this.#line = new Line(this.#options)
    return this.#line.ask(request)
  }
}

/** Who waits for an answer, and what else must be told. */
interface Waiting {
  readonly request: RpcRequest
  resolve(answer: unknown): void
  reject(error: unknown): void
  end(): void
}

const CONNECTION_MS = 86_400_000

/** One connection. Whatever is wrong with it is wrong for all who wait: nothing more of it is used. */
class Line {
  isOpen = true
  readonly #options: SocketOptions
  readonly #closing = new AbortController()
  readonly #socket: Promise<TextSocket>
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  #idle: NodeJS.Timeout | undefined

  constructor(options: SocketOptions) {
    this.#options = options
    this.#socket = this.#connect()
    void this.#read()
  }

  ask(request: RpcRequest): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#break(this.#lateError()), this.#options.timeoutMs)
      const onAbort = (): void => {
        this.#forget(request)
        reject(new SourceError('LZ_SOURCE_TRANSPORT', request.asked, 'The call was given up by its caller.'))
      }
      const end = (): void => {
        clearTimeout(late)
        request.signal.removeEventListener('abort', onAbort)
      }
      const waiting = { request, resolve, reject, end }
      for (const id of request.ids) this.#waiting.set(id, waiting)
      this.#lastId = Math.max(this.#lastId, ...request.ids)
      request.signal.addEventListener('abort', onAbort)
      this.#onWork()
      // Why there is no socket, the reader tells all who wait.
      void this.#socket.then((socket) => socket.send(request.text)).catch(() => undefined)
    })
  }

  async #connect(): Promise<TextSocket> {
    const { client, url, maxBytes, timeoutMs, credentials } = this.#options
    const bounds = { maxBytes, timeoutMs: CONNECTION_MS, idleTimeoutMs: timeoutMs, signal: this.#closing.signal }
    return client.connect(url, { ...bounds, headers: headersOf(credentials()) })
  }

  async #read(): Promise<void> {
    try {
      const socket = await this.#socket
      this.#onWork()
      for await (const text of socket.messages) this.#take(text)
      this.#break(new NetError('LZ_NET_CONNECT', 'retryable', `${this.#options.origin} hung up.`))
    } catch (error) {
      this.#break(error)
    }
  }

  #take(text: string): void {
    const depths = [...this.#waiting.values()].map(({ request }) => request.depthMax)
    const answer = parseBody(text, Math.max(DEPTH_MAX, ...depths), { endpoint: this.#options.origin })
    const asker = this.#findAsker(answer)
    if (asker === undefined) return
    this.#forget(asker.request)
    asker.resolve(answer)
  }

  /** Whom an answer is for. Those that come too late, and news that nobody asked for, are for nobody. */
  #findAsker(answer: unknown): Waiting | undefined {
    if (isObject(answer) && typeof answer['method'] === 'string' && answer['id'] === undefined) return undefined
    const ids = (Array.isArray(answer) ? answer : [answer]).map(idOf)
    const known = ids.map((id) => this.#waiting.get(id as number)).find((waiting) => waiting !== undefined)
    if (known !== undefined) return known
    if (isObject(answer) && answer['id'] === null) return this.#findMeant()
    if (ids.length > 0 && ids.every((id) => this.#isOld(id))) return undefined
    const asked = { endpoint: this.#options.origin }
    throw new SourceError('LZ_SOURCE_ANSWER', asked, 'The answer is not to the calls that were made.')
  }

  /** A node that refuses a list of calls need not say which. If it was another one, both are asked again in smaller ones. */
  #findMeant(): Waiting | undefined {
    const all = [...this.#waiting.values()]
    return all.find(({ request }) => request.ids.length > 1) ?? all[0]
  }

  #isOld(id: unknown): boolean {
    return Number.isSafeInteger(id) && (id as number) > 0 && (id as number) <= this.#lastId
  }

  #forget({ ids }: RpcRequest): void {
    for (const id of ids) {
      this.#waiting.get(id)?.end()
      this.#waiting.delete(id)
    }
    this.#onWork()
  }

  /** There is more or less to do than before. */
  #onWork(): void {
    clearTimeout(this.#idle)
    const isBusy = this.#waiting.size > 0
    if (!isBusy && this.isOpen) this.#idle = setTimeout(() => this.#break(undefined), this.#options.idleMs).unref()
    void this.#socket.then((socket) => socket.hold(isBusy)).catch(() => undefined)
  }

  #break(error: unknown): void {
    this.isOpen = false
    const all = new Set(this.#waiting.values())
    for (const { request, reject } of all) {
      this.#forget(request)
      reject(fromNetError(error, request.asked))
    }
    clearTimeout(this.#idle)
    this.#closing.abort()
  }

  #lateError(): NetError {
    const { origin, timeoutMs } = this.#options
    return new NetError('LZ_NET_TIMEOUT', 'retryable', `${origin} did not answer for ${timeoutMs} ms.`)
  }
}
