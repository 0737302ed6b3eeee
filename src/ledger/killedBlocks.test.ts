import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BitcoinNetwork } from '../chain/index.ts'
import { compileProgram, runProgram, startProgram } from '../program.support.ts'
import { importBlocks } from './importBlocks.ts'
import { readBlocks, splitRecords, toRecords } from './makeBlocks.support.ts'
import { openUtxoView } from './store/openUtxoView.ts'
import { openStore, queryRows } from './store/Store.ts'

const real = readBlocks('blk00000-first-4522-blocks.dat')
const { chain, magic } = BitcoinNetwork.main
const COIN = '0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9:0'
const TABLES = ['chain', 'block', 'tx', 'input', 'output', 'missing', 'address', 'import']

/** How many rows each table of a store has. */
async function rowsOf(store: string): Promise<number[]> {
  const opened = await openStore(store, { mode: 'write' })
  const counts: number[] = []
  for (const table of TABLES) {
    const [row] = await queryRows(opened, `SELECT count(*)::INTEGER AS n FROM ${table}`)
    counts.push(Number(row?.['n']))
  }
  opened.close()
  return counts
}

/** What a store knows after a file was imported into it. */
async function importInto(store: string, file: string): Promise<unknown> {
  const opened = await openStore(store, { mode: 'write' })
  await importBlocks(opened, [file], { chain: undefined, strict: false, onProgress: () => {} })
  const columns = await (await openUtxoView(opened, chain)).readColumns()
  opened.close()
  return columns
}

describe.skipIf(real === undefined)('an import of blocks that is killed', () => {
  let program = ''
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-killed-'))
  const place = (name: string): string => join(folder, name)
  const start = (name: string, store: string) => startProgram(program, ['import', place(name), '--store', place(store)])
  const trace = (store: string): string => {
    const rest = ['--seed', COIN, '--rule', 'fifo', '--json', '--store', place(store)]
    return runProgram(program, ['trace', '--chain', 'bitcoin', ...rest])
  }
  let lastsMs = 0

  beforeAll(async () => {
    program = compileProgram()
    writeFileSync(place('all.dat'), real as Buffer)
    writeFileSync(place('half.dat'), toRecords(splitRecords(real as Buffer).slice(0, 2000), magic))
    expect(await start('half.dat', 'half').end).toBe(0)
    const begunMs = performance.now()
    expect(await start('all.dat', 'whole').end).toBe(0)
    lastsMs = performance.now() - begunMs
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each([
    ['into a new store', undefined, [0.35, 0.55, 0.7, 0.8, 0.9]],
    ['into one with the first blocks', 'half', [0.6, 0.75, 0.85]],
  ] as const)(
    '%s leaves what was there or all, and the next one gives the same',
    async (_, base, shares) => {
      const whole = await rowsOf(place('whole'))
      const before = base === undefined ? whole.map(() => 0) : await rowsOf(place(base))
      const expected = await importInto(place('whole'), place('all.dat'))
      const ends: unknown[] = []
      // Moments of the time that a whole import took: its merge fills the last third.
      for (const share of shares) {
        rmSync(place('store'), { recursive: true, force: true })
        if (base !== undefined) cpSync(place(base), place('store'), { recursive: true })
        const begunMs = performance.now()
        const { child, end } = start('all.dat', 'store')
        await Promise.race([end, setTimeout(share * lastsMs)])
        child.kill('SIGKILL')
        ends.push(await end)
        // A machine that is less busy now does it sooner: then the next moments come sooner, too.
        if (ends.at(-1) === 0) lastsMs = Math.min(lastsMs, performance.now() - begunMs)
        const after = await rowsOf(place('store'))
        expect([before, whole].map((rows) => rows.slice(0, -1))).toContainEqual(after.slice(0, -1))
        expect(await importInto(place('store'), place('all.dat'))).toEqual(expected)
      }
      expect(ends).toContain('SIGKILL')
      expect(trace('store')).toBe(trace('whole'))
    },
    300_000,
  )
})
