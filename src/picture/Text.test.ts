import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clean, escapeXml, fit, widthPx, wrap } from './Text.ts'

test('clean makes what hides or reorders visible', () => {
  expect(clean('Bin\u202eance\n2')).toBe('Bin\ufffdance 2')
  expect(clean('zero\u200bwidth \u0000 \ud800')).toBe('zero\ufffdwidth \ufffd \ufffd')
  expect(clean(`a${'\u0301'.repeat(50)}`)).toBe('a\u0301\u0301')
})

test('clean bounds length by characters and never splits one', () => {
  const text = clean('😀'.repeat(1000))
  expect([...text]).toHaveLength(400)
  expect(text.endsWith('…')).toBe(true)
  expect(text).not.toContain('\ufffd')
})

test('clean leaves only characters that XML 1.0 allows, and is done once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const cleaned = clean(text)
      expect(cleaned).toMatch(/^[\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u)
      expect(clean(cleaned)).toBe(cleaned)
    }),
  )
})

test('escapeXml leaves no markup', () => {
  expect(escapeXml(`<a b="c" d='e'>&\n`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;&#10;')
})

test('fit and wrap stay in their room', () => {
  const room = { widthPx: 100, sizePx: 12 }
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const lines = wrap(clean(text), room, 2)
      expect(lines.length).toBeLessThanOrEqual(2)
      for (const line of [...lines, fit(clean(text), room)]) expect(widthPx(line, 12)).toBeLessThanOrEqual(100)
    }),
  )
})

test('wrap breaks between words and marks what is missing', () => {
  expect(wrap('Harmony Bridge Hacker', { widthPx: 110, sizePx: 12 }, 2)).toEqual(['Harmony Bridge', 'Hacker'])
  expect(wrap('one two three four five six', { widthPx: 60, sizePx: 12 }, 2)).toEqual(['one two', 'three f…'])
  expect(wrap('', { widthPx: 60, sizePx: 12 }, 2)).toEqual([])
})
