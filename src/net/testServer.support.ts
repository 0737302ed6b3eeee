import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createHttp, type RequestListener } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A server of one test on 127.0.0.1. */
export interface TestServer {
  /** `127.0.0.1:PORT` */
  readonly host: string
  readonly origin: string
  /** Connections that were made to it so far. */
  connections(): number
  /** Connections that are open now. */
  open(): number
}

/** Serves HTTP. */
export async function serve(listener: RequestListener): Promise<TestServer> {
  return start(createHttp(listener), 'http')
}

/** Serves HTTPS with a certificate and its key. */
export async function serveTls(listener: RequestListener, certificate: Certificate): Promise<TestServer> {
  return start(createHttps(certificate, listener), 'https')
}

/** Serves bytes as they are, once the head of a request has come. */
export async function serveRaw(answer: (socket: Socket, head: string) => void): Promise<TestServer> {
  const server = createTcp((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', (head: Buffer) => answer(socket, head.toString('latin1')))
  })
  return start(server, 'http')
}

async function start(server: Server, scheme: string): Promise<TestServer> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections++
    sockets.add(socket.on('close', () => sockets.delete(socket)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { host, origin: `${scheme}://${host}`, connections: () => connections, open: () => sockets.size }
}

/** A certificate for `node.lan`, signed by itself, and its key; PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** Makes a certificate, where openssl is there to do it. */
export function createCertificate(): Certificate | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  const named = [
    ...args,
    '-subj',
    '/CN=node.lan',
    '-addext',
    'subjectAltName=DNS:node.lan',
    '-keyout',
    key,
    '-out',
    cert,
  ]
  const { status } = spawnSync('openssl', named)
  const made = status === 0 ? { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') } : undefined
  rmSync(folder, { recursive: true })
  return made
}
