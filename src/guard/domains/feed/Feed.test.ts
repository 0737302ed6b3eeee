import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LazarettoError } from '../../../LazarettoError.ts'
import { compileFeed } from './compileFeed.ts'
import { createFeed } from './Feed.ts'
import { feedOf, KEY, listOf, NOW_S } from './feeds.support.ts'
import { openFeed, signFeed } from './openFeed.ts'

const compile = (...texts: string[]): Uint8Array => compileFeed([listOf('A', texts)], { madeS: NOW_S, key: KEY }).bytes
const now = (): number => NOW_S

describe('find', () => {
  const feed = feedOf(
    listOf('A', ['evil.example', 'name.eth.limo', 'r2.dev', 'shared.example/bad/page', 'bit.ly/x?y=1', '9.9.9.9']),
    listOf('B', ['evil.example', 'deep.evil2.example', `Qm${'a'.repeat(44)}`]),
  )

  it.each([
    ['evil.example', '/', 'host'],
    ['www.a.evil.example', '/any', 'parent'],
    ['name.eth.limo', '/', 'host'],
    ['9.9.9.9', '/', 'host'],
    ['shared.example', '/bad/page', 'path'],
    ['www.shared.example', '/bad/page/more?z', 'path'],
    ['bit.ly', '/x?y=1', 'path'],
    ['gateway.example', `/ipfs/Qm${'a'.repeat(44)}`, 'content'],
  ])('%s%s is listed by its %s', (host, path, by) => {
    expect(feed.find(host, path)).toMatchObject({ by })
  })

  it.each([
    ['example', '/'],
    ['notevil.example', '/'],
    ['evil2.example', '/'],
    ['a.name.eth.limo', '/'],
    ['my.r2.dev', '/'],
    ['shared.example', '/bad/pages'],
    ['shared.example', '/'],
    ['bit.ly', '/x?y=2'],
    ['1.9.9.9.9', '/'],
    ['évil.example', '/'],
    ['', ''],
  ])('%s%s is not', (host, path) => {
    expect(feed.find(host, path)).toBeUndefined()
  })

  it('names every list that has it', () => {
    expect(feed.find('evil.example')?.sources).toEqual(['A', 'B'])
  })

  it('finds whatever was compiled', () => {
    const host = fc
      .tuple(fc.stringMatching(/^[a-z0-9]{1,20}$/), fc.constantFrom('example', 'test'))
      .map((parts) => parts.join('.'))
    fc.assert(
      fc.property(fc.uniqueArray(host, { minLength: 1, maxLength: 200 }), (hosts) => {
        const all = feedOf(listOf('A', hosts))
        expect(all.count).toBe(hosts.length)
        expect(hosts.filter((name) => all.find(name)?.entry !== name)).toEqual([])
      }),
      { numRuns: 30 },
    )
  })
})

describe('age', () => {
  const dated = listOf('A', ['old.example'], { entryDaysMax: 100, expiresS: NOW_S })
  const day = Math.floor(NOW_S / 86_400)
  const withDay = (age: number): typeof dated => ({
    ...dated,
    reading: { ...dated.reading, entries: dated.reading.entries.map((entry) => ({ ...entry, day: day - age })) },
  })

  it('is told, and a list that has expired is stale', () => {
    const feed = feedOf(withDay(100), listOf('B', ['old.example']))
    expect(feed.find('old.example')).toMatchObject({ ageDays: 100, firstSeen: '2025-09-23', sources: ['A', 'B'] })
    expect(feed.stale).toEqual(['A'])
  })

  it('is of no use by a clock that is behind it', () => {
    const { bytes } = compileFeed([listOf('A', ['evil.example'])], { madeS: NOW_S, key: KEY })
    expect(createFeed(bytes, () => NOW_S - 86_400).stale).toEqual([])
    expect(createFeed(bytes, () => NOW_S - 86_401).stale).toEqual(['A'])
  })

  it('ends what a list says of an entry', () => {
    expect(feedOf(withDay(101), listOf('B', ['old.example'])).find('old.example')?.sources).toEqual(['B'])
    expect(feedOf(withDay(101)).find('old.example')).toBeUndefined()
  })
})

describe('bytes', () => {
  it('take at most 8 bytes an entry, also of few names on seven dated lists, and are the same each time', () => {
    const texts = Array.from({ length: 5_000 }, (_, i) => `name${i}.example`)
    const lists = Array.from({ length: 7 }, (_, list) => {
      const { source, reading } = listOf(`${list}`, texts)
      const entries = reading.entries.flatMap((entry, i) =>
        i % 7 === list || i % 11 === list ? [{ ...entry, day: 19_000 + (i % 1300) }] : [],
      )
      return { source, reading: { ...reading, entries } }
    })
    const { bytes, header } = compileFeed(lists, { madeS: NOW_S, key: KEY })
    expect(header.origins.length).toBeGreaterThan(20)
    expect(bytes.length / header.count).toBeLessThan(8)
    expect(compileFeed(lists, { madeS: NOW_S, key: KEY }).bytes).toEqual(bytes)
    const feed = createFeed(bytes, now)
    expect(texts.filter((text) => feed.find(text)?.entry !== text)).toEqual([])
  })

  it('that are cut or changed give an error or another feed, and nothing else', () => {
    const bytes = compile('a.example', 'b.example', 'c.example/path')
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), (at, value, isCut) => {
        const changed = isCut ? bytes.slice(0, at) : bytes.slice()
        if (!isCut) changed[at] = value
        try {
          createFeed(changed, now).find('a.example', '/x')
        } catch (error) {
          expect(error).toBeInstanceOf(LazarettoError)
          expect((error as LazarettoError).code).toBe('LZ_GUARD_FEED_FORMAT')
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('openFeed', () => {
  it('takes what a trusted key has signed, and refuses all else', async () => {
    const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
    if (!('privateKey' in pair)) throw new Error('no pair')
    const trusted = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
    const sign = async (signed: Uint8Array): Promise<Uint8Array> =>
      new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, signed))
    const sealed = await signFeed(compile('evil.example'), sign)
    const feed = await openFeed(sealed, { publicKeys: [new Uint8Array(32).fill(9), trusted], now })
    expect(feed.find('evil.example')).toBeDefined()
    const changed = sealed.slice()
    changed[changed.length - 70] = 0xff
    await expect(openFeed(compile('evil.example'), { publicKeys: [trusted], now })).rejects.toMatchObject({
      code: 'LZ_GUARD_FEED_SIGNATURE',
    })
    await expect(openFeed(changed, { publicKeys: [trusted], now })).rejects.toBeInstanceOf(LazarettoError)
    await expect(openFeed(sealed, { publicKeys: [], now })).rejects.toMatchObject({ code: 'LZ_GUARD_FEED_SIGNATURE' })
    await expect(openFeed(sealed, { publicKeys: [new Uint8Array(3)], now })).rejects.toMatchObject({
      code: 'LZ_GUARD_FEED_VERIFIER',
    })
  })
})
