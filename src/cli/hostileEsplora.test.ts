import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { listHubOwners, queryRows } from '../ledger/index.ts'
import { type FakeAnswer, type FakeLie, type FakeRequest, serveEsploraTxs } from './fakeEsploraTxs.support.ts'
import { ENDS, endsOf, gather, isHere, openCase, readReal, trace } from './gatherUtxo.support.ts'

/** Transactions on the way of the coin of block 9: the first payment, and one that spends from it. */
const FIRST = 'f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16'
const NEXT = 'a16f3ce4dd5deb92d98ef5cf8afeaf0775ebca408f708b2146c4fb42b41e14be'
const HEIGHT = 170
const PAGE = '<!doctype html><title>Just a moment...</title>'

type Say = (truth: string, request: FakeRequest) => FakeAnswer

/** Says something else where a path is asked for. */
const at = (path: string | RegExp, say: Say): FakeLie => {
  return (request) => {
    const isMeant = typeof path === 'string' ? request.path === path : path.test(request.path)
    return isMeant ? { say: say(request.truth ?? '', request) } : undefined
  }
}
const json =
  (change: (value: never) => unknown): Say =>
  (truth) =>
    JSON.stringify(change(JSON.parse(truth) as never))

interface Proof {
  readonly block_height: number
  readonly merkle: readonly string[]
  readonly pos: number
}
type Spends = readonly ({ readonly spent: boolean } & Readonly<Record<string, unknown>>)[]

const hexOf = (txid: string): string => Buffer.from(readReal().txs.get(txid)?.raw ?? []).toString('hex')

/** A header in which one digit of the nonce is another, with its own hash. */
const forge = (): { readonly hash: string; readonly hex: string } => {
  const bytes = Buffer.from(readReal().heads[HEIGHT]?.hex ?? '', 'hex')
  bytes.writeUInt32LE(bytes.readUInt32LE(76) + 1, 76)
  return { hash: hashOf(bytes), hex: bytes.toString('hex') }
}

/** A header of which anybody can make one: mined on the easiest target of a test network. */
const forgeEasy = (): { readonly hash: string; readonly hex: string } => {
  const bytes = Buffer.from(readReal().heads[HEIGHT]?.hex ?? '', 'hex')
  bytes.writeUInt32LE(0x207fffff, 72)
  for (let nonce = 0; ; nonce++) {
    bytes.writeUInt32LE(nonce, 76)
    const hash = hashOf(bytes)
    if (hash < '7f') return { hash, hex: bytes.toString('hex') }
  }
}

const hashOf = (bytes: Buffer): string => {
  const once = createHash('sha256').update(bytes).digest()
  return createHash('sha256').update(once).digest().reverse().toString('hex')
}

const tellHeader = (head: { readonly hash: string; readonly hex: string }): FakeLie => {
  return ({ path }) => {
    if (path === `/block-height/${HEIGHT}`) return { say: head.hash }
    return path === `/block/${head.hash}/header` ? { say: head.hex } : undefined
  }
}

const lies: readonly (readonly [name: string, code: string, lie: () => FakeLie])[] = [
  ['the bytes of another transaction', 'LZ_EXPLORER_PROOF', () => at(`/tx/${FIRST}/hex`, () => hexOf(NEXT))],
  ['a larger amount', 'LZ_EXPLORER_PROOF', () => at(`/tx/${FIRST}/hex`, (hex) => hex.replace('00ca9a3b', '01ca9a3b'))],
  ['half a transaction', 'LZ_EXPLORER_PROOF', () => at(`/tx/${FIRST}/hex`, (hex) => hex.slice(0, 200))],
  ['bytes behind a transaction', 'LZ_EXPLORER_PROOF', () => at(`/tx/${FIRST}/hex`, (hex) => `${hex}00`)],
  ['an odd number of digits', 'LZ_EXPLORER_HEX', () => at(`/tx/${FIRST}/hex`, (hex) => hex.slice(1))],
  ['nothing', 'LZ_EXPLORER_HEX', () => at(`/tx/${FIRST}/hex`, () => '')],
  ['a web page for bytes', 'LZ_EXPLORER_HEX', () => at(`/tx/${FIRST}/hex`, () => PAGE)],
  ['a web page for a list', 'LZ_EXPLORER_JSON', () => at(`/tx/${FIRST}/outspends`, () => PAGE)],
  ['a list that is cut', 'LZ_EXPLORER_JSON', () => at(`/tx/${FIRST}/outspends`, (text) => text.slice(0, -9))],
  [
    'a wrong branch',
    'LZ_EXPLORER_PROOF',
    () =>
      at(
        `/tx/${FIRST}/merkle-proof`,
        json((proof: Proof) => ({ ...proof, merkle: [NEXT] })),
      ),
  ],
  [
    'a wrong place',
    'LZ_EXPLORER_PROOF',
    () =>
      at(
        `/tx/${FIRST}/merkle-proof`,
        json((proof: Proof) => ({ ...proof, pos: 0 })),
      ),
  ],
  [
    'a place that the block does not have',
    'LZ_EXPLORER_PROOF',
    () =>
      at(
        `/tx/${FIRST}/merkle-proof`,
        json((proof: Proof) => ({ ...proof, pos: 5 })),
      ),
  ],
  [
    'the place of its copy at the end',
    'LZ_EXPLORER_PROOF',
    () =>
      at(
        `/tx/${FIRST}/merkle-proof`,
        json((proof: Proof) => ({ ...proof, merkle: [FIRST] })),
      ),
  ],
  [
    'a block in which it is not',
    'LZ_EXPLORER_PROOF',
    () =>
      at(
        `/tx/${FIRST}/merkle-proof`,
        json((proof: Proof) => ({ ...proof, block_height: HEIGHT + 1 })),
      ),
  ],
  [
    'a block that there is not',
    'LZ_EXPLORER_PROOF',
    () =>
      at(
        `/tx/${FIRST}/merkle-proof`,
        json((proof: Proof) => ({ ...proof, block_height: 99_999 })),
      ),
  ],
  [
    'a floating place',
    'LZ_EXPLORER_SHAPE',
    () =>
      at(
        `/tx/${FIRST}/merkle-proof`,
        json((proof: Proof) => ({ ...proof, pos: 0.5 })),
      ),
  ],
  ['a header without work', 'LZ_EXPLORER_PROOF', () => tellHeader(forge())],
  ['a header with the work of a test network', 'LZ_EXPLORER_PROOF', () => tellHeader(forgeEasy())],
  [
    'the header of another block',
    'LZ_EXPLORER_PROOF',
    () => at(new RegExp(`^/block/${readReal().heads[HEIGHT]?.hash}/`), () => readReal().heads[HEIGHT + 1]?.hex),
  ],
  [
    'a height behind that of its spenders',
    'LZ_GATHER_CONFLICT',
    () => (request) => {
      if (request.path === '/block-height/4000') return { say: readReal().heads[HEIGHT]?.hash }
      if (request.path !== `/tx/${FIRST}/merkle-proof`) return undefined
      return { say: JSON.stringify({ ...(JSON.parse(request.truth ?? '') as Proof), block_height: 4000 }) }
    },
  ],
  [
    'a spender that spends other outputs',
    'LZ_EXPLORER_PROOF',
    () =>
      at(
        `/tx/${FIRST}/outspends`,
        json((spends: Spends) => [spends[1], spends[1]]),
      ),
  ],
  [
    'a spender that nobody has',
    'LZ_EXPLORER_PROOF',
    () =>
      at(
        `/tx/${FIRST}/outspends`,
        json((spends: Spends) => spends.map((s) => ({ ...s, txid: 'ab'.repeat(32) }))),
      ),
  ],
  [
    'fewer outputs than there are',
    'LZ_EXPLORER_PROOF',
    () =>
      at(
        `/tx/${FIRST}/outspends`,
        json((spends: Spends) => spends.slice(1)),
      ),
  ],
  [
    'a spend without a spender',
    'LZ_EXPLORER_SHAPE',
    () =>
      at(
        `/tx/${FIRST}/outspends`,
        json(() => [{ spent: true }, { spent: false }]),
      ),
  ],
  ['another net', 'LZ_EXPLORER_CHAIN', () => at('/block-height/0', () => readReal().heads[1]?.hash)],
  ['no previous transaction', 'LZ_EXPLORER_PROOF', () => at(/^\/tx\/591e91f8.*\/hex$/, () => undefined)],
  [
    'an answer that is never enough',
    'LZ_NET_STATUS',
    () =>
      ({ response }) => {
        response.writeHead(503).end()
        return 'sent'
      },
  ],
]

describe.skipIf(!isHere)('an explorer that', () => {
  beforeAll(() => void readReal())

  it.each(lies)('tells %s is found out', async (_, code, lie) => {
    const store = await openCase()
    const liar = await serveEsploraTxs(readReal(), lie())
    await expect(gather({ store, server: liar })).rejects.toMatchObject({ code })
    const kept = await queryRows(
      store,
      'SELECT lower(hex(txid)) AS txid, height, lower(hex(raw)) AS raw FROM gathered_tx',
    )
    for (const { txid, raw } of kept) expect(raw).toBe(hexOf(String(txid)))
    expect((await listHubOwners(store, 'bip122:000000000019d6689c085ae165831e93' as never)).size).toBe(0)
  })

  it('lied is no harm once another one is asked', async () => {
    const store = await openCase()
    const liar = await serveEsploraTxs(
      readReal(),
      at(
        `/tx/${FIRST}/outspends`,
        json((s: Spends) => [s[1], s[1]]),
      ),
    )
    await expect(gather({ store, server: liar })).rejects.toMatchObject({ code: 'LZ_EXPLORER_PROOF' })
    await gather({ store, server: await serveEsploraTxs(readReal()) })
    expect(endsOf(await trace(store))).toEqual(ENDS)
  })

  const troubles: readonly (readonly [name: string, trouble: FakeLie])[] = [
    [
      'asks for patience',
      ({ turn, response }) => {
        if (turn % 5 > 0) return undefined
        response.writeHead(429, { 'retry-after': '7' }).end('Too Many Requests')
        return 'sent'
      },
    ],
    [
      'hangs up in the middle of an answer',
      ({ turn, truth, response }) => {
        if (turn % 6 > 0) return undefined
        response.writeHead(200, { 'content-length': 10_000 })
        response.write(truth ?? '', () => response.destroy())
        return 'sent'
      },
    ],
    ['shows a web page now and then', ({ turn }) => (turn % 4 > 0 ? undefined : { say: PAGE })],
  ]
  it.each(troubles)('%s is asked again', async (_, trouble) => {
    const store = await openCase()
    const server = await serveEsploraTxs(readReal(), trouble)
    expect(await gather({ store, server })).toMatchObject({ read: 10, unspent: 5 })
    expect(endsOf(await trace(store))).toEqual(ENDS)
  })

  it('takes back what it said of spends is found out', async () => {
    const store = await openCase()
    await gather({ store, server: await serveEsploraTxs(readReal()) })
    const forgetful = await serveEsploraTxs(
      readReal(),
      at(
        /outspends$/,
        json((all: Spends) => all.map(() => ({ spent: false }))),
      ),
    )
    await expect(gather({ store, server: forgetful, laterSec: 3600 })).rejects.toMatchObject({
      code: 'LZ_EXPLORER_PROOF',
    })
    expect(endsOf(await trace(store))).toEqual(ENDS)
  })
})
