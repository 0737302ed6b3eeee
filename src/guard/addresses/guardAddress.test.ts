import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import { createAddressBook } from './AddressBook.ts'
import type { AddressContext, PastTransfer } from './AddressContext.ts'
import { findBaits } from './findBaits.ts'
import { guardAddress } from './guardAddress.ts'

const me = '0x3f5ce5fbfe3e9af3971dd833d26ba9b5c936f0be'
const payee = '0x28c6c06298d514db089934071355e5743bf21d60'
const poison = '0x28c6aabbccddeeff00112233445566778899 1d60'.replace(' ', '')
const stranger = '0x21a31ee1afc51d94c2efccaa2092ad1028285549'
const usdt = 'eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7'
const fake = 'eip155:1/erc20:0x1111111111111111111111111111111111111111'
const now = 1_780_000_000
const ethereum = ChainId.parse('ethereum')

const paid: PastTransfer = { from: me, to: payee, amount: 500_000_000n, asset: usdt, symbol: 'USDT', isSigned: true }
const codesOf = (text: string, context: AddressContext) => guardAddress(text, context).findings.map(({ code }) => code)

describe('guardAddress: poisoning', () => {
  it('stops at an address that looks like a contact, and shows both in full', () => {
    const book = createAddressBook([{ address: payee, name: 'Bob\u202e' }])
    const answer = guardAddress(poison, { book })
    expect(answer.verdict).toBe('block')
    expect(answer.findings[0]?.message).toContain('0x28C6c06298d514Db089934071355E5743bf21d60')
    expect(answer.findings[0]?.message).toContain(answer.address)
    expect(answer.findings[0]?.message).not.toContain('\u202e')
    expect(answer.imitates[0]).toMatchObject({ head: 4, tail: 4 })
  })

  it('stops at an address that looks like a payee of the history', () => {
    expect(guardAddress(poison, { history: [paid] }).verdict).toBe('block')
    expect(codesOf(poison, { history: [paid] })).toContain('ADDRESS_IMITATES')
  })

  it('stops at an address that looks like an own one', () => {
    const twin = `${me.slice(0, 7)}${'a'.repeat(30)}${me.slice(-5)}`
    expect(codesOf(twin, { history: [paid] })).toContain('ADDRESS_IMITATES')
  })

  it('asks to compare when both are known', () => {
    const book = createAddressBook([{ address: payee }, { address: poison }])
    expect(guardAddress(poison, { book }).findings[0]).toMatchObject({ code: 'ADDRESS_RESEMBLES', effect: 'review' })
  })

  it('takes a transfer that the user did not sign for no payment', () => {
    for (const isSigned of [false, undefined]) {
      const forged = { ...paid, to: poison, amount: 0n, isSigned }
      const codes = codesOf(poison, { history: [paid, forged] })
      expect(codes).toEqual(['ADDRESS_IMITATES', 'PAYMENT_FORGED', 'BAIT', 'FIRST_PAYMENT'])
    }
  })

  it('takes a forged payment of a counterfeit for forged', () => {
    const forged = { ...paid, to: stranger, asset: fake, isSigned: false }
    expect(codesOf(stranger, { history: [paid, forged] })).toEqual(['PAYMENT_FORGED', 'BAIT', 'FIRST_PAYMENT'])
  })

  it('does not hold against your own account what strangers have sent to it', () => {
    const bait = { ...paid, from: stranger, to: me, amount: 0n, isSigned: false }
    expect(codesOf(me, { history: [paid, bait] })).toEqual(['FIRST_PAYMENT'])
  })

  it('does not come to trust an address through a signed transfer of nothing', () => {
    const nothing = { ...paid, to: poison, amount: 0n }
    expect(codesOf(poison, { history: [paid, nothing] })).toContain('ADDRESS_IMITATES')
  })

  it.each([
    ['a transfer of nothing', { amount: 0n }],
    ['dust', { amount: 100n }],
    ['a counterfeit', { amount: 500_000_000n, asset: fake }],
    ['a counterfeit in letters of another script', { amount: 500_000_000n, asset: fake, symbol: 'U\u0405D\u0422' }],
  ])('calls %s bait', (_, fields) => {
    const bait = { ...paid, from: stranger, to: me, isSigned: false, ...fields }
    expect(codesOf(stranger, { history: [paid, bait] })).toEqual(['BAIT', 'FIRST_PAYMENT'])
    expect(findBaits([paid, bait], createAddressBook([]))).toMatchObject([{ address: stranger, imitates: [] }])
  })

  it('leaves an honest payer alone', () => {
    const honest = { ...paid, from: stranger, to: me, isSigned: false, amount: 20_000_000n }
    const other = { ...honest, asset: 'eip155:1/slip44:60', symbol: 'ETH' }
    expect(codesOf(stranger, { history: [paid, honest, other] })).toEqual(['FIRST_PAYMENT'])
  })

  it('reads a history with checksums as well', () => {
    const checksummed = { ...paid, to: '0x28C6c06298d514Db089934071355E5743bf21d60' }
    expect(guardAddress(poison, { history: [checksummed] }).verdict).toBe('block')
    expect(codesOf(payee, { history: [checksummed] })).toEqual(['PAID_BEFORE'])
  })

  it('names whom the poison in a history imitates', () => {
    const bait = { ...paid, to: poison, amount: 0n, isSigned: false }
    expect(findBaits([paid, bait], createAddressBook([]))).toMatchObject([
      { address: poison, kind: 'zero-value', imitates: [{ contact: { address: payee } }] },
    ])
  })
})

describe('guardAddress: labels', () => {
  const claim = { category: 'phishing', name: 'Fake_Phishing7', source: 'Forta' } as const

  it('stops at harm, says who says so, and asks when the word is old', () => {
    expect(guardAddress(stranger, { claims: [claim] })).toMatchObject({ verdict: 'block' })
    expect(guardAddress(stranger, { claims: [claim] }).findings[0]?.message).toContain('"Forta"')
    expect(guardAddress(stranger, { claims: [{ ...claim, asOf: 1_600_000_000 }], now }).verdict).toBe('review')
    expect(guardAddress(stranger, { claims: [{ ...claim, asOf: now - 86_400 }], now }).verdict).toBe('block')
  })

  it('does not let sanctions age', () => {
    const old = { ...claim, category: 'sanctioned', asOf: 1_500_000_000 } as const
    expect(guardAddress(stranger, { claims: [old], now }).verdict).toBe('block')
  })

  it('stays quiet on an exchange, and asks on the contract of a token', () => {
    expect(guardAddress(stranger, { claims: [{ ...claim, category: 'exchange' }] }).verdict).toBe('no-match')
    expect(guardAddress(stranger, { claims: [{ ...claim, category: 'token' }] }).verdict).toBe('review')
  })
})

describe('guardAddress: what a node tells', () => {
  it.each([
    ['a contract', { code: '0x6001' }, ['CONTRACT'], 'no-match'],
    ['a fresh contract', { code: '0x6001', firstSeen: now - 7200 }, ['CONTRACT_FRESH', 'CONTRACT'], 'review'],
    ['a delegated account', { code: `0xef0100${'1'.repeat(40)}` }, ['ACCOUNT_DELEGATED'], 'no-match'],
    ['a contract of another chain', { code: '0x', codeOn: [ethereum] }, ['CONTRACT_ELSEWHERE'], 'review'],
    ['a fresh account', { code: '0x', firstSeen: now - 90_000 }, ['ACCOUNT_FRESH'], 'no-match'],
    ['an unused account', { code: '0x', nonce: 0, balance: 0n }, ['ACCOUNT_UNUSED'], 'no-match'],
    ['one that was only paid', { code: '0x', nonce: 0, balance: 5n }, ['ACCOUNT_FRESH'], 'no-match'],
    ['an old account', { code: '0x', nonce: 3, firstSeen: 1 }, [], 'no-match'],
  ])('knows %s', (_, facts, codes, verdict) => {
    const answer = guardAddress(stranger, { facts, now })
    expect(answer.findings.map(({ code }) => code)).toEqual(codes)
    expect(answer.verdict).toBe(verdict)
  })
})

const codeOfRefusal = (text: string): string => {
  try {
    guardAddress(text)
    return 'none'
  } catch (error) {
    return error instanceof LazarettoError ? error.code : 'a bug'
  }
}

describe('guardAddress: input', () => {
  it('says what was not checked', () => {
    expect(guardAddress(stranger)).toMatchObject({
      verdict: 'no-match',
      unchecked: ['book', 'history', 'labels', 'node', 'age'],
    })
  })

  it('takes an address of any known chain', () => {
    const book = createAddressBook([{ address: 'TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE', name: 'a' }])
    expect(guardAddress('TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE', { book }).findings[0]?.code).toBe('CONTACT')
  })

  it('asks when a contact is of another chain, and knows addresses of no one', () => {
    const book = createAddressBook([{ address: payee, chain: ethereum }])
    expect(guardAddress(payee, { book, chain: ChainId.parse('base') }).verdict).toBe('review')
    expect(codesOf('0x000000000000000000000000000000000000dEaD', {})).toEqual(['BURN'])
  })

  it('refuses what is no address, by code', () => {
    const codes = ['LZ_GUARD_ADDRESS', 'LZ_ADDRESS_SYNTAX', 'LZ_ADDRESS_CHECKSUM', 'LZ_ADDRESS_CHAIN']
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 200 }),
          fc.string().map((text) => `0x${text}`),
        ),
        (text) => {
          expect(codes).toContain(codeOfRefusal(text))
        },
      ),
    )
    expect(() => guardAddress('0x28C6c06298d514Db089934071355E5743bf21d61')).toThrow(/checksum/)
  })
})
