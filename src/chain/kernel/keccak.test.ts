import { keccak_256 } from '@noble/hashes/sha3.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashBytes, hashLowerAscii } from './keccak.ts'

describe('hashLowerAscii', () => {
  const ascii = fc.string({ unit: fc.nat(0x7f).map((code) => String.fromCharCode(code)), maxLength: 135 })

  it('is Keccak-256 of the text in lower case', () => {
    fc.assert(
      fc.property(ascii, fc.nat(3), (text, from) => {
        const expected = keccak_256(
          Buffer.from(text.slice(from).replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())),
        )
        expect(Buffer.from(hashLowerAscii(text, Math.min(from, text.length)))).toEqual(Buffer.from(expected))
      }),
    )
  })

  it('is that of the empty text as published', () => {
    const digest = Buffer.from(hashLowerAscii('', 0)).toString('hex')
    expect(digest).toBe('c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470')
  })

  it('takes what fits into one block', () => {
    expect(() => hashLowerAscii('a'.repeat(136), 0)).toThrow(RangeError)
  })
})

describe('hashBytes', () => {
  it('is Keccak-256 of bytes of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(Buffer.from(hashBytes(bytes))).toEqual(Buffer.from(keccak_256(bytes)))
      }),
    )
  })

  it('is that around the ends of blocks', () => {
    for (const length of [135, 136, 137, 271, 272, 273, 10_000]) {
      const bytes = new Uint8Array(length).fill(length)
      expect(Buffer.from(hashBytes(bytes))).toEqual(Buffer.from(keccak_256(bytes)))
    }
  })
})
