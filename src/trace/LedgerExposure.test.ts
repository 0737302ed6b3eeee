import { expect, it } from 'vitest'
import { floorOf } from './LedgerExposure.ts'

const floorIn = (decimals: number | undefined, floor: string): bigint =>
  floorOf({ id: 1, caip19: 'eip155:1/slip44:60', decimals, inexact: 0 }, { floor })

it.each([
  ['0', 18, 0n],
  ['10.5', 8, 1_050_000_000n],
  ['0.000000001', 8, 1n],
  ['1000000', 18, 10n ** 24n],
  ['2.5', 0, 3n],
  ['7', undefined, 0n],
] as const)('a floor of %s at %s decimals is %s base units, rounded up', (text, decimals, units) => {
  expect(floorIn(decimals, text)).toBe(units)
})

it.each(['', '.5', '1.', '-1', '1e3', '1.2.3', 'x'])('refuses the floor %j', (text) => {
  expect(() => floorIn(8, text)).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/^LZ_AMOUNT_/) as string }),
  )
})
