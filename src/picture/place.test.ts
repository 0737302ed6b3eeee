import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rising } from './place.ts'

test('rising leaves what rises and pools what falls', () => {
  const of = (...values: number[]): { value: number; weight: number }[] => values.map((value) => ({ value, weight: 1 }))
  expect(rising(of(1, 2, 2, 5))).toEqual([1, 2, 2, 5])
  expect(rising(of(3, 1, 2))).toEqual([2, 2, 2])
  expect(rising([])).toEqual([])
})

/**
 * The minimax formula of isotonic regression, in cubic time.
 *
 * @source Robertson, Wright, Dykstra (1988), Order restricted statistical inference, theorem 1.4.4
 */
function risingByFormula(points: readonly { value: number; weight: number }[]): number[] {
  const mean = (from: number, to: number): number => {
    const part = points.slice(from, to + 1)
    const weight = part.reduce((sum, point) => sum + point.weight, 0)
    return part.reduce((sum, point) => sum + point.value * point.weight, 0) / weight
  }
  const after = (at: number): number[] => points.map((_, to) => to).filter((to) => to >= at)
  const before = (at: number): number[] => points.map((_, from) => from).filter((from) => from <= at)
  return points.map((_, at) =>
    Math.max(...before(at).map((from) => Math.min(...after(at).map((to) => mean(from, to))))),
  )
}

test('rising is the nearest that never falls', () => {
  const point = fc.record({ value: fc.integer({ min: -99, max: 99 }), weight: fc.integer({ min: 1, max: 9 }) })
  fc.assert(
    fc.property(fc.array(point, { maxLength: 12 }), (points) => {
      const wanted = risingByFormula(points)
      for (const [at, value] of rising(points).entries()) expect(value).toBeCloseTo(wanted[at]!, 9)
    }),
  )
})
