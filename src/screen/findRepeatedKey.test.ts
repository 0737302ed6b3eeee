import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findRepeatedKey } from './findRepeatedKey.ts'

describe('findRepeatedKey', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":{"b":1,"\\u0062":2}}', 'a.b'],
    ['[{"a":1},{"a":1,"c":[1,2],"a":2}]', '1.a'],
    ['{"x":[[],[{"":1,"":2}]]}', 'x.1.0.'],
    ['{"a\\"b":1,"a\\"b":2}', 'a"b'],
    ['{"a":{"b":1},"c":{"b":1,"a":"b"},"b":2}', undefined],
    ['{"a":"{\\"b\\":1,\\"b\\":2}"}', undefined],
    ['"a"', undefined],
  ])('%s: %s', (text, place) => expect(findRepeatedKey(text)).toBe(place))

  it('finds none in what is written from a value', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => findRepeatedKey(JSON.stringify(value)) === undefined))
  })

  it('finds each that is put in', () => {
    const keys = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(keys, fc.nat(), (names, which) => {
        const twice = names[which % names.length] as string
        const members = [...names, twice].map((name) => `${JSON.stringify(name)} : {"a":[{}]}`)
        expect(findRepeatedKey(`{${members.join(',')}}`)).toBe(twice)
      }),
    )
  })
})
