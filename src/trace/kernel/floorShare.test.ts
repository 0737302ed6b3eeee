import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { floorShare } from './floorShare.ts'

const MAX = Number.MAX_SAFE_INTEGER
const edges = [0, 1, 2, 3, 2 ** 26, 2 ** 27 + 1, 2 ** 52, 2 ** 52 + 1, MAX - 1, MAX]
const number = fc.oneof(
  fc.constantFrom(...edges),
  fc.maxSafeNat(),
  fc.nat(1000),
  fc.tuple(fc.nat(52), fc.integer({ min: -2, max: 2 })).map(([bits, more]) => Math.max(0, 2 ** bits + more)),
)

describe('floorShare', () => {
  it('is what BigInt says', () => {
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        const whole = Math.max(a, b, c, 1)
        const [part, share] = [Math.min(a, whole), Math.min(b, whole)]
        expect(BigInt(floorShare(part, share, whole))).toBe((BigInt(part) * BigInt(share)) / BigInt(whole))
      }),
      { numRuns: 50_000 },
    )
  })

  it('is what BigInt says where the quotient is close to a whole number', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), fc.integer({ min: -3, max: 3 }), (a, b, more) => {
        const whole = Math.max(a, b, 1)
        const share = Math.min(whole, Math.max(0, Math.min(a, b) + more))
        for (const part of [whole, whole - 1, Math.floor(whole / 2), Math.floor(whole / 3)]) {
          expect(BigInt(floorShare(part, share, whole))).toBe((BigInt(part) * BigInt(share)) / BigInt(whole))
        }
      }),
      { numRuns: 20_000 },
    )
  })
})
