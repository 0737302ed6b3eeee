import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Address from './Address.ts'
import * as ChainId from './ChainId.ts'

// One address of each family, valid on the chain named.
const samples = [
  ['0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', 'ethereum'],
  ['0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', 'ethereum-classic'],
  ['1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2', 'bitcoin'],
  ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'bitcoin'],
  ['1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2', 'bsv'],
  ['LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9', 'litecoin'],
  ['DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L', 'dogecoin'],
  ['DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L', 'verge'],
  ['t1Hsc1LR8yKnbbe3twRp88p6vFfC5t7DLbs', 'zcash'],
  ['bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a', 'bitcoin-cash'],
  ['TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', 'tron'],
  ['EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v', 'solana'],
  ['rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', 'xrpl'],
  ['bnb136ns6lfw4zs5hg4n85vdthaad7hq5m4gtkgf23', 'bnb-beacon'],
  ['4AdUndXHHZ6cfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2684Rge', 'monero'],
] as const
const checked = samples.filter(([text, chain]) => chain !== 'solana' && !text.startsWith('0x'))

describe('parse', () => {
  it.each(samples)('%s of %s is canonical, and its key gives it back', (text, shortName) => {
    const chain = ChainId.parse(shortName)
    expect(Address.parse(text, chain)).toBe(text)
    expect(Address.fromKey(Address.toKey(text, chain), chain)).toBe(text)
    expect(Address.parse(Address.display(text, chain), chain)).toBe(text)
    expect(Address.detect(text).flatMap(({ chains }) => chains)).toContain(chain)
  })

  it('has a key of 20 bytes on every EVM chain', () => {
    const [text] = samples[0]
    expect(Address.toKey(text, ChainId.parse('eip155:4242'))).toHaveLength(20)
    expect(Address.display(text, ChainId.parse('base'))).toBe('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed')
  })

  it.each([
    ['hello', 'bitcoin', 'LZ_ADDRESS_SYNTAX'],
    ['', 'tron', 'LZ_ADDRESS_SYNTAX'],
    ['1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3', 'bitcoin', 'LZ_ADDRESS_CHECKSUM'],
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD', 'base', 'LZ_ADDRESS_CHECKSUM'],
    ['LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9', 'bitcoin', 'LZ_ADDRESS_CHAIN'],
    ['0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', 'bitcoin', 'LZ_ADDRESS_CHAIN'],
    ['TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', 'ethereum', 'LZ_ADDRESS_CHAIN'],
    ['0x5aaeb6053f3e94c9b9a09f33669435e7ef1bea', 'eip155:4242', 'LZ_ADDRESS_SYNTAX'],
    ['tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx', 'bitcoin', 'LZ_ADDRESS_CHAIN'],
    ['cosmos1t2uflqwqe0fsj0shcfkrvpukewcw40yjj6hdc0', 'cosmos:cosmoshub-3', 'LZ_ADDRESS_UNSUPPORTED'],
  ])('refuses %s on %s', (text, chain, code) => {
    const refusal: unknown = expect.objectContaining({ code, kind: 'input' })
    expect(() => Address.parse(text, ChainId.parse(chain))).toThrow(refusal)
  })

  it('names the chain that a foreign address is on', () => {
    expect(() => Address.parse('LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9', ChainId.parse('bitcoin'))).toThrow(
      /one of litecoin/,
    )
  })

  it('points at a look-alike letter', () => {
    const cyrillic = 'T\u041d96tFMn8KGiYSLiw\u0441V3E2UiaJc8jmcbz3'
    expect(() => Address.parse(cyrillic, ChainId.parse('tron'))).toThrow(/Character 2 is U\+041D/)
  })
})

describe('detect', () => {
  it('finds one legacy address on three chains', () => {
    expect(Address.detect('1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu')).toEqual([
      { kind: 'p2pkh', canonical: '1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu', chains: list('bitcoin', 'bsv') },
      {
        kind: 'p2pkh',
        canonical: 'bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a',
        chains: list('bitcoin-cash'),
      },
    ])
  })

  it('finds an EVM address on every EVM chain', () => {
    const [match] = Address.detect('0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed')
    expect(match?.chains).toEqual(expect.arrayContaining(list('ethereum', 'ethereum-classic', 'bsc', 'base')))
  })

  it.each(['', 'hello', '0x'])('finds nothing in %j', (text) => {
    expect(Address.detect(text)).toEqual([])
  })
})

describe('hostile text', () => {
  it('is bounded before it is read', () => {
    const long = '1'.repeat(1_000_000)
    expect(Address.detect(long)).toEqual([])
    for (const { id } of ChainId.known) {
      expect(() => Address.parse(long, id)).toThrow(expect.objectContaining({ code: 'LZ_ADDRESS_SYNTAX' }))
    }
  })

  const anyChain = fc.constantFrom(...ChainId.known.map(({ id }) => id))
  const allowed = ['LZ_ADDRESS_SYNTAX', 'LZ_ADDRESS_CHECKSUM', 'LZ_ADDRESS_CHAIN']
  const base58Text = fc.stringMatching(/^[1-9A-HJ-NP-Za-km-z]{1,130}$/)
  const bech32Text = fc.stringMatching(/^(?:bc|ltc|bnb|BC|bitcoincash:)1?[02-9ac-hj-np-zA-Z]{1,120}$/)
  const hexText = fc.stringMatching(/^(?:0x|41)?[0-9a-fA-F]{36,66}$/)
  const pieces = fc.constantFrom(...samples.flatMap(([text]) => [text, text.toUpperCase(), text.slice(0, -1)]))
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), base58Text, bech32Text, hexText, pieces)

  it('gives a canonical address or a listed error', () => {
    fc.assert(
      fc.property(anyText, anyChain, (text, chain) => {
        try {
          const canonical = Address.parse(text, chain)
          expect(Address.parse(canonical, chain)).toBe(canonical)
          expect(Address.fromKey(Address.toKey(canonical, chain), chain)).toBe(canonical)
        } catch (error) {
          expect(error).toBeInstanceOf(Address.InvalidAddressError)
          expect(allowed).toContain((error as Address.InvalidAddressError).code)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('detects what it can parse, and nothing else', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { canonical, chains } of Address.detect(text)) {
          for (const chain of chains) expect(Address.parse(text, chain)).toBe(canonical)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('sees one wrong character wherever there is a checksum', () => {
    const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0'
    const change = fc.tuple(fc.constantFrom(...checked), fc.nat(), fc.constantFrom(...alphabet))
    fc.assert(
      fc.property(change, ([[text, shortName], at, char]) => {
        const i = at % text.length
        fc.pre(text[i] !== char)
        const mistyped = text.slice(0, i) + char + text.slice(i + 1)
        expect(() => Address.parse(mistyped, ChainId.parse(shortName))).toThrow(Address.InvalidAddressError)
      }),
      { numRuns: 1000 },
    )
  })
})

// The sanctions lists that are laid beside the project; each test says so when they are not there.
const lists = path.join('..', 'shared', 'data', 'sanctions')
const ofac = path.join(lists, 'ofac-digital-currency-addresses-2026-08-20.json')
const older = ['2024-09-27', '2025-06-20'].map((day) => path.join(lists, `ofac-digital-currency-addresses-${day}.csv`))
const isAbsent = ![ofac, ...older].every((file) => existsSync(file))
if (isAbsent) console.warn(`skipped: OFAC's published addresses, because ${lists} is absent`)

type Row = { readonly asset: string; readonly address: string }

// What OFAC printed wrong: a Monero address with the letter l, a hash with 63 digits.
const unreadable = [
  '45ezvPejNsKYntjhyyeb7fbfzilsxYQozc5Ffseh8jPGW4JZQQVXykNTfK5uGFiij7Hp3qPv3T5HCR7F3Fnmz2mzE1aKQwo',
  '5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320',
]
// Listed as bitcoin, and an address of Tron.
const misfiled = ['TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq']

const chainOfAsset = new Map(
  Object.entries({ XBT: 'bitcoin', TRX: 'tron', SOL: 'solana', XRP: 'xrpl', BNB: 'bnb-beacon', ARB: 'arbitrum' }),
)

describe.skipIf(isAbsent)('OFAC’s published addresses', () => {
  it('are all read, on the chain of their asset, but for three misprints', () => {
    const { rows } = JSON.parse(readFileSync(ofac, 'utf8')) as { rows: readonly Row[] }
    expect(rows.length).toBe(977)
    const strays = rows.filter((row) => !fits(row)).map(({ address }) => address)
    expect(strays.sort()).toEqual([...unreadable, ...misfiled].sort())
  })

  it.each(older)('are all read in %s', (file) => {
    const [, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
    expect(lines.length).toBeGreaterThan(500)
    const addresses = lines.map((line) => line.split(',')[1] ?? '')
    const strays = addresses.filter((address) => Address.detect(address).length === 0)
    expect(strays.filter((address) => !unreadable.includes(address))).toEqual([])
  })
})

// Tokens may be on any chain; every other asset names its own.
function fits({ asset, address }: Row): boolean {
  const chains = Address.detect(address).flatMap((match) => match.chains)
  const isToken = asset === 'USDT' || asset === 'USDC'
  return isToken ? chains.length > 0 : chains.includes(ChainId.parse(chainOfAsset.get(asset) ?? asset))
}

function list(...shortNames: string[]): ChainId.ChainId[] {
  return shortNames.map((shortName) => ChainId.parse(shortName))
}
