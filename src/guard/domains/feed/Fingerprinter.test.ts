import { describe, expect, it } from 'vitest'
import { Fingerprinter } from './Fingerprinter.ts'

const key = Uint8Array.from({ length: 16 }, (_, i) => i)
const hex = (word: number): string => word.toString(16).padStart(8, '0')

// The first 24 vectors of the authors' vectors.h: the bytes 0, 1, 2, ... under the key 0, 1, ..., 15.
const vectors = `
726fdb47dd0e0e31 74f839c593dc67fd 0d6c8009d9a94f5a 85676696d7fb7e2d cf2794e0277187b7 18765564cd99a68d cbc9466e58fee3ce
ab0200f58b01d137 93f5f5799a932462 9e0082df0ba9e4b0 7a5dbbc594ddb9f3 f4b32f46226bada7 751e8fbc860ee5fb 14ea5627c0843d90
f723ca908e7af2ee a129ca6149be45e5 3f2acc7f57c29bdb 699ae9f52cbe4794 4bc1b3f0968dd39c bb6dc91da77961bd bed65cf21aa2ee98
d0f2cbb02e3b67c7 93536795e3a33e88 a80c038ccd5ccec8`
  .trim()
  .split(/\s+/)

describe('Fingerprinter', () => {
  it.each(vectors.map((vector, length) => ({ vector, length })))(
    'gives $vector for $length bytes',
    ({ vector, length }) => {
      const fingerprinter = new Fingerprinter(key)
      const text = String.fromCharCode(...Array.from({ length }, (_, i) => i))
      expect(fingerprinter.read(text)).toBe(true)
      expect(hex(fingerprinter.high) + hex(fingerprinter.low)).toBe(vector)
    },
  )

  it('begins where it is told to', () => {
    const [part, whole] = [new Fingerprinter(key), new Fingerprinter(key)]
    part.read('www.evil.example', 4)
    whole.read('evil.example')
    expect([part.high, part.low]).toEqual([whole.high, whole.low])
  })

  it.each(['é.example', 'evil.examplе', 'a\u{1f600}', '\u0100', 'xxxxxxxxx\u0100'])(
    'refuses %j, which is not ASCII',
    (text) => {
      expect(new Fingerprinter(key).read(text)).toBe(false)
    },
  )
})
