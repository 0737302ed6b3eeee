import fc from 'fast-check'
import { expect, test } from 'vitest'
import { brief, briefWithUnit, exact, from, percent, ratio } from './Money.ts'

const ether = from({ unit: 'ETH', decimals: 18, largest: 5_000n * 10n ** 18n })

test('brief cuts to the digits that suit the largest sum, exact shows all', () => {
  expect(ether.digits).toBe(2)
  expect(briefWithUnit(1_234_567_899n * 10n ** 12n, ether)).toBe('1,234.56 ETH')
  expect(exact(1n, ether)).toBe('0.000000000000000001 ETH')
})

test('a small amount never reads as nothing, an absurd one stays short', () => {
  expect(brief(1n, ether)).toBe('<0.01')
  expect(brief(0n, ether)).toBe('0.00')
  expect(brief(2n ** 300n, ether)).toBe('2.037e72')
})

test('assets without decimals and hostile units are shown', () => {
  const money = from({ unit: '<x>\u202e and very much more', decimals: 0, largest: 7n })
  expect(briefWithUnit(7n, money)).toBe('7 <x>\ufffd and ve…')
})

test('ratio is right to nine digits for amounts beyond a double', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 256n }), fc.integer({ min: 0, max: 1000 }), (whole, parts) => {
      expect(ratio(whole * BigInt(parts), whole * 1000n)).toBeCloseTo(parts / 1000, 9)
    }),
  )
  expect(ratio(1n, 0n)).toBe(0)
})

test('percent is cut to one digit', () => {
  expect([percent(1n, 3n), percent(1n, 3000n), percent(0n, 3n), percent(0n, 0n)]).toEqual([
    '33.3 %',
    '<0.1 %',
    '0.0 %',
    '0 %',
  ])
})
