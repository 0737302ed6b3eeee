import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChainId } from '../chain/index.ts'
import { type Label, LabelBook, labelFromFlow } from '../intel/index.ts'
import {
  generateLedger,
  type ImportReport,
  importFile,
  type LedgerView,
  openStore,
  openView,
  type Store,
  writeLedger,
} from '../ledger/index.ts'
import { parseSeed, type TaintRuleName, type TraceReport, traceTheft } from './index.ts'

const chain = ChainId.parse('ethereum')
const data = join(process.cwd(), '../shared/data/launder-net')
/** Transfers of other people in the same store and asset; the long run has a million (CONTRIBUTING.md). */
const others = Number(process.env['LAZARETTO_OTHERS'] ?? 50_000)
const isHere = existsSync(data)
if (!isHere) console.warn('skipped: ../shared/data/launder-net is not here, the real cases are not tested')

describe.skipIf(!isHere)('expert-verified laundering flows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-'))
  let store: Store
  let view: LedgerView
  const labels = new Map<number, LabelBook.ResolvedLabel>()

  beforeAll(async () => {
    store = await openStore(folder, { mode: 'write' })
    const found: Label[] = []
    for (const name of ['harmony-bridge', 'lifi']) {
      const report = await load(join(data, name, 'flows.csv'), 2)
      found.push(
        ...report.labels.flatMap((label) => labelFromFlow({ ...label, chain, text: label.name, source: name }) ?? []),
      )
    }
    const ledger = generateLedger({ transfers: others, seed: 1 })
    const files = await writeLedger(folder, ledger, { format: 'csv', onProgress: () => {} })
    expect((await load(files.transfers, undefined)).added).toBe(others)
    view = await openView(store, chain)
    const accounts = await view.findAccounts(found.map(({ address }) => address))
    for (const [address, account] of accounts) {
      labels.set(account, LabelBook.resolve(found.filter((label) => label.address === address)))
    }
  }, 600_000)
  afterAll(() => {
    store.close()
    rmSync(folder, { recursive: true })
  })

  const load = async (path: string, decimals: number | undefined): Promise<ImportReport> =>
    await importFile(store, path, {
      chain,
      columns: {},
      asset: 'USD',
      decimals,
      keepDuplicates: false,
      strict: true,
      onReject: () => {},
      onProgress: () => {},
    })
  const trace = async (name: string, rule: TaintRuleName): Promise<TraceReport> => {
    const lines = readFileSync(join(data, name, 'sources.txt'), 'utf8').split('\n')
    const seeds = lines.map((line) => parseSeed(line, chain).seed)
    const [report] = await traceTheft(view, { name, seeds }, { rule, labels, counterpartiesMax: 1000 })
    return report!
  }
  const sumOf = (report: TraceReport, kinds: readonly string[]): bigint =>
    report.statement.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { amount }) => sum + amount, 0n)
  const services = ['cashed-out', 'mixer', 'bridge']
  const linesOf = (report: TraceReport): Record<string, bigint> =>
    Object.fromEntries(report.statement.map(({ kind, service, amount }) => [service ?? kind, amount]))
  const terminals = (name: string): string[] => readFileSync(join(data, name, 'terminals.txt'), 'utf8').split('\n')

  it('Harmony bridge, haircut: the statement to the cent', async () => {
    const report = await trace('harmony-bridge', 'haircut')
    expect(report.stolen.amount).toBe(70_525_147_27n)
    expect(linesOf(report)).toEqual({
      HTX: 35_945_708_75n,
      Binance: 12_764_607_67n,
      OKX: 2_107_970_54n,
      held: 19_706_860_31n,
    })
    expect(report.reached).toBe(469)
    const others = report.completed.filter(({ isSeed }) => !isSeed)
    expect(others.length).toBe(27)
    expect(others.reduce((sum, { amount }) => sum + amount, 0n)).toBe(28_015_879_74n)
    const ended = new Set(report.destinations.map(({ account }) => account))
    expect(terminals('harmony-bridge').filter((account) => ended.has(account)).length).toBe(11)
  })

  it('LI.FI, haircut: the statement to the cent, all terminals, 19 hops', async () => {
    const report = await trace('lifi', 'haircut')
    expect(report.stolen.amount).toBe(9_685_530_16n)
    expect(linesOf(report)).toEqual({
      'Tornado Cash': 1_854_385_10n,
      Hop: 6_710_67n,
      Symbiosis: 3_306_35n,
      eXch: 2_287_20n,
      ChangeHero: 342_55n,
      held: 7_818_498_29n,
    })
    expect(report.reached).toBe(93)
    const others = report.completed.filter(({ isSeed }) => !isSeed)
    expect(others.length).toBe(5)
    expect(others.reduce((sum, { amount }) => sum + amount, 0n)).toBe(76_891_41n)
    const ended = new Set(report.destinations.map(({ account }) => account))
    expect(terminals('lifi').every((account) => ended.has(account))).toBe(true)
    expect(Math.max(...report.destinations.map(({ hops }) => hops))).toBe(19)
  })

  it.each([
    ['fifo', 50_818_285_35n],
    ['lifo', 50_819_111_83n],
  ] as const)('Harmony bridge, %s: the same stolen amount, and what services got', async (rule, expected) => {
    const report = await trace('harmony-bridge', rule)
    expect(report.stolen.amount).toBe(70_525_147_27n)
    expect(sumOf(report, services)).toBe(expected)
    expect(report.isBalanced).toBe(true)
  })

  it('neither trace names an account that only another ledger has', async () => {
    const names = (report: TraceReport): Set<string> =>
      new Set([
        ...report.edges.flatMap(({ from, to }) => [from, to]),
        ...report.completed.map(({ account }) => account),
      ])
    const harmony = names(await trace('harmony-bridge', 'haircut'))
    const lifi = names(await trace('lifi', 'haircut'))
    expect([...harmony].filter((account) => lifi.has(account))).toEqual([])
    for (const [name, named] of [
      ['harmony-bridge', harmony],
      ['lifi', lifi],
    ] as const) {
      const flows = readFileSync(join(data, name, 'flows.csv'), 'utf8').toLowerCase()
      expect([...named].filter((account) => !flows.includes(account))).toEqual([])
    }
  })

  it('every edge carries no more than the transfer, and no more than had come before', async () => {
    const report = await trace('harmony-bridge', 'fifo')
    for (const edge of report.edges) expect(edge.amount <= edge.value && edge.amount > 0n).toBe(true)
    for (const { path, account } of report.destinations) {
      const edges = path.map((i) => report.edges[i]!)
      for (let i = 1; i < edges.length; i++) expect(edges[i]!.from).toBe(edges[i - 1]!.to)
      if (edges.length > 0) expect(edges.at(-1)!.to).toBe(account)
    }
  })
})
