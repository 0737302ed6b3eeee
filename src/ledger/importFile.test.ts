import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { queryRows } from './store/Store.ts'
import { openTestLedger, type TestLedger } from './testLedger.support.ts'

const hash = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`
const account = (n: number): string => `0x${n.toString(16).padStart(40, '0')}`
const HEADER = 'block,tx,from,to,amount'
const line = (n: number, amount: string | number = n): string =>
  `17000000,${hash(n)},${account(1)},${account(2)},${amount}`
const ETH = { asset: 'ETH' }

let ledger: TestLedger
beforeEach(async () => {
  ledger = await openTestLedger()
})
afterEach(() => ledger.close())

const csv = (...lines: string[]): string => ledger.write('rows.csv', `${[HEADER, ...lines].join('\n')}\n`)
const amounts = async (): Promise<bigint[]> => (await ledger.listTransfers()).map(({ amount }) => amount)

describe('an import', () => {
  it('of earlier blocks than those before it is sorted when it is read', async () => {
    const isOrdered = async (): Promise<unknown> => (await queryRows(ledger.store, 'FROM chain'))[0]?.['ordered']
    const inBlock = (block: number): string => `${block},${hash(block)},${account(1)},${account(2)},5`
    const marks: unknown[] = []
    for (const block of [5, 6, 3]) {
      await ledger.import(csv(inBlock(block)), ETH)
      marks.push(await isOrdered())
    }
    expect(marks).toEqual([true, true, false])
  })

  it('takes the same rows from CSV and JSON Lines', async () => {
    const rows = [line(1), line(2)].map((text) => text.split(','))
    const lines = rows.map(
      ([block, tx, from, to, amount]) =>
        `{"amount":${amount},"to":"${to}","from":"${from}","tx":"${tx}","block":${block}}`,
    )
    await ledger.import(csv(line(1), line(2)), ETH)
    expect(await ledger.import(ledger.write('rows.jsonl', lines.join('\n')), ETH)).toMatchObject({ added: 0, known: 2 })
  })

  it('reads each line of JSON Lines by its own keys', async () => {
    const place = `"block":17000000,"from":"${account(1)}","to":"${account(2)}"`
    const lines = [
      `{${place},"tx":"${hash(1)}","value":1000000000000000001}`,
      `{${place},"transaction_hash":"${hash(2)}","amount":"2","log_index":4,"more":{"value":9}}`,
      `{${place},"tx":"${hash(3)}"}`,
      `{${place},"tx":"${hash(4)}","amount":null}`,
      `{"tx":`,
    ]
    const report = await ledger.import(ledger.write('rows', lines.join('\n')), ETH)
    expect(report).toMatchObject({ rows: 5, added: 2, rejected: 3 })
    expect(report.rejects.map((reject) => [reject.line, reject.code])).toEqual([
      [3, 'LZ_IMPORT_COLUMNS'],
      [4, 'LZ_ROW_FIELD_MISSING'],
      [5, 'LZ_JSON_SYNTAX'],
    ])
    expect(await ledger.listTransfers()).toMatchObject([
      { kind: 0, amount: 1_000_000_000_000_000_001n },
      { kind: 2, ordinal: 4, amount: 2n },
    ])
  })

  it('lets later lines lack a key that the user named', async () => {
    const place = `"tx":"${hash(1)}","from":"${account(1)}","to":"${account(2)}"`
    const lines = [`{"h":1,${place},"wei":1,"when":"2023-05-02"}`, `{"h":2,${place},"wei":2}`, `{"h":3,${place}}`]
    const columns = { block: 'h', amount: 'wei', time: 'when' }
    const report = await ledger.import(ledger.write('rows', lines.join('\n')), { ...ETH, columns })
    expect(report.rejects.map((reject) => [reject.line, reject.code])).toEqual([[3, 'LZ_ROW_FIELD_MISSING']])
    expect(await amounts()).toEqual([1n, 2n])
    const typo = ledger.import(ledger.write('rows', lines.join('\n')), {
      ...ETH,
      columns: { ...columns, time: 'then' },
    })
    await expect(typo).rejects.toMatchObject({ code: 'LZ_IMPORT_COLUMNS' })
  })

  it('adds nothing the second time, packed or with other line ends', async () => {
    const text = `${[HEADER, line(1), line(2)].join('\n')}\n`
    expect(await ledger.import(ledger.write('a.csv', text), ETH)).toMatchObject({ added: 2, known: 0 })
    for (const again of [text, gzipSync(text), `\ufeff${text.replaceAll('\n', '\r\n')}`]) {
      expect(await ledger.import(ledger.write('b.csv', again), ETH)).toMatchObject({ added: 0, known: 2 })
    }
    expect(await amounts()).toEqual([1n, 2n])
  })

  it('does not depend on the order of the rows', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => line(1 + (i % 12), i % 5))
    await ledger.import(csv(...rows), ETH)
    const expected = await ledger.listTransfers()
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (shuffled) => {
        const other = await openTestLedger()
        await other.import(other.write('rows.csv', `${[HEADER, ...shuffled].join('\n')}\n`), ETH)
        expect(await other.listTransfers()).toEqual(expected)
        other.close()
      }),
      { numRuns: 5 },
    )
  })

  it('counts a copy of a row once, or keeps it when told to', async () => {
    const path = csv(line(1), line(1), line(2))
    expect(await ledger.import(path, ETH)).toMatchObject({ added: 2, copied: 1 })
    expect(await ledger.import(path, { ...ETH, keepDuplicates: true })).toMatchObject({ added: 1, known: 2, copied: 0 })
    expect(await amounts()).toEqual([1n, 1n, 2n])
  })

  it('sets bad rows aside with line and code, and adds up their amounts by asset', async () => {
    const rows = [
      `${line(1)},ETH`,
      `${line(2, -7)},ETH`,
      `${line(3, 5)},US\ufffdD`,
      `${line(4).replace(account(1), '0x1')},ETH`,
      `${line(5)}`,
      `${line(6, 3).replace(account(1), '0x1')},USD`,
      `"17000000\n",${line(7).slice(9)},ETH`,
    ]
    const report = await ledger.import(ledger.write('rows.csv', `${HEADER},asset\n${rows.join('\n')}\n`))
    expect(report.rejects.map((reject) => [reject.line, reject.code])).toEqual([
      [3, 'LZ_AMOUNT_NEGATIVE'],
      [4, 'LZ_ROW_ENCODING'],
      [5, 'LZ_ADDRESS_SYNTAX'],
      [6, 'LZ_ROW_FIELD_COUNT'],
      [7, 'LZ_ADDRESS_SYNTAX'],
    ])
    expect(report).toMatchObject({ rows: 7, added: 2, rejected: 5 })
    expect(report.rejectedAmounts).toEqual([
      { asset: 'eip155:1/slip44:60', rows: 2, amount: 11n },
      { asset: undefined, rows: 2, amount: 0n },
      { asset: 'eip155:1/named:USD', rows: 1, amount: 3n },
    ])
    expect(await queryRows(ledger.store, 'SELECT asset, rows, amount FROM rejected ORDER BY ALL')).toEqual([
      { asset: 'eip155:1/named:USD', rows: '1', amount: '3' },
      { asset: 'eip155:1/slip44:60', rows: '2', amount: '11' },
      { asset: null, rows: '2', amount: '0' },
    ])
  })

  it('stops at the first bad row when it is strict, and stores nothing', async () => {
    await expect(ledger.import(csv(line(1), line(2, 'x'), line(3)), { ...ETH, strict: true })).rejects.toMatchObject({
      code: 'LZ_AMOUNT_SYNTAX',
      message: expect.stringContaining('line 3') as string,
    })
    expect(await amounts()).toEqual([])
    expect(await queryRows(ledger.store, 'SELECT * FROM import')).toEqual([])
  })

  it('after one that failed begins afresh', async () => {
    const path = csv(...Array.from({ length: 5_000 }, (_, i) => line(i)), line(1, 'x'))
    await expect(ledger.import(path, { ...ETH, strict: true })).rejects.toMatchObject({ code: 'LZ_AMOUNT_SYNTAX' })
    expect(await ledger.import(csv(line(7)), ETH)).toMatchObject({ rows: 1, added: 1 })
    expect(await amounts()).toEqual([7n])
  })

  it('of a header alone stores no rows', async () => {
    expect(await ledger.import(csv(), ETH)).toMatchObject({ rows: 0, added: 0, rejected: 0 })
  })

  it.each([
    ['LZ_IMPORT_EMPTY', ''],
    ['LZ_IMPORT_COLUMNS', `${'a,b,c'}\n1,2,3\n`],
    ['LZ_IMPORT_COLUMNS', `${line(1)}\n`],
    ['LZ_IMPORT_COLUMNS', '{"a":1}\n'],
    ['LZ_IMPORT_COLUMNS', '{}\n'],
    ['LZ_CSV_QUOTE', `${HEADER}\n${line(1)}\n"${line(2)}\n`],
    ['LZ_FILE_FORMAT', '[\n]'],
    ['LZ_FILE_ENCODING', Buffer.from(`\ufeff${HEADER}\n`, 'utf16le')],
    ['LZ_FILE_TRUNCATED', gzipSync(`${HEADER}\n${line(1)}\n`).subarray(0, -3)],
    ['LZ_FILE_LINE_TOO_LONG', `${HEADER}\n${line(1)}\n${'1'.repeat(3 << 20)}`],
  ])('fails as a whole with %s, and stores nothing', async (code, content) => {
    await expect(ledger.import(ledger.write('file', content), ETH)).rejects.toMatchObject({ code })
    expect(await amounts()).toEqual([])
  })

  it('fails on a folder, and where nothing is', async () => {
    for (const path of [ledger.folder, `${ledger.folder}/none`]) {
      await expect(ledger.import(path, ETH)).rejects.toMatchObject({ code: 'LZ_FILE_NOT_FOUND' })
    }
  })

  it('keeps a label as the file has it, NUL bytes and all', async () => {
    const text = `${HEADER},to_label\n${line(1)},a\0b\ufffd\n`
    expect((await ledger.import(ledger.write('rows.csv', text), ETH)).labels).toEqual([
      { address: account(2), name: 'a\0b\ufffd' },
    ])
  })

  it('tells how far it is', async () => {
    const seen: number[] = []
    const path = csv(...Array.from({ length: 20_000 }, (_, i) => line(i)))
    await ledger.import(path, { ...ETH, onProgress: ({ bytesRead, bytesTotal }) => seen.push(bytesRead / bytesTotal) })
    expect(seen.length).toBeGreaterThan(5)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1)).toBe(1)
  })
})

describe('decimals', () => {
  it('that contradict the ledger stop the import', async () => {
    const usd = { asset: 'USD', decimals: 2 }
    await ledger.import(csv(line(1, '1.50')), usd)
    await expect(ledger.import(csv(line(2)), { asset: 'USD', decimals: 6 })).rejects.toMatchObject({
      code: 'LZ_IMPORT_DECIMALS',
    })
    await ledger.import(csv(line(3, '150')), { ...usd, amounts: 'base' })
    await ledger.import(csv(line(4, '150')), { asset: 'USD' })
    expect(await amounts()).toEqual([150n, 150n, 150n])
  })

  it('that nobody had told are taken from a later import', async () => {
    const decimals = async (): Promise<unknown> =>
      (await queryRows(ledger.store, 'SELECT decimals FROM asset')).map((row) => row['decimals'])
    await ledger.import(csv(line(1, '150')), { asset: 'USD' })
    expect(await decimals()).toEqual([null])
    await ledger.import(csv(line(2, '1.50')), { asset: 'USD', decimals: 2 })
    expect(await decimals()).toEqual([2])
    expect(await amounts()).toEqual([150n, 150n])
  })

  it('of the native asset are known by its chain', async () => {
    await expect(ledger.import(csv(line(1)), { ...ETH, decimals: 8 })).rejects.toMatchObject({
      code: 'LZ_IMPORT_DECIMALS',
    })
    await ledger.import(csv(line(1, '0.5')), { ...ETH, decimals: 18 })
    expect(await amounts()).toEqual([5n * 10n ** 17n])
  })
})
