import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from '../main.ts'

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-sample-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function sample(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const stdout = { write: (text: string) => (out += text) }
  const stderr = { isTTY: true, write: (text: string) => (err += text) }
  const code = await run(['node', 'lazaretto', 'sample', ...args], { stdout, stderr, env: {} })
  return { code, out, err }
}

describe('sample --transfers', () => {
  it('writes a ledger that import and trace read, and says how far it is', async () => {
    const out = join(folder, 'ledger')
    const outcome = await sample('--transfers', '20000', '--out', out, '--trace')
    expect(outcome.code).toBe(0)
    expect(outcome.err).toContain('16,384 of 20,000 transfers')
    expect(outcome.err).toContain('20,000 synthetic transfers')
    expect(outcome.out).toContain('balances to the unit')
    expect(outcome.out).toContain('Synthetic Exchange')
  })

  it('writes Parquet, and leaves no other file of transfers', async () => {
    const out = join(folder, 'parquet')
    expect((await sample('--transfers', '500', '--format', 'parquet', '--out', out)).code).toBe(0)
    expect(readFileSync(join(out, 'transfers.parquet')).subarray(0, 4).toString()).toBe('PAR1')
    expect(existsSync(join(out, 'transfers.parquet.part.csv'))).toBe(false)
  })

  it.each([
    [['--format', 'parquet']],
    [['--transfers', '10', '--background', '10']],
    [['--transfers', '10', '--format', 'xlsx']],
    [['--transfers', 'ten']],
  ])('is a usage error with %j', async (args) => {
    const out = join(folder, 'nothing')
    expect([(await sample(...args, '--out', out)).code, existsSync(out)]).toEqual([2, false])
  })
})
