import fc from 'fast-check'
import { expect, it } from 'vitest'
import { columnsOf } from './columns.support.ts'
import { getAmount } from './kernel/AmountColumn.ts'
import { measureExposure, measurePlainly } from './measureExposure.ts'
import { createTraceIndex } from './TraceIndex.ts'

const account = fc.integer({ min: 1, max: 6 })
const amount = fc.oneof(fc.bigInt({ min: 0n, max: 50n }), fc.bigInt({ min: 0n, max: 2n ** 126n }))
const ledger = fc.array(fc.record({ from: account, to: account, amount }), { minLength: 1, maxLength: 40 })
const huge = ledger.map((rows) => [{ from: 1, to: 2, amount: 2n ** 130n }, ...rows])

it('is that of the plain form, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.oneof(ledger, huge), fc.subarray([0, 1]), fc.subarray([1, 2]), (rows, sources, stops) => {
      const index = createTraceIndex(columnsOf(rows))
      const known = (all: readonly number[]): number[] => all.filter((holding) => holding < index.holdings)
      const exposure = measureExposure(index, known(sources), new Set(known(stops)))
      const plain = measurePlainly(index, known(sources), new Set(known(stops)))
      expect(plain.map((_, holding) => exposure.amountOf(holding))).toEqual(plain)
      const opened = known(sources).reduce((sum, holding) => sum + getAmount(index.opening, holding), 0n)
      expect(plain.reduce((sum, held) => sum + held, 0n)).toBe(opened)
    }),
    { numRuns: 500 },
  )
})

it('with everything a source, all that anyone has', () => {
  const index = createTraceIndex(
    columnsOf([
      { from: 1, to: 2, amount: 30n },
      { from: 2, to: 3, amount: 50n },
      { from: 3, to: 1, amount: 5n },
    ]),
  )
  const exposure = measureExposure(index, [0, 1, 2], new Set())
  expect([0, 1, 2].map((holding) => exposure.amountOf(holding))).toEqual([5n, 0n, 45n])
})
