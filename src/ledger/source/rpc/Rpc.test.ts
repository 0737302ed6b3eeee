import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { ChainId } from '../../../chain/index.ts'
import { createClient } from '../../../net/index.ts'
import { createEvmEndpoint } from '../evm/createEvmEndpoint.ts'
import { Rpc, type RpcLimits } from './Rpc.ts'

interface Asked {
  readonly id: number
  readonly method: string
}

type Answer = (calls: readonly Asked[], response: ServerResponse, request: IncomingMessage) => void

/** Answers each call with its method. */
const echo: Answer = (calls, response) => {
  const answers = calls.map(({ id, method }) => ({ jsonrpc: '2.0', id, result: method }))
  response.end(JSON.stringify(answers.length === 1 ? answers[0] : answers))
}

async function createRpc(answer: Answer, limits: RpcLimits = {}): Promise<{ rpc: Rpc; sizes: number[] }> {
  const sizes: number[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const calls = [JSON.parse(Buffer.concat(chunks).toString())].flat() as Asked[]
      sizes.push(calls.length)
      answer(calls, response, request)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { rpc: new Rpc(createClient({ allowPrivate: [host] }), `http://${host}`, limits), sizes }
}

const callMany = (rpc: Rpc, count: number): Promise<unknown[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => rpc.call({ method: `m${i}`, params: [] })))

test('calls of the same moment share requests', async () => {
  const { rpc, sizes } = await createRpc(echo, { batchMax: 8 })
  expect(await callMany(rpc, 20)).toEqual(Array.from({ length: 20 }, (_, i) => `m${i}`))
  expect(sizes.sort((a, b) => b - a)).toEqual([8, 8, 4])
})

test('no more requests are open than may be, and no fewer', async () => {
  const open: (() => void)[] = []
  const answer: Answer = (calls, response, request) => {
    open.push(() => echo(calls, response, request))
    if (open.length === 3) for (const go of open.splice(0)) go()
  }
  const { rpc, sizes } = await createRpc(answer, { batchMax: 1, requestsMax: 3 })
  expect(await callMany(rpc, 30)).toHaveLength(30)
  expect(sizes).toHaveLength(30)
})

test('a node that takes no batches is asked one by one from then on', async () => {
  const { rpc, sizes } = await createRpc((calls, response, request) => {
    if (calls.length > 1) response.writeHead(400).end()
    else echo(calls, response, request)
  })
  expect(await callMany(rpc, 16)).toHaveLength(16)
  sizes.length = 0
  await callMany(rpc, 16)
  expect(new Set(sizes)).toEqual(new Set([1]))
})

test('who gives up gets the reason at once, and what nobody waits for is hung up', async () => {
  const stop = new AbortController()
  let hangUp = (): void => undefined
  const gone = new Promise<void>((resolve) => {
    hangUp = resolve
  })
  const { rpc } = await createRpc((_calls, _response, request) => {
    request.socket.on('close', () => hangUp())
    stop.abort(new Error('enough'))
  })
  await expect(rpc.call({ method: 'm', params: [] }, stop.signal)).rejects.toThrow('enough')
  await gone
  await expect(rpc.call({ method: 'm', params: [] }, stop.signal)).rejects.toThrow('enough')
})

test('a call that another waits for beside is not hung up with the one that is given up', async () => {
  const stop = new AbortController()
  const { rpc } = await createRpc((calls, response, request) => {
    stop.abort(new Error('enough'))
    setImmediate(() => echo(calls, response, request))
  })
  const both = [rpc.call({ method: 'a', params: [] }, stop.signal), rpc.call({ method: 'b', params: [] })]
  const [first, second] = await Promise.allSettled(both)
  expect(first).toMatchObject({ status: 'rejected' })
  expect(second).toEqual({ status: 'fulfilled', value: 'b' })
})

test('a node is asked for its chain once, and again after it was away', async () => {
  const methods: string[] = []
  let isAway = false
  const { rpc } = await createRpc((calls, response, request) => {
    methods.push(...calls.map(({ method }) => method))
    if (isAway) response.destroy()
    else {
      const answers = calls.map(({ id, method }) => ({ id, result: method === 'eth_chainId' ? '0x1' : method }))
      response.end(JSON.stringify(answers[0]), () => request.destroy())
    }
    isAway = false
  })
  const endpoint = createEvmEndpoint(rpc, ChainId.parse('ethereum'), { waitMs: () => 1 })
  await endpoint.call({ method: 'a', params: [] })
  await endpoint.call({ method: 'b', params: [] })
  isAway = true
  await endpoint.call({ method: 'c', params: [] })
  expect(methods).toEqual(['eth_chainId', 'a', 'b', 'c', 'eth_chainId', 'c'])
})

test('an endpoint is of an EVM chain, and its URL is one', async () => {
  const { rpc } = await createRpc(echo)
  expect(() => createEvmEndpoint(rpc, ChainId.parse('bitcoin'))).toThrow(
    expect.objectContaining({ code: 'LZ_SOURCE_OPTIONS' }),
  )
  expect(() => new Rpc(createClient(), 'not a url')).toThrow(expect.objectContaining({ code: 'LZ_SOURCE_OPTIONS' }))
})
