import { describe, expect, it } from 'vitest'
import { ChainId } from '../chain/index.ts'
import { InvalidSeedError, parseSeed } from './Seed.ts'

const ethereum = ChainId.parse('ethereum')
const address = '0x7a017e5e9672bc994dcb1a2a27d853c9c629f7c3'
const tx = `0x${'ab'.repeat(32)}`

describe('parseSeed', () => {
  it('reads accounts, transactions and single transfers', () => {
    expect(parseSeed(address.toUpperCase().replace('0X', '0x'), ethereum).seed).toEqual({ kind: 'account', address })
    expect(parseSeed(tx.slice(2), ethereum).seed).toEqual({ kind: 'transaction', tx })
    expect(parseSeed(`${tx}:12`, ethereum).seed).toEqual({ kind: 'transaction', tx, ordinal: 12 })
  })

  it('reads what is said of a seed', () => {
    const named = parseSeed(`${address} amount=100.5 since=2023-01-13T20:34:11Z theft=Harmony`, ethereum)
    expect(named).toEqual({
      theft: 'Harmony',
      seed: { kind: 'account', address, amount: '100.5', sinceSec: 1_673_642_051 },
    })
  })

  it.each([
    '',
    'bob',
    `${tx}:x`,
    `${address} amount`,
    `${address} amount=`,
    `${address} when=now`,
    `${address} since=soon`,
  ])('refuses %j', (text) => expect(() => parseSeed(text, ethereum)).toThrow(InvalidSeedError))
})
