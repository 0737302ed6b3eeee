import { describe, expect, it } from 'vitest'
import * as Base58Address from './Base58Address.ts'
import * as TronAddress from './TronAddress.ts'

const usdt = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'

describe('read', () => {
  it.each([usdt, '41a614f803b6fd780986a42c78ec9c7f77e6ded13c', '41A614F803B6FD780986A42C78EC9C7F77E6DED13C'])(
    '%s is USDT',
    (text) => {
      expect(TronAddress.read(text)).toEqual([{ kind: 'tron', canonical: usdt, chains: ['tron:728126428'] }])
    },
  )

  it.each([
    ['TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u', 'checksum'],
    ['TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6', 'syntax'],
    // The second letter is Cyrillic: a row of Israel's list of seized wallets.
    ['T\u041d96tFMn8KGiYSLiwсV3E2UiaJc8jmcbz3', 'syntax'],
    ['42a614f803b6fd780986a42c78ec9c7f77e6ded13c', 'syntax'],
    ['0xa614f803b6fd780986a42c78ec9c7f77e6ded13c', 'syntax'],
    ['41a614f803b6fd780986a42c78ec9c7f77e6ded1', 'syntax'],
    [Base58Address.encode([66], new Uint8Array(20)), 'network'],
  ])('%s fails: %s', (text, fault) => {
    expect(TronAddress.read(text)).toBe(fault)
  })
})
