import { describe, expect, it } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { readLabelFile, readLabelFiles } from './readLabelFile.ts'

const bytes = (text: string): Uint8Array[] => [new TextEncoder().encode(text)]
const read = (text: string) => readLabelFile({ name: 'pack.yaml', bytes: bytes(text) })

const head = 'title: Some pack\nsource: https://a.example\nconfidence: service_data\ncurrency: ETH\n'

describe('a TagPack', () => {
  it('lends its head to every tag that sets no field of its own', async () => {
    const tags = `tags:
- address: '0x28c6c06298d514db089934071355e5743bf21d60'
  label: Binance 14
- address: 34xp4vRoCGJym3xR7yCVPFHoCNxv4Twseo
  currency: 'BTC '
  label: reserve
  actor: binance
  confidence: forensic
  source: https://b.example
`
    const { format, labels, rejects } = await read(head + tags)
    expect({ format, rejects }).toEqual({ format: 'tagpack', rejects: [] })
    const [first, second] = labels
    expect(first).toMatchObject({ chain: 'eip155:1', actor: 'Binance', confidence: 'service_data' })
    expect(first?.source).toBe('Some pack (https://a.example)')
    expect(second).toMatchObject({ chain: ChainId.parse('bitcoin'), actor: 'Binance', confidence: 'forensic' })
    expect(second?.source).toBe('Some pack (https://b.example)')
  })

  it('is said by whom the user names, if anyone', async () => {
    const text = `${head}tags:\n- { address: 34xp4vRoCGJym3xR7yCVPFHoCNxv4Twseo, currency: BTC, label: a }\n`
    const named = await readLabelFile({ name: 'pack.yaml', bytes: bytes(text) }, { source: 'Our team' })
    expect(named.labels[0]?.source).toBe('Our team (https://a.example)')
  })

  it('keeps an unquoted EVM address digit by digit', async () => {
    const { labels } = await read(`${head}tags:\n- address: 0x28c6c06298d514db089934071355e5743bf21d60\n  label: a\n`)
    expect(labels[0]?.address).toBe('0x28c6c06298d514db089934071355e5743bf21d60')
  })

  it('takes a ticker as a hint: the form of the address decides', async () => {
    const tags = `tags:
- { address: TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t, currency: BTC, label: a }
- { address: '0x28c6c06298d514db089934071355e5743bf21d60', currency: USDT, label: b }
- { address: vuniyuoxoeub, currency: EOS, label: c }
`
    const { labels, rejects } = await read(head + tags)
    expect(labels.map(({ chain }) => chain)).toEqual([ChainId.parse('tron'), undefined])
    expect(rejects).toMatchObject([{ place: 'tags[2]', code: 'LZ_LABEL_CURRENCY' }])
  })

  it('rejects bad tags one by one and says where', async () => {
    const tags = `tags:
- label: no address
- address: [1]
- address: '0x0000000000000000000000000000000000000000'
- address: '0x00000000000000000000000000000000000000FF'
- address: '0x28C6c06298d514db089934071355e5743bf21d60'
- just text
- address: '0x28c6c06298d514db089934071355e5743bf21d60'
  unheard_of: { a: 1 }
`
    const { labels, rejects } = await read(head + tags)
    expect(labels).toHaveLength(1)
    expect(rejects.map(({ place, code }) => `${place} ${code}`)).toEqual([
      'tags[0] LZ_LABEL_ENTRY',
      'tags[1] LZ_LABEL_ENTRY',
      'tags[2] LZ_LABEL_NULL_ADDRESS',
      'tags[3] LZ_LABEL_NULL_ADDRESS',
      'tags[4] LZ_LABEL_ADDRESS',
      'tags[5] LZ_LABEL_ENTRY',
    ])
  })

  it.each([
    ['LZ_LABEL_FILE_SHAPE', 'tags: 3'],
    ['LZ_LABEL_FILE_SHAPE', 'title: [a]\ntags: []'],
    ['LZ_LABEL_FILE_SHAPE', 'tags:\n- a: "open'],
    ['LZ_LABEL_FILE_SHAPE', `a: &a [1]\n${'b: [*a, *a, *a]\n'.repeat(400)}tags: []`],
  ])('is refused as a whole with %s: %s', async (code, text) => {
    await expect(read(text)).rejects.toMatchObject({ code, kind: 'input' })
  })
})

describe('an ActorPack', () => {
  const pack = `title: Actors
actors:
- { id: zzex, label: Zz Exchange, categories: [organization, exchange], aliases: [zzx] }
- { id: okex, label: OKX Group, categories: [exchange], aliases: [okx-global] }
- { id: coin, label: Coin, categories: [exchange] }
- { id: kitty, label: Kitty, categories: [collectible] }
- { label: no id }
`
  const tags = `tags:
- { address: '0x28c6c06298d514db089934071355e5743bf21d60', currency: ETH, label: Zzx 3 }
- { address: '0x21a31ee1afc51d94c2efccaa2092ad1028285549', currency: ETH, label: OKX Global }
- { address: '0xdfd5293d8e347dfe59e90efd55b2956a1343963d', currency: ETH, label: Zzx fans }
`

  it('holds names of services and no addresses', async () => {
    const { format, labels, services, rejects } = await read(pack)
    expect({ format, labels }).toEqual({ format: 'actorpack', labels: [] })
    expect(services.map(({ name }) => name)).toEqual(['Zz Exchange', 'OKX', 'Coin'])
    expect(rejects).toMatchObject([{ place: 'actors[4]', code: 'LZ_LABEL_ENTRY' }])
  })

  it('makes its names known in the label files beside it, in exact form only', async () => {
    const files = [tags, pack].map((text, i) => ({ name: `${i}.yaml`, bytes: bytes(text) }))
    const [read] = await readLabelFiles(files)
    expect(read?.labels.map(({ actor }) => actor)).toEqual(['Zz Exchange', 'OKX', undefined])
  })
})
