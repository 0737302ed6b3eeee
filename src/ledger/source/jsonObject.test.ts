import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JsonError, parseJsonObject } from './jsonObject.ts'

function read(text: string): Record<string, string> {
  const { keys, values } = parseJsonObject(text)
  return Object.fromEntries(keys.map((key, i) => [key, values[i]!]))
}

describe('a JSON object as text', () => {
  it('keeps every digit of a number', () => {
    const numbers = ['1000000000000000001', '0.10', '-0', '1e21', '1.5E+18', '115792089237316195423570985008687907853']
    for (const number of numbers) expect(read(`{"value":${number}}`)).toEqual({ value: number })
  })

  it('reads strings as JSON.parse does', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), { maxKeys: 5 }),
        (object) => {
          const { keys, values } = parseJsonObject(JSON.stringify(object))
          expect(keys).toEqual(Object.keys(object))
          expect(values).toEqual(Object.values(object))
        },
      ),
    )
  })

  it('reads what JSON.parse reads, and refuses what it refuses', () => {
    const edit = fc.tuple(fc.nat(80), fc.constantFrom(...'{}[]",:\\ 01.eE+-tn\u0000a'))
    const start = '{"a": [1, {"b": "}\\""}], "c":-1.5e3 , "d":true,"e":null,"f\\u0041":"x"}'
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 4 }), (edits) => {
        const text = edits.reduce((before, [at, char]) => before.slice(0, at) + char + before.slice(at + 1), start)
        expect(isObject(text)).toBe(isObjectForJson(text))
      }),
      { numRuns: 1_500 },
    )
  })

  it('keeps nested values as their text, and makes null empty', () => {
    expect(read('{"path":[0, 1], "more":{"a":"]}"}, "none":null, "yes":true}')).toEqual({
      path: '[0, 1]',
      more: '{"a":"]}"}',
      none: '',
      yes: 'true',
    })
  })

  it.each(['', '{', '[]', '1', '{"a":1} x', '{"a":1,}', '{"a":01}', '{"a":1.}', '{a:1}', '{"a":"\t"}', '{"a":"\\x"}'])(
    'refuses %j',
    (text) => expect(() => parseJsonObject(text)).toThrow(expect.objectContaining({ code: 'LZ_JSON_SYNTAX' })),
  )

  it('refuses a name that occurs twice', () => {
    expect(() => parseJsonObject('{"value":1,"v\\u0061lue":2}')).toThrow(
      expect.objectContaining({ code: 'LZ_JSON_KEY_TWICE' }),
    )
  })

  it.each([
    ['nested brackets', `{"a":${'['.repeat(500_000)}`],
    ['escaped quotes that never close', `{"a":["${'\\"'.repeat(500_000)}`],
    ['backslashes', `{"a":"${'\\'.repeat(1_000_000)}`],
  ])('takes linear time for %s', (_, text) => {
    expect(() => parseJsonObject(text)).toThrow(JsonError)
  })
})

function isObject(text: string): boolean {
  try {
    parseJsonObject(text)
    return true
  } catch (error) {
    if (error instanceof JsonError) return error.code === 'LZ_JSON_KEY_TWICE'
    throw error
  }
}

function isObjectForJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
