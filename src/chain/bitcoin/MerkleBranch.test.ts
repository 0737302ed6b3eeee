import { describe, expect, it } from 'vitest'
import * as MerkleBranch from './MerkleBranch.ts'

/** Block 170 of Bitcoin has two transactions. */
const COINBASE = 'b1fea52486ce0c62bb442b530a3f0132b826c74e473d1f2c220bfa78111c5082'
const PAYMENT = 'f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16'
const ROOT = '7dac2c5666815c17a3b36427de37bb9d2e2c5ccec3f8633eb91a4205cb4c10ff'

describe('MerkleBranch', () => {
  it('leads from each transaction to the root', () => {
    expect(MerkleBranch.toRoot({ txid: COINBASE, place: 0, siblings: [PAYMENT] })).toBe(ROOT)
    expect(MerkleBranch.toRoot({ txid: PAYMENT, place: 1, siblings: [COINBASE] })).toBe(ROOT)
    expect(MerkleBranch.toRoot({ txid: COINBASE, place: 0, siblings: [] })).toBe(COINBASE)
  })

  it('leads elsewhere from another place', () => {
    expect(MerkleBranch.toRoot({ txid: PAYMENT, place: 0, siblings: [COINBASE] })).not.toBe(ROOT)
  })

  it.each([
    ['a place behind the last', { txid: PAYMENT, place: 2, siblings: [COINBASE] }],
    ['a place before the first', { txid: PAYMENT, place: -1, siblings: [COINBASE] }],
    ['half a place', { txid: PAYMENT, place: 0.5, siblings: [COINBASE] }],
    ['the place of a copy', { txid: PAYMENT, place: 1, siblings: [PAYMENT] }],
    ['a hash that is none', { txid: PAYMENT, place: 0, siblings: ['ab'] }],
    ['a tree without end', { txid: PAYMENT, place: 0, siblings: Array.from({ length: 40 }, () => COINBASE) }],
  ])('refuses %s', (_, branch) => {
    expect(() => MerkleBranch.toRoot(branch)).toThrow(expect.objectContaining({ code: 'LZ_BLOCK_MERKLE' }))
  })
})
