import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeTracePath, parseTracePath } from './tracePath.ts'

const step = fc.oneof(fc.nat(3), fc.nat(20), fc.nat(1_200), fc.nat(20_000), fc.nat(1_066_059))
const path = fc.array(step, { maxLength: 16 })

/** The plain order of calls: a call before the calls that it makes, and these one after the other. */
function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i])
  if (at < 0) return a.length - b.length
  return at >= b.length ? 1 : a[at]! - b[at]!
}

describe('a path of calls as a number', () => {
  it('keeps the order of the calls, and different paths apart', () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        const [x, y] = [encodeTracePath(a), encodeTracePath(b)]
        if (x !== undefined && y !== undefined) expect(Math.sign(x - y)).toBe(Math.sign(compare(a, b)))
      }),
      { numRuns: 5_000 },
    )
  })

  it('is a whole number below 2^32 - 1, which stands for none', () => {
    fc.assert(
      fc.property(path, (steps) => {
        const code = encodeTracePath(steps) ?? 0
        expect(Number.isInteger(code) && code >= 0 && code < 2 ** 32 - 1).toBe(true)
      }),
    )
  })

  it('orders neighbours around each change of code', () => {
    const codes = [0, 1, 2, 3, 4, 11, 12, 75, 76, 1_099, 1_100, 17_483, 17_484, 1_066_059].map(
      (n) => encodeTracePath([n])!,
    )
    expect(codes).toEqual([...codes].sort((a, b) => a - b))
    expect(new Set(codes).size).toBe(codes.length)
  })

  it('is undefined where a path does not fit', () => {
    expect(encodeTracePath(Array(16).fill(0))).toBeDefined()
    expect(encodeTracePath(Array(17).fill(0))).toBeUndefined()
    expect(encodeTracePath([1_066_060])).toBeUndefined()
    expect(encodeTracePath([0, 0, 0, 17_000])).toBeDefined()
  })

  it('is read in each form that exporters write', () => {
    for (const text of ['0,1,2', '0_1_2', '[0, 1, 2]', '[0,1,2]']) expect(parseTracePath(text)).toEqual([0, 1, 2])
    for (const text of ['', '[]']) expect(parseTracePath(text)).toEqual([])
  })

  it.each(['a', '0,', ',0', '-1', '0 1', '1.5', '0,,1', '12345678'])('is refused when it is %j', (text) => {
    expect(() => parseTracePath(text)).toThrow(expect.objectContaining({ code: 'LZ_ROW_TRACE' }))
  })
})
