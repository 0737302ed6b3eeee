import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as ByteTable from './ByteTable.ts'
import { type HashSeed, halfSipHash } from './halfSipHash.ts'

const seed: HashSeed = [0x12345678, 0x9abcdef0]
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('halfSipHash', () => {
  it('is another for another seed, another length and another byte', () => {
    const hashes = [
      halfSipHash(seed, encode('lazaretto'), [0, 9]),
      halfSipHash([0, 0], encode('lazaretto'), [0, 9]),
      halfSipHash(seed, encode('lazaretto'), [0, 8]),
      halfSipHash(seed, encode('lazarettp'), [0, 9]),
      halfSipHash(seed, encode('lazaretto\0'), [0, 10]),
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  it('spreads a counter over the slots', () => {
    const counts = new Uint32Array(256)
    for (let i = 0; i < 65_536; i++) {
      const hash = halfSipHash(seed, Uint8Array.of(i & 255, i >> 8, 0, 0, 0), [0, 5])
      counts[hash & 255] = (counts[hash & 255] ?? 0) + 1
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 256) ** 2 / 256, 0)
    expect(chiSquare).toBeGreaterThan(170)
    expect(chiSquare).toBeLessThan(360)
  })
})

describe('find', () => {
  it('does what a Map does', () => {
    const some = fc.array(fc.uint8Array({ maxLength: 24 }), { maxLength: 200 })
    const alike = fc.array(fc.uint8Array({ minLength: 2, maxLength: 2 }), { maxLength: 200 })
    const keys = fc.oneof(some, alike)
    fc.assert(
      fc.property(keys, keys, (kept, asked) => {
        const { table, ids } = ByteTable.create(kept, seed)
        const plain = new Map<string, number>()
        for (const key of kept) if (!plain.has(key.join())) plain.set(key.join(), plain.size)
        expect(table.count).toBe(plain.size)
        expect([...ids]).toEqual(kept.map((key) => plain.get(key.join())))
        for (const key of [...kept, ...asked]) {
          expect(ByteTable.find(table, key, key.length)).toBe(plain.get(key.join()) ?? -1)
        }
      }),
    )
  })

  it('finds all of many', () => {
    const keys = Array.from({ length: 50_000 }, (_, i) => encode(`key ${i}`))
    const { table } = ByteTable.create(keys, seed)
    expect(keys.every((key, i) => ByteTable.find(table, key, key.length) === i)).toBe(true)
    expect(ByteTable.find(table, encode('key 50000'), 9)).toBe(-1)
  })
})
