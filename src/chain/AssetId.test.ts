import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as AssetId from './AssetId.ts'
import * as ChainId from './ChainId.ts'
import * as EvmAddress from './EvmAddress.ts'

const ethereum = ChainId.parse('ethereum')
const usdt = EvmAddress.parse('0xdAC17F958D2ee523a2206206994597C13D831ec7')

// @source https://chainagnostic.org/CAIPs/caip-19 test cases
const caip19 = [
  'eip155:1/slip44:60',
  'bip122:000000000019d6689c085ae165831e93/slip44:0',
  'cosmos:cosmoshub-3/slip44:118',
  'bip122:12a765e31ffd4059bada1e25190f6e98/slip44:2',
  'cosmos:Binance-Chain-Tigris/slip44:714',
  'cosmos:iov-mainnet/slip44:234',
  'lip9:9ee11e9df416b18b/slip44:134',
  'eip155:1/erc20:0x6b175474e89094c44da98b954eedeac495271d0f',
  'hedera:mainnet/nft:0.0.55492/12',
]

describe('parse', () => {
  it.each(caip19)('keeps %s', (text) => {
    expect(AssetId.parse(text)).toBe(text)
  })

  it.each([
    ['ethereum/slip44:60', 'eip155:1/slip44:60'],
    [
      'eip155:1/erc721:0x06012c8cf97BEaD5deAe237070F9587f8E7A266d/771769',
      'eip155:1/erc721:0x06012c8cf97bead5deae237070f9587f8e7a266d/771769',
    ],
    [
      'tron/trc20:41a614f803b6fd780986a42c78ec9c7f77e6ded13c',
      'tron:728126428/trc20:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
    ],
    ['eip155:1/named:US%2fD', 'eip155:1/named:US%2FD'],
  ])('makes %s canonical', (text, canonical) => {
    expect(AssetId.parse(text)).toBe(canonical)
  })

  it.each([
    '',
    'eip155:1',
    'eip155:1/',
    'eip155:1/slip44',
    'eip155:1/slip44:',
    'eip155:1/SLIP44:60',
    'eip155:1/erc20:0x1234',
    'eip155:1/erc20:0xdAC17F958D2ee523a2206206994597C13D831eC7',
    'eip155:1/erc721:0x06012c8cf97bead5deae237070f9587f8e7a266d/1/2',
    'solana/token:0xdac17f958d2ee523a2206206994597c13d831ec7',
    'nowhere/slip44:60',
    'eip155:1/named:%',
    'eip155:1/named:%ff',
    `eip155:1/named:${'a'.repeat(129)}`,
    `eip155:1/named:${'a'.repeat(300)}`,
  ])('refuses %s', (text) => {
    expect(() => AssetId.parse(text)).toThrow(expect.objectContaining({ code: 'LZ_ASSET_SYNTAX', kind: 'input' }))
  })
})

describe('making ids', () => {
  it('native', () => {
    expect(AssetId.native(ethereum)).toBe('eip155:1/slip44:60')
    expect(() => AssetId.native(ChainId.parse('eip155:4242'))).toThrow(
      expect.objectContaining({ code: 'LZ_ASSET_NATIVE' }),
    )
  })

  it('erc20', () => {
    expect(AssetId.erc20(ethereum, usdt)).toBe('eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7')
    expect(() => AssetId.erc20(ChainId.parse('tron'), usdt)).toThrow(
      expect.objectContaining({ code: 'LZ_ASSET_SYNTAX' }),
    )
  })

  it('named', () => {
    expect(AssetId.named(ethereum, 'USD')).toBe('eip155:1/named:USD')
    expect(AssetId.named(ethereum, 'Wrapped (PoS) / x_y')).toBe('eip155:1/named:Wrapped%20%28PoS%29%20%2F%20x%5Fy')
    const refusal: unknown = expect.objectContaining({ code: 'LZ_ASSET_SYNTAX' })
    for (const name of ['', '\ud800', 'x'.repeat(129), '\u20ac'.repeat(15)]) {
      expect(() => AssetId.named(ethereum, name)).toThrow(refusal)
    }
  })

  it('reads back every name that it takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }), (name) => {
        fc.pre(encodeURIComponent(name).length <= 40)
        const asset = AssetId.named(ethereum, name)
        expect(AssetId.findName(asset)).toBe(name)
        expect(AssetId.parse(asset)).toBe(asset)
      }),
    )
  })

  it('from what people write beside a chain', () => {
    const chain = ChainId.parse('ethereum')
    const usdt = '0xdAC17F958D2ee523a2206206994597C13D831ec7'
    expect(AssetId.parseOn('eth', chain)).toBe('eip155:1/slip44:60')
    expect(AssetId.parseOn('USD', chain)).toBe('eip155:1/named:USD')
    expect(AssetId.parseOn(usdt, chain)).toBe(`eip155:1/erc20:${usdt.toLowerCase()}`)
    expect(AssetId.parseOn('ethereum/slip44:60', chain)).toBe('eip155:1/slip44:60')
    expect(() => AssetId.parseOn('a/b', chain)).toThrow(expect.objectContaining({ code: 'LZ_ASSET_SYNTAX' }))
  })

  it('takes an id apart', () => {
    expect(AssetId.toParts(AssetId.parse('hedera:mainnet/nft:0.0.55492/12'))).toEqual({
      chain: 'hedera:mainnet',
      namespace: 'nft',
      reference: '0.0.55492',
      tokenId: '12',
    })
    expect(AssetId.findName(AssetId.native(ethereum))).toBeUndefined()
  })

  it.each([
    ['eip155:1/slip44:60', 'ETH'],
    ['bitcoin/slip44:0', 'BTC'],
    ['eip155:1/slip44:0', '0'],
    ['cosmos:cosmoshub-3/slip44:118', '118'],
    ['eip155:1/named:US%20D', 'US D'],
    ['eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7', usdt],
    ['eip155:31337/slip44:60', 'eip155:31337/slip44:60'],
  ])('%s is called %s', (text, name) => {
    expect(AssetId.displayName(AssetId.parse(text))).toBe(name)
  })

  it.each([
    ['eip155:1/slip44:60', 18],
    ['eip155:31337/slip44:60', 18],
    ['tron:728126428/slip44:195', 6],
    ['eip155:1/slip44:195', undefined],
    ['cosmos:cosmoshub-4/slip44:118', undefined],
    ['eip155:31337/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7', undefined],
  ])('%s has %s decimals by the rules of its chain', (text, decimals) => {
    expect(AssetId.findNativeUnit(AssetId.parse(text))?.decimals).toBe(decimals)
  })

  it('gives an id or a listed error for any text', () => {
    const idLike = fc.stringMatching(/^eip155:1\/(?:named|erc20|slip44):[-.%a-zA-Z0-9/]{0,60}$/)
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), idLike), (text) => {
        try {
          const asset = AssetId.parse(text)
          expect(AssetId.parse(asset)).toBe(asset)
        } catch (error) {
          expect(error).toBeInstanceOf(AssetId.InvalidAssetError)
        }
      }),
    )
  })
})
