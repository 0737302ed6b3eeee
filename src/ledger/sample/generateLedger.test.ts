import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { openStore, queryRows } from '../store/Store.ts'
import { DigitWriter } from './DigitWriter.ts'
import { generateLedger, LEDGER_COLUMNS, type LedgerPlan } from './generateLedger.ts'
import { writeLedger } from './writeLedger.ts'

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-generate-'))
afterAll(() => rmSync(folder, { recursive: true }))

function textOf(plan: LedgerPlan): string {
  const decoder = new TextDecoder()
  return Array.from(generateLedger(plan).csv(), ({ bytes }) => decoder.decode(bytes)).join('')
}

function rowsOf(plan: LedgerPlan): string[][] {
  const [header = '', ...lines] = textOf(plan).trimEnd().split('\n')
  expect(header).toBe(Object.keys(LEDGER_COLUMNS).join(','))
  return lines.map((line) => line.split(','))
}

describe('a generated ledger', () => {
  const plan = { transfers: 40_000, seed: 3 }
  const rows = rowsOf(plan)

  it('has rows of the stated form, in the order of blocks', () => {
    expect(rows).toHaveLength(plan.transfers)
    const isGood = ([time, block, hash = '', place, log, from = '', to = '', value = '']: string[], row: number) =>
      time === String(1_600_000_000 + 12 * Math.floor(row / 100)) &&
      block === String(10_000_000 + Math.floor(row / 100)) &&
      place === String(row % 100) &&
      log === String(2 * (row % 100)) &&
      /^0x[0-9a-f]{64}$/.test(hash) &&
      /^0x[0-9a-f]{40}$/.test(from) &&
      /^0x[0-9a-f]{40}$/.test(to) &&
      /^[1-9]\d{6,27}$/.test(value)
    expect(rows.filter((row, i) => !isGood(row, i))).toEqual([])
    expect(new Set(rows.map(([, , hash]) => hash)).size).toBe(plan.transfers)
  })

  it('has many small accounts and few big ones', () => {
    const degrees = degreesOf(rows)
    const quantile = (share: number): number => degrees[Math.floor(degrees.length * share)] as number
    expect(degrees.length / plan.transfers).toBeCloseTo(0.28, 1)
    expect(quantile(0.5)).toBeGreaterThanOrEqual(3)
    expect(quantile(0.5)).toBeLessThanOrEqual(5)
    expect(quantile(0.99)).toBeGreaterThan(30)
    expect(quantile(0.99)).toBeLessThan(60)
  })

  it('names the busiest accounts and seeds of the first tenth', () => {
    const { labels, seeds } = generateLedger(plan)
    const busy = new Set(busiest(rows, 60))
    expect(labels).toHaveLength(100)
    expect(labels.filter(({ address }) => busy.has(address)).length).toBeGreaterThan(50)
    expect(labels.every(({ name }) => name.startsWith('Synthetic '))).toBe(true)
    const early = new Set(rows.slice(0, plan.transfers / 10).map((row) => row[6]))
    expect(new Set(seeds).size).toBe(100)
    expect(seeds.filter((seed) => !early.has(seed))).toEqual([])
    expect(seeds.filter((seed) => labels.some(({ address }) => address === seed))).toEqual([])
  })

  it.each([0, 1, 2, 99, 16_384, 16_385])('of %i transfers has as many rows, with any seed', (transfers) => {
    fc.assert(
      fc.property(fc.nat(), (seed) => rowsOf({ transfers, seed }).length === transfers),
      { numRuns: 2 },
    )
  })

  it('is another one with another seed', () => {
    const other = rowsOf({ ...plan, seed: 4 })
    expect(other.filter((row, i) => row[2] === rows[i]?.[2])).toEqual([])
  })
})

function countBy(rows: readonly string[][]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [, , , , , from = '', to = ''] of rows)
    for (const account of [from, to]) counts.set(account, (counts.get(account) ?? 0) + 1)
  return counts
}

function degreesOf(rows: readonly string[][]): number[] {
  return [...countBy(rows).values()].sort((a, b) => a - b)
}

function busiest(rows: readonly string[][], count: number): string[] {
  const sorted = [...countBy(rows)].sort(([, a], [, b]) => b - a)
  return sorted.slice(0, count).map(([account]) => account)
}

function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

describe('its files', () => {
  it('are the same bytes for the same seed, in both formats', async () => {
    for (const format of ['csv', 'parquet'] as const) {
      const digests: string[][] = []
      for (const name of ['one', 'two']) {
        const ledger = generateLedger({ transfers: 150_000, seed: 9 })
        const files = await writeLedger(join(folder, name), ledger, { format, onProgress: () => undefined })
        digests.push(Object.values(files).map(digestOf))
      }
      expect(digests[0]).toEqual(digests[1])
    }
  })

  it('hold the same rows in both formats, in the same order, and say that they are synthetic', async () => {
    const store = await openStore(join(folder, 'store'), { mode: 'write' })
    await queryRows(store, 'SET preserve_insertion_order = true')
    const csv = `read_csv('${join(folder, 'one', 'transfers.csv')}', all_varchar = true)`
    const parquet = `read_parquet('${join(folder, 'one', 'transfers.parquet')}')`
    const numbered = (source: string): string =>
      `SELECT row_number() OVER () AS row, ${Object.keys(LEDGER_COLUMNS)
        .map((name) => `${name}::VARCHAR`)
        .join()} FROM ${source}`
    const differing = await queryRows(store, `${numbered(csv)} EXCEPT ${numbered(parquet)}`)
    const [note] = await queryRows(
      store,
      `SELECT decode(value) AS note FROM parquet_kv_metadata('${join(folder, 'one', 'transfers.parquet')}')`,
    )
    store.close()
    expect(differing).toEqual([])
    expect(note?.['note']).toContain('synthetic')
    expect(readFileSync(join(folder, 'one', 'seeds.txt'), 'utf8')).toContain('synthetic')
  })
})

describe('DigitWriter', () => {
  it('writes what String and toString(16) write', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(0xffff_ffff), (number, word) => {
        const writer = new DigitWriter(100)
        writer.integer(number)
        writer.comma()
        writer.hex(word)
        writer.digits(number % 1e9, 9)
        const text = `${number},${word.toString(16).padStart(8, '0')}${String(number % 1e9).padStart(9, '0')}`
        return new TextDecoder().decode(writer.take()) === text
      }),
      {
        examples: [
          [0, 0],
          [Number.MAX_SAFE_INTEGER, 0xffff_ffff],
          [10, 1],
          [999_999_999_999_999, 16],
        ],
      },
    )
  })
})
