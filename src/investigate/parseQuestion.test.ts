import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChainId } from '../chain/index.ts'
import { LazarettoError } from '../LazarettoError.ts'
import { findLookalikes } from './findLookalikes.ts'
import { parseQuestion } from './index.ts'
import { readLink } from './readLink.ts'

const canFollow = (chain: ChainId.ChainId): boolean => /^(?:eip155:|tron:|bip122:0{10}19d6)/.test(chain)
const EVM = '0xdac17f958d2ee523a2206206994597c13d831ec7'
const HASH = 'ab'.repeat(32)

describe('parseQuestion', () => {
  it('knows addresses and transactions, and their chain where it can only be one', () => {
    expect(parseQuestion(' TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t\n', { canFollow })).toMatchObject({
      kind: 'address',
      chain: ChainId.parse('tron'),
    })
    const old = parseQuestion('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', { canFollow })
    expect(old).toMatchObject({ chain: ChainId.parse('bitcoin'), notes: [expect.stringContaining('bsv')] })
    expect(parseQuestion(`${HASH}:1`, { canFollow, chain: ChainId.parse('bitcoin') })).toMatchObject({
      kind: 'transaction',
      subject: `0x${HASH}`,
      ordinal: 1,
    })
  })

  it('does not guess between chains', () => {
    for (const text of [EVM, HASH, `0x${HASH}`]) {
      expect(() => parseQuestion(text, { canFollow })).toThrow(/--chain ethereum/)
    }
    expect(parseQuestion(EVM, { canFollow, chain: ChainId.parse('base') }).chain).toBe('eip155:8453')
  })

  it('reads links of explorers', () => {
    expect(readLink(`https://etherscan.io/tx/0x${HASH}#internal`)?.text).toBe(`0x${HASH}`)
    expect(parseQuestion(`https://basescan.org/address/${EVM}`, { canFollow }).chain).toBe('eip155:8453')
    expect(parseQuestion('https://tronscan.org/#/address/TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', { canFollow }).kind).toBe(
      'address',
    )
    expect(readLink(`https://etherscan.io.evil.example/tx/0x${HASH}`)).toBeUndefined()
  })

  it('never repeats a secret', () => {
    const phrase = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about'
    const key = '5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ'
    for (const secret of [phrase, key]) {
      const said = messageOf(() => parseQuestion(secret, { canFollow }))
      expect(said).toMatch(/^LZ_SECRET /)
      expect(said).not.toContain(secret.slice(0, 7))
    }
  })

  it('says of a name that its address is wanted', () => {
    for (const chain of [undefined, ChainId.parse('ethereum')]) {
      const said = messageOf(() => parseQuestion('alice.eth', { chain, canFollow }))
      expect(said).toMatch(/^LZ_INVESTIGATE_TEXT "alice\.eth" is a name/)
    }
  })

  it('refuses everything else with a code', () => {
    const codes = /^LZ_(?:INVESTIGATE_(?:CHAIN|TEXT|UNFOLLOWED)|SECRET|ADDRESS_\w+)$/
    fc.assert(
      fc.property(fc.string({ maxLength: 120 }), (text) => {
        try {
          parseQuestion(text, { canFollow })
        } catch (error) {
          expect(error).toBeInstanceOf(LazarettoError)
          expect((error as LazarettoError).code).toMatch(codes)
        }
      }),
    )
    expect(() => parseQuestion('rf1BiGeXwwQoi8Z2ueFYTEXSwuJYfV2Jpn', { canFollow })).toThrow(/xrpl/)
  })
})

describe('findLookalikes', () => {
  it('finds what is the same at both ends and another in between', () => {
    const own = `0xabcd${'1'.repeat(32)}9876`
    const trap = `0xabcd${'2'.repeat(32)}9876`
    expect(findLookalikes([own], [own, trap, `0xabcd${'3'.repeat(36)}`])).toEqual([{ account: own, other: trap }])
    expect(findLookalikes([own, trap], [own, trap])).toHaveLength(1)
  })
})

function messageOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof LazarettoError) return `${error.code} ${error.message}`
  }
  return ''
}
