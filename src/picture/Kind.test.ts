import { expect, test } from 'vitest'
import * as Kind from './Kind.ts'
import { ink } from './styleSheet.ts'

/**
 * Contrast of two colours.
 *
 * @source https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

test('bars stand out from the paper, and text can be read on it', () => {
  for (const theme of ['light', 'dark'] as const) {
    const { paper, text, quiet } = ink[theme]
    for (const kind of Kind.all) expect(contrast(Kind.looks[kind][theme], paper)).toBeGreaterThanOrEqual(3)
    for (const colour of [text, quiet]) expect(contrast(colour, paper)).toBeGreaterThanOrEqual(4.5)
  }
})

test('no two kinds share a sign or a name', () => {
  const looks = Kind.all.map((kind) => Kind.looks[kind])
  expect(new Set(looks.map(({ sign }) => sign)).size).toBe(Kind.all.length)
  expect(new Set(looks.map(({ name }) => name)).size).toBe(Kind.all.length)
})

test('services are told apart by category, others never', () => {
  const node = { id: 'a', title: '', subtitle: '', amount: 0n, through: 0n }
  const kinds = ['exchange', 'instant-exchange', 'Mixer', 'bridge', 'gambling', '__proto__'].map((category) => {
    return Kind.of({ ...node, kind: 'service', category })
  })
  expect(kinds).toEqual(['exchange', 'exchange', 'mixer', 'bridge', 'service', 'service'])
  expect(Kind.of({ ...node, kind: 'held', category: 'mixer' })).toBe('held')
})
