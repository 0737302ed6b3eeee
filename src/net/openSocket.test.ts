import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createClient } from './Client.ts'
import type { Resolve } from './Destination.ts'
import { encodeFrame, FrameReader, type SocketEvent } from './FrameReader.ts'
import { NetError } from './NetError.ts'
import type { TextSocket } from './openSocket.ts'
import { createCertificate, serve, serveRaw, serveTls } from './testServer.support.ts'

const LIMITS = { maxBytes: 1_000, timeoutMs: 10_000, idleTimeoutMs: 5_000 }

/** A frame as a server sends it. */
function frame(opcode: number, payload: Uint8Array | string, isLast = true): Buffer {
  const bytes = Buffer.from(payload)
  const lengthBytes = bytes.length > 0xffff ? 8 : bytes.length > 125 ? 2 : 0
  const head = Buffer.alloc(2 + lengthBytes)
  head[0] = (isLast ? 0x80 : 0) | opcode
  head[1] = [bytes.length, 0, 126][lengthBytes] ?? 127
  if (lengthBytes === 2) head.writeUInt16BE(bytes.length, 2)
  if (lengthBytes === 8) head.writeBigUInt64BE(BigInt(bytes.length), 2)
  return Buffer.concat([head, bytes])
}

function read(...chunks: readonly Uint8Array[]): SocketEvent[] {
  const reader = new FrameReader(1_000, 'ws')
  return chunks.flatMap((chunk) => [...reader.read(chunk)])
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof NetError) return error.code
    throw error
  }
}

test('frames are read in whatever pieces they come', () => {
  const bytes = Buffer.concat([
    frame(1, 'one'),
    frame(1, 'tw', false),
    frame(9, 'p'),
    frame(0, 'o'),
    frame(1, 'x'.repeat(300)),
    frame(8, ''),
  ])
  const whole = read(bytes)
  expect(whole.map((event) => ('text' in event ? event.text : event.type))).toEqual([
    'one',
    'ping',
    'two',
    'x'.repeat(300),
    'close',
  ])
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), bytes.length]
      expect(read(...places.slice(1).map((end, i) => bytes.subarray(places[i], end)))).toEqual(whole)
    }),
  )
})

test('a frame of a client is what the standard shows', () => {
  // RFC 6455, section 5.7: "Hello", masked.
  const bytes = encodeFrame(1, Buffer.from('Hello'), Buffer.from('37fa213d', 'hex'))
  expect(Buffer.from(bytes).toString('hex')).toBe('818537fa213d7f9f4d5158')
})

test('a frame of a client has as many bytes for its length as it needs', () => {
  for (const [length, head] of [
    [125, '81fd'],
    [126, '81fe007e'],
    [0xffff, '81feffff'],
    [0x10000, '81ff0000000000010000'],
  ] as const) {
    const bytes = Buffer.from(encodeFrame(1, Buffer.alloc(length), Buffer.alloc(4)))
    expect(bytes.toString('hex', 0, head.length / 2)).toBe(head)
    expect(bytes.length).toBe(head.length / 2 + 4 + length)
  }
})

test('a long message is put together once, however many pieces it comes in', () => {
  const text = 'x'.repeat(64 << 20)
  const halves = Buffer.concat([frame(1, text.slice(0, 32 << 20), false), frame(0, text.slice(32 << 20))])
  const reader = new FrameReader(64 << 20, 'ws')
  const events: SocketEvent[] = []
  for (let at = 0; at < halves.length; at += 1 << 14) events.push(...reader.read(halves.subarray(at, at + (1 << 14))))
  expect(events.map((event) => 'text' in event && event.text === text)).toEqual([true])
})

test.each([
  ['masked', 'LZ_NET_PROTOCOL', encodeFrame(1, Buffer.from('a'), Buffer.alloc(4))],
  ['of an extension', 'LZ_NET_PROTOCOL', Buffer.from([0xc1, 0])],
  ['binary', 'LZ_NET_PROTOCOL', frame(2, 'a')],
  ['of an unknown kind', 'LZ_NET_PROTOCOL', frame(0xb, '')],
  ['a part without a beginning', 'LZ_NET_PROTOCOL', frame(0, 'a')],
  ['a beginning in the middle', 'LZ_NET_PROTOCOL', Buffer.concat([frame(1, 'a', false), frame(1, 'b')])],
  ['a ping in parts', 'LZ_NET_PROTOCOL', frame(9, 'a', false)],
  ['a long ping', 'LZ_NET_PROTOCOL', frame(9, 'a'.repeat(126))],
  ['no UTF-8', 'LZ_NET_PROTOCOL', frame(1, Buffer.from([0xff]))],
  ['too long', 'LZ_NET_SIZE', frame(1, 'a'.repeat(1_001))],
  ['too long by its word alone', 'LZ_NET_SIZE', Buffer.from([0x81, 127, 0x7f, 255, 255, 255, 255, 255, 255, 255])],
  ['too long in parts', 'LZ_NET_SIZE', Buffer.concat([frame(1, 'a'.repeat(600), false), frame(0, 'a'.repeat(600))])],
])('a frame is refused that is %s', (_name, code, bytes) => {
  expect(codeOf(() => read(bytes))).toBe(code)
})

test('any bytes are frames or a typed error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect([undefined, 'LZ_NET_PROTOCOL', 'LZ_NET_SIZE']).toContain(codeOf(() => read(bytes)))
    }),
  )
})

function agreeTo(head: string, accept = (key: string): string => key): string {
  const [, key = ''] = /sec-websocket-key: (\S+)/i.exec(head) ?? []
  const agreed = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade']
  return [...lines, `Sec-WebSocket-Accept: ${accept(agreed)}`, '', ''].join('\r\n')
}

/** A server that agrees, and then says what it is told to. */
async function connect(speak: (socket: Socket) => void, accept?: (key: string) => string): Promise<TextSocket> {
  const { host } = await serveRaw((socket, head) => {
    socket.write(agreeTo(head, accept))
    speak(socket)
  })
  return createClient({ allowPrivate: [host] }).connect(`ws://${host}/`, LIMITS)
}

async function listMessages(socket: TextSocket): Promise<string[]> {
  const messages: string[] = []
  for await (const text of socket.messages) messages.push(text)
  return messages
}

test('messages come until the server closes', async () => {
  const socket = await connect((server) =>
    server.write(Buffer.concat([frame(1, 'one'), frame(1, 'two'), frame(8, '')])),
  )
  expect(await listMessages(socket)).toEqual(['one', 'two'])
})

test('a ping is answered, and what is sent arrives', async () => {
  const heard: Buffer[] = []
  const socket = await connect((server) => {
    server.on('data', (chunk: Buffer) => {
      heard.push(chunk)
      if (Buffer.concat(heard).length >= 6 + 5 + 6 + 1) server.write(frame(8, ''))
    })
    server.write(frame(9, 'p'))
  })
  socket.send('hello')
  expect(await listMessages(socket)).toEqual([])
  const kinds = [Buffer.concat(heard)[0], Buffer.concat(heard)[11]]
  expect(kinds.sort()).toEqual([0x81, 0x8a])
})

test('what goes wrong reaches the reader', async () => {
  const hostile = await connect((server) => server.write(frame(2, 'binary')))
  await expect(listMessages(hostile)).rejects.toMatchObject({ code: 'LZ_NET_PROTOCOL' })
  await expect(
    connect(
      () => undefined,
      () => 'no',
    ),
  ).rejects.toMatchObject({ code: 'LZ_NET_PROTOCOL' })
  const { host } = await serve((_request, response) => response.writeHead(403).end())
  const client = createClient({ allowPrivate: [host] })
  await expect(client.connect(`ws://${host}/`, LIMITS)).rejects.toMatchObject({ code: 'LZ_NET_STATUS' })
})

test('what nobody waits for keeps no process from its end', async () => {
  const { host } = await serveRaw((socket, head) => socket.write(agreeTo(head)))
  const client = createClient({ allowPrivate: [host] })
  const socket = await client.connect(`ws://${host}/`, LIMITS)
  socket.hold(false)
  const ended = Promise.allSettled([listMessages(socket)])
  const idle = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  socket.hold(true)
  expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBe(idle + 1)
  socket.close()
  await ended
})

const certificate = createCertificate()

test.skipIf(certificate === undefined)('over TLS the name is checked before anything is said', async () => {
  const pair = certificate as NonNullable<typeof certificate>
  let asked = 0
  const server = await serveTls(({ socket, headers }) => {
    asked++
    socket.write(agreeTo(`sec-websocket-key: ${headers['sec-websocket-key']}`))
    socket.write(Buffer.concat([frame(1, String(headers.authorization)), frame(8, '')]))
  }, pair)
  const [, port] = server.host.split(':')
  const resolve: Resolve = async () => [{ address: '127.0.0.1', family: 4 }]
  const allowPrivate = [`node.lan:${port}`, `other.lan:${port}`]
  const client = createClient({ resolve, allowPrivate, ca: pair.cert })
  const open = (name: string): Promise<TextSocket> =>
    client.connect(`wss://${name}:${port}/`, { ...LIMITS, headers: { authorization: 'Basic YTpi' } })
  expect(await listMessages(await open('node.lan'))).toEqual(['Basic YTpi'])
  await expect(open('other.lan')).rejects.toMatchObject({ code: 'LZ_NET_TLS' })
  expect(asked).toBe(1)
})

test('the rules for hosts are those of HTTP', async () => {
  const client = createClient()
  await expect(client.connect('ws://127.0.0.1:8546', LIMITS)).rejects.toMatchObject({ code: 'LZ_NET_INSECURE' })
  await expect(client.connect('wss://127.0.0.1:8546', LIMITS)).rejects.toMatchObject({ code: 'LZ_NET_PRIVATE' })
  await expect(client.connect('file:///etc/passwd', LIMITS)).rejects.toMatchObject({ code: 'LZ_NET_URL' })
})
