import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findBursts } from './findBursts.ts'

const DAY = 86_400

describe('findBursts', () => {
  it('finds the hour in which a year’s worth of transactions comes', () => {
    const daily = Array.from({ length: 100 }, (_, i) => i * DAY)
    const burst = Array.from({ length: 30 }, (_, i) => 50 * DAY + 3600 + 60 * i)
    const found = findBursts([...daily, ...burst].sort((a, b) => a - b))
    const levels = found.map(({ level }) => level)
    const steepest = found.find(({ level }) => level === Math.max(...levels))
    expect(steepest).toMatchObject({ fromSec: burst[0], toSec: burst.at(-1), events: 30 })
    const [first] = found
    expect(first?.level).toBe(1)
    // Higher levels lie inside of it, and it lies within its day.
    for (const { fromSec, toSec } of found) {
      expect([50 * DAY <= fromSec, fromSec >= first!.fromSec, toSec <= first!.toSec]).toEqual([true, true, true])
    }
  })

  it('finds none in what is regular, and in what is nearly nothing', () => {
    expect(findBursts(Array.from({ length: 200 }, (_, i) => i * DAY))).toEqual([])
    for (const times of [[], [5], [5, 6], [5, 5, 5]]) expect(findBursts(times)).toEqual([])
  })

  it('takes the cheapest of all ways through the states', () => {
    const gap = fc.integer({ min: 1, max: 100_000 })
    fc.assert(
      fc.property(fc.array(gap, { minLength: 2, maxLength: 5 }), (gaps) => {
        const times = [0]
        for (const one of gaps) times.push(times.at(-1)! + one)
        const cost = (states: readonly number[]): number => costOf(gaps, states)
        const best = Math.min(...listWays(gaps.length, 4).map(cost))
        const found = statesOf(gaps.length, times, findBursts(times))
        if (Math.max(0, ...found) < 4) expect(cost(found)).toBeLessThanOrEqual(best + 1e-9)
      }),
      { numRuns: 50 },
    )
  })
})

/** The cost of a way, as the paper defines it. */
function costOf(gaps: readonly number[], states: readonly number[]): number {
  const rate = gaps.length / gaps.reduce((sum, gap) => sum + gap, 0)
  let [cost, before] = [0, 0]
  for (const [i, gap] of gaps.entries()) {
    const [state, each] = [states[i]!, rate * 2 ** states[i]!]
    cost += Math.max(0, state - before) * Math.log(gaps.length) - Math.log(each) + each * gap
    before = state
  }
  return cost
}

function listWays(length: number, levels: number): number[][] {
  if (length === 0) return [[]]
  return listWays(length - 1, levels).flatMap((way) => Array.from({ length: levels }, (_, state) => [...way, state]))
}

/** The state of each gap, from the bursts that hold it. */
function statesOf(length: number, times: readonly number[], bursts: ReturnType<typeof findBursts>): number[] {
  return Array.from({ length }, (_, i) => {
    const over = bursts.filter(({ fromSec, toSec }) => fromSec <= times[i]! && toSec >= times[i + 1]!)
    return Math.max(0, ...over.map(({ level }) => level))
  })
}
