import { describe, expect, it } from 'vitest'
import { readOne, readText, refusal } from '../lists.support.ts'
import { COMPANY, euList, PERSON } from './eu.support.ts'

describe("the EU's list", () => {
  it('gives a person with all that is said of them', async () => {
    const { format, list, entries, summary } = await readText(euList())
    expect({ format, list }).toEqual({ format: 'eu-xml', list: 'eu-fsf' })
    expect(summary).toMatchObject({ published: '2026-06-04T22:51:25Z', endProven: true })
    expect(entries[0]).toMatchObject({
      uid: 'EU.7985.24',
      kind: 'person',
      names: [
        { text: 'Tatiana Vladimirovna ZHURAVLEVA', quality: 'primary' },
        { text: 'Tanya', quality: 'weak' },
        { text: 'Татьяна Владимировна ЖУРАВЛЕВА', quality: 'strong' },
      ],
      programmes: ['UKR'],
      births: [
        { from: '1967-12-19', to: '1967-12-19' },
        { from: '1960', to: '1962' },
      ],
      countries: ['UKRAINE'],
      documents: [{ kind: 'Fiscal code', text: '366510784303' }],
      listedOn: '2022-04-08',
      addresses: [],
      record: PERSON.trim(),
    })
  })

  it('finds addresses in remarks, also those that a line break cuts, with the sentence', async () => {
    const { addresses, countries } = await readOne(euList(COMPANY))
    expect(countries).toEqual(['KYRGYZSTAN'])
    expect(addresses.map(({ text, ticker, fault }) => [text, ticker, fault])).toEqual([
      ['0x7F367cC41522cE07553e823bf3be79A889DEbe1B', 'ETH', undefined],
      ['TNiq9AXBp9EjUqhDhrwrfvAA8U3GUQZH81', 'TRX', undefined],
      ['bc1qfesn3jj65fhmf00hh45ueql8je8jae6ep3qk84', undefined, undefined],
    ])
    expect(addresses[0]?.evidence).toBe('Wallets: ETH: 0x7F367cC41522cE07553e823bf3 be79A889DEbe1B;')
  })

  it('knows an old entry without reference number by its logical id', async () => {
    const entry = await readOne(euList(COMPANY.replace('euReferenceNumber="EU.13200.1" ', '')))
    expect(entry.uid).toBe('logicalId 180078')
  })

  it.each([
    [/<subjectType[^>]*>/, ''],
    [/<subjectType[^>]*>/, '<subjectType code="person"/><subjectType code="enterprise"/>'],
    [/<nameAlias [\s\S]*<\/nameAlias>/, ''],
    [/euReferenceNumber="EU.13200.1" logicalId="180078"/, ''],
  ])('refuses an entry with %s as %j', async (good, bad) => {
    expect(await refusal(euList(COMPANY.replace(good, bad)))).toBe('LZ_LIST_ENTRY')
  })

  it('refuses another namespace, and no date', async () => {
    expect(await refusal(euList().replace('fsd/export', 'fsd/import'))).toBe('LZ_LIST_ROOT')
    expect(await refusal(euList().replace(/generationDate="[^"]*"/, ''))).toBe('LZ_LIST_ENTRY')
  })
})
