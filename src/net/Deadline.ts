import { NetError } from './NetError.ts'

/** How long a request may take, and who may end it earlier. */
export interface DeadlineOptions {
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/**
 * The end of a request, whatever part of it is under way: its time is up, its caller gives up, or its server is silent.
 *
 * The first reason stays.
 */
export class Deadline {
  readonly #controller = new AbortController()
  readonly #outer: AbortSignal | undefined
  readonly #timer: NodeJS.Timeout

  constructor({ timeoutMs, signal }: DeadlineOptions) {
    const late = `The request took longer than ${timeoutMs} ms. Try again, or allow more time.`
    this.#timer = setTimeout(() => this.abort(new NetError('LZ_NET_TIMEOUT', 'retryable', late)), timeoutMs)
    this.#outer = signal
    signal?.addEventListener('abort', this.#onOuter)
    if (signal?.aborted === true) this.#onOuter()
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  abort(reason: NetError): void {
    this.#controller.abort(reason)
  }

  /** The work's result, unless the deadline comes first. */
  async race<T>(work: Promise<T>): Promise<T> {
    this.signal.throwIfAborted()
    const { promise, stop } = rejectOnAbort(this.signal)
    try {
      return await Promise.race([work, promise])
    } finally {
      stop()
    }
  }

  /** Ends the request when nothing comes for so long. Call what it returns when something came. */
  watchSilence(idleTimeoutMs: number): () => void {
    const silent = `The server sent nothing for ${idleTimeoutMs} ms. Try again, or allow more time.`
    const timer = setTimeout(() => this.abort(new NetError('LZ_NET_TIMEOUT', 'retryable', silent)), idleTimeoutMs)
    return () => clearTimeout(timer)
  }

  /** Whether it keeps the process from its end. */
  hold(isHeld: boolean): void {
    if (isHeld) this.#timer.ref()
    else this.#timer.unref()
  }

  /** The request is over: nothing waits any more. */
  end(): void {
    clearTimeout(this.#timer)
    this.#outer?.removeEventListener('abort', this.#onOuter)
  }

  readonly #onOuter = (): void => {
    this.abort(
      new NetError('LZ_NET_ABORTED', 'retryable', 'The request was given up by its caller.', this.#outer?.reason),
    )
  }
}

function rejectOnAbort(signal: AbortSignal): { promise: Promise<never>; stop: () => void } {
  let stop = (): void => undefined
  const promise = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(signal.reason)
    signal.addEventListener('abort', onAbort)
    stop = () => signal.removeEventListener('abort', onAbort)
  })
  return { promise, stop }
}
