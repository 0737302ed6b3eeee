import { describe, expect, it } from 'vitest'
import { ChainId, EvmAddress } from '../../chain/index.ts'
import { conclude } from '../Finding.ts'
import { explainCall } from '../signing/calls/explainCall.ts'
import { findBytes } from '../signing/Hex.ts'
import { createAddressBook } from './AddressBook.ts'
import { knowBook } from './knowBook.ts'

const mine = EvmAddress.parse('0x28c6c06298d514db089934071355e5743bf21d60')
const twin = EvmAddress.parse('0x28c6ee0000000000000000000000000000f21d60')
const anna = EvmAddress.parse('0x7a01000000000000000000000000000000001234')
const usdt = EvmAddress.parse('0xdac17f958d2ee523a2206206994597c13d831ec7')
const know = knowBook(
  createAddressBook([
    { address: mine, name: 'my deposit', isOwn: true },
    { address: anna, name: 'Anna', chain: ChainId.parse('ethereum') },
  ]),
)
const word = (address: string) => address.slice(2).padStart(64, '0')
const explain = (to: EvmAddress.EvmAddress, data: string) => {
  const call = { chainId: 1, to, valueWei: 1n, data: findBytes(data) ?? new Uint8Array(0) }
  const { findings } = explainCall(call, { chainId: 1, know })
  return { codes: findings.map(({ code }) => code), ...conclude(findings) }
}

describe('knowBook', () => {
  it('knows who stands in the book, on the chain that stands there', () => {
    expect(know(mine, 1)).toMatchObject({ kind: 'own', name: 'my deposit' })
    expect(know(anna, 1)).toMatchObject({ kind: 'contact', name: 'Anna' })
    expect(know(anna, 10)).toBeUndefined()
    expect(know(usdt, 1)).toBeUndefined()
  })

  it('knows whom another address can be taken for', () => {
    expect(know(twin, 1)).toEqual({ imitates: { address: mine, name: 'my deposit', isOwn: true } })
  })

  it.each([
    ['a payment', twin, '0x'],
    ['a transfer', usdt, `0xa9059cbb${word(twin)}${word('0x5f5e100')}`],
    ['an approval', usdt, `0x095ea7b3${word(twin)}${word('0x5f5e100')}`],
    ['a new owner', usdt, `0xf2fde38b${word(twin)}`],
  ])('stops %s to such a twin, and names both whole', (_, to, data) => {
    const { verdict, codes, findings } = explain(to, data)
    expect([verdict, codes.includes('PARTY_IMITATES')]).toEqual(['block', true])
    const { message } = findings.find(({ code }) => code === 'PARTY_IMITATES') ?? { message: '' }
    for (const address of [twin, mine]) expect(message).toContain(EvmAddress.display(address))
  })

  it('says nothing of the twin to whoever pays the true one', () => {
    expect(explain(mine, '0x').verdict).toBe('no-match')
    expect(explain(usdt, `0xa9059cbb${word(mine)}${word('0x1')}`).verdict).toBe('no-match')
  })

  it('takes an owner of the book for known', () => {
    expect(explain(usdt, `0xf2fde38b${word(anna)}`).codes).toEqual(['CONTROL_CHANGED'])
  })
})
