import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listParts } from './listParts.ts'

const texts = (listed: string, sort: 'person' | 'thing' = 'thing') => listParts(listed, sort).map(({ text }) => text)

describe('the parts of a listed text', () => {
  it.each([
    ['Haqqani Network (HQN)', ['Haqqani Network', 'HQN']],
    ['Korea Kwangson Banking Corporation [KKBC]', ['Korea Kwangson Banking Corporation', 'KKBC']],
    ['Al-Haramain Foundation (Pakistan)', ['Al-Haramain Foundation']],
    [
      'Great Lakes Airline (GLA) ; Lakes Business Company (LBC)',
      ['Great Lakes Airline', 'Lakes Business Company', 'GLA', 'LBC'],
    ],
    ['ADF/NALU', ['ADF', 'NALU']],
    ['Harakat ul-Mujahidin / HUM', ['Harakat ul-Mujahidin', 'HUM']],
    ['Ryenha Machinery J/V Corporation', []],
    ['Ocean Trading Ltd f.k.a. Sea Trading Ltd', ['Ocean Trading Ltd', 'Sea Trading Ltd']],
    ['Ocean Trading Ltd (formerly known as Sea Trading)', ['Ocean Trading Ltd']],
    ['أنصار الشريعة (Ansar al Charia)', ['أنصار الشريعة', 'Ansar al Charia']],
    ['Lashkar i Jhangvi (LJ)', ['Lashkar i Jhangvi']],
    ['Foreign Trade Bank', []],
    ['()', []],
    ['((((', []],
  ])('%s: %j', (listed, parts) => {
    expect(texts(listed)).toEqual(parts)
  })

  it.each([
    ['Haleh Bakhtiari; Haleh Bakhtiyar', ['Haleh Bakhtiari', 'Haleh Bakhtiyar']],
    ['Amir Khazmat (original script: Амир Хазмат)', ['Amir Khazmat', 'Амир Хазмат']],
    ['Viktor "Merchant of Death" Bout', ['Viktor Bout', 'Merchant of Death']],
    ['Viktor "Viktor" Bout', ['Viktor Bout']],
    ['Wali Khairkhwa, born in Kandahar on 1 Jan. 1967', ['Wali Khairkhwa']],
    ['“Caesar”', []],
    ['Jon Osborn', []],
  ])('of a person, %s: %j', (listed, parts) => {
    expect(texts(listed, 'person')).toEqual(parts)
  })

  it('marks what is but letters of a name', () => {
    expect(listParts('Haqqani Network (HQN)', 'thing').map(({ isAcronym }) => isAcronym)).toEqual([false, true])
  })

  it('are few, different and never the whole, whatever the text', () => {
    const sign = fc.constantFrom('(', ')', '[', ']', ';', '/', '"', ' ', 'a', 'b', ' a.k.a. ', 'ب', 'Bank', ' b) ')
    fc.assert(
      fc.property(
        fc.array(sign, { maxLength: 60 }),
        fc.constantFrom('person' as const, 'thing' as const),
        (signs, sort) => {
          const listed = signs.join('')
          const parts = texts(listed, sort)
          expect(new Set(parts).size).toBe(parts.length)
          expect(parts).not.toContain(listed)
          expect(parts.length).toBeLessThanOrEqual(listed.length)
        },
      ),
    )
  })
})
