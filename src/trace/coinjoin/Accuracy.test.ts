import { describe, expect, it } from 'vitest'
import { ACCURACY, rateOf } from './Accuracy.ts'

describe('rateOf', () => {
  it.each([
    [{ hits: 0, n: 100 }, 0, 0.037],
    [{ hits: 100, n: 100 }, 0.963, 1],
    [{ hits: 81, n: 263 }, 0.2553, 0.3662], // Newcombe 1998, table I
    [{ hits: 15, n: 148 }, 0.0624, 0.1605], // the same
    [{ hits: 0, n: 0 }, 0, 1],
  ])('%o lies between %s and %s', (share, low, high) => {
    expect(rateOf(share).low).toBeCloseTo(low, 4)
    expect(rateOf(share).high).toBeCloseTo(high, 3)
  })
})

describe('what findings carry', () => {
  it.each(Object.entries(ACCURACY))('%s: every interval holds its share', (_, { recall, falseAlarms, precision }) => {
    for (const { hits, n, low, high } of [recall, falseAlarms, precision]) {
      expect(n).toBeGreaterThan(0)
      expect(low).toBeLessThanOrEqual(hits / n)
      expect(high).toBeGreaterThanOrEqual(hits / n)
    }
  })
})
