import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as AccountId from './AccountId.ts'
import * as Address from './Address.ts'
import * as ChainId from './ChainId.ts'

// @source https://chainagnostic.org/CAIPs/caip-10 and https://namespaces.chainagnostic.org/monero/caip10 test cases
const caip10 = [
  'eip155:1:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb',
  'bip122:000000000019d6689c085ae165831e93:128Lkh3S7CkDTBZ8W7BbpsN3YYizJMp8p6',
  'cosmos:cosmoshub-3:cosmos1t2uflqwqe0fsj0shcfkrvpukewcw40yjj6hdc0',
  'polkadot:b0a8d493285c2df73290dfb7e61f870f:5hmuyxw9xdgbpptgypokw4thfyoe3ryenebr381z9iaegmfy',
  'hedera:mainnet:0.0.1234567890-zbhlt',
  'monero:418015bb9ae982a1975da7d79277c270:4LL9oSLmtpccfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2bYXZKKQePHES9khPK',
]

describe('parse', () => {
  it.each(caip10)('reads and writes back %s', (text) => {
    expect(AccountId.format(AccountId.parse(text))).toBe(text)
  })

  it('makes the address canonical', () => {
    const { address } = AccountId.parse('eip155:1:0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb')
    expect(address).toBe('0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb')
  })

  it.each([
    '',
    'eip155:1',
    'eip155:1:',
    'eip155:1:0xab16',
    'eip155:1:0xAb16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb',
    'ethereum:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb',
    'eip155:01:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb',
    // The namespace's own Litecoin example is a Bitcoin address.
    'bip122:12a765e31ffd4059bada1e25190f6e98:128Lkh3S7CkDTBZ8W7BbpsN3YYizJMp8p6',
    `cosmos:x:${'a'.repeat(129)}`,
  ])('refuses %s', (text) => {
    expect(() => AccountId.parse(text)).toThrow(expect.objectContaining({ code: 'LZ_ACCOUNT_SYNTAX', kind: 'input' }))
  })

  it('says what is wrong with the address', () => {
    expect(() => AccountId.parse('eip155:1:0xAb16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb')).toThrow(
      /its checksum does not fit/,
    )
  })

  it('leaves out the prefix of Bitcoin Cash, and puts it back', () => {
    const chain = ChainId.parse('bitcoin-cash')
    const account = { chain, address: Address.parse('1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu', chain) }
    const text = AccountId.format(account)
    expect(text).toBe(`${chain}:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a`)
    expect(AccountId.parse(text)).toEqual(account)
  })

  it('gives an account or a listed error for any text', () => {
    const idLike = fc.stringMatching(/^(?:eip155:1|bip122|cosmos:x):[-.%a-zA-Z0-9:]{0,60}$/)
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), idLike), (text) => {
        try {
          expect(AccountId.format(AccountId.parse(text))).toBe(text)
        } catch (error) {
          expect(error).toBeInstanceOf(AccountId.InvalidAccountError)
        }
      }),
    )
  })
})
