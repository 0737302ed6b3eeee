import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as ChainId from './ChainId.ts'
import * as TxHash from './TxHash.ts'

// The coinbase of Bitcoin's genesis block.
const genesis = '4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b'

describe('parse', () => {
  it.each([genesis, `0x${genesis}`, genesis.toUpperCase(), `0x${genesis.toUpperCase()}`])('takes %s', (text) => {
    expect(TxHash.parse(text)).toBe(`0x${genesis}`)
  })

  it.each(['', '0x', genesis.slice(1), `0X${genesis}`, `${genesis}0`, `0x${genesis}00`, `0x${genesis.slice(1)}g`])(
    'refuses %s',
    (text) => {
      expect(() => TxHash.parse(text)).toThrow(expect.objectContaining({ code: 'LZ_TX_HASH_SYNTAX', kind: 'input' }))
    },
  )
})

describe('display', () => {
  it('writes 0x on EVM chains only', () => {
    const hash = TxHash.parse(genesis)
    expect(TxHash.display(hash, ChainId.parse('bitcoin'))).toBe(genesis)
    expect(TxHash.display(hash, ChainId.parse('tron'))).toBe(genesis)
    expect(TxHash.display(hash, ChainId.parse('ethereum'))).toBe(`0x${genesis}`)
  })
})

describe('bytes', () => {
  it('round trips', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const hash = TxHash.fromBytes(bytes)
        expect(TxHash.toBytes(hash)).toEqual(bytes)
        expect(TxHash.parse(hash)).toBe(hash)
      }),
    )
  })

  it('keeps display order', () => {
    expect(TxHash.toBytes(TxHash.parse(genesis))[0]).toBe(0x4a)
  })

  it('refuses another length', () => {
    expect(() => TxHash.fromBytes(new Uint8Array(31))).toThrow(TxHash.InvalidTxHashError)
  })
})
