import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { traceDocument } from '../report/json.ts'
import { runLazaretto } from '../runLazaretto.support.ts'

const blocks = join(process.cwd(), '../shared/data/bitcoin/blk00000-first-4522-blocks.dat')
const isHere = existsSync(blocks)
if (!isHere) console.warn('skipped: ../shared/data/bitcoin is not here, blocks are not traced from the command line')

const COIN = '0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9:0'

describe.skipIf(!isHere)('a trace through blocks, from the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-cli-'))
  beforeAll(async () => {
    await lazaretto('import', blocks, '--store', folder)
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  const lazaretto = async (...args: string[]): Promise<string> => {
    const { code, out, err } = await runLazaretto(args)
    expect([code, err.includes('LZ_')]).toEqual([0, false])
    return out
  }
  const trace = (...args: string[]): Promise<string> =>
    lazaretto('trace', '--chain', 'bitcoin', '--seed', COIN, '--rule', 'fifo', '--store', folder, ...args)

  it('prints the statement and the outputs', async () => {
    const text = await trace()
    expect(text).toContain('balances to the unit')
    expect(text).toMatch(/1BBz9Z15YpELQ4QP5sEKb1SwxkcmPb5TMs +held +11\.00000000 +61\.00000000 +6 +a3b0e9e7…:0/)
  })

  it('writes documents that follow their schema, tables, a picture and a page', async () => {
    const svg = join(folder, 'trace.svg')
    const html = join(folder, 'trace.html')
    const document = JSON.parse(await trace('--json', '--svg', svg, '--html', html)) as { readonly statement: unknown }
    expect(traceDocument.safeParse(document).success).toBe(true)
    expect(readFileSync(svg, 'utf8')).toContain('</svg>')
    expect(readFileSync(html, 'utf8')).toContain('1BBz9Z15YpELQ4QP5sEKb1SwxkcmPb5TMs')
    expect((await trace('--csv', 'outputs')).trim().split('\n').length).toBe(6)
    expect((await trace('--csv', 'edges')).split('\n')[0]).toMatch(/,hops,spends,outpoint$/)
  })

  it('tells where money came from', async () => {
    const seed = 'a3b0e9e7cddbbe78270fa4182a7675ff00b92872d8df7d14265a2b1e379a9d33:0'
    const args = ['--chain', 'bitcoin', '--seed', seed, '--rule', 'fifo', '--json', '--store', folder]
    const document = JSON.parse(await lazaretto('sources', ...args)) as { readonly statement: unknown }
    expect(traceDocument.safeParse(document).success).toBe(true)
    expect(document.statement).toEqual([{ kind: 'mined', accounts: 2, amount: '6100000000' }])
  })
})
