import { describe, expect, it } from 'vitest'
import { isHere, readOne, readShared, readText, refusal } from '../lists.support.ts'
import { GROUP, PERSON, unList } from './un.support.ts'

describe('the UN list', () => {
  it('gives a person with all that is said of them', async () => {
    const { format, list, entries, summary } = await readText(unList({ persons: PERSON, groups: GROUP }))
    expect({ format, list }).toEqual({ format: 'un-xml', list: 'un-sc' })
    expect(summary.published).toBe('2026-02-27T00:00:09Z')
    expect(entries[0]).toMatchObject({
      uid: 'KPi.033',
      kind: 'person',
      names: [
        { text: 'RI WON HO', quality: 'primary' },
        { text: '리원호', quality: 'primary' },
        { text: 'Ri Won-ho', quality: 'strong' },
        { text: 'Ri Won Ho', quality: 'strong' },
        { text: 'the director', quality: 'weak' },
      ],
      programmes: ['DPRK'],
      births: [
        { from: '1964-07-17', to: '1964-07-17' },
        { from: '1970', to: '1972' },
      ],
      countries: ["Democratic People's Republic of Korea", 'Egypt'],
      documents: [{ kind: 'Passport', text: '381310014' }],
      listedOn: '2016-11-30',
      record: PERSON.trim(),
    })
    expect(entries[1]).toMatchObject({
      uid: 'KPe.001',
      kind: 'organisation',
      names: [{ text: 'KOREA MINING' }, { text: 'KOMID', quality: 'strong' }],
      listedOn: '2009-04-24',
      documents: [{ kind: 'IMO', text: '9187629' }],
    })
  })

  it.each([
    ['<REFERENCE_NUMBER>KPi.033</REFERENCE_NUMBER>', ''],
    [
      '<REFERENCE_NUMBER>KPi.033</REFERENCE_NUMBER>',
      '<REFERENCE_NUMBER>A</REFERENCE_NUMBER><REFERENCE_NUMBER>B</REFERENCE_NUMBER>',
    ],
    ['<FIRST_NAME>RI</FIRST_NAME><SECOND_NAME>WON HO</SECOND_NAME>', '<FIRST_NAME/><SECOND_NAME> </SECOND_NAME>'],
  ])('refuses an entry in which %s is %j', async (good, bad) => {
    expect(await refusal(unList({ persons: PERSON.replace(good, bad) }))).toBe('LZ_LIST_ENTRY')
  })

  it('refuses a file without one of its two halves, with one twice, or with people elsewhere', async () => {
    const whole = unList({ persons: PERSON, groups: GROUP })
    expect(await refusal(whole.replaceAll('INDIVIDUALS>', 'PEOPLE>'))).toBe('LZ_LIST_ROOT')
    expect(await refusal(whole.replace(/<ENTITIES>[\s\S]*<\/ENTITIES>/, ''))).toBe('LZ_LIST_ROOT')
    expect(await refusal(whole.replace('<ENTITIES>', '<ENTITIES/><ENTITIES>'))).toBe('LZ_LIST_ROOT')
    expect(await refusal(whole.replace('<ENTITIES>', `${PERSON}<ENTITIES>`))).toBe('LZ_LIST_ROOT')
    expect(await refusal(whole.replace(/ dateGenerated="[^"]*"/, ''))).toBe('LZ_LIST_ENTRY')
    expect(await refusal(whole.replace(/dateGenerated="[^"]*"/, 'dateGenerated="today"'))).toBe('LZ_LIST_DATE')
  })

  it('reads an entry in any chunks', async () => {
    expect((await readOne(unList({ groups: GROUP }))).record).toBe(GROUP.trim())
  })
})

describe.skipIf(!isHere)('the UN lists of 2025-11-20 and 2026-02-27', async () => {
  const older = isHere ? await readShared('un-consolidated-2025-11-20.xml.gz') : undefined
  const newer = isHere ? await readShared('un-consolidated-2026-02-27.xml.gz') : undefined
  const count = (list: typeof older, kind: string) => list?.entries.filter((entry) => entry.kind === kind).length

  it('are read whole', () => {
    expect([count(older, 'person'), count(older, 'organisation')]).toEqual([727, 273])
    expect([count(newer, 'person'), count(newer, 'organisation')]).toEqual([730, 273])
    expect(newer?.entries.filter(({ programmes }) => programmes.includes('DPRK'))).toHaveLength(155)
    expect(newer?.entries.every(({ listedOn }) => listedOn !== undefined)).toBe(true)
    expect(newer?.entries.flatMap(({ addresses }) => addresses)).toEqual([])
  })

  it('differ as their publisher says', () => {
    const before = new Map(older?.entries.map(({ uid, record }) => [uid, record]))
    const after = new Map(newer?.entries.map(({ uid, record }) => [uid, record]))
    expect([...after.keys()].filter((uid) => !before.has(uid))).toEqual(['SDi.007', 'SDi.008', 'SDi.009', 'SDi.010'])
    expect([...before.keys()].filter((uid) => !after.has(uid))).toEqual(['IQi.074'])
    expect([...after].flatMap(([uid, record]) => ((before.get(uid) ?? record) === record ? [] : uid)).sort()).toEqual([
      'HTi.006',
      'SOi.022',
    ])
  })
})
