import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DivisionQuestion, findDivision } from './findDivision.ts'

const AMOUNT = 100_000
const GAIN_MAX = 20_000

/** Tries every way of giving each input to an owner. */
function canDivide({ inputsSat, denominationSat, changesSat, owners }: DivisionQuestion): boolean {
  const due = Array.from({ length: owners }, (_, i) => denominationSat + (changesSat[i] ?? 0))
  const takers = changesSat.length < owners ? [owners - 1] : due.map((_, i) => i)
  const paid = due.map(() => 0)
  const give = (at: number, taker: number): boolean => {
    if (at === inputsSat.length) {
      return due.every((value, i) => i === taker || (paid[i]! <= value && paid[i]! >= value - GAIN_MAX))
    }
    return due.some((_, i) => {
      paid[i]! += inputsSat[at]!
      const fits = give(at + 1, taker)
      paid[i]! -= inputsSat[at]!
      return fits
    })
  }
  return takers.some((taker) => give(0, taker))
}

describe('findDivision', () => {
  it('agrees with trying everything', () => {
    const question = fc
      .record({
        inputsSat: fc.array(fc.integer({ min: 40, max: 300 }), { minLength: 3, maxLength: 7 }),
        changesSat: fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 2, maxLength: 3 }),
        isSwept: fc.boolean(),
      })
      .map(({ inputsSat, changesSat, isSwept }) => ({
        inputsSat: inputsSat.map((value) => value * 1_000),
        changesSat: changesSat.map((value) => value * 1_000),
        denominationSat: AMOUNT,
        owners: changesSat.length + (isSwept ? 1 : 0),
      }))
      .filter(({ inputsSat, changesSat, owners }) => total(inputsSat) >= owners * AMOUNT + total(changesSat))
    fc.assert(
      fc.property(question, (asked) => {
        expect(findDivision(asked) !== 'none').toBe(canDivide(asked))
      }),
      { numRuns: 500 },
    )
  })

  it('says what the makers earn', () => {
    const asked = { inputsSat: [150_500, 60_000, 70_000], denominationSat: AMOUNT, changesSat: [50_600], owners: 2 }
    expect(findDivision(asked)).toEqual([100])
  })

  it('gives up in time, and says so', () => {
    const inputsSat = Array.from({ length: 39 }, (_, i) => 100_001 + 2 * i)
    const changesSat = Array.from({ length: 12 }, (_, i) => 31_000_000 + i * 40_013)
    expect(findDivision({ inputsSat, denominationSat: AMOUNT, changesSat, owners: 12 })).toBe('unknown')
    const many = Array.from({ length: 20_000 }, () => 1)
    expect(findDivision({ inputsSat: many, denominationSat: AMOUNT, changesSat, owners: 12 })).toBe('unknown')
  })
})

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
