import { describe, expect, it } from 'vitest'
import { findKnownList, KNOWN_LISTS } from './catalogue.ts'
import { FORMATS } from './formats.ts'

describe('the catalogue', () => {
  it('names each list once, by official URLs', () => {
    expect(new Set(KNOWN_LISTS.map(({ id }) => id)).size).toBe(KNOWN_LISTS.length)
    expect(KNOWN_LISTS.flatMap(({ urls }) => urls).every((url) => new URL(url).protocol === 'https:')).toBe(true)
    expect(findKnownList('ofac-sdn')?.publisher).toMatch(/OFAC/)
    expect(findKnownList('mine')).toBeUndefined()
  })

  it('and the formats name each other', () => {
    for (const { id, formats } of KNOWN_LISTS) {
      for (const name of formats) {
        const format = FORMATS.find((one) => one.format === name)
        expect(format, name).toBeDefined()
        if (format?.lists.length) expect(format.lists).toContain(id)
      }
    }
    const ids = FORMATS.flatMap(({ lists }) => lists)
    expect(ids.every((id) => findKnownList(id) !== undefined)).toBe(true)
  })
})
