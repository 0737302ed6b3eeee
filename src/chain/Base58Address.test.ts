import { hex } from '@scure/base'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Address from './Address.ts'
import * as Base58Address from './Base58Address.ts'
import * as ChainId from './ChainId.ts'

// Version bytes as each client's chainparams.cpp writes them, with the letters that its addresses start with.
const versions = [
  [[0], 'p2pkh', /^1/, ['bitcoin', 'bsv']],
  [[5], 'p2sh', /^3/, ['bitcoin', 'bsv', 'litecoin']],
  [[48], 'p2pkh', /^L/, ['litecoin']],
  [[50], 'p2sh', /^M/, ['litecoin']],
  [[30], 'p2pkh', /^D/, ['dogecoin', 'verge']],
  [[22], 'p2sh', /^[9A]/, ['dogecoin']],
  [[33], 'p2sh', /^E/, ['verge']],
  [[76], 'p2pkh', /^X/, ['dash']],
  [[16], 'p2sh', /^7/, ['dash']],
  [[38], 'p2pkh', /^G/, ['bitcoin-gold']],
  [[23], 'p2sh', /^A/, ['bitcoin-gold']],
  [[0x1c, 0xb8], 'p2pkh', /^t1/, ['zcash']],
  [[0x1c, 0xbd], 'p2sh', /^t3/, ['zcash']],
] as const

const anyHash = fc.uint8Array({ minLength: 20, maxLength: 20 })

describe('versions', () => {
  it.each(versions)('%j is %s', (version, kind, start, chains) => {
    fc.assert(
      fc.property(anyHash, (hash) => {
        const text = Base58Address.encode(version, hash)
        expect(text).toMatch(start)
        const reading = matches(text)
        expect(reading.flatMap((match) => match.chains.map(ChainId.shortName))).toEqual(chains)
        expect(new Set(reading.map((match) => match.kind))).toEqual(new Set([kind]))
      }),
    )
  })

  it.each([[111], [196], [0x1d, 0x25]])('%i is of a test network', (...version) => {
    expect(Base58Address.read(Base58Address.encode(version, new Uint8Array(20)))).toBe('network')
  })
})

describe('published addresses', () => {
  it.each([
    // The genesis block's coinbase, and the hash of nothing: https://en.bitcoin.it/wiki/Genesis_block
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'bitcoin', 'p2pkh'],
    ['1111111111111111111114oLvT2', 'bitcoin', 'p2pkh'],
    // https://github.com/bitcoin/bips/blob/master/bip-0016.mediawiki
    ['3P14159f73E4gFr7JterCCQh9QjiTjiZrG', 'bitcoin', 'p2sh'],
    ['LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9', 'litecoin', 'p2pkh'],
    ['DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L', 'dogecoin', 'p2pkh'],
    // The first founders' reward: https://github.com/zcash/zcash/blob/master/src/chainparams.cpp
    ['t3Vz22vK5z2LcKEdg16Yv4FFneEL1zg9ojd', 'zcash', 'p2sh'],
    ['t1Hsc1LR8yKnbbe3twRp88p6vFfC5t7DLbs', 'zcash', 'p2pkh'],
  ])('%s is of %s, %s', (text, chain, kind) => {
    expect(Address.parse(text, ChainId.parse(chain))).toBe(text)
    expect(matches(text)[0]?.kind).toBe(kind)
  })

  it('reads the hash of the genesis address', () => {
    const text = Base58Address.encode([0], hex.decode('62e907b15cbf27d5425399ebf6f0fb50ebb88f18'))
    expect(text).toBe('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa')
  })

  it('makes the old spelling of Litecoin P2SH the new one', () => {
    const litecoin = ChainId.parse('litecoin')
    expect(Address.parse('3MSvaVbVFFLML86rt5eqgA9SvW23upaXdY', litecoin)).toBe('MTf4tP1TCNBn8dNkyxeBVoPrFCcVzxJvvh')
    expect(Address.parse('MTf4tP1TCNBn8dNkyxeBVoPrFCcVzxJvvh', litecoin)).toBe('MTf4tP1TCNBn8dNkyxeBVoPrFCcVzxJvvh')
  })
})

describe('read', () => {
  it.each([
    ['1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3', 'checksum'],
    ['1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN', 'checksum'],
    ['1BvBMSEYstWetqTFn5Au4m4GFg7xJ', 'syntax'],
    ['0BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2', 'syntax'],
    ['1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 ', 'syntax'],
    ['', 'syntax'],
  ])('%s fails: %s', (text, fault) => {
    expect(Base58Address.read(text)).toBe(fault)
  })
})

function matches(text: string): readonly Address.AddressMatch[] {
  const reading = Base58Address.read(text)
  return typeof reading === 'string' ? [] : reading
}
