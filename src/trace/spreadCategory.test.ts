import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, type TestRow } from './columns.support.ts'
import { type SpreadBounds, spreadCategory } from './spreadCategory.ts'
import { spreadPlainly } from './spreadPlainly.support.ts'
import { createTraceIndex } from './TraceIndex.ts'

const open: SpreadBounds = { isStop: () => false, floor: 0n }

/** By account: `amount of received, hops, rows` and what was cut. */
function spread(
  rows: readonly TestRow[],
  sources: readonly number[],
  bounds: Partial<SpreadBounds> = {},
): Record<number, string> {
  const index = createTraceIndex(columnsOf(rows))
  const holdings = new Set(sources.flatMap((account) => index.findHolding(account, 1) ?? []))
  const shares = spreadCategory(index, holdings, { ...open, ...bounds })
  return Object.fromEntries(
    shares.map(({ holding, amount, received, hops, rows: way, cut }): [number, string] => [
      index.account[holding]!,
      `${amount} of ${received}, ${hops} by ${way.join('-')}${cut === 0n ? '' : `, ${cut} cut`}`,
    ]),
  )
}

describe('spreadCategory', () => {
  it('taints all that a source sends, clean money that it received too', () => {
    const rows = [
      { from: 8, to: 1, amount: 100n },
      { from: 1, to: 2, amount: 100n },
      { from: 9, to: 2, amount: 300n },
      { from: 2, to: 3, amount: 100n },
    ]
    expect(spread(rows, [1])).toEqual({ 2: '100 of 400, 1 by 1', 3: '25 of 100, 2 by 1-3' })
  })

  it('does not go back in time', () => {
    const rows = [
      { from: 2, to: 3, amount: 10n },
      { from: 1, to: 2, amount: 10n },
    ]
    expect(spread(rows, [1])).toEqual({ 2: '10 of 20, 1 by 1' })
  })

  it('ends at a stop, which has it', () => {
    const rows = [
      { from: 1, to: 2, amount: 10n },
      { from: 2, to: 3, amount: 10n },
    ]
    const stopAt2 = (index: number): boolean => index === 1
    expect(spread(rows, [1], { isStop: stopAt2 })).toEqual({ 2: '10 of 10, 1 by 0' })
  })

  it('says what it cut below the floor', () => {
    const rows = [
      { from: 1, to: 2, amount: 4n },
      { from: 1, to: 2, amount: 6n },
      { from: 2, to: 3, amount: 5n },
    ]
    expect(spread(rows, [1], { floor: 5n })).toEqual({ 2: '6 of 10, 1 by 1, 4 cut', 3: '0 of 5, 0 by , 3 cut' })
  })

  it('counts nobody as exposed to itself', () => {
    const rows = [
      { from: 1, to: 2, amount: 10n },
      { from: 2, to: 1, amount: 10n },
    ]
    expect(spread(rows, [1])).toEqual({ 2: '10 of 10, 1 by 0' })
    expect(spread(rows, [1, 2])).toEqual({})
  })
})

it('is what visiting every row comes to', () => {
  const account = fc.integer({ min: 1, max: 7 })
  const amount = fc.oneof(fc.bigInt({ min: 0n, max: 50n }), fc.bigInt({ min: 0n, max: 2n ** 140n }))
  const rows = fc.array(fc.record({ from: account, to: account, amount }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(
      rows,
      fc.subarray([0, 1, 2]),
      fc.nat(5),
      fc.bigInt({ min: 0n, max: 20n }),
      (ledger, sources, stop, floor) => {
        const index = createTraceIndex(columnsOf(ledger))
        const bounds = { isStop: (holding: number) => holding === stop, floor }
        const fast = spreadCategory(index, new Set(sources), bounds).map(({ received: _, ...share }) => share)
        expect(new Map(fast.map((share) => [share.holding, share]))).toEqual(
          spreadPlainly(index, new Set(sources), bounds),
        )
      },
    ),
    { numRuns: 1000 },
  )
})
