import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as OutsideText from './OutsideText.ts'

describe('OutsideText', () => {
  it.each([
    ['Bin\u202eance', '"Bin\ufffdance"'],
    ['a\n\tb', '"a b"'],
    ['say "yes"', `"say 'yes'"`],
    [`${'a'.repeat(9)}`, '"aaaaa..."'],
    ['x\u0301\u0301\u0301\u0301', '"x\u0301\u0301"'],
  ])('shows %j as %j', (text, shown) => {
    expect(OutsideText.quote(text, 5 + (text.startsWith('aaa') ? 0 : 20))).toBe(shown)
  })

  it('is bounded, on one line and free of what hides, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const shown = OutsideText.quote(text, 50)
        expect([...shown].length).toBeLessThanOrEqual(55)
        expect(OutsideText.isHiding(shown)).toBe(false)
        expect(shown.slice(1, -1)).not.toMatch(/["\n\r\u2028\u2029]/)
      }),
    )
  })
})
