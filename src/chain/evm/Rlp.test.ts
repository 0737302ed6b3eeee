import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decoded, decodeRlp } from './decodeRlp.support.ts'
import { readVectors } from './ethersVectors.support.ts'
import * as HexBytes from './HexBytes.ts'
import * as Rlp from './Rlp.ts'

interface Case {
  readonly name: string
  readonly decoded: Decoded
  readonly encoded: string
}

describe('Rlp.encode', () => {
  const cases = readVectors<Case>('rlp-coder')

  it('encodes what is published', () => {
    expect(cases.length).toBe(61)
    for (const { name, decoded, encoded } of cases) expect(HexBytes.toHex(Rlp.encode(decoded)), name).toBe(encoded)
  })

  const bytes = fc.uint8Array({ maxLength: 70 }).map(HexBytes.toHex)
  const { item } = fc.letrec<{ item: Decoded }>((tie) => ({
    item: fc.oneof({ depthSize: 'small' }, bytes, fc.array(tie('item'), { maxLength: 8 })),
  }))

  it('is undone by a decoder', () => {
    fc.assert(
      fc.property(item, (tree) => {
        expect(decodeRlp(HexBytes.toHex(Rlp.encode(tree)))).toEqual(tree)
      }),
    )
  })

  it('encodes bytes and the hex of them alike, and a list of encoded items as the list', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), (parts) => {
        const whole = Rlp.encode(parts.map(HexBytes.toHex))
        expect(Rlp.encode(parts)).toEqual(whole)
        expect(Rlp.joinEncoded(parts.map(Rlp.encode))).toEqual(whole)
        expect(Rlp.encodeTyped(2, parts)).toEqual(Uint8Array.of(2, ...whole))
      }),
    )
  })

  it('writes lengths of two and three bytes', () => {
    for (const length of [55, 56, 255, 256, 65_535, 65_536]) {
      const hex = HexBytes.toHex(new Uint8Array(length).fill(0xab))
      expect(decodeRlp(HexBytes.toHex(Rlp.encode([hex, hex])))).toEqual([hex, hex])
    }
  })
})

describe('Rlp.ofQuantity', () => {
  it('is whole bytes without leading zeros, and none for zero', () => {
    expect(['0x0', '0x5', '0x10', '0x100'].map(Rlp.ofQuantity)).toEqual(['0x', '0x05', '0x10', '0x0100'])
  })
})
