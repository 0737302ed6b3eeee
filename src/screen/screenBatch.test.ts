import { describe, expect, it } from 'vitest'
import { screenAddress } from './screenAddress.ts'
import { screenBatch } from './screenBatch.ts'
import { screenerOf } from './screener.support.ts'

const NOW = 1_790_000_000
const LISTED = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96'
const UNKNOWN = '0x00000000000000000000000000000000000000aa'

describe('screenBatch', () => {
  const screener = screenerOf([{ text: LISTED }])

  it('answers in order, as each by itself, and with the worst of all', () => {
    const texts = [UNKNOWN, LISTED, 'hello']
    const { verdict, answers } = screenBatch(screener, texts, NOW)
    expect(verdict).toBe('block')
    expect(answers).toEqual(texts.map((text) => screenAddress(screener, text, NOW)))
  })

  it('holds where one text is no address, and no list says more', () => {
    expect(screenBatch(screener, [UNKNOWN, 'hello'], NOW).verdict).toBe('hold')
    expect(screenBatch(screener, [UNKNOWN], NOW).verdict).toBe('no-match')
  })
})
