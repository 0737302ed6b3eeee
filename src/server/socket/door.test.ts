import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import * as Frame from '../process/Frame.ts'
import { LedgerQueue } from '../process/LedgerQueue.ts'
import { assertUnserved } from './connectTo.ts'
import { GREETING } from './greeting.ts'
import { type Door, openDoor } from './openDoor.ts'
import { type Relay, relayCommand } from './relayCommand.ts'

const FILE = new URL('./commands.support.ts', import.meta.url)

interface Opened {
  readonly folder: string
  readonly path: string
  readonly door: Door
  readonly queue: LedgerQueue
  readonly reports: unknown[]
}

function createFolder(name = 'store'): string {
  const root = mkdtempSync(join(tmpdir(), 'lz-door-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  mkdirSync(join(root, name))
  return join(root, name)
}

async function open(folder: string = createFolder()): Promise<Opened> {
  const queue = new LedgerQueue()
  const reports: unknown[] = []
  const door = await openDoor({ folder, file: FILE, queue, report: (error) => reports.push(error) })
  onTestFinished(() => door.close())
  return { folder, path: join(folder, 'lazaretto.sock'), door, queue, reports }
}

interface Outcome {
  readonly code: number | undefined
  readonly out: string
  readonly err: string
}

/** Runs a word of the support program; `told` hears its output as it comes. */
async function command(folder: string, words: readonly string[], more: Partial<Relay> = {}): Promise<Outcome> {
  let out = ''
  let err = ''
  const code = await relayCommand({
    folder,
    command: words[0] ?? '',
    order: { argv: ['node', 'x', ...words], cwd: '/', umask: 0, env: {}, isTTY: { stdout: false, stderr: false } },
    stdin: (async function* () {})(),
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    ...more,
  })
  return { code, out, err }
}

async function dial(path: string): Promise<Socket> {
  const socket = connect(path)
  await once(socket, 'connect')
  onTestFinished(() => void socket.destroy())
  return socket
}

/** Greets and orders, and listens no further. */
function order(socket: Socket, ...words: string[]): void {
  const surroundings = { cwd: '/', umask: 0, env: {}, isTTY: { stdout: false, stderr: false } }
  socket.write(Frame.encode('hello', { ...GREETING, command: words[0] }))
  socket.write(Frame.encode('order', { ...surroundings, argv: ['node', 'x', ...words] }))
}

/** All that comes until the other end hangs up. */
async function hear(socket: Socket): Promise<Frame.Frame[]> {
  const frames: Frame.Frame[] = []
  for await (const frame of Frame.read(socket)) frames.push(frame)
  return frames
}

const code = (name: string): unknown => expect.objectContaining({ code: name })

describe('a command through the door', () => {
  it('prints and ends as it does by itself', async () => {
    const { folder } = await open()
    expect(await command(folder, ['say', 'grüße 😀'])).toEqual({ code: 0, out: 'grüße 😀', err: '' })
    expect((await command(folder, ['exit', '4'])).code).toBe(4)
    await expect(command(folder, ['fail'])).rejects.toThrow(code('LZ_RELAY_PLACE'))
  })

  it('reads what is piped in, piece by piece, and nothing before it wants it', async () => {
    const { folder } = await open()
    let taken = 0
    const stdin = (async function* () {
      for (let i = 0; i < 5; i++) {
        taken++
        yield Buffer.alloc(150_000, i)
        yield ''
      }
    })()
    await command(folder, ['say', 'nothing'], { stdin })
    expect(taken).toBe(0)
    const { out } = await command(folder, ['copy'], { stdin })
    expect(out).toBe([0, 1, 2, 3, 4].map((i) => String.fromCharCode(i).repeat(150_000)).join(''))
  })

  it('does not keep its caller waiting for what nobody types any more', async () => {
    const { folder } = await open()
    let isDestroyed = false
    const silence = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) }
    const stdin = { ...silence, destroy: () => (isDestroyed = true) }
    expect((await command(folder, ['ask'], { stdin })).code).toBe(0)
    expect(isDestroyed).toBe(true)
  })

  it('waits while a slow reader has much to read, and loses nothing', async () => {
    const { path } = await open()
    const socket = await dial(path)
    order(socket, 'flood', '40')
    await once(socket, 'readable')
    const frames = await hear(socket)
    const bytes = frames.filter(({ kind }) => kind === 'out').reduce((sum, { payload }) => sum + payload.length, 0)
    expect([bytes, frames.at(-1)?.kind]).toEqual([40 << 20, 'exit'])
  })

  it('says so when its process dies, and the next one runs', async () => {
    const { folder } = await open()
    const died = { code: 'LZ_SERVE_PROCESS', message: expect.stringContaining('(SIGKILL)') as unknown }
    await expect(command(folder, ['die'])).rejects.toMatchObject(died)
    expect((await command(folder, ['say', 'next'])).out).toBe('next')
  })

  it('waits for those before it, and says for whom', async () => {
    const { folder, queue } = await open()
    const trace = queue.take('a trace')
    const said: string[] = []
    const err = (text: string): void => void said.push(text)
    const first = command(folder, ['say', 'one'], { err, command: 'import' })
    await vi.waitFor(() => expect(said).toEqual(['waiting for a trace to end\n']))
    const second = command(folder, ['say', 'two'], { err })
    await vi.waitFor(() => expect(said[1]).toBe('waiting for a trace and 1 more to end\n'))
    trace.release()
    expect([(await first).out, (await second).out]).toEqual(['one', 'two'])
  })

  it('is ended when its caller hangs up, waiting or running, and the queue goes on', async () => {
    const { path, folder, queue } = await open()
    const [running, waiting] = [await dial(path), await dial(path)]
    order(running, 'hang')
    order(waiting, 'say')
    let heard = ''
    running.on('data', (bytes) => (heard += bytes.toString()))
    await vi.waitFor(() => expect(heard).toContain('hanging'), { timeout: 20_000 })
    waiting.destroy()
    running.destroy()
    expect((await command(folder, ['say', 'next'])).out).toBe('next')
    expect(queue.take('anybody').before).toEqual([])
  })

  it('is ended with the server, and told so', async () => {
    const { folder, door, path } = await open()
    let heard = ''
    const hanging = command(folder, ['hang'], { out: (text) => void (heard += text) })
    const waiting = command(folder, ['say'])
    const ends = Promise.allSettled([hanging, waiting])
    await vi.waitFor(() => expect(heard).toBe('hanging'), { timeout: 20_000 })
    await door.close()
    expect(await ends).toEqual([
      { status: 'rejected', reason: code('LZ_RELAY_CLOSING') },
      { status: 'rejected', reason: code('LZ_RELAY_CLOSING') },
    ])
    expect(existsSync(path)).toBe(false)
    expect((await command(folder, ['say'])).code).toBeUndefined()
  })
})

describe('who is not of this version', () => {
  it('is told which version this is, and not served', async () => {
    const { path } = await open()
    const socket = await dial(path)
    socket.write(Frame.encode('hello', { protocol: 1, version: '99.0.0', command: 'import', more: true }))
    const [welcome, ...rest] = await hear(socket)
    expect(welcome?.kind).toBe('welcome')
    expect(JSON.parse(String(welcome?.payload))).toEqual(GREETING)
    expect(rest).toEqual([])
  })

  it.each([
    ['another version', Frame.encode('welcome', { protocol: 1, version: '99.0.0' }), 'LZ_RELAY_VERSION'],
    ['another conversation', Frame.encode('welcome', { ...GREETING, protocol: 2 }), 'LZ_RELAY_VERSION'],
    ['another program', Buffer.from('220 mail.example ESMTP\r\n'), 'LZ_RELAY_PROTOCOL'],
    ['no JSON', Frame.encode('welcome', Buffer.from('{')), 'LZ_RELAY_PROTOCOL'],
    ['an end before the beginning', Frame.encode('exit', 0), 'LZ_RELAY_PROTOCOL'],
    ['nothing', Buffer.alloc(0), 'LZ_RELAY_BUSY'],
    ['an end in the middle', Frame.encode('welcome', GREETING), 'LZ_RELAY_LOST'],
  ])('is refused by the caller: %s', async (_, bytes, expected) => {
    const folder = createFolder()
    const server = createServer((socket) => void socket.end(bytes))
    await listenIn(server, folder)
    await expect(command(folder, ['say'])).rejects.toThrow(code(expected))
  })
})

describe('whatever else comes', () => {
  const hello = Frame.encode('hello', { ...GREETING, command: 'import' })
  it.each([
    ['another protocol', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['an order without a greeting', Frame.encode('order', {})],
    ['a greeting that is none', Frame.encode('hello', { protocol: '1' })],
    ['a greeting with control characters', Frame.encode('hello', { ...GREETING, command: '\u001b[2J' })],
    ['two greetings', Buffer.concat([hello, hello])],
    ['input that nobody asked for', Buffer.concat([hello, Frame.encode('input', Buffer.alloc(9))])],
    ['output', Buffer.concat([hello, Frame.encode('out', Buffer.alloc(9))])],
    ['more than there is room for', Buffer.from([0x7f, 0xff, 0xff, 0xff, 2])],
  ])('ends its connection and nothing else: %s', async (_, bytes) => {
    const { path, reports, queue } = await open()
    const socket = await dial(path)
    socket.on('error', () => undefined).write(bytes)
    const frames = await hear(socket).catch(() => [])
    expect(frames.every(({ kind }) => kind === 'welcome')).toBe(true)
    expect([reports, queue.take('anybody').before]).toEqual([[], []])
  })

  it('a caller who says nothing is not waited for', async () => {
    const { path } = await open()
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const socket = await dial(path)
    socket.write(hello)
    await once(socket, 'readable')
    vi.advanceTimersByTime(10_000)
    expect((await hear(socket)).map(({ kind }) => kind)).toEqual(['welcome'])
  })

  it('an order that is none is refused by the process', async () => {
    const { path } = await open()
    const socket = await dial(path)
    socket.write(Buffer.concat([hello, Frame.encode('order', { argv: 'import' })]))
    const frames = await hear(socket)
    expect(JSON.parse(String(frames.at(-1)?.payload))).toMatchObject({ code: 'LZ_RELAY_PROTOCOL' })
  })
})

describe('the socket', () => {
  it('is for its owner only, and one folder has one server', async () => {
    const { folder, path } = await open()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    await expect(open(folder)).rejects.toThrow(code('LZ_SERVE_RUNNING'))
    await expect(assertUnserved(folder)).rejects.toThrow(code('LZ_SERVE_RUNNING'))
    expect((await command(folder, ['say', 'still'])).out).toBe('still')
  })

  it('of a dead server stands in nobody’s way', async () => {
    const folder = createFolder()
    await leaveBehind(join(folder, 'lazaretto.sock'))
    expect((await command(folder, ['say'])).code).toBeUndefined()
    await assertUnserved(folder)
    await open(folder)
    expect((await command(folder, ['say', 'new'])).out).toBe('new')
  })

  it('does not take the place of a file', async () => {
    const folder = createFolder()
    writeFileSync(join(folder, 'lazaretto.sock'), 'mine')
    await expect(open(folder)).rejects.toThrow(code('LZ_SERVE_SOCKET'))
    expect(existsSync(join(folder, 'lazaretto.sock'))).toBe(true)
    expect((await command(folder, ['say'])).code).toBeUndefined()
  })

  it('lies elsewhere where the folder’s path is too long, and goes with its server', async () => {
    const folder = createFolder('long'.repeat(40))
    const { door, path } = await open(folder)
    const target = readlinkSync(path)
    expect(statSync(dirname(target)).mode & 0o777).toBe(0o700)
    expect(statSync(target).mode & 0o777).toBe(0o600)
    expect((await command(folder, ['say', 'far'])).out).toBe('far')
    await expect(open(folder)).rejects.toThrow(code('LZ_SERVE_RUNNING'))
    await door.close()
    expect([lstatSync(path, { throwIfNoEntry: false }), existsSync(dirname(target))]).toEqual([undefined, false])
  })

  it('of a dead server elsewhere is replaced, and only it is taken away', async () => {
    const folder = createFolder('long'.repeat(40))
    const elsewhere = mkdtempSync(join(tmpdir(), 'lz-far-'))
    onTestFinished(() => rmSync(elsewhere, { recursive: true }))
    await leaveBehind(join(elsewhere, 'sock'))
    writeFileSync(join(elsewhere, 'other'), 'mine')
    symlinkSync(join(elsewhere, 'sock'), join(folder, 'lazaretto.sock'))
    expect((await command(folder, ['say'])).code).toBeUndefined()
    await open(folder)
    expect([existsSync(join(elsewhere, 'sock')), existsSync(join(elsewhere, 'other'))]).toEqual([false, true])
    expect((await command(folder, ['say', 'new'])).out).toBe('new')
  })

  it('is not followed into a folder that others can write', async () => {
    const folder = createFolder('long'.repeat(40))
    const shared = mkdtempSync(join(tmpdir(), 'lz-shared-'))
    onTestFinished(() => rmSync(shared, { recursive: true }))
    chmodSync(shared, 0o777)
    const server = createServer((socket) => void socket.end(Frame.encode('welcome', GREETING)))
    onTestFinished(() => void server.close())
    server.listen(join(shared, 'sock'))
    await once(server, 'listening')
    symlinkSync(join(shared, 'sock'), join(folder, 'lazaretto.sock'))
    expect((await command(folder, ['say'])).code).toBeUndefined()
  })

  it.runIf(process.getuid?.() === 0)('of a stranger is not spoken to', async () => {
    const { folder, path } = await open()
    chownSync(path, 12_345, 12_345)
    await expect(command(folder, ['say'])).rejects.toThrow(code('LZ_RELAY_ACCESS'))
  })

  it('is not looked for where there is no folder', async () => {
    expect((await command(join(createFolder(), 'none'), ['say'])).code).toBeUndefined()
  })
})

async function listenIn(server: Server, folder: string): Promise<void> {
  server.listen(join(folder, 'lazaretto.sock'))
  await once(server, 'listening')
  onTestFinished(() => void server.close())
}

/** A socket on which nobody listens any more. */
async function leaveBehind(path: string): Promise<void> {
  const aside = `${path}.live`
  const server = createServer()
  server.listen(aside)
  await once(server, 'listening')
  renameSync(aside, path)
  await new Promise((resolve) => server.close(resolve))
}
