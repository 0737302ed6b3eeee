import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText } from './cleanText.ts'
import { splitWords } from './splitWords.ts'

describe('text of strangers', () => {
  it('loses marks that cannot be seen', () => {
    expect(cleanText('Vla\u200bdimir\u202e Pu\u00adtin\ufeff')).toBe('vladimir putin')
    expect(cleanText('Ｐｕｔｉｎ\tV.')).toBe('putin v.')
  })

  it('is cut at a bound, and so are its words', () => {
    expect(cleanText('ﷺ'.repeat(10_000)).length).toBeLessThanOrEqual(400)
    expect(splitWords(cleanText('a '.repeat(1000)))).toHaveLength(24)
    expect(splitWords('x'.repeat(400))[0]).toHaveLength(40)
  })

  it('is parted into words as people write them', () => {
    expect(splitWords("abu bakar ba'asyir")).toEqual(['abu', 'bakar', 'baasyir'])
    expect(splitWords('s.a.r.l. j.p. morgan & co. v. putin')).toEqual([
      'sarl',
      'jp',
      'morgan',
      'and',
      'co',
      'v',
      'putin',
    ])
    expect(splitWords('trust 2006-ar16')).toEqual(['trust', '2006', 'ar', '16'])
  })

  it('never fails and never takes long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const words = splitWords(cleanText(text))
        expect(words.length).toBeLessThanOrEqual(24)
        for (const word of words) expect(word).not.toBe('')
      }),
    )
  })
})
