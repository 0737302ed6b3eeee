import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type FreshAnswer, readBytes } from './Answer.ts'
import { type Client, createClient, type GetOptions } from './Client.ts'
import type { Resolve } from './Destination.ts'
import { createCertificate, serve, serveRaw, serveTls, type TestServer } from './testServer.support.ts'

const MB = 1 << 20

function clientOf(...servers: TestServer[]): Client {
  return createClient({ allowPrivate: servers.map(({ host }) => host) })
}

async function getFresh(server: TestServer, path: string, options: Partial<GetOptions> = {}): Promise<FreshAnswer> {
  const answer = await clientOf(server).get(`${server.origin}${path}`, { maxBytes: MB, ...options })
  if (answer.status !== 'fresh') throw new Error(answer.status)
  return answer
}

async function getText(server: TestServer, path = '/', options: Partial<GetOptions> = {}): Promise<string> {
  const answer = await getFresh(server, path, options)
  return Buffer.from(await readBytes(answer.body)).toString()
}

/** Waits until the server has no connection any more; the test's own time limit bounds it. */
async function closed(server: TestServer): Promise<void> {
  while (server.open() > 0) await new Promise((resolve) => setImmediate(resolve))
}

const refusedWith = (code: string, kind?: string): unknown =>
  expect.objectContaining(kind === undefined ? { code } : { code, kind })

describe('get', () => {
  it('gives a body, its headers, its place and its hashes', async () => {
    const text = 'a list '.repeat(9_000)
    const server = await serve((_, response) => {
      response.setHeader('etag', '"v1"').setHeader('last-modified', 'Sat, 01 Aug 2026 00:00:00 GMT')
      response.setHeader('x-twice', ['a', 'b']).end(text)
    })
    const answer = await getFresh(server, '/list?day=1', { hashes: ['sha256', 'sha1'] })
    expect(answer).toMatchObject({ httpStatus: 200, etag: '"v1"', lastModified: 'Sat, 01 Aug 2026 00:00:00 GMT' })
    expect(answer.url).toBe(`${server.origin}/list?day=1`)
    expect(answer.headers.get('x-twice')).toBe('a, b')
    expect(() => answer.digests()).toThrow('to its end')
    expect(Buffer.from(await readBytes(answer.body)).toString()).toBe(text)
    expect(answer.digests()).toEqual(
      new Map(['sha256', 'sha1'].map((name) => [name, createHash(name).update(text).digest('hex')])),
    )
    await closed(server)
  })

  it('is conditional, and says when nothing is new', async () => {
    const seen: unknown[] = []
    const server = await serve(({ headers }, response) => {
      seen.push([headers['if-none-match'], headers['if-modified-since']])
      response.writeHead(headers['if-none-match'] === '"v1"' ? 304 : 200).end('new')
    })
    const options = { maxBytes: MB, lastModified: 'Sat, 01 Aug 2026 00:00:00 GMT' }
    expect(await clientOf(server).get(server.origin, { ...options, etag: '"v1"' })).toEqual({ status: 'not-modified' })
    expect(await clientOf(server).get(server.origin, { ...options, etag: '"v0"' })).toMatchObject({ status: 'fresh' })
    expect(seen).toEqual([
      ['"v1"', 'Sat, 01 Aug 2026 00:00:00 GMT'],
      ['"v0"', 'Sat, 01 Aug 2026 00:00:00 GMT'],
    ])
  })

  it('does not take a 304 that it did not ask for, nor a part for the whole', async () => {
    for (const httpStatus of [304, 206, 204, 203]) {
      const server = await serve((_, response) => response.writeHead(httpStatus).end())
      await expect(getText(server)).rejects.toMatchObject({ code: 'LZ_NET_STATUS', httpStatus })
    }
  })

  it.each([
    [400, 'input'],
    [403, 'input'],
    [404, 'not-found'],
    [408, 'retryable'],
    [410, 'not-found'],
    [429, 'retryable'],
    [503, 'retryable'],
  ])('has an error of the right kind for %i', async (httpStatus, kind) => {
    const server = await serve((_, response) => response.writeHead(httpStatus, { 'retry-after': '7' }).end('no'))
    await expect(getText(server)).rejects.toMatchObject({ code: 'LZ_NET_STATUS', kind, httpStatus, retryAfterSec: 7 })
    await closed(server)
    const accepts = (status: number): boolean => status === httpStatus
    expect(await getText(server, '/', { accepts })).toBe('no')
  })

  it('sends headers that are its caller’s, and refuses those that are not', async () => {
    const server = await serve(({ headers }, response) => response.end(JSON.stringify(headers)))
    const sent = JSON.parse(await getText(server, '/', { headers: { 'X-API-Key': 'k', Accept: 'text/xml' } })) as object
    expect(sent).toEqual({
      'accept-encoding': 'gzip, deflate, br',
      accept: 'text/xml',
      connection: 'close',
      host: server.host,
      'user-agent': 'lazaretto',
      'x-api-key': 'k',
    })
    for (const headers of [
      { Host: 'a' },
      { 'content-length': '3' },
      { 'Transfer-Encoding': 'chunked' },
      { 'x y': '1' },
      { x: 'a\r\nb: c' },
      { x: 'a\0' },
      { a: '1', A: '2' },
      { '': 'x' },
    ]) {
      await expect(getText(server, '/', { headers: headers as Record<string, string> })).rejects.toEqual(
        refusedWith('LZ_NET_HEADER', 'input'),
      )
    }
    await expect(getText(server, '/', { etag: 'a\nb' })).rejects.toEqual(refusedWith('LZ_NET_HEADER'))
    expect(server.connections()).toBe(1)
  })
})

describe('an address', () => {
  it('that is private is never connected to, whatever the name says', async () => {
    const server = await serve((_, response) => response.end('inside'))
    const port = server.host.split(':')[1]
    const resolve: Resolve = async () => [{ address: '127.0.0.1', family: 4 }]
    const client = createClient({ resolve })
    for (const host of ['127.0.0.1', 'localhost', 'evil.example', '[::ffff:127.0.0.1]', '0x7f.1', '[::1]']) {
      for (const scheme of ['http', 'https']) {
        await expect(client.get(`${scheme}://${host}:${port}/`, { maxBytes: MB })).rejects.toEqual(
          expect.objectContaining({ code: expect.stringMatching(/^LZ_NET_(PRIVATE|INSECURE)$/) as string }),
        )
        await expect(client.post(`${scheme}://${host}:${port}/`, 'x', { maxBytes: MB })).rejects.toMatchObject({
          kind: 'input',
        })
      }
    }
    expect(server.connections()).toBe(0)
  })

  it('is asked for once a hop, and the connection goes to what was checked', async () => {
    const server = await serve(({ headers }, response) => response.end(headers.host))
    const [, port] = server.host.split(':')
    let asked = 0
    // Good at first, elsewhere at the second question: port 9 of nobody would be reached if it were asked again.
    const resolve: Resolve = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '127.0.0.9', family: 4 }]
    const client = createClient({ resolve, allowPrivate: [`rebinding.example:${port}`] })
    const answer = (await client.get(`http://rebinding.example:${port}/`, { maxBytes: MB })) as FreshAnswer
    expect(Buffer.from(await readBytes(answer.body)).toString()).toBe(`rebinding.example:${port}`)
    expect(asked).toBe(1)
  })

  it('that nobody has, or nobody listens at, is worth another try', async () => {
    const unknown: Resolve = async () => {
      throw Object.assign(new Error('no'), { code: 'ENOTFOUND' })
    }
    await expect(createClient({ resolve: unknown }).get('https://nowhere.example/', { maxBytes: 1 })).rejects.toEqual(
      refusedWith('LZ_NET_DNS', 'retryable'),
    )
    const client = createClient({ allowPrivate: ['127.0.0.1:1'] })
    await expect(client.get('http://127.0.0.1:1/', { maxBytes: 1 })).rejects.toEqual(
      refusedWith('LZ_NET_CONNECT', 'retryable'),
    )
  })

  it('is tried after another that does not answer', async () => {
    const server = await serve((_, response) => response.end('here'))
    const [, port] = server.host.split(':')
    const resolve: Resolve = async () => ['127.0.0.9', '127.0.0.1'].map((address) => ({ address, family: 4 }))
    const client = createClient({ resolve, allowPrivate: [`two.example:${port}`] })
    const answer = (await client.get(`http://two.example:${port}/`, { maxBytes: MB })) as FreshAnswer
    expect(Buffer.from(await readBytes(answer.body)).toString()).toBe('here')
  })
})

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('with %i is followed', async (httpStatus) => {
    const server = await serve(({ url }, response) => {
      if (url === '/old') response.writeHead(httpStatus, { location: '/new?x' }).end('moved')
      else response.end(url)
    })
    const answer = await getFresh(server, '/old')
    expect(answer.url).toBe(`${server.origin}/new?x`)
    expect(Buffer.from(await readBytes(answer.body)).toString()).toBe('/new?x')
    await closed(server)
  })

  it.each([
    ['http://127.0.0.1:1/', 'LZ_NET_INSECURE'],
    ['https://127.0.0.1:1/', 'LZ_NET_PRIVATE'],
    ['https://169.254.169.254/latest/meta-data/', 'LZ_NET_PRIVATE'],
    ['http://169.254.169.254/', 'LZ_NET_INSECURE'],
    ['//[::1]/', 'LZ_NET_INSECURE'],
    ['https://localhost/', 'LZ_NET_PRIVATE'],
    ['https://user:pass@example.org/', 'LZ_NET_URL'],
    ['file:///etc/passwd', 'LZ_NET_URL'],
    ['https://[', 'LZ_NET_URL'],
  ])('to %s is refused', async (location, code) => {
    const server = await serve((_, response) => response.writeHead(302, { location }).end())
    await expect(getText(server)).rejects.toEqual(refusedWith(code, 'input'))
    await closed(server)
  })

  it('takes no secret to another host', async () => {
    const seen: IncomingMessage['headers'][] = []
    const other = await serve(({ headers }, response) => {
      seen.push(headers)
      response.end('other')
    })
    const server = await serve(({ headers }, response) => {
      seen.push(headers)
      response.writeHead(307, { location: `${other.origin}/` }).end()
    })
    const headers = { Authorization: 'Bearer s', Cookie: 's', 'X-Api-Key': 's', Accept: 'text/csv' }
    await clientOf(server, other).get(server.origin, { maxBytes: MB, headers, etag: '"v1"' })
    expect(seen[0]).toMatchObject({ authorization: 'Bearer s', cookie: 's', 'x-api-key': 's', accept: 'text/csv' })
    expect(seen[1]).toMatchObject({ accept: 'text/csv', 'if-none-match': '"v1"', host: other.host })
    expect(Object.values(seen[1] ?? {}).join()).not.toMatch(/Bearer|\bs\b/)
  })

  it('is bounded, has one place to go, and is never followed with a POST', async () => {
    const endless = await serve(({ url }, response) => response.writeHead(302, { location: `${url}x` }).end())
    await expect(getText(endless, '/', { redirectsMax: 3 })).rejects.toEqual(refusedWith('LZ_NET_REDIRECT'))
    expect(endless.connections()).toBe(4)
    await expect(clientOf(endless).post(endless.origin, 'x', { maxBytes: MB })).rejects.toEqual(
      refusedWith('LZ_NET_REDIRECT'),
    )
    expect(endless.connections()).toBe(5)
    const nowhere = await serve((_, response) => response.writeHead(302).end())
    await expect(getText(nowhere)).rejects.toEqual(refusedWith('LZ_NET_REDIRECT'))
    const two = await serveRaw((socket) =>
      socket.end('HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n'),
    )
    await expect(getText(two)).rejects.toEqual(refusedWith('LZ_NET_PROTOCOL', 'integrity'))
  })
})

describe('a body', () => {
  const text = JSON.stringify(
    Array.from({ length: 3_000 }, (_, n) => ({ n, sha: createHash('sha1').update(`${n}`).digest('hex') })),
  )

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['GZIP', gzipSync],
    ['identity', (plain: string) => Buffer.from(plain)],
  ] as const)('that is %s is read, and refused when it is cut or damaged', async (encoding, pack) => {
    const packed = pack(text)
    const server = await serve(({ url }, response) => {
      response.setHeader('content-encoding', encoding)
      if (url === '/whole') return response.end(packed)
      if (url === '/cut') return response.end(packed.subarray(0, packed.length - 20))
      const damaged = Buffer.from(packed)
      return response.end(damaged.fill(0xff, 30, 60))
    })
    expect(await getText(server, '/whole')).toBe(text)
    if (encoding === 'identity') return
    await expect(getText(server, '/cut')).rejects.toEqual(refusedWith('LZ_NET_TRUNCATED', 'retryable'))
    await expect(getText(server, '/damaged')).rejects.toEqual(refusedWith('LZ_NET_ENCODING', 'integrity'))
    await closed(server)
  })

  it.each(['zstd', 'gzip, gzip', 'compress', 'x'])('with the encoding %s is refused', async (encoding) => {
    const server = await serve((_, response) => response.setHeader('content-encoding', encoding).end('x'))
    await expect(getText(server)).rejects.toEqual(refusedWith('LZ_NET_ENCODING'))
    await closed(server)
  })

  it('has a bound on its size, said or not, packed or not', async () => {
    const listen = ({ url }: IncomingMessage, response: ServerResponse): void => {
      const bytes = Buffer.alloc(5_000, 'x')
      if (url === '/said') response.end(bytes)
      if (url === '/unsaid') response.write(bytes, () => response.end())
      if (url === '/packed') response.setHeader('content-encoding', 'gzip').end(gzipSync(bytes))
    }
    const server = await serve(listen)
    for (const path of ['/said', '/unsaid', '/packed']) {
      await expect(getText(server, path, { maxBytes: 4_999 })).rejects.toEqual(refusedWith('LZ_NET_SIZE', 'limit'))
      expect(await getText(server, path, { maxBytes: 5_000 })).toHaveLength(5_000)
    }
    await closed(server)
  })

  it('without an end is ended', async () => {
    const server = await serve((_, response) => {
      const push = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1 << 16)));
        response.once('drain', push)
      }
      push()
    })
    await expect(getText(server, '/', { maxBytes: 3 * MB })).rejects.toEqual(refusedWith('LZ_NET_SIZE'))
    await closed(server)
  })

  it('that is a bomb is refused before it unfolds', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MB))
    const server = await serve((_, response) => response.setHeader('content-encoding', 'gzip').end(bomb))
    const before = process.memoryUsage().arrayBuffers
    let read = 0
    const answer = await getFresh(server, '/', { maxBytes: 1_000 * MB })
    const reading = (async () => {
      for await (const chunk of answer.body) read += chunk.length
    })()
    await expect(reading).rejects.toEqual(refusedWith('LZ_NET_RATIO', 'limit'))
    expect(read).toBeLessThan(20 * MB)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * MB)
    await closed(server)
  })

  it.each([
    ['shorter than was said', 'Content-Length: 100\r\n\r\nshort'],
    ['cut in a chunk', 'Transfer-Encoding: chunked\r\n\r\n5\r\nab'],
    ['in chunks that are none', 'Transfer-Encoding: chunked\r\n\r\nzz\r\n'],
    ['cut after a chunk', 'Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n'],
  ])('that is %s is never a success', async (_, rest) => {
    for (const hangUp of ['end', 'destroy'] as const) {
      const server = await serveRaw((socket) => socket.write(`HTTP/1.1 200 OK\r\n${rest}`, () => socket[hangUp]()))
      await expect(getText(server)).rejects.toEqual(refusedWith('LZ_NET_TRUNCATED', 'retryable'))
    }
  })

  it.each([
    ['that ends when the server hangs up', 'HTTP/1.1 200 OK\r\n\r\nwhole or not?'],
    ['with two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc'],
    ['with a length and chunks', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['with a length that is none', 'HTTP/1.1 200 OK\r\nContent-Length: +3\r\n\r\nabc'],
    ['that wants another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
    ['of no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['with a broken head', 'HTTP/1.1 200 OK\r\nbroken header\r\n\r\n'],
  ])('%s is refused', async (_, answer) => {
    const server = await serveRaw((socket) => socket.end(answer))
    await expect(getText(server)).rejects.toEqual(refusedWith('LZ_NET_PROTOCOL', 'integrity'))
  })

  it('with endless headers is refused', async () => {
    const server = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      socket.write(`x: ${'y'.repeat(20_000)}\r\n`)
    })
    await expect(getText(server)).rejects.toEqual(refusedWith('LZ_NET_SIZE', 'limit'))
    await closed(server)
  })
})

describe('time', () => {
  it('is bounded while nothing comes: no head, or no more of the body', async () => {
    const silent = await serveRaw(() => undefined)
    await expect(getText(silent, '/', { idleTimeoutMs: 40 })).rejects.toEqual(
      refusedWith('LZ_NET_TIMEOUT', 'retryable'),
    )
    const stalled = await serveRaw((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'))
    await expect(getText(stalled, '/', { idleTimeoutMs: 40 })).rejects.toEqual(refusedWith('LZ_NET_TIMEOUT'))
    await Promise.all([closed(silent), closed(stalled)])
  })

  it('is bounded in all, however often something comes', async () => {
    const drip = (start: string) =>
      serveRaw((socket) => {
        socket.write(start)
        const timer = setInterval(() => socket.write('a'), 5)
        socket.on('close', () => clearInterval(timer))
      })
    const slowHead = await drip('HTTP/1.1 200 OK\r\nx: ')
    await expect(getText(slowHead, '/', { timeoutMs: 60 })).rejects.toEqual(refusedWith('LZ_NET_TIMEOUT'))
    const slowBody = await drip('HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n')
    await expect(getText(slowBody, '/', { timeoutMs: 60 })).rejects.toEqual(refusedWith('LZ_NET_TIMEOUT'))
    await Promise.all([closed(slowHead), closed(slowBody)])
  })

  it('is bounded for names too', async () => {
    const client = createClient({ resolve: () => new Promise(() => undefined) })
    await expect(client.get('https://slow.example/', { maxBytes: 1, timeoutMs: 20 })).rejects.toEqual(
      refusedWith('LZ_NET_TIMEOUT'),
    )
  })

  it('ends an answer that nobody reads', async () => {
    const server = await serve((_, response) => response.write('begun'))
    await getFresh(server, '/', { timeoutMs: 60 })
    await closed(server)
  })

  it('ends when the caller gives up, before the head and in the body', async () => {
    const silent = await serveRaw(() => undefined)
    const first = new AbortController()
    const waiting = getText(silent, '/', { signal: first.signal })
    first.abort(new Error('enough'))
    await expect(waiting).rejects.toMatchObject({ code: 'LZ_NET_ABORTED', cause: { message: 'enough' } })
    const endless = await serve((_, response) => response.write('begun'))
    const second = new AbortController()
    const answer = await getFresh(endless, '/', { signal: second.signal })
    const reading = readBytes(answer.body)
    second.abort()
    await expect(reading).rejects.toEqual(refusedWith('LZ_NET_ABORTED'))
    await Promise.all([closed(silent), closed(endless)])
  })

  it('ends when the reader has enough, or wants nothing', async () => {
    const server = await serve((_, response) => response.write('begun'))
    for await (const chunk of (await getFresh(server, '/')).body) {
      expect(Buffer.from(chunk).toString()).toBe('begun')
      break
    }
    ;(await getFresh(server, '/')).discard()
    await closed(server)
  })

  it('that is no time is a bug', async () => {
    const server = await serve((_, response) => response.end())
    for (const wrong of [
      { timeoutMs: 2 ** 31 },
      { timeoutMs: 0 },
      { idleTimeoutMs: Number.NaN },
      { maxBytes: -1 },
      { maxBytes: Number.POSITIVE_INFINITY },
    ]) {
      await expect(getText(server, '/', wrong)).rejects.toThrow(RangeError)
    }
  })
})

describe('post', () => {
  it('sends its body with its length and gives the answer', async () => {
    const server = await serve((request, response) => {
      request.on('data', (body: Buffer) => {
        response.writeHead(201).end(`${request.method} ${request.headers['content-length']} ${body}`)
      })
    })
    const answer = await clientOf(server).post(server.origin, '{"ü":1}', { maxBytes: MB })
    expect(answer.httpStatus).toBe(201)
    expect(Buffer.from(await readBytes(answer.body)).toString()).toBe('POST 8 {"ü":1}')
  })

  it('gives an error’s body where the caller takes it', async () => {
    const server = await serve((_, response) => response.writeHead(500).end('{"error":-8}'))
    await expect(clientOf(server).post(server.origin, '', { maxBytes: MB })).rejects.toEqual(
      refusedWith('LZ_NET_STATUS', 'retryable'),
    )
    const answer = await clientOf(server).post(server.origin, '', { maxBytes: MB, accepts: (status) => status === 500 })
    expect(Buffer.from(await readBytes(answer.body)).toString()).toBe('{"error":-8}')
  })
})

const certificate = createCertificate()
if (certificate === undefined) process.stderr.write('openssl is not there: the tests of TLS are skipped\n')

describe.skipIf(certificate === undefined)('TLS', () => {
  const pair = certificate as NonNullable<typeof certificate>
  const resolve: Resolve = async () => [{ address: '127.0.0.1', family: 4 }]

  it('is checked by name although the connection goes to an address', async () => {
    const server = await serveTls(
      ({ socket }, response) => response.end((socket as { servername?: string }).servername),
      pair,
    )
    const [, port] = server.host.split(':')
    const allowPrivate = [`node.lan:${port}`, `other.lan:${port}`]
    const client = createClient({ resolve, allowPrivate, ca: pair.cert })
    const answer = (await client.get(`https://node.lan:${port}/`, { maxBytes: MB })) as FreshAnswer
    expect(Buffer.from(await readBytes(answer.body)).toString()).toBe('node.lan')
    await expect(client.get(`https://other.lan:${port}/`, { maxBytes: MB })).rejects.toEqual(
      refusedWith('LZ_NET_TLS', 'integrity'),
    )
    const stranger = createClient({ resolve, allowPrivate })
    await expect(stranger.get(`https://node.lan:${port}/`, { maxBytes: MB })).rejects.toEqual(refusedWith('LZ_NET_TLS'))
    await closed(server)
  })

  it('is never left for plain HTTP, not even for a host of one’s own', async () => {
    const plain = await serve((_, response) => response.end('plain'))
    const server = await serveTls((_, response) => response.writeHead(302, { location: plain.origin }).end(), pair)
    const [, port] = server.host.split(':')
    const client = createClient({ resolve, allowPrivate: [`node.lan:${port}`, plain.host], ca: pair.cert })
    await expect(client.get(`https://node.lan:${port}/`, { maxBytes: MB })).rejects.toEqual(
      refusedWith('LZ_NET_INSECURE'),
    )
    expect(plain.connections()).toBe(0)
  })

  it('that is not spoken is no answer', async () => {
    const plain = await serve((_, response) => response.end('plain'))
    const client = createClient({ allowPrivate: [plain.host] })
    await expect(client.get(`https://${plain.host}/`, { maxBytes: MB })).rejects.toEqual(refusedWith('LZ_NET_TLS'))
  })
})
