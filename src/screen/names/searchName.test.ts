import { describe, expect, it } from 'vitest'
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

  it('obeys threshold and limit', () => {
    expect(searchName(index, { text: 'Tharwat Salah Shihata' }, { limit: 1 })).toHaveLength(1)
    expect(searchName(index, { text: 'Tharwat Salah Shihata' }, { threshold: 1 })).toEqual([])
    expect(searchName(index, { text: '' })).toEqual([])
    expect(searchName(NameIndex.create([]), { text: 'Kim' })).toEqual([])
  })
})
