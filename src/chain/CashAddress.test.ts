import { hex } from '@scure/base'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Address from './Address.ts'
import * as CashAddress from './CashAddress.ts'
import * as ChainId from './ChainId.ts'

const bitcoinCash = ChainId.parse('bitcoin-cash')

// @source https://github.com/bitcoincashorg/bitcoincash.org/blob/master/spec/cashaddr.md#test-vectors
const translations = [
  ['1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu', 'bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a'],
  ['1KXrWXciRDZUpQwQmuM1DbwsKDLYAYsVLR', 'bitcoincash:qr95sy3j9xwd2ap32xkykttr4cvcu7as4y0qverfuy'],
  ['16w1D5WRVKJuZUsSRzdLp9w3YGcgoxDXb', 'bitcoincash:qqq3728yw0y47sqn6l2na30mcw6zm78dzqre909m2r'],
  ['3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC', 'bitcoincash:ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq'],
  ['3LDsS579y7sruadqu11beEJoTjdFiFCdX4', 'bitcoincash:pr95sy3j9xwd2ap32xkykttr4cvcu7as4yc93ky28e'],
  ['31nwvkZwyPdgzjBJZXfDmSWsC4ZLKpYyUw', 'bitcoincash:pqq3728yw0y47sqn6l2na30mcw6zm78dzq5ucqzc37'],
] as const

const hash20 = 'f5bf48b397dae70be82b3cca4793f8eb2b6cdac9'
const hash24 = '7adbf6c17084bc86c1706827b41a56f5ca32865925e946ea'
const hash32 = '3173ef6623c6b48ffd1a3dcc0cc6489b0a07bb47a37f47cfef4fe69de825c060'
const hash64 =
  'd0f346310d5513d9e01e299978624ba883e6bda8f4c60883c10f28c2967e67ec77ecc7eeeaeafc6da89fad72d11ac961e164678b868aeeec5f2c1da08884175b'
const payloads = [
  ['bitcoincash', 0, hash20, 'qr6m7j9njldwwzlg9v7v53unlr4jkmx6eylep8ekg2'],
  ['bchtest', 1, hash20, 'pr6m7j9njldwwzlg9v7v53unlr4jkmx6eyvwc0uz5t'],
  ['pref', 1, hash20, 'pr6m7j9njldwwzlg9v7v53unlr4jkmx6ey65nvtks5'],
  ['prefix', 15, hash20, '0r6m7j9njldwwzlg9v7v53unlr4jkmx6ey3qnjwsrf'],
  ['bitcoincash', 0, hash24, 'q9adhakpwzztepkpwp5z0dq62m6u5v5xtyj7j3h2ws4mr9g0'],
  ['bitcoincash', 0, hash32, 'qvch8mmxy0rtfrlarg7ucrxxfzds5pamg73h7370aa87d80gyhqxq5nlegake'],
  ['pref', 1, hash32, 'pvch8mmxy0rtfrlarg7ucrxxfzds5pamg73h7370aa87d80gyhqxq4k9m7qf9'],
  [
    'bitcoincash',
    0,
    hash64,
    'qlg0x333p4238k0qrc5ej7rzfw5g8e4a4r6vvzyrcy8j3s5k0en7calvclhw46hudk5flttj6ydvjc0pv3nchp52amk97tqa5zygg96mtky5sv5w',
  ],
] as const

describe('published vectors', () => {
  it.each(translations)('%s is %s', (legacy, cash) => {
    expect(Address.parse(legacy, bitcoinCash)).toBe(cash)
    expect(Address.parse(cash, bitcoinCash)).toBe(cash)
    expect(Address.parse(cash.slice('bitcoincash:'.length), bitcoinCash)).toBe(cash)
    expect(Address.parse(cash.toUpperCase(), bitcoinCash)).toBe(cash)
  })

  it.each(payloads)('%s type %i of %s', (prefix, type, hash, digits) => {
    const payload = { prefix, type, hash: hex.decode(hash) }
    expect(CashAddress.encode(payload)).toBe(`${prefix}:${digits}`)
    expect(CashAddress.decode(`${prefix}:${digits}`)).toEqual(payload)
  })

  // Valid checksums over payloads that are none.
  it.each([
    'prefix:x64nx6hz',
    'p:gpf8m4h7',
    'bitcoincash:qpzry9x8gf2tvdw0s3jn54khce6mua7lcw20ayyn',
    'bchtest:spectestnetaddressrealrealaddressqpan2k9lh',
    'bchreg:555555555555555555555555555555555555555555555udxmlmrz',
  ])('refuses %s', (text) => {
    expect(CashAddress.decode(text)).toBe('syntax')
  })
})

describe('read', () => {
  it.each([
    ['bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6b', 'syntax'],
    ['bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6c', 'checksum'],
    ['bchtest:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a', 'checksum'],
    ['bchtest:pr6m7j9njldwwzlg9v7v53unlr4jkmx6eyvwc0uz5t', 'network'],
    ['bitcoincash:Qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a', 'syntax'],
    ['BITCOINCASH:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a', 'syntax'],
    // The Kelvin sign, whose lower case is the letter k.
    ['BITCOINCASH:QPM2QSZNH\u212aS23Z7629MMS6S4CWEF74VCWVY22GDX6A', 'syntax'],
    ['bitcoincash:bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a', 'syntax'],
    // A key hash of 24 bytes is encodable and means nothing.
    ['bitcoincash:q9adhakpwzztepkpwp5z0dq62m6u5v5xtyj7j3h2ws4mr9g0', 'syntax'],
    ['1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggv', 'checksum'],
    ['LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9', 'network'],
    ['', 'syntax'],
  ])('%s fails: %s', (text, fault) => {
    expect(CashAddress.read(text)).toBe(fault)
  })

  it('makes a CashTokens address its plain form', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), fc.constantFrom(0, 1), (hash, type) => {
        const plain = CashAddress.encode({ prefix: 'bitcoincash', type, hash })
        const tokenAware = CashAddress.encode({ prefix: 'bitcoincash', type: type + 2, hash })
        expect(CashAddress.read(tokenAware)).toEqual(CashAddress.read(plain))
        expect(CashAddress.read(plain)).toEqual([expect.objectContaining({ canonical: plain })])
      }),
    )
  })

  it('agrees with the specification’s polymod in BigInt', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,12}$/),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (prefix, hash) => {
          expect(slowPolymod(CashAddress.encode({ prefix, type: 1, hash }))).toBe(0n)
        },
      ),
    )
  })
})

// The plain reference: the specification's code, one 40-bit number.
function slowPolymod(text: string): bigint {
  const [prefix = '', digits = ''] = text.split(':')
  const words = [...digits].map((digit) => 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'.indexOf(digit))
  const generators = [0x98f2bc8e61n, 0x79b76d99e2n, 0xf33e5fb3c4n, 0xae2eabe2a8n, 0x1e4f43e470n]
  let sum = 1n
  for (const word of [...[...prefix].map((char) => char.charCodeAt(0) & 31), 0, ...words]) {
    const top = sum >> 35n
    sum = ((sum & 0x07ffffffffn) << 5n) ^ BigInt(word)
    for (const [i, generator] of generators.entries()) if ((top >> BigInt(i)) & 1n) sum ^= generator
  }
  return sum ^ 1n
}
