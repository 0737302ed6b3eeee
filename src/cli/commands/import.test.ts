import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../main.ts'

const hash = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`
const account = (n: number): string => `0x${n.toString(16).padStart(40, '0')}`
const line = (n: number, amount: string | number = n): string => `1,${hash(n)},${account(1)},${account(2)},${amount}\n`
const HEADER = 'block,tx,from,to,amount\n'

const root = mkdtempSync(join(tmpdir(), 'lazaretto-import-'))
afterAll(() => rmSync(root, { recursive: true }))
let folder: string
let store: string
beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'))
  store = join(folder, 'store')
})

async function importFiles(...args: string[]): Promise<{ code: number; err: string; progress: string }> {
  const all: string[] = []
  const stderr = { isTTY: true, write: (text: string) => all.push(text) }
  const argv = ['node', 'lazaretto', 'import', ...args, '--store', store]
  const code = await run(argv, { stdout: { write: () => {} }, stderr, env: {} })
  const err = all.filter((text) => text.endsWith('\n')).join('')
  return { code, err: err.replaceAll('\r\u001b[K', ''), progress: all.filter((text) => !text.endsWith('\n')).join('') }
}

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const rejects = (): { line: number; code: string }[] => {
  if (!existsSync(join(store, 'rejects.jsonl'))) return []
  const lines = readFileSync(join(store, 'rejects.jsonl'), 'utf8').trim().split('\n')
  return lines.map((text) => JSON.parse(text) as { line: number; code: string })
}

describe('lazaretto import', () => {
  it('takes the files of a folder, sorted by name, and leaves others alone', async () => {
    mkdirSync(join(folder, 'in'))
    write('in/b.jsonl', `{"block":1,"tx":"${hash(2)}","from":"${account(1)}","to":"${account(2)}","amount":2}`)
    write('in/a.CSV', HEADER + line(1))
    write('in/readme.md', 'x')
    const { code, err } = await importFiles(join(folder, 'in'), '--asset', 'ETH')
    expect(code).toBe(0)
    expect(err.split('\n').map((text) => text.split(' ')[0])).toEqual(['in/a.CSV', 'in/b.jsonl', ''])
  })

  it('says so when a folder has no such file', async () => {
    mkdirSync(join(folder, 'in'))
    expect(await importFiles(join(folder, 'in'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('LZ_FOLDER_EMPTY') as string,
    })
  })

  it('shows how far it is', async () => {
    const { progress } = await importFiles(write('a.csv', HEADER + line(1)), '--asset', 'ETH')
    expect(progress).toContain('100 %  1 rows')
  })

  it('gathers the rejects of all imports, but none of one that failed', async () => {
    const good = write('a.csv', HEADER + line(1, 'x') + line(2))
    await importFiles(good, '--asset', 'ETH')
    const cut = write('b.csv', `${HEADER}${line(3, 'y')}"`)
    expect((await importFiles(cut, '--asset', 'ETH')).err).toContain('LZ_CSV_QUOTE')
    expect((await importFiles(good, '--asset', 'ETH', '--strict')).err).toContain('line 2')
    await importFiles(write('c.csv', HEADER + line(4) + line(5, '-1')), '--asset', 'ETH')
    expect(rejects()).toMatchObject([
      { line: 2, code: 'LZ_AMOUNT_SYNTAX' },
      { line: 3, code: 'LZ_AMOUNT_NEGATIVE' },
    ])
    expect(existsSync(join(store, 'rejects.part'))).toBe(false)
  })

  it('tells what moved nothing, what is left out, and what cannot be known', async () => {
    const columns = 'hash,nonce,block_number,transaction_index,from_address,to_address,value'
    const rows = [`${account(2)},0`, `${account(2)},0`, `,5`, `${account(2)},7`]
    const text = rows.map((rest, i) => `${hash(i)},0,1,${i},${account(1)},${rest}`).join('\n')
    const { err } = await importFiles(write('transactions.csv', `${columns}\n${text}\n`))
    expect(err).toContain('(ethereum-etl transactions): 4 rows, 1 transfers added')
    expect(err).toContain('  2 rows moved nothing (2 zero value)')
    expect(err).toContain(
      '  1 rows have no sender or receiver and are left out (1 contract creations, found in the traces)',
    )
    expect(err).toContain('  Note: the file has no receipt_status')
  })

  it('keeps amounts in base units when told to', async () => {
    const file = write('a.csv', HEADER + line(1, '1.5'))
    const outcome = await importFiles(file, '--asset', 'USD', '--decimals', '6', '--amounts', 'base', '--strict')
    expect(outcome).toMatchObject({ code: 1, err: expect.stringContaining('LZ_AMOUNT_PRECISION') as string })
    expect((await importFiles(file, '--asset', 'USD', '--decimals', '6', '--amounts', 'display')).code).toBe(0)
    expect((await importFiles(file, '--asset', 'USD', '--amounts', 'wei')).code).toBe(2)
  })
})
