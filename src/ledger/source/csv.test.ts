import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from './csv.ts'
import { toTexts } from './FieldPlaces.ts'
import type { LineBatch } from './lines.ts'

/** The lines of a text in batches of `size`, as a file gives them. */
async function* batchesOf(text: string, size: number): AsyncGenerator<LineBatch> {
  const bytes = Buffer.from(text)
  const starts = [0]
  for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', end + 1)) starts.push(end + 1)
  if (starts.at(-1) === bytes.length) starts.pop()
  const ends = starts.map((_, i) => (starts[i + 1] ?? bytes.length + (text.endsWith('\n') ? 0 : 1)) - 1)
  for (let at = 0; at < starts.length; at += size) {
    const part = { starts: starts.slice(at, at + size), ends: ends.slice(at, at + size) }
    yield { bytes, ...part, firstLine: at + 1, bytesRead: 0 }
  }
}

async function read(
  text: string,
  size = 2,
): Promise<{ header: readonly string[]; records: (readonly string[])[]; lines: number[] }> {
  const result = { header: [] as readonly string[], records: [] as (readonly string[])[], lines: [] as number[] }
  for await (const { header, records, lines } of readCsv(batchesOf(text, size), 'file.csv')) {
    result.header = header ?? []
    result.records.push(...records.map(toTexts))
    result.lines.push(...lines)
  }
  return result
}

describe('records of CSV', () => {
  it.each<[string, string, string[][]]>([
    ['bare fields', 'h\na,b,,c\n', [['a', 'b', '', 'c']]],
    ['quoted fields', 'h\n"a","b,c",""\n', [['a', 'b,c', '']]],
    ['doubled quotes', 'h\n"a""b","""",x""y\n', [['a"b', '"', 'x""y']]],
    ['quoted line breaks', 'h\n"a\n\nb",c\n', [['a\n\nb', 'c']]],
    ['text after a closing quote', 'h\n"a"b,c\n', [['ab', 'c']]],
    [
      'a comma at the end',
      'h\na,\n"a",\n',
      [
        ['a', ''],
        ['a', ''],
      ],
    ],
    ['blank lines between', 'h\n\na\n\n', [['a']]],
    ['a header only', 'h,i\n', []],
  ])('are read with %s', async (_, text, expected) => {
    for (const size of [1, 2, 100]) expect((await read(text, size)).records).toEqual(expected)
  })

  it('have the line on which they begin', async () => {
    expect((await read('h\n"a\nb"\nc\n\nd\n')).lines).toEqual([2, 4, 6])
  })

  it('have a header without spaces around its names', async () => {
    expect((await read(' a , "b ,c" \n1,2\n')).header).toEqual(['a', '"b', 'c"'])
    expect((await read('" a ",b\n')).header).toEqual(['a', 'b'])
  })

  it('are those of csv-parse, for whatever text it writes', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'é') })
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
    const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 4 }), async (fields, size) => {
        const text = fields.map((row) => `${row.map(quoted).join(',')}\n`).join('')
        const expected = parse(text, { relax_column_count: true })
        expect((await read(`h\n${text}`, size)).records).toEqual(expected)
      }),
    )
  })

  it.each(['h\n"a', 'h\n"a\n\n', 'h\na,"b""\n', '"h\n', `h\n"${'a\n'.repeat(1 << 20)}`])(
    'end with an open quote: an error',
    async (text) => {
      await expect(read(text, 1 << 12)).rejects.toMatchObject({ code: 'LZ_CSV_QUOTE' })
    },
  )
})
