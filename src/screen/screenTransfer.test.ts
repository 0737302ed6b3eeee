import { describe, expect, it } from 'vitest'
import { defaultPolicy } from './Policy.ts'
import { screenerOf } from './screener.support.ts'
import { screenTransfer } from './screenTransfer.ts'

const NOW = 1_790_000_000
const LISTED = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96'
const OTHER = '0x28C6c06298d514Db089934071355E5743bf21d60'
const ETH = 'eip155:1/slip44:60'

describe('screenTransfer', () => {
  const screener = screenerOf([{ text: LISTED }])

  it('takes the worst of both sides', () => {
    expect(screenTransfer(screener, { from: OTHER, to: LISTED }, NOW)).toMatchObject({
      verdict: 'block',
      from: { verdict: 'no-match' },
      to: { verdict: 'block' },
    })
    expect(screenTransfer(screener, { from: LISTED, to: 'nonsense' }, NOW).verdict).toBe('block')
    expect(screenTransfer(screener, { from: OTHER, to: 'nonsense' }, NOW).verdict).toBe('hold')
    expect(screenTransfer(screener, { from: OTHER, to: OTHER }, NOW).verdict).toBe('no-match')
  })

  it('looks at the amount where the policy does, to the unit', () => {
    const amounts = [{ asset: ETH, atLeast: 1000n, effect: 'review' }] as const
    const strict = screenerOf([], { policy: { ...defaultPolicy, amounts } })
    expect(screenTransfer(strict, { to: OTHER, asset: ETH, amount: 1000n }, NOW)).toMatchObject({
      verdict: 'review',
      reasons: [{ code: 'AMOUNT', rule: 'amounts.0' }],
    })
    expect(screenTransfer(strict, { to: OTHER, asset: ETH, amount: 999n }, NOW).verdict).toBe('no-match')
    expect(screenTransfer(strict, { to: OTHER, asset: 'eip155:56/slip44:714', amount: 1000n }, NOW).verdict).toBe(
      'no-match',
    )
  })

  it('knows a token in any letter case, and refuses what is no asset', () => {
    const token = 'eip155:1/erc20:0xdAC17F958D2ee523a2206206994597C13D831ec7'
    const amounts = [{ asset: token.toLowerCase(), atLeast: 5n, effect: 'review' }] as const
    const strict = screenerOf([], { policy: { ...defaultPolicy, amounts } })
    expect(screenTransfer(strict, { to: OTHER, asset: token, amount: 5n }, NOW).verdict).toBe('review')
    const wrong = { to: OTHER, asset: 'USDT', amount: 5n }
    expect(() => screenTransfer(strict, wrong, NOW)).toThrow(expect.objectContaining({ code: 'LZ_ASSET_SYNTAX' }))
  })
})
