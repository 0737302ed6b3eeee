import { base58 } from '@scure/base'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as SolanaAddress from './SolanaAddress.ts'

describe('read', () => {
  it.each([
    // The system program, the token program and the mint of USDC: https://solana.com/docs
    '11111111111111111111111111111111',
    'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA',
    'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v',
  ])('takes %s', (text) => {
    expect(SolanaAddress.read(text)).toEqual([
      { kind: 'solana', canonical: text, chains: ['solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'] },
    ])
  })

  it.each([
    '',
    '1111111111111111111111111111111',
    'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt',
    'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1l',
    'z'.repeat(44),
  ])('refuses %s', (text) => {
    expect(SolanaAddress.read(text)).toBe('syntax')
  })

  it('takes every key of 32 bytes and no other length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 28, maxLength: 36 }), (key) => {
        const reading = SolanaAddress.read(base58.encode(key))
        if (key.length === 32) expect(reading).not.toBe('syntax')
        else expect(reading).toBe('syntax')
      }),
    )
  })
})
