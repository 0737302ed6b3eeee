import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { type Fields, outcome, randomOptions, randomRows, rowsAsCsv, TABLES } from '../randomRows.support.ts'
import { openTestLedger } from '../testLedger.support.ts'
import type { FieldPlaces } from './FieldPlaces.ts'
import { chooseLayout } from './layouts.ts'
import type { PlainRow } from './PlainRow.ts'
import { createPlainParser, type PlainVerdict } from './plainParser.ts'

/** Rows as CSV with quotes only where there must be some. */
function rowsAsBareCsv(rows: readonly Fields[]): string {
  const bare = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = rows.map((row) => Object.values(row).map(bare).join(','))
  return `${[Object.keys(rows[0]!).join(','), ...lines].join('\n')}\n`
}

function rowsAsJsonLines(rows: readonly Fields[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

describe('the byte path and the row parser', () => {
  const ways = Object.entries(TABLES).flatMap(([name, table]) => [
    { name: `${name} in CSV`, table, write: rowsAsBareCsv, shift: 1 },
    { name: `${name} in JSON Lines`, table, write: rowsAsJsonLines, shift: 0 },
  ])
  it.each(ways)('do the same with random rows: $name', async ({ table, write, shift }) => {
    await fc.assert(
      fc.asyncProperty(randomRows(table), randomOptions, async (fields, choice) => {
        const [inBytes, inRows] = [await openTestLedger(), await openTestLedger()]
        const bare = inBytes.write('rows', write(fields))
        const quoted = inRows.write('rows', rowsAsCsv(fields))
        const a = await outcome(inBytes, await inBytes.import(bare, choice), shift)
        const b = await outcome(inRows, await inRows.import(quoted, choice), 1)
        inBytes.close()
        inRows.close()
        expect(a).toEqual(b)
      }),
      { numRuns: 4 },
    )
  })
})

const HEADER = ['block', 'time', 'tx', 'from', 'to', 'amount', 'asset', 'to_label']
const GOOD = ['17000000', '1683029999', 'ab'.repeat(32), `0x${'1'.repeat(40)}`, `0x${'2'.repeat(40)}`, '5', 'ETH', '']

function read(fields: readonly string[], decimals?: number): { verdict: PlainVerdict; row: PlainRow } {
  const row = { keys: new Uint8Array(100), keyAt: 4 } as PlainRow
  const chain = ChainId.parse('ethereum')
  const parser = createPlainParser(HEADER, chooseLayout(HEADER, {}, 'file'), { chain, asset: undefined, decimals })
  return { verdict: parser(placesOf(fields), row), row }
}

function placesOf(fields: readonly string[]): FieldPlaces {
  const bytes = Buffer.from(fields.join(','))
  let at = 0
  const places = fields.flatMap((text) => {
    const start = at
    at += Buffer.byteLength(text) + 1
    return [start, at - 1]
  })
  return { bytes, places, first: 0, count: fields.length }
}

const withAmount = (amount: string): string[] => GOOD.map((text, i) => (i === 5 ? amount : text))

describe('a plain row', () => {
  it('is read from its bytes', () => {
    const { verdict, row } = read(GOOD)
    expect(verdict).toBe('good')
    expect(row).toMatchObject({ block: 17_000_000, timeSec: 1_683_029_999, kind: 0, senderLength: 20, amount: 5n })
    const keys = Buffer.from(row.keys.subarray(row.keyAt, row.keyEnd)).toString('hex')
    expect(keys).toBe(`${GOOD[2]}${'1'.repeat(40)}${'2'.repeat(40)}`)
  })

  it.each([
    [2, `0x${'ab'.repeat(32)}`],
    [2, 'AB'.repeat(32)],
    [1, '2023-05-02 12:19:59'],
    [1, ''],
  ])('may have in field %i: %s', (field, text) => {
    expect(read(GOOD.map((good, i) => (i === field ? text : good))).verdict).toBe('good')
  })

  it.each([
    [0, ' 17000000'],
    [0, '4294967295'],
    [1, 'yesterday'],
    [2, `0x${'ab'.repeat(31)}`],
    [2, `${'ab'.repeat(31)}ag`],
    [3, `0x${'A'.repeat(40)}`],
    [3, '1'.repeat(42)],
    [4, ''],
    [6, ''],
    [7, 'Binance 14'],
  ])('goes to the row parser with another field %i: %s', (field, text) => {
    expect(read(GOOD.map((good, i) => (i === field ? text : good))).verdict).toBe('other')
  })

  it('goes to the row parser with more or fewer fields', () => {
    expect(read(GOOD.slice(1)).verdict).toBe('other')
    expect(read([...GOOD, '']).verdict).toBe('other')
  })

  it.each([0, 1, 6, 18])('has its amount exactly, with %i decimals', (decimals) => {
    const units = fc.bigInt({ min: 0n, max: 10n ** 30n - 1n })
    fc.assert(
      fc.property(units, (amount) => {
        const digits = amount.toString().padStart(decimals + 1, '0')
        const [whole, fraction] = [digits.slice(0, digits.length - decimals), digits.slice(digits.length - decimals)]
        const text = fraction === '' ? whole : `${whole}.${fraction}`
        expect(read(withAmount(text), decimals)).toMatchObject({ verdict: 'good', row: { amount } })
      }),
    )
  })

  it.each(['', '.', '5.', '.5', '-5', '1e18', '0.123', '1'.repeat(31), '1.2.3'])(
    'leaves an amount to the row parser: %s',
    (text) => {
      expect(read(withAmount(text), 2).verdict).toBe('other')
    },
  )
})
