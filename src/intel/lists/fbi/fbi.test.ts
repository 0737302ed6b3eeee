import { describe, expect, it } from 'vitest'
import { isHere, readOne, readShared, readText, refusal } from '../lists.support.ts'
import { page } from './fbi.support.ts'

describe("the FBI's page", () => {
  it('is one entry with all its addresses', async () => {
    const { format, list, entries, summary } = await readText(page)
    expect({ format, list }).toEqual({ format: 'fbi-page', list: 'us-fbi' })
    expect(summary).toMatchObject({ published: '2025-02-26', endProven: true })
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({
      uid: 'I-022625-PSA',
      names: [],
      programmes: ['Internet Crime Complaint Center (IC3) | North Korea Responsible for $1.5 Billion Hack'],
      listedOn: '2025-02-26',
    })
    expect(entries[0]?.addresses.map(({ text }) => text)).toEqual([
      '0x51E9d833Ecae4E8D9D8Be17300AEE6D3398C135D',
      '0x96244D83DC15d36847C35209bBDc5bdDE9bEc3D8',
      '3LU8wRu4ZnXP4UM8Yo6kkTiGHM9BubgyiG',
    ])
  })

  it('is read as text too', async () => {
    const text =
      'The FBI said on August 22, 2023:\n3LU8wRu4ZnXP4UM8Yo6kkTiGHM9BubgyiG\n39idqitN9tYNmq3wYanwg3MitFB5TZCjWu\n'
    const entry = await readOne(text, { name: 'fbi-2023.txt' })
    expect(entry).toMatchObject({ uid: 'FBI 2023-08-22', listedOn: '2023-08-22' })
    expect(entry.addresses).toHaveLength(2)
  })

  it('is refused when it is cut or names no address', async () => {
    expect(await refusal(page.slice(0, -10))).toBe('LZ_LIST_TRUNCATED')
    expect(await refusal('<html><title>FBI - Page not found</title><p>Sorry.</p></html>')).toBe('LZ_LIST_EMPTY')
    expect(await refusal('<!DOCTYPE html><html><title>503</title></html>', { list: 'us-fbi' })).toBe('LZ_LIST_ROOT')
  })
})

describe('addresses of the FBI as JSON', () => {
  it('has a publication for each entry, and leaves out what the FBI has not said', async () => {
    const text = JSON.stringify({
      sources: [
        {
          id: 'A',
          date: '2025-02-26',
          incident: 'X',
          chain: 'ETH',
          addresses: ['0x51E9d833Ecae4E8D9D8Be17300AEE6D3398C135D'],
        },
        { id: 'FBI 2023-09-06', BTC: ['3LU8wRu4ZnXP4UM8Yo6kkTiGHM9BubgyiG'], note: 'n' },
      ],
      non_fbi_extra: { addresses: { '0x47666Fab8bd0Ac7003bce3f5C3585383F09486E2': 'x' } },
    })
    const { entries, summary } = await readText(text)
    expect(summary.published).toBe('2025-02-26')
    expect(entries.map(({ uid, listedOn, addresses }) => [uid, listedOn, addresses[0]?.ticker])).toEqual([
      ['A', '2025-02-26', 'ETH'],
      ['FBI 2023-09-06', '2023-09-06', 'BTC'],
    ])
    expect(await refusal('{"sources": [{"id": "A"}]}')).toBe('LZ_LIST_ENTRY')
    expect(await refusal('{"sources": [{"id": "A", "BTC": [1]}]}')).toBe('LZ_LIST_ENTRY')
    expect(await refusal('{"sources": []}')).toBe('LZ_LIST_EMPTY')
  })

  it.skipIf(!isHere)('has the published 51, 6, 22 and 4', async () => {
    const { entries, summary } = await readShared('fbi-dprk-addresses.json', { list: 'us-fbi' })
    const count = (uid: string, ticker: string) =>
      entries.find((entry) => entry.uid === uid)?.addresses.filter((address) => address.ticker === ticker).length
    expect([
      count('I-022625-PSA', 'ETH'),
      count('FBI 2023-08-22', 'BTC'),
      count('FBI 2023-09-06', 'BTC'),
      count('FBI 2023-09-06', 'ETH'),
    ]).toEqual([51, 6, 22, 4])
    expect(entries.flatMap(({ addresses }) => addresses).every(({ fault }) => fault === undefined)).toBe(true)
    expect(summary.published).toBe('2025-02-26')
  })
})
