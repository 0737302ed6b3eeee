import { describe, expect, it } from 'vitest'
import { InvalidTimeError, parse } from './Time.ts'

describe('parse', () => {
  it.each([
    ['2023-01-13 20:34:11', 1_673_642_051],
    ['2023-01-13T20:34:11Z', 1_673_642_051],
    ['2023-01-13 20:34:11 UTC', 1_673_642_051],
    ['2023-01-13 20:34:11.000000+00:00', 1_673_642_051],
    ['2023-01-13', 1_673_568_000],
    ['1673642051', 1_673_642_051],
    ['2024-02-29', 1_709_164_800],
  ])('%s', (text, seconds) => expect(parse(text)).toBe(seconds))

  it.each([
    '',
    '13.01.2023',
    '2023-02-29',
    '2023-13-01',
    '2023-01-13 24:00:00',
    '2023-01-13 20:34:11+02:00',
    '-1',
    '1e9',
  ])('refuses %j', (text) => expect(() => parse(text)).toThrow(InvalidTimeError))
})
