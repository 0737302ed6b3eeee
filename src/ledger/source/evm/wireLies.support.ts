import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { FakeError, type FakeRequest, type Json, type Lie } from '../rpc/fakeRpc.support.ts'
import { toFrame, toTextFrame } from '../rpc/fakeSocket.support.ts'

type Send = (response: ServerResponse, request: FakeRequest) => void

/** Sends so when blocks are asked for, and as it should before. */
function sending(send: Send): Lie {
  return {
    send: (response, request) => {
      if (!request.calls.some(({ method }) => method === 'eth_getBlockByNumber')) return false
      send(response, request)
      return true
    },
  }
}

/** Sends so only the first time that blocks are asked for. */
function sendingOnce(send: Send): Lie {
  let isDone = false
  const always = sending(send)
  return {
    send: (response, request) => {
      if (isDone) return false
      isDone = always.send?.(response, request) === true
      return isDone
    },
  }
}

function writing(write: (text: string) => string): Lie {
  return { write: (text, [first]) => (first?.method === 'eth_chainId' ? text : write(text)) }
}

function withStatus(status: number, headers: Readonly<Record<string, string>> = {}): Send {
  return (response) => response.writeHead(status, headers).end('no')
}

function sendEndlessly(response: ServerResponse): void {
  const more = (): void => {
    while (!response.destroyed && response.write(' '.repeat(1 << 16)));
  }
  response.on('drain', more)
  more()
}

const BOMB = gzipSync(Buffer.alloc(1 << 27))

/** How bytes come back that are no answer: the error's code, and the lie. */
export const BROKEN_ANSWERS: Readonly<Record<string, readonly [code: string, lie: Lie]>> = {
  'a page with status 200': ['LZ_SOURCE_NOISE', sending((response) => response.end('<html>Bad gateway</html>'))],
  'a cut text': ['LZ_SOURCE_NOISE', writing((text) => text.slice(0, -20))],
  'a cut body': [
    'LZ_SOURCE_TRANSPORT',
    sending((response, { text }) => {
      response.writeHead(200, { 'content-length': text.length })
      response.write(text.slice(0, -20), () => response.destroy())
    }),
  ],
  'a NaN': ['LZ_SOURCE_NOISE', writing((text) => text.replace(/"number":"[^"]*"/, '"number":NaN'))],
  'bytes that are no UTF-8': [
    'LZ_SOURCE_NOISE',
    sending((response, { text }) => response.end(Buffer.from(text.replace('0x', '\u00ff'), 'latin1'))),
  ],
  nothing: ['LZ_SOURCE_NOISE', sending((response) => response.end(''))],
  'a body that says it has a gigabyte': [
    'LZ_SOURCE_ANSWER',
    sending((response) => void response.writeHead(200, { 'content-length': 1 << 30 }).write('[')),
  ],
  'a body without an end': ['LZ_SOURCE_ANSWER', sending(sendEndlessly)],
  'a small body that unfolds': [
    'LZ_SOURCE_ANSWER',
    sending((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB)),
  ],
  'an unknown compression': [
    'LZ_SOURCE_ANSWER',
    sending((response, { text }) => response.writeHead(200, { 'content-encoding': 'zstd' }).end(text)),
  ],
  'lists in lists': [
    'LZ_SOURCE_ANSWER',
    writing((text) => text.replace('"result":', `"more":${'['.repeat(50_000)}${']'.repeat(50_000)},"result":`)),
  ],
  'a name twice': ['LZ_SOURCE_ANSWER', writing((text) => text.replace('"hash":', '"hash":"0x00","hash":'))],
  'an id of another call': [
    'LZ_SOURCE_ANSWER',
    { wrap: (envelope) => ({ ...envelope, id: Number(envelope['id']) + 1000 }) },
  ],
  'an id that is a text': ['LZ_SOURCE_ANSWER', { wrap: (envelope) => ({ ...envelope, id: String(envelope['id']) }) }],
  'no result': ['LZ_SOURCE_ANSWER', { wrap: ({ result: _, ...envelope }) => envelope }],
  'a list for one call': ['LZ_SOURCE_ANSWER', { wrap: (envelope) => [[envelope]] }],
  silence: ['LZ_SOURCE_TRANSPORT', sending(() => undefined)],
  'an answer that stops': [
    'LZ_SOURCE_TRANSPORT',
    sending((response, { text }) => void response.writeHead(200).write(text.slice(0, 20))),
  ],
  'a hung up connection': ['LZ_SOURCE_TRANSPORT', sending((response) => response.destroy())],
  'status 500': ['LZ_SOURCE_TRANSPORT', sending(withStatus(500))],
  'status 429': ['LZ_SOURCE_BUSY', sending(withStatus(429))],
  'status 403': ['LZ_SOURCE_REFUSED', sending(withStatus(403))],
  'a redirect': ['LZ_SOURCE_REFUSED', sending(withStatus(307, { location: 'http://127.0.0.1:1/' }))],
  'two lengths': [
    'LZ_SOURCE_ANSWER',
    sending((response) => {
      response.socket?.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}')
    }),
  ],
}

/** How nodes behave that give a right answer when they are asked in another way, or again. */
export const POOR_ANSWERS: Readonly<Record<string, Lie>> = {
  'batches refused with an error': {
    wrap: (envelope) => envelope,
    send: (response, { isBatch }) => {
      const error = { code: -32_600, message: 'batches are not supported' }
      if (isBatch) response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error }))
      return isBatch
    },
  },
  'batches refused by status': {
    send: (response, { isBatch }) => {
      if (isBatch) response.writeHead(413).end()
      return isBatch
    },
  },
  'batches of more than two refused': {
    send: (response, { calls }) => {
      if (calls.length > 2) response.writeHead(400).end()
      return calls.length > 2
    },
  },
  'batches answered in part': {
    write: (text, calls) => (calls.length > 1 ? JSON.stringify((JSON.parse(text) as Json[]).slice(1)) : text),
  },
  'batches answered twice': {
    write: (text, calls) =>
      calls.length > 1 ? JSON.stringify([...(JSON.parse(text) as Json[]), ...(JSON.parse(text) as Json[])]) : text,
  },
  'batches in another order': {
    write: (text, calls) => (calls.length > 1 ? JSON.stringify((JSON.parse(text) as Json[]).reverse()) : text),
  },
  'a later part of a batch refused for its size': {
    wrap: (envelope) => envelope,
    write: (text, calls) => {
      const error = { code: -32_003, message: 'response too large' }
      const answers = calls.length > 1 ? (JSON.parse(text) as Json[]) : undefined
      return answers === undefined
        ? text
        : JSON.stringify(answers.map(({ result, ...rest }, i) => (i < 2 ? { ...rest, result } : { ...rest, error })))
    },
  },
  'status 429 and a time to wait': sendingOnce(withStatus(429, { 'retry-after': '1' })),
  'status 503 once': sendingOnce(withStatus(503)),
  'a page once': sendingOnce((response) => response.end('<html>')),
  'a hung up connection once': sendingOnce((response) => response.destroy()),
  'a limit once': {
    answer: (_call, truth, turn) => {
      if (turn === 3) throw new FakeError(-32_005, 'limit exceeded')
      return truth
    },
  },
  'no method for all receipts': {
    answer: ({ method }, truth) => {
      if (method === 'eth_getBlockReceipts') throw new FakeError(-32_601, 'the method does not exist')
      return truth
    },
  },
  'receipts that are gone at first': {
    answer: ({ method }, truth, turn) => (method === 'eth_getBlockReceipts' && turn < 20 ? null : truth),
  },
  'no word for the final block': {
    answer: ({ params }, truth) => {
      if (params[0] === 'finalized') throw new FakeError(-32_602, 'invalid argument')
      return truth
    },
  },
  'a version and fields of its own': {
    wrap: (envelope) => ({ ...envelope, jsonrpc: undefined, took: 1, __proto__: null }),
  },
}

/** How nodes behave so over a WebSocket. */
export const POOR_SOCKETS: Readonly<Record<string, Lie>> = {
  'batches refused without saying which': {
    speak: (socket, { isBatch }) => {
      const error = { code: -32_600, message: 'batches are not supported' }
      if (isBatch) socket.write(toTextFrame(JSON.stringify({ jsonrpc: '2.0', id: null, error })))
      return isBatch
    },
  },
  'a hung up connection at the fifth request': {
    speak: (socket, { turn }) => {
      if (turn === 5) socket.destroy()
      return turn === 5
    },
  },
  'a close in the middle of an answer': {
    speak: (socket, { turn, text }) => {
      if (turn === 4) socket.end(toFrame(1, text).subarray(0, 100))
      return turn === 4
    },
  },
  'each answer twice': {
    speak: (socket, { text }) => {
      socket.write(toTextFrame(text))
      socket.write(toTextFrame(text))
      return true
    },
  },
  'pings and news between the parts of an answer': {
    speak: (socket, { text }) => {
      const news = { jsonrpc: '2.0', method: 'eth_subscription', params: { result: null } }
      socket.write(toTextFrame(JSON.stringify(news)))
      for (let i = 0; i < text.length; i += 1_000) {
        socket.write(toFrame(9, 'ping'))
        socket.write(toFrame(i === 0 ? 1 : 0, text.slice(i, i + 1_000), i + 1_000 >= text.length))
      }
      return true
    },
  },
}
