import type { ChildProcess } from 'node:child_process'
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileProgram, type Started, startProgram } from '../program.support.ts'
import { openStore, queryRows } from './store/Store.ts'
import { listTransfers, type StoredTransfer } from './testLedger.support.ts'

const ROWS = 60_000

const hash = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`
const account = (n: number): string => `0x${n.toString(16).padStart(40, '0')}`
const line = (n: number): string => `${n},${hash(n)},${account(n % 1000)},${account(n % 999)},${n}\n`

const program = compileProgram()
const folder = mkdtempSync(join(tmpdir(), 'lazaretto-killed-'))
const store = join(folder, 'store')
const part = join(store, 'rejects.part')
const bad = 'x,x,x,x,x\n'

const start = (file: string): Started =>
  startProgram(program, ['import', join(folder, file), '--asset', 'ETH', '--store', store])

/** Waits until the child has set aside so many rows: then it has read as far as the last of them. */
async function rejected(child: ChildProcess, count: number): Promise<void> {
  while (child.exitCode === null) {
    if (existsSync(part) && readFileSync(part, 'utf8').split('\n').length > count) return
    await setTimeout(1)
  }
}

async function readStore(): Promise<{ transfers: StoredTransfer[]; imports: unknown }> {
  const opened = await openStore(store, { mode: 'write' })
  const state = { transfers: await listTransfers(opened), imports: await queryRows(opened, 'FROM import') }
  opened.close()
  return state
}

describe('an import that is killed', () => {
  beforeAll(async () => {
    const header = 'block,tx,from,to,amount\n'
    const rows = function* (): Generator<string> {
      yield header + bad
      for (let n = 0; n < ROWS; n++) yield line(n) + (n === ROWS / 2 ? bad : '')
      yield bad
    }
    await pipeline(Readable.from([header, line(1), line(2), line(3)]), createWriteStream(join(folder, 'old.csv')))
    await pipeline(Readable.from(rows()), createWriteStream(join(folder, 'new.csv')))
    expect(await start('old.csv').end).toBe(0)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each([
    ['at its beginning', 1],
    ['in its middle', 2],
    ['while it merges', 3],
  ])('%s leaves what was there before', async (_, rejects) => {
    const before = await readStore()
    expect(before.transfers).toHaveLength(3)
    rmSync(part, { force: true })
    const { child, end } = start('new.csv')
    await rejected(child, rejects)
    child.kill('SIGKILL')
    expect(await end).toBe('SIGKILL')
    expect(await readStore()).toEqual(before)
    expect(existsSync(join(store, 'rejects.jsonl'))).toBe(false)
  })

  it('does not stand in the way of the next one', async () => {
    expect(await start('new.csv').end).toBe(0)
    const { transfers, imports } = await readStore()
    expect(transfers).toHaveLength(ROWS)
    expect(imports).toMatchObject([
      { rows_added: '3' },
      { rows_added: String(ROWS - 3), rows_known: '3', rows_rejected: '3' },
    ])
    expect(existsSync(part)).toBe(false)
    expect(readFileSync(join(store, 'rejects.jsonl'), 'utf8').trim().split('\n')).toHaveLength(3)
  })
})
