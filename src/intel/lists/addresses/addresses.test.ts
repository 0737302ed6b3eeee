import { describe, expect, it } from 'vitest'
import { isHere, readShared, readText, refusal } from '../lists.support.ts'

const btc = '1Q9UAQbcDezmyouFrzt94t4dSMxgsUfW1X'
const evm = '0x7F367cC41522cE07553e823bf3be79A889DEbe1B'

describe("a CSV of one's own", () => {
  it('needs no more than a column of addresses', async () => {
    const { format, list, entries, summary } = await readText(
      `address\n${btc}\n${evm}\n${evm.toLowerCase()}\nnonsense\n`,
    )
    expect({ format, list }).toEqual({ format: 'addresses-csv', list: undefined })
    expect(entries.map(({ uid, addresses }) => [uid, addresses.length])).toEqual([
      [btc, 1],
      [evm.toLowerCase(), 2],
      ['nonsense', 1],
    ])
    expect(entries[2]?.addresses[0]?.fault).toBe('syntax')
    expect(summary.endProven).toBe(false)
  })

  it.each([
    `uid,Wallet Address,Ticker,Name,Programme,Date\n7,${btc},XBT,"Doe, Jane",A; B,2026-01-02\n7,${evm},ETH,Jane,B,\n`,
    `date;programs;party;asset;address;id\r\n2026-01-02;A,B;Doe, Jane;XBT;${btc};7\r\n;;Jane;ETH;${evm};7`,
  ])('takes every column that it knows, and makes one entry of the rows of one id', async (text) => {
    const { entries } = await readText(text)
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({
      uid: '7',
      names: [
        { text: 'Doe, Jane', quality: 'primary' },
        { text: 'Jane', quality: 'strong' },
      ],
      programmes: ['A', 'B'],
      addresses: [
        { text: btc, ticker: 'XBT' },
        { text: evm, ticker: 'ETH' },
      ],
      listedOn: '2026-01-02',
    })
  })

  it('is refused with rows of another width, without address, or cut', async () => {
    expect(await refusal(`address,name\n${btc},x,y\n`)).toBe('LZ_LIST_ENTRY')
    expect(await refusal('address,name\n,x\n')).toBe('LZ_LIST_ENTRY')
    expect(await refusal(`name,address\nx,${btc}\ny,${btc.slice(0, 20)}`)).toBe('LZ_LIST_TRUNCATED')
    expect(await refusal(`address,name\n${btc},x\n${evm}`)).toBe('LZ_LIST_TRUNCATED')
    expect(await refusal(`address,name\n${btc},"x`)).toBe('LZ_LIST_TRUNCATED')
    expect(await refusal(`address,name\n${btc},x"y\n`)).toBe('LZ_LIST_CSV')
    expect(await refusal('address,name\n')).toBe('LZ_LIST_EMPTY')
    expect(await refusal('name,amount\nx,1\n')).toBe('LZ_LIST_FORMAT')
  })
})

describe('addresses as JSON', () => {
  it('are entries by their uid', async () => {
    const rows = [
      { address: btc, asset: 'XBT', uid: '1', party: 'A', programs: 'DPRK3, CYBER2' },
      { address: evm, asset: 'ETH', uid: 1, programs: ['SDGT'] },
    ]
    const { format, entries, summary } = await readText(JSON.stringify({ publication: '2026-08-20', rows }))
    expect(format).toBe('addresses-json')
    expect(summary).toMatchObject({ published: '2026-08-20', endProven: true })
    expect(entries).toMatchObject([{ uid: '1', names: [{ text: 'A' }], programmes: ['DPRK3', 'CYBER2', 'SDGT'] }])
  })

  it('are refused in another shape', async () => {
    expect(await refusal('{"rows": [{"asset": "XBT"}]}')).toBe('LZ_LIST_ENTRY')
    expect(await refusal('{"rows": []}')).toBe('LZ_LIST_EMPTY')
    expect(await refusal('{"rows": [{"address": "x"}], "publication": "now"}')).toBe('LZ_LIST_DATE')
    expect(await refusal('{"rows": [{"address": "x"}')).toBe('LZ_LIST_TRUNCATED')
    expect(await refusal('{"rows": [{"address": "x"}]} x')).toBe('LZ_LIST_JSON')
  })
})

describe.skipIf(!isHere)("OFAC's addresses of 2024, 2025 and 2026", () => {
  it('are all read', async () => {
    const count = async (file: string) => {
      const { entries } = await readShared(file, { list: 'ofac-sdn' })
      const addresses = entries.flatMap((entry) => entry.addresses)
      return [addresses.length, new Set(addresses.map(({ text }) => text)).size]
    }
    expect(await count('ofac-digital-currency-addresses-2024-09-27.csv')).toEqual([654, 641])
    expect(await count('ofac-digital-currency-addresses-2025-06-20.csv')).toEqual([634, 621])
    // 977 rows, one of which says for the same party what another one says.
    expect(await count('ofac-digital-currency-addresses-2026-08-20.json')).toEqual([976, 961])
  })

  it('are of 94 parties, with the misfiled one as Tron', async () => {
    const { entries, summary } = await readShared('ofac-digital-currency-addresses-2026-08-20.json')
    expect(entries).toHaveLength(94)
    expect(summary.published).toBe('2026-08-20')
    const misfiled = entries.find(({ uid }) => uid === '45404')?.addresses.filter(({ text }) => text.startsWith('T'))
    expect(misfiled).toMatchObject([{ ticker: 'XBT', readings: [{ kind: 'tron' }] }])
    const dprk = entries.filter(({ programmes }) => programmes.some((one) => one.startsWith('DPRK')))
    expect(dprk).toHaveLength(12)
    expect(new Set(dprk.flatMap(({ addresses }) => addresses.map(({ text }) => text))).size).toBe(123)
  })
})
