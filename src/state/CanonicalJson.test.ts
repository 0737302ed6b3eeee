import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as CanonicalJson from './CanonicalJson.ts'

const text = (value: CanonicalJson.JsonValue): string => Buffer.from(CanonicalJson.encode(value)).toString()

const { value } = fc.letrec<{ value: CanonicalJson.JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 6 }),
  ),
}))

describe('canonical JSON', () => {
  it('is RFC 8785 where that has no fractions', () => {
    // Section 3.2.3's key order, by UTF-16 code units.
    const keys = {
      '€': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew',
      '1': 'One',
      '😀': 'Emoji',
      '\u0080': 'Control',
      ö: 'o',
    }
    expect(Object.keys(JSON.parse(text(keys)) as object).sort()).toEqual(Object.keys(keys).sort())
    expect([...text(keys).matchAll(/:"([A-Za-z ]+)"/g)].map(([, name]) => name)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'o',
      'Euro Sign',
      'Emoji',
      'Hebrew',
    ])
    // Section 3.2.2's string, and the literals beside it.
    expect(text('€$\u000f\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"')
    expect(text([null, true, false])).toBe('[null,true,false]')
  })

  it('writes a bigint as text, and minus zero as zero', () => {
    expect(text({ b: 2n ** 70n, a: [-0, -7] })).toBe('{"a":[0,-7],"b":"1180591620717411303424"}')
  })

  it('means what it was made of, and does not depend on the order of keys', () => {
    fc.assert(
      fc.property(value, (made) => {
        const bytes = CanonicalJson.encode(made)
        const back = CanonicalJson.decode(bytes) as CanonicalJson.JsonValue
        expect(CanonicalJson.encode(back)).toEqual(bytes)
        expect(CanonicalJson.encode(reverse(made))).toEqual(bytes)
        expect(back).toEqual(JSON.parse(JSON.stringify(made)))
      }),
    )
  })

  it.each([
    ['a fraction', 0.5],
    ['no number', Number.NaN],
    ['an unsafe integer', 2 ** 53],
    ['undefined', undefined],
    ['undefined inside', { a: [undefined] }],
    ['a hole', new Array(1)],
    ['a function', () => 1],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', new Uint8Array(2)],
    ['half a pair in a value', '\ud800'],
    ['half a pair in a key', { 'a\udc00b': 1 }],
    ['what has its own JSON', { toJSON: () => 1 }],
  ])('refuses %s', (_, given) => {
    expect(() => CanonicalJson.encode(given as CanonicalJson.JsonValue)).toThrow(
      expect.objectContaining({ code: 'LZ_JSON_VALUE' }) as Error,
    )
  })

  it('refuses more than 64 levels, and a circle', () => {
    const nest = (levels: number): CanonicalJson.JsonValue => (levels === 0 ? 1 : [nest(levels - 1)])
    expect(text(nest(64))).toHaveLength(129)
    const circle: CanonicalJson.JsonValue[] = []
    circle.push(circle)
    for (const deep of [nest(65), nest(5_000), circle]) {
      expect(() => CanonicalJson.encode(deep)).toThrow(expect.objectContaining({ code: 'LZ_JSON_VALUE' }) as Error)
    }
  })
})

function reverse(made: CanonicalJson.JsonValue): CanonicalJson.JsonValue {
  if (typeof made !== 'object' || made === null) return made
  if (Array.isArray(made)) return made.map(reverse)
  return Object.fromEntries(
    Object.entries(made)
      .reverse()
      .map(([key, inner]) => [key, reverse(inner)]),
  )
}
