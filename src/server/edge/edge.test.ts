import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HttpError } from './HttpError.ts'
import { DEPTH_MAX, parseJson } from './parseJson.ts'
import { parseQuery } from './parseQuery.ts'
import { createRateLimiter } from './RateLimiter.ts'

function codeOf(work: () => unknown): string {
  try {
    work()
    return 'none'
  } catch (error) {
    if (error instanceof HttpError) return error.code
    throw error
  }
}

describe('parseJson', () => {
  it('reads what JSON.parse reads, as long as it is not deep', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 10 }), (text) => {
        expect(parseJson(Buffer.from(text))).toEqual(JSON.parse(text))
      }),
    )
  })

  it('refuses depth to the level, whatever stands in texts', () => {
    const nested = (depth: number, inside: string): string => `${'['.repeat(depth)}${inside}${']'.repeat(depth)}`
    const texts = ['"]]]]\\"[[[[{{{{"', '1', '"\\\\"']
    for (const text of texts) {
      expect(codeOf(() => parseJson(Buffer.from(nested(DEPTH_MAX, text))))).toBe('none')
      expect(codeOf(() => parseJson(Buffer.from(nested(DEPTH_MAX + 1, text))))).toBe('LZ_HTTP_BODY_DEPTH')
    }
    const wide = JSON.stringify(Array.from({ length: 1000 }, () => [{}]))
    expect(codeOf(() => parseJson(Buffer.from(wide)))).toBe('none')
  })

  it('refuses everything else by a code', () => {
    const deep = Buffer.from('['.repeat(1_000_000))
    expect(codeOf(() => parseJson(deep))).toBe('LZ_HTTP_BODY_DEPTH')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        expect(['none', 'LZ_HTTP_BODY_SYNTAX', 'LZ_HTTP_BODY_DEPTH']).toContain(codeOf(() => parseJson(bytes)))
      }),
    )
    expect(codeOf(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22)))).toBe('LZ_HTTP_BODY_SYNTAX')
  })
})

describe('parseQuery', () => {
  it('reads what URLSearchParams reads, each name once', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '&', '=', '+', '%', 'é', '0', '漢'), maxLength: 8 })
    fc.assert(
      fc.property(fc.dictionary(word, word), (given) => {
        const query = new URLSearchParams(Object.entries(given)).toString()
        expect(parseQuery(query)).toEqual(Object.fromEntries(new URLSearchParams(query)))
      }),
    )
  })

  it.each(['a=1&a=2', 'a=%', 'a=%ff', '%zz=1', 'a&a'])('refuses %j', (query) => {
    expect(codeOf(() => parseQuery(query))).toBe('LZ_HTTP_QUESTION')
  })

  it('cannot change a prototype', () => {
    const given = parseQuery('__proto__=1&constructor=2')
    expect(Object.getPrototypeOf(given)).toBe(Object.prototype)
    expect(Object.keys(given).sort()).toEqual(['__proto__', 'constructor'])
  })
})

describe('the limiter', () => {
  it('counts each caller in each second, and no more callers than it can keep', () => {
    let now = 1
    const limiter = createRateLimiter(() => now)
    const takes = (caller: string, count: number): number =>
      Array.from({ length: count }, () => limiter.take(caller, 3)).filter(({ isAllowed }) => isAllowed).length
    expect([takes('a', 5), takes('b', 2), takes('b', 2)]).toEqual([3, 2, 1])
    now++
    expect(takes('a', 5)).toBe(3)
    const crowd = Array.from({ length: 20_000 }, (_, i) => limiter.take(`caller ${i}`, 3))
    expect(crowd.filter(({ isAllowed }) => isAllowed).length).toBeLessThan(10_010)
  })
})
