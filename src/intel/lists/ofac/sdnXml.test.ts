import { describe, expect, it } from 'vitest'
import { readOne, readText, refusal } from '../lists.support.ts'
import { COMPANY, PERSON, SHIP, sdnList } from './sdn.support.ts'

const read = (...entries: string[]) => readText(sdnList(entries))
const refuse = (entry: string, head?: string) => refusal(sdnList([entry], head))

describe('SDN.XML', () => {
  it('is recognised, dated and counted', async () => {
    const whole = await read(PERSON, COMPANY, SHIP)
    expect(whole).toMatchObject({ format: 'ofac-sdn-xml', list: 'ofac-sdn', scope: 'edition' })
    expect(whole.summary).toMatchObject({ published: '2026-09-23', declaredEntries: 3, endProven: true })
    expect(whole.entries.map(({ uid, kind }) => `${uid} ${kind}`)).toEqual([
      '28263 person',
      '306 organisation',
      '4243 vessel',
    ])
  })

  it('gives a person with all that is said of them', async () => {
    const entry = await readOne(sdnList([PERSON]))
    expect(entry).toMatchObject({
      names: [
        { text: 'Yinyin TIAN', quality: 'primary' },
        { text: 'snowsjohn', quality: 'weak' },
        { text: 'Yin Yin TIAN', quality: 'strong' },
      ],
      programmes: ['DPRK3', 'CYBER2'],
      births: [{ from: '1986-07-12', to: '1986-07-12' }],
      countries: ['China'],
      record: PERSON.trim(),
    })
    expect(entry.documents[0]).toEqual({ kind: 'Identification Number', text: '321284198607120616' })
  })

  it('takes the code of the currency from the file, and drops blanks inside an address', async () => {
    const { addresses } = await readOne(sdnList([PERSON]))
    expect(addresses.map(({ text, ticker, fault }) => [text, ticker, fault])).toEqual([
      ['134r8iHv69xdT6p5qVKTsHrcUEuBVZAYak', 'XBT', undefined],
      ['0x7F367cC41522cE07553e823bf3be79A889DEbe1B', 'NEW', undefined],
    ])
  })

  it('gives a ship its flag, call sign and number', async () => {
    expect(await readOne(sdnList([SHIP]))).toMatchObject({
      countries: ['Cyprus'],
      documents: [
        { kind: 'Vessel Registration Identification', text: 'IMO 9187629' },
        { kind: 'Call Sign', text: 'P3QG3' },
      ],
    })
  })

  it('reads a misfiled address by its form, and keeps one that is none', async () => {
    const tron = PERSON.replace('134r8iHv69xdT6p5qVKTsHrcUEuBVZAYak', 'TNiq9AXBp9EjUqhDhrwrfvAA8U3GUQZH81')
    const [first] = (await readOne(sdnList([tron]))).addresses
    expect(first).toMatchObject({ ticker: 'XBT', readings: [{ kind: 'tron' }] })
    const short = PERSON.replace('134r8iHv69xdT6p5qVKTsHrcUEuBVZAYak', '0xa7e5d5a720f06526557c513402f2e6b5fa20b00')
    expect((await readOne(sdnList([short]))).addresses[0]).toMatchObject({ fault: 'syntax', readings: [] })
  })

  it('keeps unknown elements in the record and goes on', async () => {
    const grown = COMPANY.replace('</sdnEntry>', '<newThing a="1"><deep>x</deep></newThing></sdnEntry>')
    const text = sdnList([grown]).replace('<sdnEntry>', '<other><x/></other><sdnEntry>')
    expect((await readOne(text)).record).toBe(grown.trim())
  })

  it('reads the older namespace, prefixes and line ends of any kind', async () => {
    const older = sdnList([COMPANY]).replace(/https:[^"]*XML"/, 'http://tempuri.org/sdnList.xsd"')
    expect((await readOne(older)).uid).toBe('306')
    const prefixed = sdnList([COMPANY])
      .replace(/<(\/?)([A-Za-z])/g, '<$1o:$2')
      .replace('xmlns=', 'xmlns:o=')
    expect((await readOne(prefixed)).names[0]?.text).toBe('BANCO NACIONAL DE CUBA')
    const entry = await readOne(`\uFEFF${sdnList([COMPANY]).replaceAll('\n', '\r\n')}`)
    expect(entry.record).toBe(COMPANY.trim().replaceAll('\n', '\r\n'))
  })

  it.each([
    ['<uid>306</uid>', ''],
    ['<uid>306</uid>', '<uid> </uid>'],
    ['<uid>306</uid>', '<uid>306</uid><uid>307</uid>'],
    ['<lastName>BANCO NACIONAL DE CUBA</lastName>', ''],
    ['<sdnType>Entity</sdnType>', ''],
  ])('refuses an entry in which %s is %j', async (good, bad) => {
    expect(await refuse(COMPANY.replace(good, bad))).toBe('LZ_LIST_ENTRY')
  })

  it('says where the entry stands', async () => {
    await expect(read(PERSON, COMPANY.replace('<uid>306</uid>', ''))).rejects.toThrow(
      /Line \d+, column \d+.*has no uid/,
    )
  })

  it('refuses a count, a date or an entry that does not fit', async () => {
    expect(await refuse(COMPANY, '<Publish_Date>09/23/2026</Publish_Date><Record_Count>2</Record_Count>')).toBe(
      'LZ_LIST_COUNT',
    )
    expect(await refuse(COMPANY, '<Publish_Date>23/09/2026</Publish_Date>')).toBe('LZ_LIST_DATE')
    expect(await refuse(COMPANY, '<Record_Count>1</Record_Count>')).toBe('LZ_LIST_ENTRY')
    expect(await refuse(COMPANY, '<Publish_Date>09/23/2026</Publish_Date><Record_Count>x</Record_Count>')).toBe(
      'LZ_LIST_ENTRY',
    )
    expect(await refusal(sdnList([COMPANY, COMPANY]))).toBe('LZ_LIST_ENTRY')
    expect(await refusal(sdnList([]))).toBe('LZ_LIST_EMPTY')
  })
})
