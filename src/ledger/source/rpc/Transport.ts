import type { Client } from '../../../net/index.ts'
import type { Asked } from '../SourceError.ts'

/** One or several calls, on their way to a node. */
export interface RpcRequest {
  /** As JSON. */
  readonly text: string
  /** Of the calls in it. */
  readonly ids: readonly number[]
  /** How deep the answer may nest. */
  readonly depthMax: number
  readonly asked: Asked
  /** Aborts when nobody waits for any of it. */
  readonly signal: AbortSignal
}

/** A way to a node: HTTP, or a WebSocket. */
export interface Transport {
  /** What the node answers to a request, of whatever form. @throws SourceError */
  ask(request: RpcRequest): Promise<unknown>
}

/** What both ways need to know. */
export interface TransportOptions {
  readonly client: Client
  /** Without user and password. */
  readonly url: string
  /** What messages may show of it. */
  readonly origin: string
  readonly maxBytes: number
  readonly timeoutMs: number
  /** Gives `user:password`. */
  credentials(): string | undefined
}

/** The header that says who asks. */
export function headersOf(credentials: string | undefined): Readonly<Record<string, string>> {
  if (credentials === undefined) return {}
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
}
