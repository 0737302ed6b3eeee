import { describe, expect, it } from 'vitest'
import { ChainId } from '../../../chain/index.ts'
import { createClient } from '../../../net/index.ts'
import { createBlockscoutSource } from './etherscan/createBlockscoutSource.ts'
import { type Asked, createTestClock, serveAnswers } from './explorer.support.ts'
import type { AddressTag, NameSource } from './NameSource.ts'

const chain = ChainId.parse('ethereum')
const me = '0x2c1ba59d6f58433fb1eaee7d20b26ed83bda51a3'
const other = '0x20d42f2e99a421147acf198d775395cac2e8b03d'

type Mode = 'service' | 'instance'

async function serve(mode: Mode, answer: (asked: Asked) => unknown) {
  const server = await serveAnswers(answer)
  const [client, clock] = [createClient({ allowPrivate: [server.host] }), createTestClock()]
  const place = mode === 'service' ? { namesUrl: `${server.origin}/api/v1/metadata` } : {}
  const { names } = createBlockscoutSource({ client, clock, chain, url: server.origin, ...place })
  return { ...server, clock, names: names as NameSource }
}

const tag = (name: unknown, tagType: unknown = 'name', ordinal: unknown = 10) => {
  return { slug: 'a-slug', name, tagType, ordinal, meta: '{"main_entity":"Binance"}' }
}

/** As https://docs.blockscout.com/api-reference/metadata/get-servicesmetadataapiv1metadata has it. */
const batch = (address: string, ...tags: unknown[]) => ({ addresses: { [address]: { tags, reputation: null } } })

/** As schemas/api/v2/address.ex has it. */
const page = (hash: string, more: Record<string, unknown> = {}) => {
  const none = { name: null, ens_domain_name: null, metadata: null, is_scam: false, is_contract: false }
  return { hash, ...none, public_tags: [], private_tags: [], watchlist_names: [], implementations: [], ...more }
}

async function read(mode: Mode, answer: unknown): Promise<readonly AddressTag[] | undefined> {
  const { names } = await serve(mode, () => answer)
  return (await names.listTags([me])).get(me)
}

describe('names of the service', () => {
  it('are asked for many addresses at once, and of this chain', async () => {
    const { names, asked, host } = await serve('service', () =>
      batch(me, tag('Exchange', 'generic', 0), tag('Binance 8')),
    )
    const found = await names.listTags([me, other])
    expect(names.host).toBe(host)
    expect([...found]).toEqual([
      [
        me,
        [
          { text: 'Binance 8', kind: 'name' },
          { text: 'Exchange', kind: 'generic' },
        ],
      ],
      [other, []],
    ])
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({ addresses: `${me},${other}`, chainId: '1' })
  })

  it('are those that say who it is: no notes, no protocols, no lists without an end', async () => {
    const kinds = ['note', 'information', 'protocol', 'something-new'].map((kind) => tag('Binance', kind))
    expect(await read('service', batch(me, ...kinds))).toEqual([])
    expect(await read('service', batch(me, ...Array(3000).fill(tag('a'))))).toHaveLength(20)
  })
})

describe('names of an instance', () => {
  it('are its public tags, those of the service, and its badge; never what the holder chose', async () => {
    const own = { address_hash: me, display_name: 'OKX 7', label: 'okx' }
    const chosen = { name: 'Binance', ens_domain_name: 'binance.eth', private_tags: [own], watchlist_names: [own] }
    expect(await read('instance', page(me, chosen))).toEqual([])
    const told = { public_tags: [own], metadata: { tags: [tag('OKX: Deposit', 'name', 20)] }, is_scam: true }
    expect(await read('instance', page(me, told))).toEqual([
      { text: 'scam', kind: 'scam' },
      { text: 'OKX: Deposit', kind: 'name' },
      { text: 'OKX 7', kind: 'name' },
    ])
  })

  it('are asked of nobody else', async () => {
    const { names, asked } = await serve('instance', () => page(me))
    expect(await names.listTags([me])).toEqual(new Map([[me, []]]))
    expect(asked.map(({ pathname }) => pathname)).toEqual([`/api/v2/addresses/${me}`])
  })
})

describe.each(['service', 'instance'] as const)('a hostile %s', (mode) => {
  const say = (address: string, ...tags: unknown[]) =>
    mode === 'service' ? batch(address, ...tags) : page(address, { metadata: { tags } })

  it('cannot hide or turn text, and says nothing at great length', async () => {
    const evil = 'Bin\u0000ance\u001b[2J \u202e14\n<script>'
    expect(await read(mode, say(me, tag(evil)))).toEqual([{ text: 'Bin ance [2J 14 <script>', kind: 'name' }])
    expect(await read(mode, say(me, tag('B'.repeat(300_000)), tag(' \u200b ')))).toEqual([])
  })

  it.each([
    ['is no JSON', '<html>', 'LZ_EXPLORER_JSON'],
    ['is null', null, 'LZ_EXPLORER_SHAPE'],
    ['has a number for a name', say(me, tag(14)), 'LZ_EXPLORER_SHAPE'],
    ['has a name of objects', say(me, tag({ toString: 'x' })), 'LZ_EXPLORER_SHAPE'],
    ['has no list of tags', mode === 'service' ? batch(me) : page(me, { metadata: 'Binance' }), 'LZ_EXPLORER_SHAPE'],
    ['tells of another address', say(other, tag('Binance 14')), 'LZ_EXPLORER_ROWS'],
    ['tells of no address', say('Binance', tag('Binance 14')), 'LZ_EXPLORER_SHAPE'],
    ['has ten million bytes', say(me, tag('B'.repeat(10_000_000))), 'LZ_NET_SIZE'],
  ])('whose answer %s', async (what, answer, code) => {
    if (what === 'has no list of tags' && mode === 'service')
      Object.assign(answer as object, { addresses: { [me]: {} } })
    await expect(read(mode, answer)).rejects.toMatchObject({ code })
  })

  it('sends nobody elsewhere', async () => {
    const away = await serve(mode, () => say(me, tag('Binance 14')))
    const { names } = await serve(mode, ({ response }) => {
      response.writeHead(302, { location: `${away.origin}/` }).end()
      return undefined
    })
    await expect(names.listTags([me])).rejects.toMatchObject({ code: expect.stringMatching(/^LZ_NET_/) as string })
    expect(away.asked).toEqual([])
  })

  it('is not waited for', async () => {
    const { names, asked, clock } = await serve(mode, ({ response }) => {
      response.writeHead(429, { 'retry-after': '3600' }).end()
      return undefined
    })
    await expect(names.listTags([me])).rejects.toMatchObject({ kind: 'retryable' })
    expect(asked).toHaveLength(2)
    expect(clock.sleptMs.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(11_000)
  })

  it('may not know the address, or have no such page', async () => {
    const { names } = await serve(mode, ({ response }) => {
      response.writeHead(404).end('{"message":"Not found"}')
      return undefined
    })
    expect(await names.listTags([me])).toEqual(new Map())
  })
})
