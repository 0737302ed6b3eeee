import { describe, expect, it } from 'vitest'
import { readOne, readText, refusal } from '../lists.support.ts'
import { COMPANY, PERSON, SHIP, ukList } from './uk.support.ts'

describe("the UK's list", () => {
  it('gives a person with all that is said of them', async () => {
    const { format, list, entries, summary } = await readText(ukList())
    expect({ format, list }).toEqual({ format: 'uk-xml', list: 'uk-sl' })
    expect(summary).toMatchObject({ published: '2026-09-02', endProven: true })
    expect(entries[0]).toMatchObject({
      uid: 'AFG0006',
      kind: 'person',
      names: [
        { text: 'MOHAMMAD HASSAN AKHUND', quality: 'primary' },
        { text: 'محمد حسن آخوند', quality: 'primary' },
        { text: 'Haji Mohammad Hassan', quality: 'weak' },
        { text: 'Mohamed Akhund', quality: 'strong' },
      ],
      programmes: ['The Afghanistan (Sanctions) (EU Exit) Regulations 2020'],
      births: [
        { from: '1945', to: '1945' },
        { from: '1958-03-02', to: '1958-03-02' },
      ],
      countries: ['Pakistan', 'Afghanistan'],
      documents: [{ kind: 'Passport', text: 'L 191609' }],
      listedOn: '2001-01-25',
      record: PERSON.trim(),
    })
    expect(entries[2]).toMatchObject({
      kind: 'vessel',
      countries: ['Comoros'],
      documents: [{ kind: 'IMO', text: '9562233' }],
    })
  })

  it('finds addresses in its texts', async () => {
    const { addresses } = await readOne(ukList(COMPANY))
    expect(addresses.map(({ text, ticker }) => `${text} ${ticker}`)).toEqual([
      '1Q9UAQbcDezmyouFrzt94t4dSMxgsUfW1X XBT',
      '0x7F367cC41522cE07553e823bf3be79A889DEbe1B ETH',
    ])
  })

  it.each([
    ['<UniqueID>DPR0075</UniqueID>', ''],
    ['<UniqueID>DPR0075</UniqueID>', '<UniqueID>A</UniqueID><UniqueID>B</UniqueID>'],
    ['Primary name', 'Alias'],
    ['<IndividualEntityShip>Ship</IndividualEntityShip>', ''],
  ])('refuses an entry with %s as %j', async (good, bad) => {
    expect(await refusal(ukList(SHIP.replace(good, bad)))).toBe('LZ_LIST_ENTRY')
  })

  it('refuses a file without its date, or with another', async () => {
    expect(await refusal(ukList().replace(/<DateGenerated>.*<\/DateGenerated>/, ''))).toBe('LZ_LIST_ROOT')
    expect(await refusal(ukList().replace('02/09/2026', '2/31/26'))).toBe('LZ_LIST_DATE')
    expect(
      await refusal(ukList().replace('<Designation>', '<DateGenerated>03/09/2026</DateGenerated><Designation>')),
    ).toBe('LZ_LIST_ROOT')
  })
})
