import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../chain/index.ts'
import { decodeEvm } from './decodeEvm.ts'
import { findSpans, isPlainText } from './findSpans.ts'

const digits = fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF'), minLength: 40, maxLength: 40 })
const evm = fc.tuple(digits, fc.constantFrom('asIs', 'lower', 'upper')).map(([text, way]) => {
  return `0x${way === 'lower' ? text.toLowerCase() : way === 'upper' ? text.toUpperCase() : text}`
})
const wrong = fc
  .tuple(evm, fc.nat(41), fc.constantFrom('g', ' ', 'x', '\u00e9', '@', '/', '`'))
  .map(([text, at, char]) => {
    return `${text.slice(0, at)}${char}${text.slice(at + 1)}`
  })

describe('decodeEvm', () => {
  it('reads from bytes what EvmAddress reads from a text', () => {
    fc.assert(
      fc.property(fc.oneof(evm, wrong), (text) => {
        const bytes = Buffer.from(`...${text}`, 'latin1')
        const key = new Uint8Array(21)
        const expected = new Uint8Array(21)
        const casing = EvmAddress.decodeInto(text, expected, 1)
        const isOne = decodeEvm(bytes, 3, key)
        expect(isOne).toBe(casing === 'lower' || casing === 'upper')
        if (isOne) expect(key).toEqual(expected)
      }),
    )
  })
})

describe('findSpans', () => {
  const texts = fc.array(fc.oneof(evm, fc.string({ unit: 'grapheme' }), fc.constantFrom('"', '\\', 'a","b', '')), {
    minLength: 1,
    maxLength: 20,
  })

  function read(body: string, max = 20): string[] | undefined {
    const bytes = Buffer.from(body)
    const spans = findSpans(bytes, max)
    if (spans === undefined) return undefined
    const found: string[] = []
    for (let i = 0; i < spans.length; i += 2) {
      const [from = 0, to = 0] = [spans[i], spans[i + 1]]
      if (!isPlainText(bytes, from, to)) return undefined
      found.push(bytes.toString('latin1', from, to))
    }
    return found
  }

  it('finds what JSON says, or leaves it to JSON', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(',', ', '), (addresses, comma) => {
        const body = `{"addresses":[${addresses.map((text) => JSON.stringify(text)).join(comma)}]}`
        const found = read(body)
        if (found !== undefined) expect(found).toEqual((JSON.parse(body) as { addresses: string[] }).addresses)
        if (addresses.every((text) => /^[0-9a-zA-Z]*$/.test(text))) expect(found).toEqual(addresses)
      }),
    )
  })

  it('never takes what JSON refuses', () => {
    const whole = '{"addresses":["0x11","0x22"]}'
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(3), fc.string({ maxLength: 3 }), (at, cut, text) => {
        const body = `${whole.slice(0, at)}${text}${whole.slice(at + cut)}`
        const found = read(body)
        if (found !== undefined) expect(JSON.parse(body)).toEqual({ addresses: found })
      }),
      { numRuns: 5000 },
    )
  })

  it('leaves more texts than are allowed to the schema, which refuses them', () => {
    expect(read('{"addresses":["a","b"]}', 2)).toEqual(['a', 'b'])
    expect(read('{"addresses":["a","b","c"]}', 2)).toBeUndefined()
    expect(read('{"addresses":[]}')).toBeUndefined()
  })
})
