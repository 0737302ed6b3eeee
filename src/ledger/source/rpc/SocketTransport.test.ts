import type { Duplex } from 'node:stream'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ChainId } from '../../../chain/index.ts'
import { createClient } from '../../../net/index.ts'
import { createEvmEndpoint } from '../evm/createEvmEndpoint.ts'
import { type FakeRequest, type FakeRpc, type Lie, startFakeRpc } from './fakeRpc.support.ts'
import { toFrame, toTextFrame } from './fakeSocket.support.ts'
import { Rpc, type RpcLimits } from './Rpc.ts'

const BOUNDS = { maxBytes: 1 << 20, timeoutMs: 2_000 }

/** Answers each call with its method. */
async function start(lie: Lie, limits: RpcLimits = {}): Promise<{ node: FakeRpc; rpc: Rpc }> {
  const node = await startFakeRpc(({ method }) => (method === 'eth_chainId' ? '0x1' : method), { lie })
  onTestFinished(() => node.stop())
  const client = createClient({ allowPrivate: [node.host] })
  return { node, rpc: new Rpc(client, node.socketUrl, { ...BOUNDS, ...limits }) }
}

const call = (rpc: Rpc, method: string, signal?: AbortSignal): Promise<unknown> =>
  rpc.call({ method, params: [] }, signal)

const callMany = (rpc: Rpc, count: number): Promise<unknown[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => call(rpc, `m${i}`)))

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `m${i}`)

test('all calls go over one connection, in batches, and answers may come in any order', async () => {
  const held: (() => void)[] = []
  const sizes: number[] = []
  const { node, rpc } = await start(
    {
      speak: (socket, { text, calls }) => {
        sizes.push(calls.length)
        held.push(() => socket.write(toTextFrame(text)))
        if (held.length === 3) for (const go of held.splice(0).reverse()) go()
        return true
      },
    },
    { batchMax: 8, requestsMax: 3 },
  )
  expect(await callMany(rpc, 20)).toEqual(names(20))
  expect(sizes.sort((a, b) => b - a)).toEqual([8, 8, 4])
  expect(node.sockets()).toEqual({ opened: 1, open: 1 })
})

test('news, and answers that come too late, are for nobody', async () => {
  const stop = new AbortController()
  let late: (() => void) | undefined
  const { node, rpc } = await start({
    speak: (socket, { text, calls }) => {
      if (calls[0]?.method === 'given-up') {
        late = () => socket.write(toTextFrame(text))
        stop.abort(new Error('enough'))
        return true
      }
      late?.()
      socket.write(toTextFrame('{"jsonrpc":"2.0","method":"eth_subscription","params":{}}'))
      return false
    },
  })
  await expect(call(rpc, 'given-up', stop.signal)).rejects.toThrow('enough')
  expect(await callMany(rpc, 3)).toEqual(names(3))
  expect(node.sockets().opened).toBe(1)
})

test('a connection that breaks is opened again, and the node says again of which chain it is', async () => {
  const hangUp = (socket: Duplex, { calls, turn }: FakeRequest): boolean => {
    if (calls[0]?.method !== 'b' || turn > 3) return false
    socket.destroy()
    return true
  }
  const { node, rpc } = await start({ speak: hangUp })
  const endpoint = createEvmEndpoint(rpc, ChainId.parse('ethereum'), { waitMs: () => 1 })
  await endpoint.call({ method: 'a', params: [] })
  expect(await endpoint.call({ method: 'b', params: [] })).toBe('b')
  expect(node.asked).toEqual(['eth_chainId', 'a', 'b', 'eth_chainId', 'b'])
  expect(node.sockets().opened).toBe(2)
})

test('with nothing to do it closes, and opens again when there is', async () => {
  const { node, rpc } = await start({}, { idleMs: 1 })
  await call(rpc, 'a')
  await vi.waitFor(() => expect(node.sockets()).toEqual({ opened: 1, open: 0 }))
  expect(await call(rpc, 'b')).toBe('b')
  await vi.waitFor(() => expect(node.sockets()).toEqual({ opened: 2, open: 0 }))
})

test('requests and answers of more than 64 KiB are whole, in frames of any length', async () => {
  const long = 'x'.repeat(200_000)
  const { rpc } = await start({
    speak: (socket, { text }) => {
      for (let i = 0; i < text.length; i += 9_999) {
        socket.write(toFrame(i === 0 ? 1 : 0, text.slice(i, i + 9_999), i + 9_999 >= text.length))
        socket.write(toFrame(9, 'ping'))
      }
      return true
    },
  })
  expect(await call(rpc, long)).toBe(long)
})

test.each<[string, string, Lie]>([
  ['silence', 'LZ_SOURCE_TRANSPORT', { speak: () => true }],
  [
    'an answer that stops',
    'LZ_SOURCE_TRANSPORT',
    { speak: (socket, { text }) => socket.write(toFrame(1, text, false)) },
  ],
  ['a hung up connection', 'LZ_SOURCE_TRANSPORT', { speak: (socket) => socket.destroy() && true }],
  ['a close', 'LZ_SOURCE_TRANSPORT', { speak: (socket) => socket.write(toFrame(8, '')) }],
  ['no JSON', 'LZ_SOURCE_NOISE', { write: () => '<html>' }],
  ['half a text', 'LZ_SOURCE_NOISE', { write: (text) => text.slice(0, -3) }],
  ['a mark before the text', 'LZ_SOURCE_NOISE', { write: (text) => `\ufeff${text}` }],
  ['bytes', 'LZ_SOURCE_ANSWER', { speak: (socket, { text }) => socket.write(toFrame(2, text)) }],
  ['no UTF-8', 'LZ_SOURCE_ANSWER', { speak: (socket) => socket.write(toFrame(1, Buffer.from([0xff]))) }],
  [
    'a frame that says it has a gigabyte',
    'LZ_SOURCE_ANSWER',
    { speak: (socket) => socket.write(Buffer.from('817f0000000040000000', 'hex')) },
  ],
  [
    'a message without an end',
    'LZ_SOURCE_ANSWER',
    {
      speak: (socket) => {
        const more = (opcode: number): void => {
          const goOn = (): void => (socket.destroyed ? undefined : more(0))
          socket.write(toFrame(opcode, ' '.repeat(1 << 16), false), goOn)
        }
        more(1)
        return true
      },
    },
  ],
  ['lists in lists', 'LZ_SOURCE_ANSWER', { write: () => '['.repeat(10_000) }],
  ['a name twice', 'LZ_SOURCE_ANSWER', { write: (text) => text.replace('"id"', '"id":1,"id"') }],
  ['no id', 'LZ_SOURCE_ANSWER', { wrap: ({ id: _, ...rest }) => rest }],
  ['an id of nobody', 'LZ_SOURCE_ANSWER', { wrap: (rest) => ({ ...rest, id: 1_000 }) }],
  ['an id that is a text', 'LZ_SOURCE_ANSWER', { wrap: (rest) => ({ ...rest, id: String(rest['id']) }) }],
  ['a result without a name', 'LZ_SOURCE_ANSWER', { wrap: (rest) => ({ ...rest, id: null }) }],
  ['no list where a list is due, or none', 'LZ_SOURCE_ANSWER', { write: () => '[]' }],
  ['a refusal that names no call', 'LZ_SOURCE_REFUSED', { write: () => '{"id":null,"error":{"code":-32600}}' }],
])('%s is a typed error, and closes what is broken', async (_name, code, lie) => {
  const { node, rpc } = await start(lie, { timeoutMs: 300, idleMs: 1 })
  await expect(call(rpc, 'm')).rejects.toMatchObject({ name: 'SourceError', code })
  const ends = await Promise.allSettled([call(rpc, 'a'), call(rpc, 'b')])
  for (const end of ends) expect(end).toMatchObject({ status: 'rejected', reason: { name: 'SourceError', code } })
  await vi.waitFor(() => expect(node.sockets().open).toBe(0))
})

test('user and password open the connection, and no message repeats them', async () => {
  const node = await startFakeRpc(() => 'well', { credentials: 'alice:long-secret' })
  onTestFinished(() => node.stop())
  const client = createClient({ allowPrivate: [node.host] })
  const open = (user: string): Rpc => new Rpc(client, node.socketUrl.replace('//', `//${user}@`), BOUNDS)
  expect(await call(open('alice:long-secret'), 'm')).toBe('well')
  const refused = call(open('alice:wrong-secret'), 'm')
  await expect(refused).rejects.toMatchObject({ code: 'LZ_SOURCE_REFUSED' })
  await expect(refused).rejects.not.toThrow(/secret/)
})
