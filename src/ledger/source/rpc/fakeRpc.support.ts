import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Json = Record<string, unknown>

/** One call as it came. */
export interface FakeCall {
  readonly id: number
  readonly method: string
  readonly params: readonly unknown[]
}

/** An error that the node answers instead of a result. */
export class FakeError extends Error {
  readonly rpc: Json

  constructor(code: number, message: string) {
    super(message)
    this.rpc = { code, message }
  }
}

/** What a node does otherwise than it should. */
export interface Lie {
  /** What it answers instead of the truth; `turn` counts the calls, from 1. It may change `truth`, which is a copy. */
  answer?(call: FakeCall, truth: unknown, turn: number): unknown
  /** The envelope of an answer. */
  wrap?(envelope: Json, call: FakeCall): unknown
  /** The body of a request's answer. */
  write?(text: string, calls: readonly FakeCall[]): string
  /** Sends something in its own way; true where it has. `turn` counts the requests, from 1. */
  send?(response: ServerResponse, request: FakeRequest): boolean
}

/** A request, and what would be answered. */
export interface FakeRequest {
  readonly calls: readonly FakeCall[]
  readonly text: string
  readonly turn: number
  readonly isBatch: boolean
}

/** A node of a test on 127.0.0.1. */
export interface FakeRpc {
  readonly url: string
  readonly host: string
  /** The methods that it was asked, in order. */
  readonly asked: readonly string[]
  stop(): void
}

interface FakeRpcOptions {
  readonly lie?: Lie
  /** `user:password`, without which nobody is answered. */
  readonly credentials?: string
}

/** Serves what a node would say, with a lie. */
export async function startFakeRpc(
  getTruth: (call: FakeCall) => unknown,
  { lie = {}, credentials }: FakeRpcOptions = {},
): Promise<FakeRpc> {
  const allowed = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`
  const asked: string[] = []
  let requests = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (allowed !== undefined && request.headers.authorization !== allowed) {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="jsonrpc"' }).end()
        return
      }
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString())
      const calls = (Array.isArray(body) ? body : [body]) as FakeCall[]
      const envelopes = calls.map((call) => {
        asked.push(call.method)
        return answerOf({ getTruth, lie, turn: asked.length }, call)
      })
      const plain = JSON.stringify(Array.isArray(body) ? envelopes : envelopes[0])
      const text = lie.write?.(plain, calls) ?? plain
      requests++
      if (lie.send?.(response, { calls, text, turn: requests, isBatch: Array.isArray(body) }) !== true)
        response.end(text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = (): void => {
    server.closeAllConnections()
    server.close()
  }
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${host}`, host, asked, stop }
}

interface Answering {
  readonly getTruth: (call: FakeCall) => unknown
  readonly lie: Lie
  readonly turn: number
}

function answerOf({ getTruth, lie, turn }: Answering, call: FakeCall): unknown {
  const { id } = call
  const wrap = (envelope: Json): unknown => lie.wrap?.(envelope, call) ?? envelope
  try {
    const truth = structuredClone(getTruth(call))
    const result = lie.answer === undefined ? truth : lie.answer(call, truth, turn)
    return wrap({ jsonrpc: '2.0', id, result })
  } catch (error) {
    if (!(error instanceof FakeError)) throw error
    return wrap({ jsonrpc: '2.0', id, error: error.rpc })
  }
}
