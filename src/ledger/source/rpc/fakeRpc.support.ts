import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { acceptSocket, toTextFrame } from './fakeSocket.support.ts'

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
  /** The same over a WebSocket. */
  speak?(socket: Duplex, request: FakeRequest): boolean
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
  /** The same node over a WebSocket. */
  readonly socketUrl: string
  readonly host: string
  /** The methods that it was asked, in order. */
  readonly asked: readonly string[]
  /** WebSockets that were opened to it, and that are open now. */
  sockets(): { readonly opened: number; readonly open: number }
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
      const answered = take(Buffer.concat(chunks).toString())
      if (lie.send?.(response, answered) !== true) response.end(answered.text)
    })
  })
  const take = (sent: string): FakeRequest => {
    const body: unknown = JSON.parse(sent)
    const calls = (Array.isArray(body) ? body : [body]) as FakeCall[]
    const envelopes = calls.map((call) => {
      asked.push(call.method)
      return answerOf({ getTruth, lie, turn: asked.length }, call)
    })
    const plain = JSON.stringify(Array.isArray(body) ? envelopes : envelopes[0])
    const text = lie.write?.(plain, calls) ?? plain
    requests++
    return { calls, text, turn: requests, isBatch: Array.isArray(body) }
  }
  const sockets = new Set<Duplex>()
  let opened = 0
  server.on('upgrade', (request, socket) => {
    if (allowed !== undefined && request.headers.authorization !== allowed) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n')
      return
    }
    opened++
    sockets.add(socket.on('close', () => sockets.delete(socket)))
    acceptSocket(request, socket, (sent) => {
      const answered = take(sent)
      if (lie.speak?.(socket, answered) !== true) socket.write(toTextFrame(answered.text))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = (): void => {
    for (const socket of sockets) socket.destroy()
    server.closeAllConnections()
    server.close()
  }
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const count = (): ReturnType<FakeRpc['sockets']> => ({ opened, open: sockets.size })
  return { url: `http://${host}`, socketUrl: `ws://${host}`, host, asked, sockets: count, stop }
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
