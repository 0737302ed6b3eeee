import { describe, expect, it } from 'vitest'
import { readText, refusal } from '../lists.support.ts'
import { advanced, PERSON, SANCTION, SHIP } from './advanced.support.ts'

describe('SDN_ADVANCED.XML', () => {
  it('gives a party with what it is sanctioned for, which stands far behind it', async () => {
    const { format, list, entries, summary } = await readText(advanced())
    expect({ format, list }).toEqual({ format: 'ofac-advanced-xml', list: 'ofac-sdn' })
    expect(summary).toMatchObject({ published: '2026-09-03', endProven: true })
    expect(entries[0]).toMatchObject({
      uid: '9001',
      kind: 'person',
      names: [
        { text: 'Yinyin TIAN', quality: 'primary' },
        { text: '天银银', quality: 'primary' },
        { text: 'snowsjohn', quality: 'weak' },
        { text: 'Yin Yin TIEN', quality: 'strong' },
      ],
      programmes: ['DPRK3', 'CYBER2'],
      births: [
        { from: '1986-07-12', to: '1986-07-12' },
        { from: '1970', to: '1972' },
      ],
      countries: ['China'],
      documents: [{ kind: 'Passport', text: 'G31920875' }],
      listedOn: '2020-03-02',
      record: `${PERSON.trim()}\n${SANCTION.trim()}`,
    })
  })

  it('takes the kinds of currencies from the file', async () => {
    const { entries } = await readText(advanced())
    expect(entries[0]?.addresses.map(({ text, ticker }) => `${text} ${ticker}`)).toEqual([
      '134r8iHv69xdT6p5qVKTsHrcUEuBVZAYak XBT',
      'TNiq9AXBp9EjUqhDhrwrfvAA8U3GUQZH81 NEW',
    ])
    const moved = advanced().replaceAll('ID="344"', 'ID="99344"')
    expect((await readText(moved)).entries[0]?.addresses).toEqual(entries[0]?.addresses)
  })

  it('gives a ship its flag and call sign, and keeps a party without sanctions', async () => {
    const { entries } = await readText(advanced())
    expect(entries[1]).toMatchObject({
      uid: '4243',
      kind: 'vessel',
      countries: ['Cyprus'],
      documents: [{ kind: 'Vessel Call Sign', text: 'P3QG3' }],
      programmes: [],
    })
  })

  it.each([
    ['FeatureTypeID="344"', 'FeatureTypeID="345"'],
    ['FixedRef="9001">\n      <Comment', 'FixedRef="">\n      <Comment'],
    ['<Alias FixedRef="9001" AliasTypeID="1403" Primary="true"', '<Alias AliasTypeID="1403" Primary="false"'],
    ['PartySubTypeID="4"', 'PartySubTypeID="77"'],
    ['ProfileID="9901"', 'ProfileID="9902"'],
    ['SanctionsTypeID="1"', 'SanctionsTypeID="2"'],
    ['<Year>1986</Year>', '<Year>1986</Year><Year>1987</Year>'],
  ])('refuses %s as %s', async (good, bad) => {
    expect(await refusal(advanced().replaceAll(good, bad))).toBe('LZ_LIST_ENTRY')
  })

  it('refuses two parties of one profile, and a file without a section', async () => {
    const twin = SHIP.replace('FixedRef="4243"', 'FixedRef="4244"')
    expect(await refusal(advanced(SHIP + twin, ''))).toBe('LZ_LIST_ENTRY')
    expect(await refusal(advanced().replace(/<SanctionsEntries>[\s\S]*<\/SanctionsEntries>/, ''))).toBe('LZ_LIST_ROOT')
    expect(await refusal(advanced().replace(/<DateOfIssue[\s\S]*<\/DateOfIssue>/, ''))).toBe('LZ_LIST_DATE')
  })
})
