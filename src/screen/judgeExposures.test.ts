import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EFFECTS, type Effect, isAtLeast } from '../Effect.ts'
import { GRADES, type Grade } from '../intel/index.ts'
import { judgeExposures } from './judgeExposures.ts'
import { defaultPolicy, type Policy } from './Policy.ts'
import type { CategoryExposure } from './Reason.ts'

const ETH = 'eip155:1/slip44:60'

/** An exposure in percent of what was received. */
function from(origin: string, percent: number, change: Partial<CategoryExposure> = {}): CategoryExposure {
  const amount = BigInt(Math.round(percent * 1000))
  const rest = { asset: ETH, received: 100_000n, hops: 1, path: [], cut: 0n }
  return { category: 'theft', grade: 'government', origin, amount, ...rest, ...change }
}

function effects(exposures: readonly CategoryExposure[], policy: Policy = defaultPolicy): string {
  return judgeExposures(policy, exposures)
    .map(({ effect }) => effect)
    .join(' ')
}

describe('thresholds', () => {
  it('are held against all thefts together: 4 %, 4 % and 2 % are 10 %', () => {
    const reasons = judgeExposures(defaultPolicy, [from('a', 4), from('b', 4), from('c', 2)])
    expect(reasons.map(({ effect, rule }) => `${effect} ${rule}`)).toEqual(Array(3).fill('review indirect.4'))
    expect(reasons[2]?.message).toContain('2 % of what it received came from c, 1 transfer away.')
    expect(reasons[2]?.message).toContain('3 cases of theft added up are 10 %')
    expect(reasons[2]?.exposure).toMatchObject({ origin: 'c', amount: 2000n })
    expect(reasons[2]?.sum).toEqual({ cases: 3, amount: 10_000n, received: 100_000n })
  })

  it('are of one category and one asset', () => {
    expect(effects([from('a', 4), from('b', 4, { asset: 'eip155:56/slip44:714' })])).toBe('note note')
    expect(effects([from('a', 4), from('il-nbctf', 4, { category: 'seizure', grade: undefined })])).toBe('note note')
  })

  it('are held against no more than what was received, where cases count the same money', () => {
    const [first] = judgeExposures(defaultPolicy, [from('a', 80), from('b', 80)])
    expect(first?.sum).toEqual({ cases: 2, amount: 100_000n, received: 100_000n })
    expect(first?.message).toContain('added up are 100 %')
  })

  it('are held against a case alone too, where a larger sum would weigh less', () => {
    const indirect = [
      { category: 'theft', atLeastPercent: 50, effect: 'note' },
      { category: 'theft', atLeastPercent: 5, effect: 'review' },
    ] as const
    expect(effects([from('a', 30), from('b', 30)], { ...defaultPolicy, indirect })).toBe('review review')
  })

  it('of amounts are held against the sum as well', () => {
    const indirect = [{ category: 'theft', atLeastPercent: 50, orAtLeast: { [ETH]: 3000n }, effect: 'block' }] as const
    const policy = { ...defaultPolicy, indirect }
    expect(effects([from('a', 1.5), from('b', 1.499)], policy)).toBe('note note')
    expect(effects([from('a', 1.5), from('b', 1.5)], policy)).toBe('block block')
  })
})

describe('money', () => {
  const strict = { ...defaultPolicy, indirect: [{ category: 'theft', atLeastPercent: 5, effect: 'block' }] } as const

  it.each([
    ['government', 'block'],
    ['msmt', 'block'],
    ['un-panel', 'block'],
    ['victim', 'block'],
    ['vendor', 'review'],
    ['researcher', 'review'],
    ['suspected', 'note'],
  ] as const)('is no worse than where it came from: %s %s', (grade, effect) => {
    const [reason] = judgeExposures(strict, [from('a', 100, { grade })])
    expect([reason?.effect, reason?.rule]).toEqual([effect, 'indirect.0'])
    const said = `It is no worse than a itself: ${effect} (direct.theft.${grade}).`
    expect(reason?.message.includes(said)).toBe(effect !== 'block')
  })

  it('from suspects adds nothing to that from thieves', () => {
    expect(effects([from('a', 4), from('b', 96, { grade: 'suspected' })])).toBe('note note')
    expect(effects([from('a', 4), from('b', 4), from('c', 50, { grade: 'suspected' })])).toBe('review review note')
    expect(effects([from('a', 4), from('b', 4, { grade: 'vendor' })], strict)).toBe('review review')
  })

  it('from a list that is only a note is a note', () => {
    const mild = { ...defaultPolicy, direct: { ...defaultPolicy.direct, sanctions: 'note' } } as const
    const exposure = from('ofac-sdn', 100, { category: 'sanctions', grade: undefined })
    expect([effects([exposure]), effects([exposure], mild)]).toEqual(['block', 'note'])
  })

  it('of a theft without a grade asks for review', () => {
    expect(effects([from('a', 100, { grade: undefined })], strict)).toBe('review')
  })
})

describe('whatever the exposures', () => {
  const exposure = fc
    .record({ grade: fc.constantFrom<Grade>(...GRADES), percent: fc.integer({ min: 0, max: 60 }), at: fc.nat(99) })
    .map(({ grade, percent, at }) => from(`case ${at}`, percent, { grade }))
  const exposures = fc.array(exposure, { minLength: 1, maxLength: 8 })

  it('none weighs more than its source, and none is left out', () => {
    fc.assert(
      fc.property(exposures, (all) => {
        const reasons = judgeExposures(defaultPolicy, all)
        expect(reasons.map((reason) => reason.exposure)).toEqual(all)
        for (const { effect, exposure: one } of reasons) {
          const own = defaultPolicy.direct.theft[one?.grade ?? 'suspected']
          expect(isAtLeast(own, effect as Effect)).toBe(true)
        }
      }),
    )
  })

  it('money that is split over more cases of a grade weighs no less', () => {
    const worst = (all: readonly CategoryExposure[]): number =>
      Math.min(...judgeExposures(defaultPolicy, all).map(({ effect }) => EFFECTS.indexOf(effect as Effect)))
    fc.assert(
      fc.property(exposure, fc.array(fc.nat(1000), { minLength: 1, maxLength: 5 }), (whole, cuts) => {
        const shares = cuts.map((cut) => (whole.amount * BigInt(cut)) / 5000n)
        const rest = whole.amount - shares.reduce((sum, share) => sum + share, 0n)
        const parts = [...shares, rest].map((amount, i) => ({ ...whole, origin: `part ${i}`, amount }))
        expect(worst(parts)).toBe(worst([whole]))
      }),
    )
  })
})
