import { setTimeout } from 'node:timers/promises'
import { LazarettoError } from '../../../LazarettoError.ts'
import type { Client } from '../../../net/index.ts'
import { JsonFaultError, parseJson } from '../rpc/parseJson.ts'
import { isObject } from '../rpc/RpcAnswer.ts'
import { type NodeUrl, splitUrl } from '../rpc/splitUrl.ts'
import { headersOf } from '../rpc/Transport.ts'

export interface HeadWatchOptions {
  readonly client: Client
  /** URLs of nodes. Those that are no WebSocket, `wss://` or to one's own hosts `ws://`, have no news: there is only the clock. */
  readonly endpoints: readonly string[]
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
/** A node that floods has no more of our time: between two of its messages it is not read. */
const PAUSE_MS = 50
/** Before a connection is opened again; doubled while nothing is heard. */
const REOPEN_MS = 250
const REOPEN_MS_MAX = 32_000
/** Of a timer; more would be no time at all. */
const WAIT_MS_MAX = 2 ** 31 - 1
/** Longer than this no connection is trusted to be alive. */
const CONNECTION_MS = 3_600_000
const SUBSCRIBE = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_subscribe', params: ['newHeads'] })

/**
 * Waits for new blocks: for the word of any node that has a WebSocket, and no longer than some time.
 *
 * A connection that fails is opened again; until then the clock does its work.
 *
 * @throws SourceError `LZ_SOURCE_OPTIONS` for what is no URL of a node
 * @source https://geth.ethereum.org/docs/interacting-with-geth/rpc/pubsub
 */
export function createHeadWatch({ client, endpoints, pollMs: longest }: HeadWatchOptions): HeadWatch {
  const pollMs = Math.min(longest, WAIT_MS_MAX)
  const closing = new AbortController()
  const bell = new Bell()
  const nodes = endpoints.map(splitUrl).filter(({ form }) => form === 'socket')
  for (const node of nodes) void listen({ client, node, bell, signal: closing.signal })
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

interface Listening {
  readonly client: Client
  readonly node: NodeUrl
  readonly bell: Bell
  readonly signal: AbortSignal
}

async function listen(listening: Listening): Promise<void> {
  const { signal } = listening
  let reopenMs = REOPEN_MS
  while (!signal.aborted) {
    try {
      for await (const _news of hear(listening)) reopenMs = REOPEN_MS
    } catch (error) {
      // What fails here costs time and nothing else: whoever reads the chain finds out what is wrong with the node.
      if (!(error instanceof LazarettoError) && !(error instanceof JsonFaultError)) throw error
    }
    await pause(reopenMs, signal)
    reopenMs = Math.min(2 * reopenMs, REOPEN_MS_MAX)
  }
}

async function* hear({ client, node, bell, signal }: Listening): AsyncGenerator<void> {
  const bounds = { maxBytes: MESSAGE_BYTES_MAX, timeoutMs: CONNECTION_MS, signal }
  const socket = await client.connect(node.bare, { ...bounds, headers: headersOf(node.credentials) })
  try {
    socket.send(SUBSCRIBE)
    for await (const text of socket.messages) {
      if (isNews(parseJson(text, MESSAGE_DEPTH_MAX))) bell.ring()
      yield
      await pause(PAUSE_MS, signal)
    }
  } finally {
    // That a node is lost is news too.
    bell.ring()
  }
}

async function pause(waitMs: number, signal: AbortSignal): Promise<void> {
  await setTimeout(waitMs, undefined, { signal }).catch(() => undefined)
}

/** A block, or that blocks are told from now on: what came just before was told to nobody. */
function isNews(message: unknown): boolean {
  return isObject(message) && (message['method'] === 'eth_subscription' || message['result'] !== undefined)
}
