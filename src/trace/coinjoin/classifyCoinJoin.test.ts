import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CoinJoinTx } from './CoinJoinTx.ts'
import { classifyCoinJoin, isMix } from './classifyCoinJoin.ts'
import {
  joinMarkets,
  keyScript,
  payouts,
  tx0s,
  txOf,
  wabiSabis,
  wasabi1Rounds,
  whirlpoolMixes,
} from './protocols.support.ts'

const PROTOCOLS: readonly (readonly [string, fc.Arbitrary<CoinJoinTx>])[] = [
  ['whirlpool', whirlpoolMixes],
  ['whirlpool-tx0', tx0s],
  ['joinmarket', joinMarkets],
  ['wasabi-1', wasabi1Rounds],
  ['wasabi-2.0', wabiSabis],
]
const anyTx = fc.oneof(payouts, ...PROTOCOLS.map(([, txs]) => txs))
const classesOf = (tx: CoinJoinTx) =>
  classifyCoinJoin(tx).findings.flatMap((finding) => (finding.grade === 'protocol' ? finding.class : []))

/** A mix of the 0.05 BTC pool: eight take part, two of them for the first time. */
const mix = txOf(
  [5_009_075, 5_008_400, ...Array.from({ length: 6 }, () => 5_000_000)],
  Array.from({ length: 8 }, () => 5_000_000),
)
/** Six equal outputs, six changes; five earn 200 sat each, one pays 31,000. */
const join = txOf(
  [10_999_800, 11_999_800, 12_999_800, 13_999_800, 14_999_800, 16_031_000],
  [...Array.from({ length: 6 }, () => 10_000_000), 1_000_000, 2_000_000, 3_000_000, 4_000_000, 5_000_000, 6_000_000],
)

describe('protocols', () => {
  it.each(PROTOCOLS)('%s is found whatever its amounts and numbers', (kind, txs) => {
    fc.assert(
      fc.property(txs, (tx) => {
        expect(classesOf(tx).some((found) => found.startsWith(kind))).toBe(true)
      }),
    )
  })

  it('payouts of one owner are no mix', () => {
    fc.assert(
      fc.property(payouts, (tx) => {
        expect(classesOf(tx)).toEqual([])
        expect(isMix(classifyCoinJoin(tx))).toBe(false)
      }),
    )
  })

  it('a finding names its rule, its pieces and how often the rule is right', () => {
    const [finding] = classifyCoinJoin(mix).findings
    expect(finding).toMatchObject({
      class: 'whirlpool',
      grade: 'protocol',
      rule: { name: 'whirlpool', version: 1 },
      denominationSat: 5_000_000,
      equalOutputs: 8,
      participants: { min: 8, max: 8 },
    })
    expect(finding?.conditions.every(({ holds, seen }) => holds === true && seen !== '')).toBe(true)
    expect(finding?.accuracy.recall.n).toBeGreaterThan(0)
  })

  it('a Tx0 is prepared by one owner and ends no trace', () => {
    fc.assert(
      fc.property(tx0s, (tx) => {
        expect(isMix(classifyCoinJoin(tx))).toBe(false)
      }),
    )
    expect(isMix(classifyCoinJoin(mix))).toBe(true)
  })

  it('Wasabi 1.1 has a second level, 1.0 has none', () => {
    const outputs = [...Array.from({ length: 40 }, () => 10_981_752), 450_001, 3_000_001]
    const inputs = Array.from({ length: 45 }, () => 11_000_000)
    const time = Date.parse('2021-08-28') / 1000
    expect(classesOf(txOf(inputs, outputs, time))).toEqual(['wasabi-1.0'])
    expect(classesOf(txOf(inputs, [...outputs, 21_961_480, 21_961_480], time))).toEqual(['wasabi-1.1'])
  })

  it('no protocol is found before it existed', () => {
    expect(classesOf({ ...mix, timeSec: Date.parse('2018-01-01') / 1000 })).toEqual([])
    expect(classesOf({ ...mix, timeSec: undefined })).toEqual(['whirlpool'])
    expect(classesOf({ ...join, timeSec: Date.parse('2016-01-01') / 1000 })).toEqual([])
  })

  it('makers who pay are none', () => {
    expect(classesOf(join)).toEqual(['joinmarket'])
    const inputs = join.inputs.map((input, i) => ({ ...input, valueSat: (input.valueSat ?? 0) + (i < 5 ? 300 : 0) }))
    expect(classesOf({ ...join, inputs })).toEqual([])
  })

  it('an exchange signs with nobody', () => {
    const [first, ...rest] = join.inputs
    expect(classesOf({ ...join, inputs: [{ ...first!, isExchange: true }, ...rest] })).toEqual([])
  })

  it('a split into equal parts is no small round', () => {
    const parts = Array.from({ length: 12 }, () => 5_005_001)
    const time = Date.parse('2018-10-04') / 1000
    const coins = Array.from({ length: 13 }, () => 5_100_000)
    expect(classesOf(txOf(coins, [...parts, 10_010_002, 5_005_000], time))).toEqual([])
    expect(classesOf(txOf(coins, [...parts, 1_000_000, 31_337], time))).toEqual(['wasabi-1.0'])
  })

  it('a Stonewall is none of them', () => {
    const tx = txOf([3_000_000, 2_500_000], [1_000_000, 1_000_000, 1_990_000, 1_490_000])
    expect(classifyCoinJoin(tx).findings).toEqual([])
  })

  it('a mix whose inputs are known to come from elsewhere is none', () => {
    const from = (spends: 'none' | 'whirlpool') => ({
      ...mix,
      inputs: mix.inputs.map((input) => ({ ...input, spends })),
    })
    expect(classesOf(from('none'))).toEqual([])
    expect(classesOf(from('whirlpool'))).toEqual(['whirlpool'])
  })

  it('the amounts of a WabiSabi round in the hands of one owner are only listed', () => {
    const tx = txOf(
      Array.from({ length: 60 }, () => 800_000),
      [...Array.from({ length: 21 }, () => 2_000_000), 51_500],
    )
    const script = `5120${'07'.repeat(32)}`
    const owned = { ...tx, inputs: tx.inputs.map((input) => ({ ...input, script })) }
    const reading = classifyCoinJoin(owned)
    expect(reading.findings.map(({ rule, grade }) => [rule.name, grade])).toEqual([['wasabi-2-listed', 'listed']])
    expect(isMix(reading)).toBe(false)
  })
})

describe('what is not known', () => {
  const forget = (tx: CoinJoinTx, count: number): CoinJoinTx => ({
    ...tx,
    inputs: tx.inputs.map((input, i) => (i < count ? { script: undefined, valueSat: undefined } : input)),
  })

  it('leaves a class open and says what is missing', () => {
    const reading = classifyCoinJoin(forget(mix, 1))
    expect(reading.findings).toEqual([])
    expect(reading.open.map((open) => open.class)).toEqual(['whirlpool'])
    expect(reading.open[0]?.missing).toContain("every input is the pool's amount or a little more")
    expect(classifyCoinJoin(forget(join, 6)).open[0]?.missing).toContain(
      'the inputs can divide among makers and a taker',
    )
  })

  it('does not hide what rules a class out', () => {
    const [, ...rest] = forget(mix, 8).inputs
    const tx = { ...mix, inputs: [...rest, { script: keyScript(1), valueSat: 4_999_999 }] }
    expect(classifyCoinJoin(tx)).toEqual({ findings: [], open: [] })
  })

  it('is no matter to a Tx0, which its outputs tell', () => {
    fc.assert(
      fc.property(tx0s, (tx) => {
        expect(classesOf(forget(tx, tx.inputs.length))).toEqual(['whirlpool-tx0'])
      }),
    )
  })

  it('never makes a finding that the whole truth refutes', () => {
    fc.assert(
      fc.property(anyTx, fc.nat(300), (tx, count) => {
        const known = classesOf(tx)
        for (const found of classesOf(forget(tx, count))) expect(known).toContain(found)
      }),
    )
  })
})

describe('laws', () => {
  it('the order of inputs and outputs changes nothing', () => {
    const shuffled = anyTx.chain((tx) =>
      fc.record({
        tx: fc.constant(tx),
        inputs: fc.shuffledSubarray([...tx.inputs], { minLength: tx.inputs.length }),
        outputs: fc.shuffledSubarray([...tx.outputs], { minLength: tx.outputs.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ tx, inputs, outputs }) => {
        expect(classifyCoinJoin({ ...tx, inputs, outputs })).toEqual(classifyCoinJoin(tx))
      }),
    )
  })

  it('outputs without an address change nothing', () => {
    const noAddress = fc.constantFrom(`6a5d0b${'00'.repeat(11)}`, '', '51', `21${'02'.repeat(33)}ac`)
    const strange = fc.array(fc.record({ script: noAddress, valueSat: fc.nat(1_000_000) }), { maxLength: 5 })
    const others = fc.oneof(payouts, whirlpoolMixes, joinMarkets, wasabi1Rounds, wabiSabis)
    fc.assert(
      fc.property(others, strange, (tx, more) => {
        expect(classifyCoinJoin({ ...tx, outputs: [...more, ...tx.outputs] })).toEqual(classifyCoinJoin(tx))
      }),
    )
  })

  it('takes any transaction: zero values, one script for all, nothing at all', () => {
    const script = fc.constantFrom('', '6a', keyScript(1), keyScript(2), `5120${'01'.repeat(32)}`, 'zz')
    const valueSat = fc.constantFrom(0, 1, 5_000, 100_000, 10_000_000, 2_100_000_000_000_000)
    const tx = fc.record({
      inputs: fc.array(
        fc.record({
          script: fc.option(script, { nil: undefined }),
          valueSat: fc.option(valueSat, { nil: undefined }),
        }),
      ),
      outputs: fc.array(fc.record({ script, valueSat })),
    })
    fc.assert(
      fc.property(tx, (any) => {
        for (const { conditions } of classifyCoinJoin(any).findings) {
          expect(conditions.every(({ holds }) => holds === true)).toBe(true)
        }
      }),
    )
  })

  it('ends on a size at which the square of it would not', () => {
    const classesOf = (size: number): readonly string[] => {
      const tx = txOf(
        Array.from({ length: size }, (_, i) => 30_000 + i),
        Array.from({ length: size }, (_, i) => (i % 2 === 0 ? 28_000 : 29_000 + (i % 977))),
      )
      return classifyCoinJoin(tx).findings.map((finding) => finding.class)
    }
    expect(classesOf(200_000)).toEqual([])
  })
})
