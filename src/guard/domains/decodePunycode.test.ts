import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePunycode } from './decodePunycode.ts'

describe('decodePunycode', () => {
  // The samples of RFC 3492, section 7.1 (B) Chinese, (I) Russian, (L) Japanese.
  it.each([
    ['ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
    ['b1abfaaepdrnnbgefbadotcwatmq2g4l', 'почемужеонинеговорятпорусски'],
    ['3B-ww4c5e180e575a65lsy2b', '3年B組金八先生'],
    ['metamsk-en4c', 'metamạsk'],
  ])('decodes %s', (encoded, text) => {
    expect(decodePunycode(encoded)).toBe(text)
  })

  it.each(['99999999', 'a-!', 'zzzzzzzzzzzzzzzzzzzzz', 'abc-\u00e9'])('gives up on %s', (encoded) => {
    expect(decodePunycode(encoded)).toBeUndefined()
  })

  it('never throws, and decodes what the platform encodes', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void decodePunycode(text)))
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'abzéłñ他说дж'), { minLength: 1, maxLength: 12 }), (letters) => {
        const label = letters.join('').normalize('NFC')
        const { hostname } = new URL(`https://${label}.example`)
        if (hostname.startsWith('xn--')) expect(decodePunycode(hostname.split('.')[0]?.slice(4) ?? '')).toBe(label)
      }),
    )
  })
})
