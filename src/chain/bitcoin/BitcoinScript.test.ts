import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Address from '../Address.ts'
import * as BitcoinNetwork from './BitcoinNetwork.ts'
import * as BitcoinScript from './BitcoinScript.ts'
import { bytesOf, concat, hexOf } from './bytes.support.ts'

const { main, test, regtest } = BitcoinNetwork
const KEY = '0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798'

describe('BitcoinScript', () => {
  // https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki#test-vectors-for-v0-v16-native-segregated-witness-addresses
  it.each([
    ['p2wpkh', 'main', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', '0014751e76e8199196d454941c45d1b3a323f1433bd6'],
    [
      'p2wsh',
      'test',
      'tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7',
      '00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262',
    ],
    [
      'witness',
      'main',
      'bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y',
      '5128751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6',
    ],
    ['witness', 'main', 'BC1SW50QGDZ25J', '6002751e'],
    ['witness', 'main', 'bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs', '5210751e76e8199196d454941c45d1b3a323'],
    [
      'p2wsh',
      'test',
      'tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy',
      '0020000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433',
    ],
    [
      'p2tr',
      'test',
      'tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c',
      '5120000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433',
    ],
    [
      'p2tr',
      'main',
      'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
      '512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798',
    ],
  ] as const)('knows %s on %j', (kind, name, address, hex) => {
    const network = name === 'main' ? main : test
    const script = bytesOf(hex)
    expect(BitcoinScript.toKind(script)).toBe(kind)
    expect(BitcoinScript.findAddress(script, network)).toBe(address.toLowerCase())
    expect(BitcoinScript.fromAddress(address, network)).toEqual(script)
    expect(BitcoinScript.addressScript(script)).toEqual(script)
  })

  // https://github.com/bitcoin/bips/blob/master/bip-0016.mediawiki and the wiki's page of genesis
  it.each([
    ['p2pkh', '76a91462e907b15cbf27d5425399ebf6f0fb50ebb88f1888ac', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
    [
      'p2pk',
      '4104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac',
      '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
    ],
    ['p2pk', `21${KEY}ac`, '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH'],
    ['p2sh', 'a914748284390f9e263a4b766a75d0633c50426eb87587', '3CK4fEwbMP7heJarmU4eqA3sMbVJyEnU3V'],
  ] as const)('knows %s', (kind, hex, address) => {
    const script = bytesOf(hex)
    expect(BitcoinScript.toKind(script)).toBe(kind)
    expect(BitcoinScript.findAddress(script, main)).toBe(address)
    const named = BitcoinScript.fromAddress(address, main) as Uint8Array
    expect(hexOf(named)).toBe(hexOf(BitcoinScript.addressScript(script) as Uint8Array))
    expect(BitcoinScript.findAddress(named, main)).toBe(address)
  })

  it.each([
    ['multisig', `5121${KEY}51ae`],
    ['multisig', `5221${KEY}21${KEY}21${KEY}53ae`],
    ['other', `5321${KEY}52ae`],
    ['other', `5121${KEY}52ae`],
    ['other', `5121${KEY}2151ae`],
    ['op-return', '6a0b68656c6c6f20776f726c64'],
    ['op-return', '6a'],
    ['other', ''],
    ['other', '00'],
    ['other', '0015751e76e8199196d454941c45d1b3a323f1433bd600'],
    ['other', `21${KEY.replace('02', '05')}ac`],
    ['other', '76a91462e907b15cbf27d5425399ebf6f0fb50ebb88f1888'],
  ])('gives no address to %s %s', (kind, hex) => {
    expect(BitcoinScript.toKind(bytesOf(hex))).toBe(kind)
    expect(BitcoinScript.findAddress(bytesOf(hex), main)).toBe(undefined)
    expect(BitcoinScript.addressScript(bytesOf(hex))).toBe(undefined)
  })

  it('takes addresses of its own network only', () => {
    const script = bytesOf('0014751e76e8199196d454941c45d1b3a323f1433bd6')
    expect(BitcoinScript.findAddress(script, regtest)).toBe('bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080')
    expect(BitcoinScript.fromAddress('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', regtest)).toBe(undefined)
    expect(BitcoinScript.fromAddress('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', test)).toBe(undefined)
    expect(BitcoinScript.fromAddress('hello', main)).toBe(undefined)
  })

  it('spells addresses as the address book does, and reads them back', () => {
    const program = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
    const script = fc.oneof(
      program(20).map((hash) => concat([0x76, 0xa9, 20], hash, [0x88, 0xac])),
      program(20).map((hash) => concat([0xa9, 20], hash, [0x87])),
      program(20).map((hash) => concat([0, 20], hash)),
      program(32).map((hash) => concat([0, 32], hash)),
      fc
        .tuple(fc.integer({ min: 0x51, max: 0x60 }), fc.uint8Array({ minLength: 2, maxLength: 40 }))
        .map(([version, hash]) => concat([version, hash.length], hash)),
    )
    fc.assert(
      fc.property(script, (bytes) => {
        const address = BitcoinScript.findAddress(bytes, main) as string
        expect(Address.parse(address, main.chain)).toBe(address)
        expect(BitcoinScript.fromAddress(address, main)).toEqual(bytes)
      }),
    )
  })

  it('calls any bytes something', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const address = BitcoinScript.findAddress(bytes, main)
        expect(address === undefined).toBe(BitcoinScript.addressScript(bytes) === undefined)
        expect(['op-return', 'multisig', 'other'].includes(BitcoinScript.toKind(bytes))).toBe(address === undefined)
      }),
    )
  })
})
