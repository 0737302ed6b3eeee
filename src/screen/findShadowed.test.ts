import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findShadowedAmounts, findShadowedIndirect } from './findShadowed.ts'
import { defaultPolicy, type IndirectRule } from './Policy.ts'

const ETH = 'eip155:1/slip44:60'
const BTC = 'bip122:000000000019d6689c085ae165831e93/slip44:0'

const rule: fc.Arbitrary<IndirectRule> = fc.record({
  category: fc.constantFrom('theft', 'sanctions'),
  atLeastPercent: fc.integer({ min: 0, max: 4 }),
  orAtLeast: fc.option(
    fc.dictionary(fc.constantFrom(ETH, BTC), fc.bigInt({ min: 0n, max: 4n }), { maxKeys: 2, noNullPrototype: true }),
    { nil: undefined },
  ),
  effect: fc.constant('review'),
})

const CASES = ['theft', 'sanctions'].flatMap((category) =>
  [ETH, BTC, 'eip155:56/slip44:714'].flatMap((asset) =>
    [0, 1, 2, 3, 4].flatMap((share) => [0n, 1n, 2n, 3n, 4n].map((amount) => ({ category, asset, share, amount }))),
  ),
)

function decides(rules: readonly IndirectRule[], { category, asset, share, amount }: (typeof CASES)[number]): number {
  return rules.findIndex(
    (each) =>
      each.category === category &&
      (share >= each.atLeastPercent || amount >= (each.orAtLeast?.[asset] ?? amount + 1n)),
  )
}

describe('rules that can never decide', () => {
  it('are those that decide no case, and no others', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 6 }), (rules) => {
        const deciding = new Set(CASES.map((each) => decides(rules, each)))
        const idle = rules.flatMap((_, at) => (deciding.has(at) ? [] : [at]))
        expect(findShadowedIndirect(rules)).toEqual(idle)
      }),
    )
  })

  it('are told of amounts by the asset', () => {
    const amount = (asset: string, atLeast: bigint) => ({ asset, atLeast, effect: 'review' as const })
    expect(findShadowedAmounts([amount(ETH, 5n), amount(BTC, 9n), amount(ETH, 4n), amount(ETH, 5n)])).toEqual([3])
  })

  it('are none in the default policy', () => {
    expect(findShadowedIndirect(defaultPolicy.indirect)).toEqual([])
  })
})
