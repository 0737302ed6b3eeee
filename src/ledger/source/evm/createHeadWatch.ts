import { setTimeout } from 'node:timers/promises'
import { LazarettoError } from '../../../LazarettoError.ts'
import type { Client } from '../../../net/index.ts'
import { JsonFaultError, parseJson } from '../rpc/parseJson.ts'
import { isObject } from '../rpc/RpcAnswer.ts'

export interface HeadWatchOptions {
  readonly client: Client
  /** A node's WebSocket, `wss://` or to one's own hosts `ws://`. Without one there is only the clock. */
  readonly url?: string
  /** How long no news is waited for at most. */
  readonly pollMs: number
}

/** Says when it is worth asking for a new block. It is never believed: it only says when to look. */
export interface HeadWatch {
  /** Ends with news that came since the last call, or after `pollMs`. @throws the signal's reason */
  next(signal?: AbortSignal): Promise<void>
  close(): void
}

const MESSAGE_BYTES_MAX = 1 << 16
const MESSAGE_DEPTH_MAX = 16
/** Longer than this no connection is trusted to be alive. */
const CONNECTION_MS = 3_600_000
const SUBSCRIBE = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_subscribe', params: ['newHeads'] })

/**
 * Waits for new blocks: for a node's word where it has a WebSocket, else for some time.
 *
 * A connection that fails is opened again after `pollMs`; until then the clock does its work.
 *
 * @source https://geth.ethereum.org/docs/interacting-with-geth/rpc/pubsub
 */
export function createHeadWatch({ client, url, pollMs }: HeadWatchOptions): HeadWatch {
  const closing = new AbortController()
  const bell = new Bell()
  if (url !== undefined) void listen({ client, url, pollMs }, bell, closing.signal)
  return { next: (signal) => bell.wait(pollMs, signal), close: () => closing.abort() }
}

/** Rings once for all news that came since somebody waited. */
class Bell {
  #hasRung = false
  #wake: (() => void) | undefined

  ring(): void {
    this.#hasRung = true
    this.#wake?.()
  }

  async wait(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    const ending = new AbortController()
    const either = signal === undefined ? ending.signal : AbortSignal.any([ending.signal, signal])
    this.#wake = () => ending.abort()
    if (this.#hasRung) ending.abort()
    await setTimeout(timeoutMs, undefined, { signal: either }).catch(() => signal?.throwIfAborted())
    this.#wake = undefined
    this.#hasRung = false
  }
}

async function listen(options: Required<HeadWatchOptions>, bell: Bell, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await hear(options, bell, signal)
    } catch (error) {
      // What fails here costs time and nothing else: whoever reads the chain finds out what is wrong with the node.
      if (!(error instanceof LazarettoError) && !(error instanceof JsonFaultError)) throw error
    }
    await setTimeout(options.pollMs, undefined, { signal }).catch(() => undefined)
  }
}

async function hear({ client, url }: Required<HeadWatchOptions>, bell: Bell, signal: AbortSignal): Promise<void> {
  const socket = await client.connect(url, { maxBytes: MESSAGE_BYTES_MAX, timeoutMs: CONNECTION_MS, signal })
  socket.send(SUBSCRIBE)
  for await (const text of socket.messages) {
    const message = parseJson(text, MESSAGE_DEPTH_MAX)
    if (isObject(message) && message['method'] === 'eth_subscription') bell.ring()
  }
}
