import { describe, expect, it } from 'vitest'
import { isHere, readShared, readText, refusal } from '../lists.support.ts'
import { seizures } from './seizure.support.ts'

describe("Israel's orders", () => {
  it('give a wallet of an order an entry', async () => {
    const { format, list, entries, summary } = await readText(seizures)
    expect({ format, list }).toEqual({ format: 'il-csv', list: 'il-nbctf' })
    expect(summary.endProven).toBe(false)
    expect(entries.map(({ uid }) => uid)).toEqual([
      '18/26 TWB9xgNG9nmJuwW4etsQEb9RRnrnVnoNnJ',
      '18/26 105750906',
      '7/25 TН96tFMn8KGiYSLiwсV3E2UiaJc8jmcbz3',
      '7/25 bnb136ns6lfw4zs5hg4n85vdthaad7hq5m4gtkgf23 (Address tag 104728783)*',
      '7/25 TPQrYqxT2ss3BSq5VrAdX9FyrC11Sb4PH2, TWB9xgNG9nmJuwW4etsQEb9RRnrnVnoNnJ',
      '7/25 ABU OMAR',
      '7/25 19D1iGzDr7FyAdiy3ZZdxMd6ttHj1kj6WW',
    ])
  })

  it('keep what is no address, and drop what stands beside one', async () => {
    const { entries } = await readText(seizures)
    expect(
      entries.flatMap(({ addresses }) => addresses.map(({ text, ticker, fault }) => [text, ticker, fault])),
    ).toEqual([
      ['TWB9xgNG9nmJuwW4etsQEb9RRnrnVnoNnJ', undefined, undefined],
      ['105750906', undefined, 'syntax'],
      ['TН96tFMn8KGiYSLiwсV3E2UiaJc8jmcbz3', undefined, 'syntax'],
      ['bnb136ns6lfw4zs5hg4n85vdthaad7hq5m4gtkgf23', 'BNB', undefined],
      ['TPQrYqxT2ss3BSq5VrAdX9FyrC11Sb4PH2', undefined, undefined],
      ['TWB9xgNG9nmJuwW4etsQEb9RRnrnVnoNnJ', undefined, undefined],
      ['19D1iGzDr7FyAdiy3ZZdxMd6ttHj1kj6WW', 'BTC', undefined],
    ])
  })

  it('say who holds it', async () => {
    const { entries } = await readText(seizures)
    expect(entries[1]).toMatchObject({
      kind: 'person',
      names: [{ text: 'MOHAMMAD KAMAL JBARAH', quality: 'primary' }],
      programmes: ['18/26'],
      births: [{ from: '1991-08-03', to: '1991-08-03' }],
      documents: [{ kind: 'Passport', text: 'T1307262' }],
    })
    expect(entries[6]).toMatchObject({ kind: 'unknown', names: [] })
  })

  it('are refused when a row is of another width, before any order, or cut', async () => {
    expect(await refusal(seizures.replace(',105750906,', ',105750906'))).toBe('LZ_LIST_ENTRY')
    expect(await refusal(seizures.replace('צ.ת 18/26\r\n', ''))).toBe('LZ_LIST_ENTRY')
    expect(await refusal(seizures.slice(0, seizures.lastIndexOf(',')))).toBe('LZ_LIST_TRUNCATED')
  })
})

describe.skipIf(!isHere)("Israel's orders to 2026", () => {
  it('have 881 wallets and accounts', async () => {
    const { entries } = await readShared('israel-mod-crypto-wallets.csv', { list: 'il-nbctf' })
    const texts = new Set(entries.flatMap(({ addresses }) => addresses.map(({ text }) => text)))
    expect(texts.size).toBe(881)
    expect([...texts].filter((text) => /^\d+$/.test(text))).toHaveLength(383)
    expect(new Set(entries.flatMap(({ programmes }) => programmes)).size).toBe(35)
    const readings = entries.flatMap(({ addresses }) => addresses.filter(({ fault }) => fault === undefined))
    expect(new Set(readings.filter(({ text }) => text.startsWith('T')).map(({ text }) => text)).size).toBeGreaterThan(
      395,
    )
    expect(entries.flatMap(({ addresses }) => addresses.filter(({ fault }) => fault === 'checksum'))).toHaveLength(2)
  })
})
