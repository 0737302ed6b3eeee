import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { BLOCK_LIES, isLiedAbout } from '../bitcoin/blockLies.support.ts'
import { type FakeCall, FakeError, type FakeRequest, type Json, type Lie } from '../rpc/fakeRpc.support.ts'
import { PASSWORD } from './fakeBitcoind.support.ts'

const NOBODY = 'de'.repeat(32)

/** The hex of the block that is lied about is `change`d. */
function inBlock(change: (block: Buffer) => unknown): Lie {
  return {
    answer: ({ method }, truth) => {
      if (method !== 'getblock') return truth
      const block = Buffer.from(truth as string, 'hex')
      return isLiedAbout(block) ? change(block) : truth
    },
  }
}

function insteadOf(method: string, give: (truth: unknown, call: FakeCall) => unknown): Lie {
  return { answer: (call, truth) => (call.method === method ? give(truth, call) : truth) }
}

function inHead(change: (info: Json) => void): Lie {
  return insteadOf('getblockchaininfo', (truth) => {
    change(truth as Json)
    return truth
  })
}

/** All hashes but that of the first block. */
function insteadOfHashes(give: (hash: string) => unknown): Lie {
  return insteadOf('getblockhash', (truth, { params }) => (params[0] === 0 ? truth : give(truth as string)))
}

function failing(method: string, code: number, message: string): Lie {
  return insteadOf(method, () => {
    throw new FakeError(code, message)
  })
}

function failingAlways(code: number, message: string): Lie {
  return {
    answer: () => {
      throw new FakeError(code, message)
    },
  }
}

const blockLies = Object.entries(BLOCK_LIES).map(
  ([name, change]) => [name, ['LZ_SOURCE_BLOCK', inBlock((block) => change(block).toString('hex'))]] as const,
)

/** What of a chain and its blocks is false: the error's code, and the lie. */
export const FALSE_ANSWERS: Readonly<Record<string, readonly [code: string, lie: Lie]>> = {
  ...Object.fromEntries(blockLies),
  'more than a block can have': ['LZ_SOURCE_BLOCK', inBlock((block) => block.toString('hex').padEnd(8_000_002, '0'))],
  'half a byte': ['LZ_SOURCE_ANSWER', inBlock((block) => block.toString('hex').slice(0, -1))],
  'a block that is no hex': ['LZ_SOURCE_ANSWER', inBlock((block) => `${block.toString('hex').slice(0, -2)}xx`)],
  'a block in JSON': ['LZ_SOURCE_ANSWER', inBlock(() => ({ hash: NOBODY, height: 3, tx: [] }))],
  'no block': ['LZ_SOURCE_ANSWER', inBlock(() => null)],
  'a block that is gone': ['LZ_SOURCE_MOVED', failing('getblock', -5, 'Block not found')],
  'a block that is not there yet': [
    'LZ_SOURCE_SYNCING',
    failing('getblock', -1, 'Block not available (not fully downloaded)'),
  ],
  'a block that was never there': ['LZ_SOURCE_SYNCING', failing('getblock', -1, 'Block not found on disk')],
  'a block that was thrown away': ['LZ_SOURCE_PRUNED', failing('getblock', -1, 'Block not available (pruned data)')],
  'hashes of no blocks': ['LZ_SOURCE_MOVED', insteadOfHashes(() => NOBODY)],
  'hashes that are too short': ['LZ_SOURCE_ANSWER', insteadOfHashes((hash) => hash.slice(2))],
  'hashes in another form': ['LZ_SOURCE_ANSWER', insteadOfHashes((hash) => `0x${hash}`)],
  'hashes that are numbers': ['LZ_SOURCE_ANSWER', insteadOfHashes(() => 1)],
  'no hashes': ['LZ_SOURCE_ANSWER', insteadOfHashes(() => null)],
  'a newest block of another height': [
    'LZ_SOURCE_MOVED',
    inHead((info) => Object.assign(info, { blocks: 2, headers: 2 })),
  ],
  'a newest block above all': ['LZ_SOURCE_MOVED', inHead((info) => Object.assign(info, { blocks: 9e6, headers: 9e6 }))],
  'a newest block that nobody knows': [
    'LZ_SOURCE_MOVED',
    inHead((info) => Object.assign(info, { bestblockhash: NOBODY })),
  ],
  'a newest block below zero': ['LZ_SOURCE_ANSWER', inHead((info) => Object.assign(info, { blocks: -1 }))],
  'a newest block between two': ['LZ_SOURCE_ANSWER', inHead((info) => Object.assign(info, { blocks: 2.5 }))],
  'a newest block without a hash': ['LZ_SOURCE_ANSWER', inHead((info) => delete info['bestblockhash'])],
  'no newest block': ['LZ_SOURCE_ANSWER', insteadOf('getblockchaininfo', () => null)],
  'a list for the newest block': ['LZ_SOURCE_ANSWER', insteadOf('getblockchaininfo', () => [])],
  'a chain that is far behind its headers': [
    'LZ_SOURCE_SYNCING',
    inHead((info) => Object.assign(info, { headers: 9e5 })),
  ],
  'headers of another block': [
    'LZ_SOURCE_BLOCK',
    insteadOf('getblockheader', (truth) => (truth as string).replace(/^0./, '7f')),
  ],
  'headers that are cut': ['LZ_SOURCE_BLOCK', insteadOf('getblockheader', (truth) => (truth as string).slice(0, 100))],
  'headers in JSON': ['LZ_SOURCE_ANSWER', insteadOf('getblockheader', () => ({ hash: NOBODY }))],
  'headers that nobody knows': ['LZ_SOURCE_MOVED', failing('getblockheader', -5, 'Block not found')],
  'another chain': ['LZ_SOURCE_CHAIN', insteadOf('getblockhash', () => NOBODY)],
  'a chain without a first block': ['LZ_SOURCE_CHAIN', insteadOf('getblockhash', () => null)],
  'warming up': ['LZ_SOURCE_BUSY', failingAlways(-28, 'Loading block index…')],
  'no peers': ['LZ_SOURCE_BUSY', failingAlways(-9, 'Bitcoin is not connected!')],
  'no such method': ['LZ_SOURCE_REFUSED', failing('getblock', -32_601, 'Method not found')],
  'an error that repeats the password': [
    'LZ_SOURCE_REFUSED',
    failing('getblock', -32_602, `alice:${PASSWORD} may not`),
  ],
  'an error that is a text': [
    'LZ_SOURCE_REFUSED',
    { wrap: ({ id }, { method }) => (method === 'getblock' ? { id, result: null, error: 'no' } : undefined) },
  ],
}

type Send = (response: ServerResponse, request: FakeRequest) => void

/** Sends so when blocks are asked for, and as it should before. */
function sending(send: Send): Lie {
  return {
    send: (response, request) => {
      if (!request.calls.some(({ method }) => method === 'getblock')) return false
      send(response, request)
      return true
    },
  }
}

function withStatus(status: number, body = '', headers: Readonly<Record<string, string>> = {}): Send {
  return (response) => response.writeHead(status, headers).end(body)
}

const BOMB = gzipSync(Buffer.alloc(1 << 25))

/** Says nothing when blocks are asked for. */
export const SILENCE: Lie = sending(() => undefined)

/** How bytes come back that are no answer: the error's code, and the lie. */
export const BROKEN_ANSWERS: Readonly<Record<string, readonly [code: string, lie: Lie]>> = {
  'a full queue of work': ['LZ_SOURCE_BUSY', sending(withStatus(503, 'Work queue depth exceeded'))],
  'status 429': ['LZ_SOURCE_BUSY', sending(withStatus(429))],
  'status 500 and nothing': ['LZ_SOURCE_TRANSPORT', sending(withStatus(500))],
  'status 500 and a page': ['LZ_SOURCE_TRANSPORT', sending(withStatus(500, '<html>no</html>'))],
  'status 500 and half an answer': ['LZ_SOURCE_NOISE', sending(withStatus(500, '{"result":null,"error"'))],
  'status 404 and a page': ['LZ_SOURCE_REFUSED', sending(withStatus(404, '<html>no</html>'))],
  'status 401': ['LZ_SOURCE_REFUSED', sending(withStatus(401))],
  'status 403': ['LZ_SOURCE_REFUSED', sending(withStatus(403))],
  'a redirect': ['LZ_SOURCE_REFUSED', sending(withStatus(307, '', { location: 'http://127.0.0.1:1/' }))],
  'a page with status 200': ['LZ_SOURCE_NOISE', sending(withStatus(200, '<html>Bad gateway</html>'))],
  'a small body that unfolds': [
    'LZ_SOURCE_ANSWER',
    sending((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB)),
  ],
  'a body that says it has a gigabyte': [
    'LZ_SOURCE_ANSWER',
    sending((response) => void response.writeHead(200, { 'content-length': 1 << 30 }).write('[')),
  ],
  'a cut body': [
    'LZ_SOURCE_TRANSPORT',
    sending((response, { text }) => {
      response.writeHead(200, { 'content-length': text.length })
      response.write(text.slice(0, -20), () => response.destroy())
    }),
  ],
  'a hung up connection': ['LZ_SOURCE_TRANSPORT', sending((response) => response.destroy())],
  'an answer to another call': [
    'LZ_SOURCE_ANSWER',
    { wrap: (envelope, { method }) => (method === 'getblock' ? { ...envelope, id: 0 } : envelope) },
  ],
}

/** How nodes behave that give a right answer when they are asked in another way, or again. */
export const POOR_ANSWERS: Readonly<Record<string, Lie>> = {
  'answers of version 1.0': {
    wrap: ({ id, result = null, error = null }) => ({ result, error, id }),
    send: (response, { text, isBatch }) => {
      const error = isBatch ? null : (JSON.parse(text) as Json)['error']
      if (error === null) return false
      response.writeHead((error as Json)['code'] === -32_601 ? 404 : 500).end(text)
      return true
    },
  },
  'no batches': {
    send: (response, { isBatch }) => {
      if (isBatch) response.writeHead(400).end()
      return isBatch
    },
  },
  'batches in another order': {
    write: (text, calls) => (calls.length > 1 ? JSON.stringify((JSON.parse(text) as Json[]).reverse()) : text),
  },
  'hex in capital letters': insteadOf('getblock', (truth) => (truth as string).toUpperCase()),
  'a full queue of work at first': atFirst(withStatus(503, 'Work queue depth exceeded')),
  'a hung up connection at first': atFirst((response) => response.destroy()),
  'a block that is gone at first': {
    answer: ({ method }, truth, turn) => {
      if (method === 'getblock' && turn < 12) throw new FakeError(-5, 'Block not found')
      return truth
    },
  },
  'warming up at first': {
    answer: (_call, truth, turn) => {
      if (turn === 1) throw new FakeError(-28, 'Verifying blocks…')
      return truth
    },
  },
}

function atFirst(send: Send): Lie {
  let isDone = false
  return {
    send: (response, request) => {
      if (isDone) return false
      isDone = true
      send(response, request)
      return true
    },
  }
}
