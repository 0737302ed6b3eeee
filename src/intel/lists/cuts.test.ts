import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { LazarettoError } from '../../LazarettoError.ts'
import { isHere, readText, SANCTIONS } from './lists.support.ts'
import { findAddresses } from './text/findAddresses.ts'
import { readAddress } from './text/readAddress.ts'

const monero = '4AdUndXHHZ6cfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2684Rge'
const solana = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v'

/** How a text is read that may be cut: its addresses with their chains, or the code with which it is refused. */
async function read(text: Buffer): Promise<string> {
  try {
    const { entries, summary } = await readText(text)
    const found = entries.flatMap(({ addresses }) => addresses)
    const shown = found.map((one) => `${one.text} ${one.fault ?? one.readings[0]?.kind}`)
    return [...shown, summary.endProven || summary.notes?.length ? 'noted' : 'without a word'].join('\n')
  } catch (error) {
    expect(error).toBeInstanceOf(LazarettoError)
    return (error as LazarettoError).code
  }
}

/** Reads a file of a head and one row, cut at every byte of the row: whatever is read otherwise than the whole of it. */
async function readCuts(head: string, rows: readonly string[]): Promise<string[]> {
  const seen = new Set<string>()
  for (const row of rows) {
    const bytes = Buffer.from(head + row)
    const whole = await read(bytes)
    for (let at = bytes.length - Buffer.byteLength(row) + 1; at < bytes.length; at++) {
      const cut = await read(bytes.subarray(0, at))
      if (cut !== whole) seen.add(cut)
    }
  }
  return [...seen]
}

function some(rows: readonly string[], step: number): string[] {
  return rows.filter((_, i) => i % step === 0 || i >= rows.length - 2)
}

function rowsOf(bytes: Buffer): string[] {
  return bytes.toString().split(/(?<=\n)/)
}

describe.skipIf(!isHere)('real tables that are cut inside a row', () => {
  const open = (name: string) => readFileSync(join(SANCTIONS, name))

  it.each(['2024-09-27', '2025-06-20'])("are refused, or read as whole: OFAC's addresses of %s", async (day) => {
    const [header = '', first = '', ...rows] = rowsOf(open(`ofac-digital-currency-addresses-${day}.csv`))
    const unchecked = rows.filter((row) => /^(?:XMR|SOL|XRP|BCH)/.test(row))
    expect(unchecked.length).toBeGreaterThan(5)
    const seen = await readCuts(header + first, [...some(rows, 41), ...unchecked])
    expect(seen.sort()).toEqual(['LZ_LIST_ENTRY', 'LZ_LIST_TRUNCATED'])
  })

  it("are refused: Israel's orders", async () => {
    const [header = '', order = '', ...rows] = rowsOf(open('israel-mod-crypto-wallets.csv'))
    const seen = await readCuts(header + order, some(rows, 29))
    expect(seen.filter((code) => !/^LZ_LIST_(?:TRUNCATED|ENCODING)$/.test(code))).toEqual([])
  })

  it("are refused: OFAC's list of 2021, even at the end of a row", async () => {
    const rows = rowsOf(gunzipSync(open('ofac-sdn-2021-07.csv.gz')))
    const seen = await readCuts(rows[0] ?? '', some(rows.slice(1, -1), 997))
    expect(seen.filter((code) => !/^LZ_LIST_(?:TRUNCATED|CSV)$/.test(code))).toEqual([])
    expect(await read(Buffer.from(rows.slice(0, 50).join('')))).toBe('LZ_LIST_TRUNCATED')
  })

  it('are not accepted without a word where they end with a row', async () => {
    for (const name of ['ofac-digital-currency-addresses-2025-06-20.csv', 'israel-mod-crypto-wallets.csv']) {
      const rows = rowsOf(open(name))
      expect(await read(Buffer.from(rows.slice(0, 100).join('')))).toMatch(/noted$/)
    }
  })
})

describe('an address that was cut', () => {
  it('is never one of another chain than its asset has', () => {
    for (let at = 1; at < monero.length; at++) {
      const part = monero.slice(0, at)
      expect(readAddress(part, 'XMR').readings).toEqual([])
      const text = `Digital Currency Address - XMR ${part}`
      expect(findAddresses(text).flatMap(({ readings }) => readings)).toEqual([])
    }
    expect(readAddress(solana, 'XMR')).toMatchObject({ text: solana, readings: [], fault: 'syntax' })
    expect(readAddress(solana, 'USDT').readings).toMatchObject([{ kind: 'solana' }])
    expect(readAddress(solana).readings).toMatchObject([{ kind: 'solana' }])
  })

  it('is one of another chain where a checksum or a fixed form proves it', () => {
    expect(readAddress('TGUjh57T2E2HRygT3YHdR3ya1Ag1f37SoW', 'XBT').readings).toMatchObject([{ kind: 'tron' }])
    expect(readAddress('0xd882cfc20f52f2599d84b8e8d58c7fb62cfe344b', 'XBT').fault).toBeUndefined()
  })

  it('is refused in a last row without a line end where it has no checksum', async () => {
    const table = (address: string) => Buffer.from(`asset,address\nSOL,${solana}\nSOL,${address}`)
    expect(await read(table('4k3Dyjzvzp8eMZWUXbBCjEvwSkkk59S5iCNLY3QrkX6R'))).toBe('LZ_LIST_TRUNCATED')
    expect(await read(table('4k3Dyjzvzp8eMZWUXbBCjEvwSkkk59S5iCNLY3QrkX6R\n'))).toMatch(/solana\nnoted$/)
    expect(await read(table('1Q9UAQbcDezmyouFrzt94t4dSMxgsUfW1X'))).toMatch(/noted$/)
  })
})
