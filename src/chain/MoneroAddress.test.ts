import { keccak_256 } from '@noble/hashes/sha3.js'
import { base58xmr } from '@scure/base'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as MoneroAddress from './MoneroAddress.ts'

// @source https://namespaces.chainagnostic.org/monero/caip10 and https://www.getmonero.org/get-started/contributing/
const standard = '4AdUndXHHZ6cfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2684Rge'
const integrated =
  '4LL9oSLmtpccfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2bYXZKKQePHES9khPK'
const subaddress = '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H'

describe('read', () => {
  it.each([
    [standard, 'monero'],
    [integrated, 'monero-integrated'],
    [subaddress, 'monero-subaddress'],
  ])('%s is %s', (text, kind) => {
    expect(MoneroAddress.read(text)).toEqual([
      { kind, canonical: text, chains: ['monero:418015bb9ae982a1975da7d79277c270'] },
    ])
  })

  it.each([
    [`${standard.slice(0, -1)}f`, 'checksum'],
    [standard.slice(0, -1), 'syntax'],
    [`${integrated.slice(0, -1)}L`, 'checksum'],
    // A row of OFAC's list: the letter l is not in the alphabet.
    ['45ezvPejNsKYntjhyyeb7fbfzilsxYQozc5Ffseh8jPGW4JZQQVXykNTfK5uGFiij7Hp3qPv3T5HCR7F3Fnmz2mzE1aKQwo', 'syntax'],
    // Eleven z's spell more than eight bytes hold.
    ['z'.repeat(95), 'syntax'],
    ['', 'syntax'],
  ])('%s fails: %s', (text, fault) => {
    expect(MoneroAddress.read(text)).toBe(fault)
  })

  it.each([
    [53, 64, 'network'],
    [24, 64, 'network'],
    [19, 64, 'network'],
    [18, 72, 'network'],
  ])('network byte %i with %i bytes fails: %s', (version, length, fault) => {
    expect(MoneroAddress.read(encode(version, new Uint8Array(length)))).toBe(fault)
  })

  it('takes any two keys', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), fc.constantFrom(18, 42), (keys, version) => {
        expect(Array.isArray(MoneroAddress.read(encode(version, keys)))).toBe(true)
      }),
    )
  })
})

function encode(version: number, body: Uint8Array): string {
  const payload = Uint8Array.from([version, ...body])
  return base58xmr.encode(Uint8Array.from([...payload, ...keccak_256(payload).subarray(0, 4)]))
}
