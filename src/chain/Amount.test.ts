import { loadTests } from '@ethersproject/testcases'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Amount from './Amount.ts'

type UnitCase = { readonly wei: string } & Readonly<Record<string, string | undefined>>

const unitDecimals = { wei: 0, kwei: 3, mwei: 6, gwei: 9, szabo: 12, finney: 15, ether: 18 }

const anyAmount = fc.bigInt({ min: 0n, max: Amount.max })
const anyDecimals = fc.integer({ min: 0, max: 77 })

describe('parse', () => {
  it.each([
    ['0', 18, 0n],
    ['1', 0, 1n],
    ['1.50', 2, 150n],
    ['1.5', 2, 150n],
    ['0.00012', 8, 12000n],
    ['1.000000000000', 2, 100n],
    ['0007', 1, 70n],
    ['1.0', 0, 1n],
    [Amount.max.toString(), 0, Amount.max],
  ])('%s with %i decimals', (text, decimals, units) => {
    expect(Amount.parse(text, decimals)).toBe(units)
  })

  it.each([
    ['', 'LZ_AMOUNT_SYNTAX'],
    ['.5', 'LZ_AMOUNT_SYNTAX'],
    ['5.', 'LZ_AMOUNT_SYNTAX'],
    ['1.2.3', 'LZ_AMOUNT_SYNTAX'],
    ['+1', 'LZ_AMOUNT_SYNTAX'],
    ['1e3', 'LZ_AMOUNT_SYNTAX'],
    ['0x10', 'LZ_AMOUNT_SYNTAX'],
    ['1,000', 'LZ_AMOUNT_SYNTAX'],
    [' 1', 'LZ_AMOUNT_SYNTAX'],
    ['1\n', 'LZ_AMOUNT_SYNTAX'],
    ['\u0661', 'LZ_AMOUNT_SYNTAX'],
    ['NaN', 'LZ_AMOUNT_SYNTAX'],
    ['9'.repeat(257), 'LZ_AMOUNT_SYNTAX'],
    ['-1', 'LZ_AMOUNT_NEGATIVE'],
    ['-x', 'LZ_AMOUNT_SYNTAX'],
    ['1.123', 'LZ_AMOUNT_PRECISION'],
    ['0.001', 'LZ_AMOUNT_PRECISION'],
    [(Amount.max / 100n + 1n).toString(), 'LZ_AMOUNT_OVERFLOW'],
  ])('refuses %j', (text, code) => {
    expect(() => Amount.parse(text, 2)).toThrow(expect.objectContaining({ code, kind: 'input' }))
  })

  it.each([-1, 78, 1.5, Number.NaN])('refuses %d decimals', (decimals) => {
    const refusal: unknown = expect.objectContaining({ code: 'LZ_AMOUNT_DECIMALS' })
    expect(() => Amount.parse('1', decimals)).toThrow(refusal)
    expect(() => Amount.format(1n, decimals)).toThrow(refusal)
    expect(() => Amount.formatGrouped(1n, 0, decimals)).toThrow(refusal)
  })

  it('ethers: every unit case', () => {
    const cases = loadTests<UnitCase[]>('units').filter(({ wei }) => !wei.startsWith('-'))
    expect(cases.length).toBeGreaterThan(9)
    for (const unitCase of cases) {
      for (const [unit, decimals] of Object.entries(unitDecimals)) {
        const text = unitCase[unit]
        // ethers takes '.1' and '1.'; here a point stands between digits.
        if (text !== undefined && /\d\.\d|^\d+$/.test(text))
          expect(Amount.parse(text, decimals)).toBe(BigInt(unitCase.wei))
      }
    }
  })
})

describe('format', () => {
  it.each([
    [0n, 0, '0'],
    [0n, 18, '0'],
    [150n, 2, '1.5'],
    [100n, 2, '1'],
    [1n, 18, '0.000000000000000001'],
    [10n ** 20n, 18, '100'],
  ])('%s with %i decimals', (units, decimals, text) => {
    expect(Amount.format(units, decimals)).toBe(text)
  })

  it('is undone by parse', () => {
    fc.assert(
      fc.property(anyAmount, anyDecimals, (units, decimals) => {
        const text = Amount.format(units, decimals)
        expect(Amount.parse(text, decimals)).toBe(units)
        expect(text).not.toMatch(/\.(?:.*0)?$/)
      }),
    )
  })

  it('shows a total above the largest amount, and no debt', () => {
    expect(Amount.format(Amount.max * 2n, 0)).toBe((Amount.max * 2n).toString())
    expect(() => Amount.format(-1n, 0)).toThrow(expect.objectContaining({ code: 'LZ_AMOUNT_NEGATIVE' }))
  })
})

describe('formatGrouped', () => {
  it.each([
    [123456789n, 2, undefined, '1,234,567.89'],
    [999n, 0, undefined, '999'],
    [1000n, 0, undefined, '1,000'],
    [1999n, 3, 1, '1.9'],
    [1999n, 3, 0, '1'],
    [15n, 1, 4, '1.5000'],
    [1n, 18, 2, '0.00'],
    [1234500n, 3, undefined, '1,234.5'],
  ])('%s with %i decimals, %s digits', (units, decimals, fractionDigits, text) => {
    expect(Amount.formatGrouped(units, decimals, fractionDigits)).toBe(text)
  })

  it('never shows more than there is, and misses less than one last digit', () => {
    const anyDigits = fc.integer({ min: 0, max: 77 })
    fc.assert(
      fc.property(anyAmount, anyDecimals, anyDigits, (units, decimals, fractionDigits) => {
        const shown = BigInt(Amount.formatGrouped(units, decimals, fractionDigits).replace(/[,.]/g, ''))
        const scaled = units * 10n ** BigInt(fractionDigits)
        expect(shown).toBe(scaled / 10n ** BigInt(decimals))
      }),
    )
  })

  it('is exact without fraction digits', () => {
    fc.assert(
      fc.property(anyAmount, anyDecimals, (units, decimals) => {
        const text = Amount.formatGrouped(units, decimals)
        expect(text.replaceAll(',', '')).toBe(Amount.format(units, decimals))
      }),
    )
  })
})

describe('hostile text', () => {
  const allowed = ['LZ_AMOUNT_SYNTAX', 'LZ_AMOUNT_NEGATIVE', 'LZ_AMOUNT_PRECISION', 'LZ_AMOUNT_OVERFLOW']
  const decimalLike = fc.array(fc.constantFrom(...'0123456789.-e, '), { maxLength: 300 }).map((chars) => chars.join(''))

  it('gives an amount or a listed error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), decimalLike), anyDecimals, (text, decimals) => {
        try {
          expect(Amount.parse(text, decimals)).toBeLessThanOrEqual(Amount.max)
        } catch (error) {
          expect(error).toBeInstanceOf(Amount.InvalidAmountError)
          expect(allowed).toContain((error as Amount.InvalidAmountError).code)
        }
      }),
    )
  })
})
