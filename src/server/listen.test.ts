import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from './createApp.ts'
import { openSharedDesk, UNKNOWN } from './desk.support.ts'
import { type Listening, type ListenOptions, listen } from './listen.ts'
import { endpoints } from './routes/index.ts'

let opened: Awaited<ReturnType<typeof openSharedDesk>>
let key: string
const servers: Listening[] = []
beforeAll(async () => {
  opened = await openSharedDesk({ isLoopbackOpen: true })
  key = opened.createKey(['screen', 'read'])
})
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close(0)))
  await opened.close()
})

async function start(change: Partial<ListenOptions> = {}): Promise<number> {
  const server = await listen(createApp(opened.desk, endpoints), {
    host: '127.0.0.1',
    port: 0,
    report: () => undefined,
    ...change,
  })
  servers.push(server)
  return Number(new URL(server.url).port)
}

/** Sends bytes as they are and gives all that comes back until the other side closes. */
async function exchange(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('latin1').on('data', (text: string) => (answer += text))
  socket.on('error', () => undefined)
  socket.write(bytes)
  await once(socket, 'close')
  return answer
}

const CLOSE = 'Connection: close\r\n'
const HOST = 'Host: localhost\r\n'

const HEALTH = `GET /healthz HTTP/1.1\r\n${HOST}${CLOSE}\r\n`

function statusOf(answer: string): number {
  return Number(answer.split(' ')[1])
}

describe('a request with two meanings', () => {
  const body = JSON.stringify({ address: UNKNOWN })
  const post = (headers: string, text = body): string =>
    `POST /v1/screen/address HTTP/1.1\r\n${HOST}Content-Type: application/json\r\n${CLOSE}${headers}\r\n${text}`

  it.each([
    ['two hosts', `GET /healthz HTTP/1.1\r\n${HOST}Host: 127.0.0.1\r\n${CLOSE}\r\n`],
    ['no host', `GET /healthz HTTP/1.1\r\n${CLOSE}\r\n`],
    ['two keys', `GET /v1/lists HTTP/1.1\r\n${HOST}X-API-Key: a\r\nX-API-Key: b\r\n${CLOSE}\r\n`],
    ['a target that is another host', `GET http://evil.example/healthz HTTP/1.1\r\n${HOST}${CLOSE}\r\n`],
    ['a length and chunks', post(`Content-Length: 4\r\nTransfer-Encoding: chunked\r\n`, '0\r\n\r\n')],
    ['two lengths', post(`Content-Length: 4\r\nContent-Length: 5\r\n`)],
    ['an odd encoding', post(`Transfer-Encoding: xchunked\r\n`)],
    ['two encodings', post(`Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n`, '0\r\n\r\n')],
    ['a blank before the colon', post(`Content-Length : ${body.length}\r\n`)],
    ['a signed length', post(`Content-Length: +${body.length}\r\n`)],
    ['a folded header', post(`X-A: b\r\n c\r\nContent-Length: +1\r\n`)],
    ['ends of lines without CR', `GET /healthz HTTP/1.1\nHost: localhost\nContent-Length: +1\n\n`],
    ['20 KB of headers', `GET /healthz HTTP/1.1\r\n${HOST}${CLOSE}X-A: ${'a'.repeat(20_000)}\r\n\r\n`],
  ])('is refused: %s', async (_, bytes) => {
    const port = await start()
    const answer = await exchange(port, bytes)
    expect(statusOf(answer)).toBeGreaterThanOrEqual(400)
    expect(statusOf(answer)).toBeLessThan(500)
  })
})

describe('the Host header', () => {
  const get = (host: string): string => `GET /healthz HTTP/1.1\r\nHost: ${host}\r\n${CLOSE}\r\n`

  it('must name a server on a loopback address as such', async () => {
    const port = await start()
    for (const host of ['localhost', `localhost:${port}`, '127.0.0.1', 'LOCALHOST', '[::1]:80']) {
      expect([host, statusOf(await exchange(port, get(host)))]).toEqual([host, 200])
    }
    for (const host of ['evil.example', 'localhost.evil.example', '', 'localhost:80:80', '127.0.0.1.']) {
      const status = statusOf(await exchange(port, get(host)))
      expect([host, status]).toEqual([host, 421])
    }
  })

  it('may be a name that was allowed', async () => {
    const port = await start({ allowedHosts: ['Screening.example'] })
    expect(statusOf(await exchange(port, get('screening.example:443')))).toBe(200)
  })
})

describe('a program on this machine', () => {
  const get = (headers: string): string => `GET /v1/lists HTTP/1.1\r\n${HOST}${headers}${CLOSE}\r\n`

  it('needs no key where the operator says so, but a page or a proxy does', async () => {
    const port = await start()
    expect(statusOf(await exchange(port, get('')))).toBe(200)
    expect(statusOf(await exchange(port, get('Origin: https://evil.example\r\n')))).toBe(403)
    expect(statusOf(await exchange(port, get('Sec-Fetch-Site: cross-site\r\n')))).toBe(403)
    expect(statusOf(await exchange(port, get('X-Forwarded-For: 203.0.113.5\r\n')))).toBe(401)
    expect(statusOf(await exchange(port, get(`X-Forwarded-For: 203.0.113.5\r\nToken: ${key}\r\n`)))).toBe(200)
  })
})

describe('a slow or large request', () => {
  it('is cut off', async () => {
    const port = await start({ requestTimeoutMs: 400 })
    const slow = [
      `GET /healthz HTTP/1.1\r\n${HOST}`,
      `POST /v1/screen/address HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nContent-Length: 10\r\n\r\n{`,
    ]
    const answers = await Promise.all(slow.map((bytes) => exchange(port, bytes)))
    expect(answers.map(statusOf)).toEqual([408, 408])
  })

  it('in chunks is cut off at the longest body', async () => {
    const port = await start()
    const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`.repeat(20)
    const head = `POST /v1/screen/address HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n${CLOSE}\r\n`
    expect(statusOf(await exchange(port, `${head}${chunk}0\r\n\r\n`))).toBe(413)
  })
})

describe('the end', () => {
  it('lets a request end that is under way, and takes no other', async () => {
    const server = await listen(createApp(opened.desk, endpoints), {
      host: '127.0.0.1',
      port: 0,
      report: () => undefined,
    })
    const port = Number(new URL(server.url).port)
    const body = JSON.stringify({ address: UNKNOWN })
    const head = `POST /v1/screen/address HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.setEncoding('latin1').on('data', (text: string) => (answer += text))
    socket.write(head + body.slice(0, 5))
    expect(statusOf(await exchange(port, HEALTH))).toBe(200)
    const closed = server.close(5_000)
    socket.write(body.slice(5))
    await Promise.all([once(socket, 'close'), closed])
    expect(statusOf(answer)).toBe(200)
    await expect(exchange(port, HEALTH)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('does not wait for ever', async () => {
    const server = await listen(createApp(opened.desk, endpoints), {
      host: '127.0.0.1',
      port: 0,
      report: () => undefined,
    })
    const port = Number(new URL(server.url).port)
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(
      `POST /v1/screen/address HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nContent-Length: 10\r\n\r\n{`,
    )
    expect(statusOf(await exchange(port, HEALTH))).toBe(200)
    await Promise.all([server.close(100), once(socket, 'close')])
  })

  it('of a start on an address that is taken says so', async () => {
    const port = await start()
    await expect(start({ port })).rejects.toMatchObject({ code: 'LZ_SERVE_ADDRESS' })
  })
})
