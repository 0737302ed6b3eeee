import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonFaultError, parseJson } from './parseJson.ts'

function faultOf(text: string, depthMax = 8): string | undefined {
  try {
    parseJson(text, depthMax)
    return undefined
  } catch (error) {
    if (error instanceof JsonFaultError) return error.fault
    throw error
  }
}

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      expect(parseJson(text, 64)).toEqual(JSON.parse(text))
    }),
  )
})

test('says of any text what is wrong with it, or reads it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'{}[]":,\\a1 ') })), (text) => {
      expect([undefined, 'syntax', 'depth', 'key-twice']).toContain(faultOf(text))
    }),
  )
})

test('refuses a name that occurs twice, however it is written and wherever it is', () => {
  expect(faultOf('{"a":1,"b":2}')).toBeUndefined()
  expect(faultOf('{"a":1,"a":1}')).toBe('key-twice')
  expect(faultOf('{"a":1,"\\u0061":2}')).toBe('key-twice')
  expect(faultOf('[{"b":{"a":1}},{"b":{"x":":","a":{},"a":[]}}]')).toBe('key-twice')
  expect(faultOf('{"a":":","b":"\\":\\\\","c":{":":0}}')).toBeUndefined()
  expect(faultOf('{"__proto__":1,"constructor":2}')).toBeUndefined()
  expect(faultOf('{"__proto__":1,"__proto__":2}')).toBe('key-twice')
})

test('refuses what nests too deep before it is read', () => {
  expect(faultOf('[[[{}]]]', 4)).toBeUndefined()
  expect(faultOf('[[[{"a":[]}]]]', 4)).toBe('depth')
  expect(faultOf('"[[[[[[[["', 4)).toBeUndefined()
  expect(faultOf('['.repeat(1_000_000), 24)).toBe('depth')
})

test('refuses what is no JSON', () => {
  for (const text of ['', '{', '[1,]', '{"a":NaN}', "{'a':1}", '01', '\ufeff{}', '{"a":1}}'])
    expect(faultOf(text)).toBe('syntax')
})
