import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { importBlocks, openStore, openUtxoView, type Store, type UtxoView } from '../../ledger/index.ts'
import { parseSeed, type TraceOptions, type TraceReport, traceSources, traceTheft } from '../index.ts'

const chain = ChainId.parse('bitcoin')
const blocks = join(process.cwd(), '../shared/data/bitcoin/blk00000-first-4522-blocks.dat')
const isHere = existsSync(blocks)
if (!isHere) console.warn('skipped: ../shared/data/bitcoin is not here, the coin of block 9 is not followed')

const BTC = 100_000_000n
const COIN = '0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9:0'
const MERGED = 'a3b0e9e7cddbbe78270fa4182a7675ff00b92872d8df7d14265a2b1e379a9d33:0'
const ENDS: Readonly<Record<string, bigint>> = {
  '828ef3b079f9c23829c56fe86e85b4a69d9e06e5b54ea597eef5fb3ffef509fe:1': 18n * BTC,
  [MERGED]: 11n * BTC,
  'a16f3ce4dd5deb92d98ef5cf8afeaf0775ebca408f708b2146c4fb42b41e14be:0': 10n * BTC,
  'f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16:0': 10n * BTC,
  '298ca2045d174f8a158961806ffc4ef96fad02d71a6b84d9fa0491813a776160:0': BTC,
}

describe.skipIf(!isHere)('the 50 bitcoin of block 9 until height 4,521', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-'))
  let store: Store
  let view: UtxoView

  beforeAll(async () => {
    store = await openStore(folder, { mode: 'write' })
    await importBlocks(store, [blocks], { chain, strict: false, onProgress: () => {} })
    view = await openUtxoView(store, chain)
  }, 120_000)
  afterAll(() => {
    store.close()
    rmSync(folder, { recursive: true })
  })

  const options = (rule: TraceOptions['rule']): TraceOptions => ({ rule, labels: new Map(), counterpartiesMax: 1000 })
  const seeds = (text: string) => ({ name: 'block 9', seeds: [parseSeed(text, chain).seed] })
  const endsOf = (report: TraceReport): Record<string, bigint> =>
    Object.fromEntries(
      report.destinations.flatMap(({ outputs = [] }) => outputs.map(({ outpoint, amount }) => [outpoint, amount])),
    )

  it.each(['fifo', 'haircut'] as const)('%s ends in exactly 50 bitcoin in five outputs', async (rule) => {
    const [report] = await traceTheft(view, seeds(COIN), options(rule))
    expect(endsOf(report!)).toEqual(ENDS)
    expect([report!.stolen.amount, report!.isBalanced]).toEqual([50n * BTC, true])
    const merged = report!.destinations
      .flatMap(({ outputs = [] }) => outputs)
      .find(({ outpoint }) => outpoint === MERGED)
    expect(merged!.value).toBe(61n * BTC)
  })

  it.each(['lifo', 'tiho'] as const)('%s balances to the satoshi', async (rule) => {
    const [report] = await traceTheft(view, seeds(COIN), options(rule))
    expect([report!.stolen.amount, report!.isBalanced]).toEqual([50n * BTC, true])
  })

  it('poison marks 100 bitcoin, all of the output of 61 among them', async () => {
    const [report] = await traceTheft(view, seeds(COIN), options('poison'))
    const ends = endsOf(report!)
    expect(Object.keys(ends).sort()).toEqual(Object.keys(ENDS).sort())
    expect([ends[MERGED], Object.values(ends).reduce((sum, amount) => sum + amount, 0n)]).toEqual([
      61n * BTC,
      100n * BTC,
    ])
  })

  it('backward, the output of 61 bitcoin has 11 from the coin of block 9', async () => {
    const [report] = await traceSources(view, seeds(MERGED), options('fifo'))
    expect(endsOf(report!)[COIN]).toBe(11n * BTC)
    expect(report!.statement.map(({ kind, amount }) => [kind, amount])).toEqual([['mined', 61n * BTC]])
  })

  it('an address that received 195 had 50 bitcoin stolen: the rest is its own change, five times over', async () => {
    const [report] = await traceTheft(view, seeds('12cbQLTFMXRnSzktFkuoG3eHoMeFtpTu3S'), options('fifo'))
    expect([report!.stolen.amount, report!.isBalanced]).toEqual([50n * BTC, true])
    expect(endsOf(report!)).toEqual(ENDS)
  })
})
