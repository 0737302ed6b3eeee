import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createCase } from '../ledger/index.ts'
import { traceDocument } from './report/json.ts'
import { type Outcome, runLazaretto } from './runLazaretto.support.ts'

function lazaretto(...args: string[]): Promise<Outcome> {
  return runLazaretto(args)
}

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-cli-'))
const sample = join(folder, 'sample')
const store = join(sample, 'store')
const seeds = join(sample, 'seeds.txt')
afterAll(() => rmSync(folder, { recursive: true }))

it('says for ever that amounts had lost digits', async () => {
  const file = join(folder, 'float.csv')
  const [thief, mule] = ['1', '2'].map((digit) => `0x${digit.repeat(40)}`)
  writeFileSync(file, `block,tx,from,to,amount\n1,0x${'a'.repeat(64)},${thief},${mule},1.5e18\n`)
  const ledger = join(folder, 'float')
  await lazaretto('import', file, '--store', ledger, '--asset', 'ETH', '--inexact')
  const { out } = await lazaretto('trace', '--seed', thief as string, '--store', ledger)
  expect(out).toContain('1 transfers of this asset had amounts in floating point (--inexact)')
})

describe('the sample, from the command line', () => {
  let first: Outcome
  beforeAll(async () => {
    first = await lazaretto('sample', '--trace', '--out', sample)
  })

  it('prints a statement that balances', () => {
    expect(first.code).toBe(0)
    expect(first.out).toContain('balances to the unit')
    expect(first.out).toMatch(/stolen +1,000\.000000/)
  })

  it('finds the known answer to the wei', async () => {
    const { out } = await lazaretto('trace', '--seeds', seeds, '--store', store, '--json')
    const { statement } = JSON.parse(out) as {
      statement: { kind: string; service?: string; limit?: string; amount: string }[]
    }
    const found = Object.fromEntries(
      statement.map((line) => [line.service ?? line.limit ?? line.kind, BigInt(line.amount)]),
    )
    expect(found).toEqual(createCase({ seed: 1, background: 0 }).answer)
  })

  it.each(['haircut', 'fifo', 'lifo', 'poison'])(
    'JSON under %s is what its schema says, and the same twice',
    async (rule) => {
      const args = ['trace', '--seeds', seeds, '--store', store, '--rule', rule, '--json']
      const { out } = await lazaretto(...args)
      expect(traceDocument.safeParse(JSON.parse(out)).error).toBeUndefined()
      expect((await lazaretto(...args)).out).toBe(out)
    },
  )

  it('JSON of sources is what its schema says', async () => {
    const { out } = await lazaretto('sources', '--seeds', seeds, '--store', store, '--json')
    expect(traceDocument.safeParse(JSON.parse(out)).error).toBeUndefined()
    expect(JSON.parse(out)).toMatchObject({ direction: 'backward', isBalanced: true })
  })

  it('writes a picture and a page', async () => {
    const [svg, html] = [join(folder, 'a.svg'), join(folder, 'a.html')]
    const { code } = await lazaretto('trace', '--seeds', seeds, '--store', store, '--svg', svg, '--html', html)
    expect(code).toBe(0)
    expect(readFileSync(svg, 'utf8')).toMatch(/^<svg /)
    expect(readFileSync(html, 'utf8')).toContain('Alder Exchange')
    expect(readFileSync(html, 'utf8')).not.toMatch(/<script|src=|href="http/)
  })

  it('prints tables as CSV', async () => {
    const { out } = await lazaretto('trace', '--seeds', seeds, '--store', store, '--csv', 'statement')
    expect(out.split('\n').slice(0, 2)).toEqual([
      'kind,service,category,limit,accounts,amount',
      'cashed-out,Alder Exchange,exchange,,1,360000000000000000000',
    ])
  })

  it('says what a store holds', async () => {
    expect((await lazaretto('store', 'info', '--store', store)).out).toContain('eip155:1/slip44:60')
  })
})

describe('labels and seeds', () => {
  it('shows what was read as what', async () => {
    const { out } = await lazaretto('labels', '--explain', '--store', store)
    expect(out).toMatch(/Alder Exchange: Deposit +exchange +Alder Exchange +deposit +yes/)
  })

  it('says which seeds the ledger does not know', async () => {
    const stranger = `0x${'1'.repeat(40)}`
    const { out } = await lazaretto('trace', '--seeds', seeds, '--seed', stranger, '--store', store)
    expect(out).toContain('1 of 2 seeds do not occur in the ledger')
  })

  it('follows thefts of different names each on its own', async () => {
    const [{ from = '' } = {}, { to = '' } = {}] = createCase({ seed: 1, background: 0 }).transfers.slice(-2)
    const args = ['--seed', `${from} theft=one`, '--seed', `${to} theft=two`, '--store', store, '--json']
    const { out } = await lazaretto('trace', ...args)
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { theft: string }).theft),
    ).toEqual(['one', 'two'])
  })

  it('caps what is stolen at a seed', async () => {
    const [thief = ''] = createCase({ seed: 1, background: 0 }).seeds
    const { out } = await lazaretto('trace', '--seed', `${thief} amount=12.5`, '--store', store, '--json')
    expect(JSON.parse(out)).toMatchObject({ isBalanced: true, stolen: { amount: '12500000000000000000' } })
  })
})

describe('what goes wrong', () => {
  it('is usage, with exit 2, when a command or option is unknown', async () => {
    expect((await lazaretto('trase')).code).toBe(2)
    expect((await lazaretto('trace', '--rule', 'first')).code).toBe(2)
  })

  it.each([
    ['LZ_STORE_NOT_FOUND', ['trace', '--seed', `0x${'1'.repeat(40)}`, '--store', join(folder, 'nothing')]],
    ['LZ_TRACE_SEEDS_MISSING', ['trace', '--store', store]],
    ['LZ_SEED_SYNTAX', ['trace', '--seed', 'bob', '--store', store]],
    ['LZ_TRACE_SEED_NOT_FOUND', ['trace', '--seed', `0x${'1'.repeat(40)}`, '--store', store]],
    ['LZ_FILE_NOT_FOUND', ['trace', '--seeds', join(folder, 'none.txt'), '--store', store]],
    ['LZ_FILE_NOT_FOUND', ['labels', join(folder, 'none.yaml'), '--store', store]],
    ['LZ_FILE_WRITE', ['trace', '--seeds', seeds, '--store', store, '--svg', join(folder, 'no', 'such', 'a.svg')]],
    ['LZ_LABEL_FILES_MISSING', ['labels', '--store', store]],
    ['LZ_FILE_NOT_FOUND', ['import', join(folder, 'none.csv'), '--asset', 'ETH', '--store', join(folder, 'new')]],
  ])('is %s, with exit 1 and nothing on stdout', async (code, args) => {
    const outcome = await lazaretto(...args)
    expect([outcome.code, outcome.out]).toEqual([1, ''])
    expect(outcome.err).toContain(code)
  })

  it('sets bad rows aside with their line and code', async () => {
    const file = join(folder, 'bad.csv')
    const good = `1,0x${'a'.repeat(64)},0x${'1'.repeat(40)},0x${'2'.repeat(40)}`
    writeFileSync(file, `block,tx,from,to,amount\n${good},5\n${good},-7\n`)
    const { code, err } = await lazaretto('import', file, '--asset', 'ETH', '--store', join(folder, 'bad'))
    expect(code).toBe(0)
    expect(err).toContain('1 rows rejected')
    const reject = JSON.parse(readFileSync(join(folder, 'bad', 'rejects.jsonl'), 'utf8')) as object
    expect(reject).toMatchObject({ line: 3, code: 'LZ_AMOUNT_NEGATIVE', amount: '7' })
  })

  it('prints its version, and each command once in its help', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(await lazaretto('--version')).toMatchObject({ code: 0, out: `${version}\n` })
    const { code, out } = await lazaretto('--help')
    expect(code).toBe(0)
    for (const command of ['investigate', 'import', 'trace', 'screen', 'watch', 'serve']) {
      expect(out.match(new RegExp(`^ {2}${command} `, 'gm'))).toHaveLength(1)
    }
  })

  it('helps with examples for every command', async () => {
    for (const command of [
      'import',
      'labels',
      'trace',
      'sources',
      'incidents',
      'actors',
      'sample',
      'alerts',
      'investigate',
    ]) {
      const { code, out } = await lazaretto(command, '--help')
      expect([code, /Examples?:\n/.test(out)]).toEqual([0, true])
    }
  })
})

it('docs/trace.schema.json is made from the code', () => {
  const file = join(process.cwd(), 'docs/trace.schema.json')
  const schema = `${JSON.stringify(z.toJSONSchema(traceDocument), null, 2)}\n`
  expect(readFileSync(file, 'utf8')).toBe(schema)
})
