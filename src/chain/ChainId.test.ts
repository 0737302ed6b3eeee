import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as ChainId from './ChainId.ts'

// @source https://chainagnostic.org/CAIPs/caip-2 test cases, and those of the namespaces eip155, tron, xrpl, monero, bsv
const caip2 = [
  'eip155:1',
  'bip122:000000000019d6689c085ae165831e93',
  'bip122:12a765e31ffd4059bada1e25190f6e98',
  'bip122:fdbe99b90c90bae7505796461471d89a',
  'bip122:000000000000000000b15ad892af8f6a',
  'cosmos:cosmoshub-2',
  'cosmos:cosmoshub-3',
  'cosmos:Binance-Chain-Tigris',
  'cosmos:iov-mainnet',
  'starknet:SN_GOERLI',
  'lip9:9ee11e9df416b18b',
  'chainstd:8c3444cf8970a9e41a706fab93e7a6c4',
  'tron:728126428',
  'tron:2494104990',
  'xrpl:0',
  'monero:418015bb9ae982a1975da7d79277c270',
  'bsv:mainnet',
]

describe('parse', () => {
  it.each(caip2)('keeps %s', (text) => {
    expect(ChainId.parse(text)).toBe(text)
  })

  it.each([
    ['ethereum', 'eip155:1'],
    ['Ethereum', 'eip155:1'],
    [' eth ', 'eip155:1'],
    ['bsc', 'eip155:56'],
    ['bnb', 'eip155:56'],
    ['btc', 'bip122:000000000019d6689c085ae165831e93'],
    ['tron:0x2b6653dc', 'tron:728126428'],
  ])('takes %j for %s', (text, id) => {
    expect(ChainId.parse(text)).toBe(id)
  })

  it.each([
    'eip155:',
    ':1',
    'ei:1',
    'eip155eip155:1',
    'EIP155:1',
    'eip155:1:2',
    'eip155:01',
    'eip155:0x1',
    'eip155:1 ',
    'eip155:1\n',
    'bip122:000000000019D6689C085AE165831E93',
    'bip122:000000000019d6689c085ae165831e9',
    `cosmos:${'a'.repeat(33)}`,
    'a'.repeat(65),
  ])('refuses the syntax of %s', (text) => {
    expect(() => ChainId.parse(text)).toThrow(expect.objectContaining({ code: 'LZ_CHAIN_SYNTAX', kind: 'input' }))
  })

  it('names close words', () => {
    expect(() => ChainId.parse('etherium')).toThrow(/did you mean ethereum\?/)
    expect(() => ChainId.parse('bitcion')).toThrow(/did you mean bitcoin\?/)
    expect(() => ChainId.parse('nowhere')).toThrow(/one of ethereum, /)
    expect(() => ChainId.parse('')).toThrow(expect.objectContaining({ code: 'LZ_CHAIN_UNKNOWN' }))
  })

  it('gives an id or a listed error for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z0-9]{2,9}:[\w-]{0,34}$/)), (text) => {
        try {
          expect(ChainId.parse(ChainId.parse(text))).toBe(ChainId.parse(text))
        } catch (error) {
          expect(error).toBeInstanceOf(ChainId.InvalidChainError)
        }
      }),
    )
  })
})

describe('the table', () => {
  it('has one meaning for each word', () => {
    const words = ChainId.known.flatMap(({ id, shortName, aliases }) => [id, shortName, ...aliases])
    expect(new Set(words).size).toBe(words.length)
  })

  it.each(ChainId.known.map((info) => [info.shortName, info] as const))('%s is well formed', (shortName, info) => {
    expect(info.id).toMatch(/^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}$/)
    expect(ChainId.parse(info.id)).toBe(info.id)
    expect(ChainId.parse(shortName)).toBe(info.id)
    expect(ChainId.shortName(info.id)).toBe(shortName)
    expect(ChainId.find(info.id)).toBe(info)
    expect(info.addressFamilies.length).toBeGreaterThan(0)
  })

  it('knows nothing of a chain that is not in it, but that eip155 is EVM', () => {
    const unknown = ChainId.parse('eip155:4242')
    expect(ChainId.find(unknown)).toBeUndefined()
    expect(ChainId.shortName(unknown)).toBe(unknown)
    expect(ChainId.listFamilies(unknown)).toEqual(['evm'])
    expect(ChainId.listFamilies(ChainId.parse('cosmos:cosmoshub-3'))).toEqual([])
  })
})
