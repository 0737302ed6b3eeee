import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { BLOCK_LIES, isLiedAbout } from '../bitcoin/blockLies.support.ts'
import type { EsploraAnswer, EsploraLie, EsploraRequest } from './fakeEsplora.support.ts'

const NOBODY = 'de'.repeat(32)
const PAGE = `<!doctype html><title>explorer</title>${' '.repeat(5000)}`

/** The bytes of the block that is lied about are `change`d. */
function inBlock(change: (block: Buffer) => EsploraAnswer): EsploraLie {
  return {
    answer: (path, truth) =>
      path.endsWith('/raw') && Buffer.isBuffer(truth) && isLiedAbout(truth) ? change(truth) : truth,
  }
}

function insteadOf(pattern: RegExp, give: (truth: string) => EsploraAnswer): EsploraLie {
  return { answer: (path, truth) => (pattern.test(path) ? give(String(truth)) : truth) }
}

/** All hashes but that of the first block. */
const hashes = /^\/block-height\/[1-9]/
const headers = /\/header$/
const tipHash = /^\/blocks\/tip\/hash$/
const tipHeight = /^\/blocks\/tip\/height$/

const blockLies = Object.entries(BLOCK_LIES).map(
  ([name, change]) => [name, ['LZ_SOURCE_BLOCK', inBlock(change)]] as const,
)

/** What of a chain and its blocks is false: the error's code, and the lie. */
export const FALSE_ANSWERS: Readonly<Record<string, readonly [code: string, lie: EsploraLie]>> = {
  ...Object.fromEntries(blockLies),
  'more than a block can have': [
    'LZ_SOURCE_ANSWER',
    inBlock((block) => Buffer.concat([block, Buffer.alloc(4_000_001)])),
  ],
  'a block in hex': ['LZ_SOURCE_BLOCK', inBlock((block) => block.toString('hex'))],
  'a page for a block': ['LZ_SOURCE_BLOCK', inBlock(() => PAGE)],
  'a block that is gone': ['LZ_SOURCE_MOVED', inBlock(() => undefined)],
  'hashes of no blocks': ['LZ_SOURCE_MOVED', insteadOf(hashes, () => NOBODY)],
  'hashes that are too short': ['LZ_SOURCE_NOISE', insteadOf(hashes, (hash) => hash.slice(2))],
  'hashes in JSON': ['LZ_SOURCE_NOISE', insteadOf(hashes, (hash) => JSON.stringify(hash))],
  'pages for hashes': ['LZ_SOURCE_NOISE', insteadOf(hashes, () => PAGE)],
  'empty hashes': ['LZ_SOURCE_NOISE', insteadOf(hashes, () => '')],
  'a newest block that nobody knows': ['LZ_SOURCE_MOVED', insteadOf(tipHash, () => NOBODY)],
  'a newest block of another height': ['LZ_SOURCE_MOVED', insteadOf(tipHeight, () => '2')],
  'a newest block above all': ['LZ_SOURCE_MOVED', insteadOf(tipHeight, () => '900000')],
  'a newest block below zero': ['LZ_SOURCE_NOISE', insteadOf(tipHeight, () => '-1')],
  'a newest block with a zero in front': ['LZ_SOURCE_NOISE', insteadOf(tipHeight, () => '06')],
  'a newest block as far as one can count': ['LZ_SOURCE_NOISE', insteadOf(tipHeight, () => '9'.repeat(400))],
  'no newest block': ['LZ_SOURCE_REFUSED', insteadOf(/^\/blocks\/tip/, () => undefined)],
  'headers of another block': ['LZ_SOURCE_BLOCK', insteadOf(headers, (hex) => hex.replace(/^0./, '7f'))],
  'headers that are cut': ['LZ_SOURCE_NOISE', insteadOf(headers, (hex) => hex.slice(0, 100))],
  'headers that go on': ['LZ_SOURCE_NOISE', insteadOf(headers, (hex) => `${hex}00`)],
  'headers that are no hex': ['LZ_SOURCE_NOISE', insteadOf(headers, (hex) => hex.replaceAll('0', 'x'))],
  'headers that nobody knows': ['LZ_SOURCE_MOVED', insteadOf(headers, () => undefined)],
  'another chain': ['LZ_SOURCE_CHAIN', insteadOf(/^\/block-height/, () => NOBODY)],
  'another API': ['LZ_SOURCE_CHAIN', insteadOf(/./, () => undefined)],
  'a page for everything': ['LZ_SOURCE_NOISE', insteadOf(/./, () => PAGE)],
}

type Send = (response: ServerResponse, request: EsploraRequest) => void

/** Sends so when blocks are asked for, and as it should before. */
function sending(send: Send): EsploraLie {
  return {
    send: (response, request) => {
      if (!request.path.endsWith('/raw')) return false
      send(response, request)
      return true
    },
  }
}

function withStatus(status: number, fields: Readonly<Record<string, string>> = {}): Send {
  return (response) => response.writeHead(status, fields).end('no')
}

const BOMB = gzipSync(Buffer.alloc(1 << 25))

/** Says nothing when blocks are asked for. */
export const SILENCE: EsploraLie = sending(() => undefined)

/** How bytes come back that are no answer: the error's code, and the lie. */
export const BROKEN_ANSWERS: Readonly<Record<string, readonly [code: string, lie: EsploraLie]>> = {
  'status 429': ['LZ_SOURCE_BUSY', sending(withStatus(429))],
  'status 503': ['LZ_SOURCE_BUSY', sending(withStatus(503))],
  'status 500': ['LZ_SOURCE_TRANSPORT', sending(withStatus(500))],
  'status 400': ['LZ_SOURCE_REFUSED', sending(withStatus(400))],
  'status 403': ['LZ_SOURCE_REFUSED', sending(withStatus(403))],
  'a redirect to somewhere private': [
    'LZ_SOURCE_REFUSED',
    sending(withStatus(302, { location: 'http://127.0.0.1:1/' })),
  ],
  'a body that says it has a gigabyte': [
    'LZ_SOURCE_ANSWER',
    sending((response) => void response.writeHead(200, { 'content-length': 1 << 30 }).write('[')),
  ],
  'a small body that unfolds': [
    'LZ_SOURCE_ANSWER',
    sending((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB)),
  ],
  'a cut body': [
    'LZ_SOURCE_TRANSPORT',
    sending((response, { body = '' }) => {
      response.writeHead(200, { 'content-length': body.length })
      response.write(body.slice(0, -20), () => response.destroy())
    }),
  ],
  'a hung up connection': ['LZ_SOURCE_TRANSPORT', sending((response) => response.destroy())],
}

/** How explorers behave that give a right answer when they are asked again, or in another form. */
export const POOR_ANSWERS: Readonly<Record<string, EsploraLie>> = {
  'a new line behind texts': { answer: (_path, truth) => (typeof truth === 'string' ? `${truth}\n` : truth) },
  'headers in capital letters': insteadOf(headers, (hex) => hex.toUpperCase()),
  'status 429 at first': atFirst(withStatus(429, { 'retry-after': '0' })),
  'status 502 at first': atFirst(withStatus(502)),
  'a page at first': atFirst((response) => response.end(PAGE)),
  'a hung up connection at first': atFirst((response) => response.destroy()),
  'a block that is gone at first': {
    answer: (path, truth, turn) => (path.endsWith('/raw') && turn < 9 ? undefined : truth),
  },
}

function atFirst(send: Send): EsploraLie {
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
