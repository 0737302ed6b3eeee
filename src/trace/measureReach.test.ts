import fc from 'fast-check'
import { expect, it } from 'vitest'
import { columnsOf } from './columns.support.ts'
import { followTaint } from './followTaint.ts'
import { measureReach } from './measureReach.ts'
import { createTraceIndex } from './TraceIndex.ts'

it('is what the poison rule reaches in payments of more than nothing', () => {
  const account = fc.integer({ min: 1, max: 6 })
  const row = fc.record({ from: account, to: account, amount: fc.bigInt({ min: 1n, max: 50n }) })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), fc.subarray([1, 2]), (rows, stops) => {
      const index = createTraceIndex(columnsOf(rows))
      const services = new Set(stops.filter((holding) => holding < index.holdings))
      const bounds = { services, isHub: () => false, hopsMax: 99, dustMax: 0n, blockMax: 99 }
      const { reached } = followTaint(index, [{ kind: 'holding', holding: 0, fromBlock: 0 }], 'poison', bounds)
      const isReached = measureReach(index, [0], services)
      const all = Array.from({ length: index.holdings }, (_, holding) => holding)
      // A source that has nothing yet taints nobody under the rule; as a reach it does.
      for (const holding of all) if (reached.includes(holding)) expect(isReached(holding)).toBe(true)
      const opened = index.opening.words[0] !== 0n
      if (opened) expect(all.filter(isReached)).toEqual(all.filter((holding) => reached.includes(holding)))
    }),
    { numRuns: 500 },
  )
})
