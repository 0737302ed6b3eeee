import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isReadable } from './isReadable.ts'
import * as NameIndex from './NameIndex.ts'
import { addUp } from './NamePiece.ts'
import type { ListedParty } from './Party.ts'
import { searchName } from './searchName.ts'

const party = (ref: string, kind: ListedParty['kind'], ...names: string[]): ListedParty<string> => ({
  ref,
  kind,
  names: names.map((text, i) => ({ text, quality: i === 0 ? 'primary' : 'weak' })),
  births: [{ from: '1960-06-29', to: '1960-06-29' }],
  countries: ['Egypt'],
})

const KINDS = ['person', 'organisation', 'vessel', 'aircraft'] as const

const index = NameIndex.create([
  party('p1', 'person', 'THARWAT SALAH SHIHATA', 'Thabit'),
  party('p2', 'person', 'Tharwat Salih Shehata'),
  party('o1', 'organisation', 'Tharwat Salah Shihata Trading Co., Ltd.'),
  party('v1', 'vessel', 'MV Ocean Star 7'),
  party('a1', 'aircraft', 'EP-GOM'),
])
const refs = (text: string, more: object = {}) => searchName(index, { text, ...more }).map(({ party }) => party.ref)

describe('a search', () => {
  it('gives each party once, best first, with the name that matched', () => {
    expect(refs('tharwat salah shihata', { kind: 'person' })).toEqual(['p1', 'p2'])
    expect(searchName(index, { text: 'Thabit' })[0]).toMatchObject({
      party: { ref: 'p1' },
      listed: { quality: 'weak' },
    })
  })

  it('keeps people and things apart where the kind is known', () => {
    expect(refs('Tharwat Salah Shihata')).toContain('p1')
    expect(refs('Tharwat Salah Shihata Trading', { kind: 'organisation' })).toEqual(['o1'])
    expect(refs('Ocean Star VII')).toEqual(['v1'])
    expect(refs('EP GOM', { kind: 'aircraft' })).toEqual(['a1'])
  })

  it('explains every hit in full, qualifiers too', () => {
    for (const birth of ['1960', '1960-06-29', '1985', { from: '1958', to: '1961' }] as const) {
      for (const hit of searchName(index, { text: 'Tharwat Shihata', birth, country: 'egypt' })) {
        expect(hit.score).toBe(addUp(hit.pieces))
        expect(hit.pieces.map(({ what }) => what)).toEqual(expect.arrayContaining(['birth', 'country']))
      }
    }
  })

  it('weighs birth and country, and hides no exact name for them', () => {
    const score = (more: object) =>
      searchName(index, { text: 'Tharwat Salah Shihata', kind: 'person', ...more })[0]?.score ?? 0
    const scores = [
      { birth: '1960-06-29', country: 'Egypt' },
      { birth: '1960' },
      {},
      { birth: '1985' },
      { birth: '1985', country: 'Peru' },
    ].map(score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(new Set(scores).size).toBe(5)
    expect(scores.at(-1)).toBeGreaterThan(0.5)
  })

  it.each([
    ['Foreign Trade Bank (FTB)', 'foreign trade bank', 'part of a name'],
    ['Foreign Trade Bank (FTB)', 'F.T.B.', 'acronym'],
    ['Harakat / HUM', 'hum', 'part of a name'],
  ])('finds of %s the part %s, and says so', (listed, text, what) => {
    const bank = NameIndex.create([party('b1', 'organisation', listed)])
    const [hit] = searchName(bank, { text })
    expect(hit).toMatchObject({ party: { ref: 'b1' }, listed: { text: listed } })
    expect(hit?.pieces.filter((piece) => piece.what === what)).toHaveLength(1)
    expect(hit?.score).toBe(addUp(hit?.pieces ?? []))
  })

  it.each(['M23', 'G-9', 'X', '1-P', '2010', 'Ltd', 'al', '7 7', 'Kim'])(
    'finds %s by itself, short as it is',
    (text) => {
      for (const kind of ['person', 'organisation', 'vessel', 'unknown'] as const) {
        const one = NameIndex.create([party('s1', kind, 'Another Name', text)])
        expect(searchName(one, { text: text.toLowerCase().replace('-', ' ') }), kind).toHaveLength(1)
      }
    },
  )

  it('finds whatever has a word by its exact name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom(...KINDS), (text, kind) => {
        fc.pre(isReadable(text))
        expect(searchName(NameIndex.create([party('p', kind, text)]), { text, kind })).toHaveLength(1)
      }),
    )
  })

  it('obeys threshold and limit', () => {
    expect(searchName(index, { text: 'Tharwat Salah Shihata' }, { limit: 1 })).toHaveLength(1)
    expect(searchName(index, { text: 'Tharwat Salah Shihata' }, { threshold: 1 })).toEqual([])
    expect(searchName(index, { text: '' })).toEqual([])
    expect(searchName(NameIndex.create([]), { text: 'Kim' })).toEqual([])
  })
})
