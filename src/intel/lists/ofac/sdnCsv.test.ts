import { describe, expect, it } from 'vitest'
import { bytesOf, isHere, readOne, readShared, readText, refusal } from '../lists.support.ts'

const empty = '-0- ,'
const MARK = '\u001a'
const row = (uid: number, name: string, remarks: string, type = '-0- ') =>
  `${uid},"${name}",${type},"DPRK3] [CYBER2",${empty.repeat(7)}${remarks}\r\n`
const person = row(28263, 'TIAN, Yinyin', `"DOB 12 Jul 1986; nationality China; a.k.a. 'snowsjohn'."`, '"individual"')

describe("OFAC's legacy CSV", () => {
  it('reads names, programmes and remarks', async () => {
    const whole = await readText(person + MARK, { published: '2021-07-08' })
    expect(whole).toMatchObject({ format: 'ofac-csv', list: 'ofac-sdn' })
    expect(whole.summary).toMatchObject({ endProven: true, published: '2021-07-08' })
    expect(whole.entries[0]).toMatchObject({
      uid: '28263',
      kind: 'person',
      names: [
        { text: 'Yinyin TIAN', quality: 'primary' },
        { text: 'snowsjohn', quality: 'weak' },
      ],
      programmes: ['DPRK3', 'CYBER2'],
      births: [{ from: '1986-07-12', to: '1986-07-12' }],
      countries: ['China'],
      record: person.trim(),
    })
  })

  it('completes from the files beside it what was cut', async () => {
    const cut = row(30518, 'SECONDEYE SOLUTION', '"Website a.su; Digital Currency Address - XBT 1NE2NiGhhbkFPSEyN"')
    expect((await readOne(cut + MARK)).addresses).toMatchObject([{ text: '1NE2NiGhhbkFPSEyN', fault: 'cut' }])
    const companions = {
      aliases: bytesOf('30518,1,"aka","FORWARDERZ",-0- \r\n\u001a'),
      places: bytesOf('30518,2,-0- ,"Karachi","Pakistan",-0- \r\n\u001a'),
      comments: bytesOf('30518,"YNWwj7hKGhGDedBtSrQ; Gender Male."\r\n\u001a'),
    }
    const entry = await readOne(cut + MARK, { companions })
    expect(entry).toMatchObject({
      names: [
        { text: 'SECONDEYE SOLUTION', quality: 'primary' },
        { text: 'FORWARDERZ', quality: 'strong' },
      ],
      countries: ['Pakistan'],
      addresses: [{ text: '1NE2NiGhhbkFPSEyNYNWwj7hKGhGDedBtSrQ', ticker: 'XBT' }],
    })
    expect(entry.record.split('\n')).toHaveLength(4)
  })

  it('is refused without the end mark, unless its end is known from elsewhere', async () => {
    expect(await refusal(person)).toBe('LZ_LIST_TRUNCATED')
    expect((await readText(person, { isEndKnown: true })).summary.endProven).toBe(false)
  })

  it('refuses records behind the end mark, of another width, or twice', async () => {
    expect(await refusal(`${person}\u001a\r\n${row(1, 'X', '-0- ')}`)).toBe('LZ_LIST_CSV')
    expect(await refusal(`${person}2,"X",-0- ,"CUBA"\r\n`)).toBe('LZ_LIST_ENTRY')
    expect(await refusal(person + person)).toBe('LZ_LIST_ENTRY')
  })

  it('refuses a file that is cut inside a record', async () => {
    const text = person + row(36, 'AEROCARIBBEAN AIRLINES', '-0- ')
    const codes = new Set<string | undefined>()
    for (let end = person.length + 1; end < text.length - 4; end++) codes.add(await refusal(text.slice(0, end)))
    expect([...codes]).toEqual(['LZ_LIST_TRUNCATED'])
  })
})

describe.skipIf(!isHere)("OFAC's list of July 2021", () => {
  it('is read whole, with its known quirks', async () => {
    const { entries, summary } = await readShared('ofac-sdn-2021-07.csv.gz')
    const count = (kind: string) => entries.filter((entry) => entry.kind === kind).length
    expect(entries).toHaveLength(8_976)
    expect([count('person'), count('vessel'), count('aircraft'), count('organisation')]).toEqual([
      4_620, 406, 277, 3_673,
    ])
    expect(entries.filter(({ programmes }) => programmes.some((one) => one.startsWith('DPRK')))).toHaveLength(414)
    const addresses = entries.flatMap((entry) => entry.addresses.map((address) => ({ uid: entry.uid, ...address })))
    expect(entries.filter((entry) => entry.addresses.length > 0)).toHaveLength(15)
    expect(addresses).toHaveLength(81)
    expect(addresses.filter(({ fault }) => fault).map(({ uid, text, fault }) => `${uid} ${text} ${fault}`)).toEqual([
      '29585 5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320 syntax',
      '29702 0xa7e5d5a720f06526557c513402f2e6b5fa20b00 syntax',
      '30518 1Gq cut',
    ])
    expect(summary.endProven).toBe(true)
  })
})
