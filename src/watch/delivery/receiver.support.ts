import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { type Client, createClient } from '../../net/index.ts'

/** A webhook that arrived, before it was answered. */
export interface Receipt {
  readonly path: string
  /** `webhook-id` */
  readonly id: string
  readonly timestampSec: number
  readonly signatures: readonly string[]
  readonly text: string
  /** Whether one of the signatures is that of a secret. */
  isSignedWith(secret: string): boolean
}

/** Answers a webhook: with a status, or as it likes. */
export type Behaviour = (receipt: Receipt, response: ServerResponse, request: IncomingMessage) => number | undefined

/** A receiver of one test on 127.0.0.1, and a client that may reach it. */
export interface Receiver {
  readonly receipts: readonly Receipt[]
  readonly host: string
  readonly url: string
  readonly client: Client
}

/** Starts one. */
export async function createReceiver(behave: Behaviour = () => 204): Promise<Receiver> {
  const receipts: Receipt[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const receipt = read(request, Buffer.concat(chunks))
      receipts.push(receipt)
      const status = behave(receipt, response, request)
      if (status !== undefined) response.writeHead(status).end()
    })
  })
  server.on('connection', (socket: Socket) => sockets.add(socket.on('close', () => sockets.delete(socket))))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { receipts, host, url: `http://${host}/hook`, client: createClient({ allowPrivate: [host] }) }
}

function read({ headers, url = '' }: IncomingMessage, body: Buffer): Receipt {
  const [id, time, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    String(headers[name]),
  )
  const signatures = (signature ?? '').split(' ')
  const isSignedWith = (secret: string): boolean => {
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    const expected = createHmac('sha256', key).update(`${id}.${time}.`).update(body).digest('base64')
    return signatures.includes(`v1,${expected}`)
  }
  return { path: url, id: id ?? '', timestampSec: Number(time), signatures, text: body.toString(), isSignedWith }
}
