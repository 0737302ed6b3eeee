import { describe, expect, it } from 'vitest'
import { fromIso, fromSlashes, parseBirth } from './ListDate.ts'

const span = (text: string) => {
  const birth = parseBirth(text)
  return birth === undefined ? undefined : `${birth.from} ${birth.to}`
}

describe('a date of a list', () => {
  it('is read in the order of its publisher', () => {
    expect(fromSlashes('09/23/2026', 'month-first')).toBe('2026-09-23')
    expect(fromSlashes('2/9/2026', 'day-first')).toBe('2026-09-02')
    expect(fromSlashes('23/09/2026', 'month-first')).toBeUndefined()
    expect(fromSlashes('31/02/2026', 'day-first')).toBeUndefined()
    expect(fromSlashes('2026-09-02', 'day-first')).toBeUndefined()
  })

  it('is a moment in UTC where it has a time', () => {
    expect(fromIso('2026-02-27T00:00:09.554Z')).toBe('2026-02-27T00:00:09Z')
    expect(fromIso('2026-06-05T00:51:25.849+02:00')).toBe('2026-06-04T22:51:25Z')
    expect(fromIso('2014-06-30-05:00')).toBe('2014-06-30')
    expect(fromIso('2026-02-30')).toBeUndefined()
    expect(fromIso('2026-02-27T25:00:00Z')).toBeUndefined()
    expect(fromIso('')).toBeUndefined()
  })
})

describe('a birth date', () => {
  it.each([
    ['07 Oct 1952', '1952-10-07 1952-10-07'],
    ['1952-10-07', '1952-10-07 1952-10-07'],
    ['7 October 1952', '1952-10-07 1952-10-07'],
    ['02/03/1958', '1958-03-02 1958-03-02'],
    ['Feb 1960', '1960-02-01 1960-02-29'],
    ['dd/02/1960', '1960-02-01 1960-02-29'],
    ['1960-02', '1960-02-01 1960-02-29'],
    ['1952', '1952 1952'],
    ['dd/mm/1945', '1945 1945'],
    ['00/00/1945', '1945 1945'],
    ['circa 1955', '1955 1955'],
    ['Approximately 1955', '1955 1955'],
    ['1955 to 1958', '1955 1958'],
    ['circa 1955-1958', '1955 1958'],
    ['Between 1955 and 1958', '1955 1958'],
    ['01 Jan 1955 to 31 Dec 1956', '1955-01-01 1956-12-31'],
  ])('%j is %j', (text, expected) => {
    expect(span(text)).toBe(expected)
  })

  it.each(['', 'unknown', '31 Feb 1952', 'Foo 1952', '52', '1952 or 1953', 'to', '1950 to 1951 to 1952'])(
    '%j is none',
    (text) => {
      expect(span(text)).toBeUndefined()
    },
  )
})
