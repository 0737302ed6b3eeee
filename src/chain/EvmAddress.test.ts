import { loadTests } from '@ethersproject/testcases'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as EvmAddress from './EvmAddress.ts'

type AccountCase = { readonly address: string; readonly checksumAddress: string }

// @source https://eips.ethereum.org/EIPS/eip-55#test-cases
const eip55 = [
  '0x52908400098527886E0F7030069857D2E4169EE7',
  '0x8617E340B3D01FA5F11F306F4090FD50E238070D',
  '0xde709f2102306220921060314715629080e2fb77',
  '0x27b1fdb04752bbc536007a920d24acb045561c26',
  '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
  '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
  '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
]

describe('published vectors', () => {
  it.each(eip55)('EIP-55 %s', (text) => {
    const address = EvmAddress.parse(text)
    expect(address).toBe(text.toLowerCase())
    expect(EvmAddress.display(address)).toBe(text)
  })

  it('ethers: every account', () => {
    const accounts = loadTests<readonly AccountCase[]>('accounts')
    expect(accounts.length).toBeGreaterThan(1000)
    for (const { address, checksumAddress } of accounts) {
      const parsed = EvmAddress.parse(checksumAddress)
      expect(parsed).toBe(address.toLowerCase())
      expect(EvmAddress.display(parsed)).toBe(checksumAddress)
    }
  })
})

describe('parse', () => {
  it('takes one case as it is', () => {
    const lower = '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'
    expect(EvmAddress.parse(lower)).toBe(lower)
    expect(EvmAddress.parse(`0x${lower.slice(2).toUpperCase()}`)).toBe(lower)
  })

  it.each([
    ['', 'LZ_ADDRESS_SYNTAX'],
    ['0x', 'LZ_ADDRESS_SYNTAX'],
    ['5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', 'LZ_ADDRESS_SYNTAX'],
    ['0X5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', 'LZ_ADDRESS_SYNTAX'],
    ['0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae', 'LZ_ADDRESS_SYNTAX'],
    ['0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed0', 'LZ_ADDRESS_SYNTAX'],
    ['0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg', 'LZ_ADDRESS_SYNTAX'],
    ['0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae\u0435', 'LZ_ADDRESS_SYNTAX'],
    ['0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae\uff11', 'LZ_ADDRESS_SYNTAX'],
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD', 'LZ_ADDRESS_CHECKSUM'],
  ])('refuses %s', (text, code) => {
    expect(() => EvmAddress.parse(text)).toThrow(expect.objectContaining({ code, kind: 'input' }))
  })

  it('agrees with a plain regular expression', () => {
    const hex = fc.array(fc.constantFrom(...'0123456789abcdefg'), { minLength: 39, maxLength: 41 })
    fc.assert(
      fc.property(hex, (digits) => {
        const text = `0x${digits.join('')}`
        const accepted = /^0x[0-9a-f]{40}$/.test(text)
        if (accepted) expect(EvmAddress.parse(text)).toBe(text)
        else expect(() => EvmAddress.parse(text)).toThrow(EvmAddress.InvalidEvmAddressError)
      }),
    )
  })
})

describe('bytes', () => {
  it('round trips', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        const address = EvmAddress.fromBytes(bytes)
        expect(EvmAddress.toBytes(address)).toEqual(bytes)
        expect(EvmAddress.parse(EvmAddress.display(address))).toBe(address)
      }),
    )
  })

  it('refuses another length', () => {
    expect(() => EvmAddress.fromBytes(new Uint8Array(19))).toThrow(
      expect.objectContaining({ code: 'LZ_ADDRESS_SYNTAX' }),
    )
  })

  it('knows zero', () => {
    expect(EvmAddress.fromBytes(new Uint8Array(20))).toBe(EvmAddress.zero)
  })
})

describe('decodeInto', () => {
  const lower = '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'

  it('writes the same bytes for every case, and says which it is', () => {
    const cases = [
      [lower, 'lower'],
      [lower.toUpperCase(), 'upper'],
      [`0x${lower.slice(2).toUpperCase()}`, 'upper'],
      ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'mixed'],
    ] as const
    for (const [text, casing] of cases) {
      const target = new Uint8Array(22)
      expect(EvmAddress.decodeInto(text, target, 1)).toBe(casing)
      expect(target.subarray(1, 21)).toEqual(EvmAddress.toBytes(EvmAddress.parse(lower)))
    }
  })

  it('writes nothing for what is no address', () => {
    for (const text of ['', '0x', lower.slice(1), `${lower}0`, `0y${lower.slice(2)}`, `0x${'g'.repeat(40)}`]) {
      const target = new Uint8Array(20)
      expect(EvmAddress.decodeInto(text, target, 0)).toBe('none')
      expect(target).toEqual(new Uint8Array(20))
    }
  })
})
