import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Halves, MEASURED, type RuleCounts, rateOf, type Share, whole } from './Accuracy.ts'
import type { CoinJoinClass } from './CoinJoinTx.ts'
import { type CoinJoinFinding, classifyCoinJoin } from './classifyCoinJoin.ts'
import { type DumpedTx, hasDumps, readDump } from './dumplings.support.ts'
import { countRule, type JudgedTx, judgeAll, type Kind, PUBLISHED, readJudgements } from './measure.support.ts'
import type { RuleName } from './Rule.ts'
import { describeShape } from './Shape.ts'
import { dataLength } from './scriptKind.ts'

const KINDS: Readonly<Record<RuleName, readonly Kind[]>> = {
  whirlpool: ['whirlpool'],
  'whirlpool-tx0': ['whirlpool-tx0'],
  'wasabi-1.0': ['wasabi-1.0'],
  'wasabi-1.1': ['wasabi-1.1'],
  'wasabi-2.0': ['wasabi-2.0'],
  joinmarket: ['joinmarket'],
  'wasabi-1-listed': ['wasabi-1.0', 'wasabi-1.1'],
  'wasabi-2-listed': ['wasabi-2.0'],
  'joinmarket-listed': ['joinmarket'],
}
const RULES = Object.keys(KINDS) as RuleName[]
const CLASSES: readonly CoinJoinClass[] = [
  'whirlpool',
  'whirlpool-tx0',
  'wasabi-1.0',
  'wasabi-1.1',
  'wasabi-2.0',
  'joinmarket',
]

const isHere = hasDumps(46)
let judged: readonly JudgedTx[] | undefined
const all = (): readonly JudgedTx[] => (judged ??= judgeAll())

type Test = (finding: CoinJoinFinding) => boolean
const count = (txs: readonly DumpedTx[], test: Test): Share => ({
  hits: txs.filter((tx) => classifyCoinJoin(tx).findings.some(test)).length,
  n: txs.length,
})
const share = (txs: readonly DumpedTx[], test: Test): number => count(txs, test).hits / txs.length
const equalOf = (tx: DumpedTx): number => describeShape(tx).equalOutputs
const hasData = (tx: DumpedTx): boolean => tx.outputs.some(({ script }) => dataLength(script) !== undefined)

/** What publishers list, as it stands. */
const COLUMNS: Readonly<Record<string, { read: () => DumpedTx[]; kind: string }>> = {
  'Whirlpool mixes, March 2024': { read: () => readDump('whirlpool'), kind: 'whirlpool' },
  'Tx0 that carry data': { read: () => readDump('whirlpool-tx0').filter(hasData), kind: 'whirlpool-tx0' },
  'Wasabi 1 rounds, August 2021': { read: () => readDump('wasabi1'), kind: 'wasabi-1' },
  'Wasabi 1 rounds, 2018': { read: () => readDump('wasabi1-b'), kind: 'wasabi-1' },
  'Wasabi 2 rounds, May 2024': { read: () => readDump('wasabi2'), kind: 'wasabi-2.0' },
  'like JoinMarket, three equal outputs or more': {
    read: () => readDump('joinmarket-like').filter((tx) => equalOf(tx) >= 3),
    kind: 'joinmarket',
  },
  'look-alikes of JoinMarket (nine lines)': { read: () => readLookalikes(), kind: 'joinmarket' },
}

describe.skipIf(!isHere)('published CoinJoins', () => {
  it('Wasabi 1: all rounds of August 2021, by the protocol or by published lists', () => {
    expect(share(readDump('wasabi1'), (found) => found.class.startsWith('wasabi-1'))).toBe(1)
  })

  it('Wasabi 1: the rounds of 2018, by the protocol alone', () => {
    const found = share(readDump('wasabi1-b'), (one) => one.class === 'wasabi-1.0' && one.grade === 'protocol')
    expect(found).toBeGreaterThanOrEqual(0.95)
  })

  it('Wasabi 2: all rounds, by the protocol or by published lists', () => {
    expect(share(readDump('wasabi2'), (found) => found.class === 'wasabi-2.0')).toBe(1)
  })

  it('Whirlpool: all mixes', () => {
    expect(share(readDump('whirlpool'), (found) => found.class === 'whirlpool')).toBe(1)
  })

  it('Tx0: those that carry data; the rest of the file are mixes', () => {
    const file = readDump('whirlpool-tx0')
    const others = file.filter((tx) => !hasData(tx))
    expect(share(file.filter(hasData), (one) => one.class === 'whirlpool-tx0')).toBeGreaterThanOrEqual(0.95)
    expect(share(others, (one) => one.class === 'whirlpool')).toBe(1)
  })

  it('JoinMarket: those with three equal outputs, by the protocol or by published lists', () => {
    const listed = readDump('joinmarket-like').filter((tx) => equalOf(tx) >= 3)
    expect(share(listed, (found) => found.class === 'joinmarket')).toBeGreaterThanOrEqual(0.9)
  })

  it('JoinMarket: seven of the nine look-alikes are refused', () => {
    const lines = readLookalikes()
    const found = lines.filter((tx) => classifyCoinJoin(tx).findings.length > 0)
    expect(lines.length - found.length).toBeGreaterThanOrEqual((lines.length * 7) / 9)
  })

  it.each(CLASSES)('%s: at most two false alarms in a thousand', (kind) => {
    const ordinary = all().filter(({ tx, truth }) => truth === 'ordinary' && tx.file.startsWith('not-'))
    const alarms = ordinary.filter(({ findings }) => findings.some((found) => found.class === kind))
    expect(alarms.length).toBeLessThanOrEqual(0.002 * ordinary.length)
  })

  it('are read alike in any order', () => {
    for (const { tx, findings } of all()) {
      const turned = { ...tx, inputs: tx.inputs.toReversed(), outputs: tx.outputs.toReversed() }
      expect(classifyCoinJoin(turned).findings).toEqual(findings)
    }
  })

  it('stay open where a spent output is not known, or are told by their outputs', () => {
    for (const { tx, findings } of all().filter((one) => one.findings[0]?.grade === 'protocol')) {
      const [, ...known] = tx.inputs
      const reading = classifyCoinJoin({ ...tx, inputs: [{ script: undefined, valueSat: undefined }, ...known] })
      const kinds = [...reading.findings, ...reading.open].map((one) => one.class)
      expect(kinds).toContain(findings[0]?.class)
      expect(reading.findings.every((one) => one.class === 'whirlpool-tx0')).toBe(true)
    }
  })

  it('wherever it is known what a mix spends, it spends mixes and Tx0', () => {
    const kinds = new Map(all().map(({ tx, findings }) => [tx.txid, findings[0]?.class ?? 'none']))
    const mixes = all().filter(({ tx }) => kinds.get(tx.txid) === 'whirlpool')
    const known = mixes.flatMap(({ tx }) => tx.spent.flatMap(({ txid }) => kinds.get(txid) ?? []))
    expect(known.length).toBeGreaterThan(0)
    expect(known.filter((kind) => kind !== 'whirlpool' && kind !== 'whirlpool-tx0')).toEqual([])
  })
})

/** With the line that is there twice. */
function readLookalikes(): DumpedTx[] {
  return readDump('not-coinjoin-joinmarket-lookalikes', { keepsCopies: true })
}

describe.skipIf(!isHere)('what is measured', () => {
  const text = readFileSync('docs/accuracy.md', 'utf8').replaceAll(/ +/g, ' ')
  const missing = (rows: readonly string[]): string[] => rows.filter((row) => !text.includes(row))

  it.each(RULES)('%s: findings carry what is counted here', (rule) => {
    expect(countRule(all(), rule, KINDS[rule])).toEqual(MEASURED[rule])
  })

  it.each(RULES)('%s: docs/accuracy.md shows the same', (rule) => {
    expect(missing([rowOf(rule, MEASURED[rule]), halfRowOf(rule, MEASURED[rule])])).toEqual([])
  })

  it.each(Object.entries(COLUMNS))('%s: docs/accuracy.md shows what is found', (name, { read, kind }) => {
    const txs = read()
    const protocol = count(txs, (one) => one.class.startsWith(kind) && one.grade === 'protocol')
    const either = count(txs, (one) => one.class.startsWith(kind))
    expect(missing([`| ${name} | ${txs.length} | ${cellsOf(protocol)} | ${cellsOf(either)} |`])).toEqual([])
  })
})

function rowOf(rule: RuleName, { recall, falseAlarms, precision }: RuleCounts): string {
  const cells = [recall, falseAlarms, precision].map((halves) => {
    const { hits, n, low, high } = rateOf(whole(halves))
    return `${hits} of ${n.toLocaleString('en')} | ${percent(low)} to ${percent(high)}`
  })
  return `| ${rule} | ${cells.join(' | ')} |`
}

function halfRowOf(rule: RuleName, { recall, falseAlarms, precision }: RuleCounts): string {
  const cells = [recall, falseAlarms, precision].flatMap(({ even, odd }: Halves) =>
    [even, odd].map(({ hits, n }) => `${hits} of ${n}`),
  )
  return `| ${rule} | ${cells.join(' | ')} |`
}

function cellsOf(counted: Share): string {
  const { hits, low, high } = rateOf(counted)
  return `${hits} | ${percent(low)} to ${percent(high)}`
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

describe.skipIf(!isHere)('judgements', () => {
  const rows = readJudgements()
  const lineIds = new Set(rows.map(({ txid, file }) => `${txid} ${file}`))

  it('are of lines of these files, each once and with a reason', () => {
    const lines = new Set(Object.keys(PUBLISHED).flatMap((file) => readDump(file).map(({ txid }) => `${txid} ${file}`)))
    expect(lineIds.size).toBe(rows.length)
    for (const row of rows) {
      expect(lines).toContain(`${row.txid} ${row.file}`)
      expect(row.reason.length).toBeGreaterThan(20)
    }
  })

  it('cover every ordinary line with three equal outputs', () => {
    const files = Object.keys(PUBLISHED).filter((file) => file.startsWith('not-'))
    const lines = files.flatMap((file) => readDump(file)).filter((tx) => equalOf(tx) >= 3)
    expect(lines.filter(({ txid, file }) => !lineIds.has(`${txid} ${file}`))).toEqual([])
  })

  it('say the same of a transaction that is in two files', () => {
    const kinds = new Map<string, Set<Kind>>()
    for (const { txid, judged: kind } of rows) kinds.set(txid, (kinds.get(txid) ?? new Set()).add(kind))
    expect([...kinds].filter(([, found]) => found.size > 1)).toEqual([])
  })
})

describe.skipIf(!isHere)('value', () => {
  it('is conserved over every input whose previous transaction is here', () => {
    const byId = new Map(all().map(({ tx }) => [tx.txid, tx]))
    const links = [...byId.values()].flatMap((tx) =>
      tx.spent.flatMap(({ txid, index }, i) => {
        const source = byId.get(txid)
        return source === undefined ? [] : { from: source.outputs[index], to: tx.inputs[i] }
      }),
    )
    expect(links.length).toBeGreaterThan(6_000)
    expect(links.filter(({ from, to }) => from?.valueSat !== to?.valueSat || from?.script !== to?.script)).toEqual([])
  })

  it('is never made: inputs pay for the outputs and a fee', () => {
    const sum = (values: readonly { valueSat: number | undefined }[]) =>
      values.reduce((total, { valueSat }) => total + (valueSat ?? Number.NaN), 0)
    for (const { tx } of all()) expect(sum(tx.inputs)).toBeGreaterThanOrEqual(sum(tx.outputs))
  })
})
