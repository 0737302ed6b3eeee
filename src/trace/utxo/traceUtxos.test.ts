import { describe, expect, it } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { LabelBook, labelFromFlow } from '../../intel/index.ts'
import type { LedgerView, UtxoView } from '../../ledger/index.ts'
import { parseSeed, type TraceOptions, type TraceReport, traceSources, traceTheft } from '../index.ts'
import { UNKNOWN } from './UtxoIndex.ts'
import { type TestTx, utxoColumnsOf } from './utxoLedger.support.ts'

const chain = ChainId.parse('bitcoin')
const txidOf = (tx: number): string => tx.toString(16).padStart(64, '0')
const ADDRESSES = [
  '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2',
  '12cbQLTFMXRnSzktFkuoG3eHoMeFtpTu3S',
  '1BBz9Z15YpELQ4QP5sEKb1SwxkcmPb5TMs',
  '1DUDsfc23Dv9sPMEk5RsrtfzCw5ofi5sVW',
]
const RETURN_OWNER = 9

/** A view of a ledger in memory: owners below 4 are addresses, owner 9 is a script that nobody can spend. */
function viewOf(blocks: readonly (readonly TestTx[])[], replaced: ReadonlyMap<number, number> = new Map()): UtxoView {
  const columns = utxoColumnsOf(blocks)
  return {
    chain,
    readColumns: async () => columns,
    findTxs: async (txids) =>
      new Map(txids.map((txid) => [txid, Number.parseInt(txid, 16)] as const).filter(([, tx]) => tx < columns.txCount)),
    describeTxs: async (txs) =>
      new Map(
        txs.map((tx) => {
          const height = columns.height[tx]!
          const rest = { version: 1, lockTime: 0, hasWitness: false, sequences: [] }
          return [tx, { txid: txidOf(tx), height, timeSec: 1000 * height, ...rest }]
        }),
      ),
    findReplaced: async (txs) => new Map([...replaced].filter(([tx]) => txs.includes(tx))),
    findOwners: async (addresses) =>
      new Map(addresses.filter((each) => ADDRESSES.includes(each)).map((each) => [each, [ADDRESSES.indexOf(each)]])),
    describeOwners: async (owners) =>
      new Map(
        owners.map((owner) => {
          const script = Uint8Array.of(owner === RETURN_OWNER ? 0x6a : 0x76)
          return [owner, { name: ADDRESSES[owner] ?? `script:${owner}`, address: ADDRESSES[owner], script }]
        }),
      ),
    listLabels: async () => [],
    findBlockAt: async (timeSec) => (timeSec < 0 ? undefined : Math.floor(timeSec / 1000)),
    listImports: async () => [],
  }
}

const options: TraceOptions = { rule: 'fifo', labels: new Map(), counterpartiesMax: 1000 }
const theft = (...seeds: string[]) => ({ name: 'case', seeds: seeds.map((text) => parseSeed(text, chain).seed) })
const linesOf = ({ statement }: TraceReport): Record<string, bigint> =>
  Object.fromEntries(statement.map(({ kind, service, limit, amount }) => [service ?? limit ?? kind, amount]))

/** 100 stolen satoshi are split, 30 go to address 3 by way of address 2, 20 into an output that nobody can spend. */
const blocks: TestTx[][] = [
  [{ spends: [], pays: [[0, 100]] }],
  [
    { spends: [], pays: [[8, 55]] },
    {
      spends: [0],
      pays: [
        [1, 45],
        [2, 30],
        [RETURN_OWNER, 20],
      ],
    },
  ],
  [
    { spends: [], pays: [[8, 50]] },
    { spends: [3], pays: [[3, 30]] },
  ],
]
const label = (address: string, text: string) =>
  LabelBook.resolve([labelFromFlow({ address, text, chain, source: 'test' })!])

describe('traceTheft on a UTXO chain', () => {
  it('accounts for every satoshi, names outputs, and follows fees into the coinbase', async () => {
    const [report] = await traceTheft(viewOf(blocks), theft(`${txidOf(0)}:0`), options)
    expect(report!.isBalanced).toBe(true)
    expect(linesOf(report!)).toEqual({ held: 80n, 'fees-and-burned': 20n })
    expect(report!.seeds).toEqual([`${txidOf(0)}:0`])
    expect(report!.asset).toMatchObject({ name: 'BTC', decimals: 8 })
    expect(
      report!.destinations.map(({ account, amount, outputs, hops }) => [account, amount, outputs![0]!.outpoint, hops]),
    ).toEqual([
      [ADDRESSES[1], 45n, `${txidOf(2)}:0`, 1],
      [ADDRESSES[3], 30n, `${txidOf(4)}:0`, 2],
      ['script:9', 20n, `${txidOf(2)}:2`, 1],
      ['script:8', 5n, `${txidOf(1)}:0`, 1],
    ])
    expect(report!.edges.find(({ outpoint }) => outpoint === `${txidOf(4)}:0`)).toEqual({
      tx: txidOf(4),
      block: 2,
      timeSec: 2000,
      from: ADDRESSES[2],
      to: ADDRESSES[3],
      asset: 'bip122:000000000019d6689c085ae165831e93/slip44:0',
      amount: 30n,
      value: 30n,
      hops: 2,
      spends: `${txidOf(2)}:1`,
      outpoint: `${txidOf(4)}:0`,
    })
  })

  it.each([
    ['a transaction is all that it makes', txidOf(2), 95n],
    ['an address is all that it receives', ADDRESSES[2]!, 30n],
    ['an address from a moment on', `${ADDRESSES[3]} since=1970-01-01T00:30:00Z`, 30n],
    ['a cap holds for the seed in all', `${txidOf(2)} amount=0.0000005`, 50n],
  ])('%s', async (_, seed, stolen) => {
    const [report] = await traceTheft(viewOf(blocks), theft(seed), options)
    expect([report!.stolen.amount, report!.isBalanced]).toEqual([stolen, true])
  })

  it('ends at services', async () => {
    const labels = new Map([[3, label(ADDRESSES[3]!, 'Binance 14')]])
    const [sold] = await traceTheft(viewOf(blocks), theft(`${txidOf(0)}:0`), { ...options, labels })
    expect(linesOf(sold!)).toMatchObject({ Binance: 30n, held: 50n })
  })

  it.each([
    ['hub', { counterpartiesMax: 1 }, 30n],
    ['dust', { dust: '0.00000031' }, 55n],
    ['depth', { hopsMax: 1 }, 30n],
    ['time', { untilSec: 1500 }, 30n],
  ] as const)('stops at the bound of %s and says so', async (limit, bound, amount) => {
    const [report] = await traceTheft(viewOf(blocks), theft(`${txidOf(0)}:0`), { ...options, ...bound })
    expect(report!.isBalanced).toBe(true)
    expect(report!.limits.find(({ kind }) => kind === limit)!.amount).toBe(amount)
  })

  it('tells where money came from', async () => {
    const [report] = await traceSources(viewOf(blocks), theft(ADDRESSES[3]!), options)
    expect(linesOf(report!)).toEqual({ mined: 30n })
    expect(report!.stolen).toMatchObject({ amount: 30n, opening: 30n, transfers: [] })
    expect(report!.edges.map(({ from, to }) => [from, to])).toEqual([
      [ADDRESSES[2], ADDRESSES[3]],
      [ADDRESSES[0], ADDRESSES[2]],
    ])
  })

  it('counts what a later coinbase of the same id has overwritten as lost, from then on', async () => {
    const mined: TestTx = { spends: [], pays: [[0, 50]] }
    const view = viewOf([[mined], [{ spends: [], pays: [[8, 50]] }], [mined]], new Map([[0, 2]]))
    const [report] = await traceTheft(view, theft(ADDRESSES[0]!), options)
    expect(linesOf(report!)).toEqual({ held: 50n, 'fees-and-burned': 50n })
    expect(report!.destinations.find(({ kind }) => kind === 'fees-and-burned')).toMatchObject({
      account: ADDRESSES[0],
      label: { name: expect.stringContaining('BIP-30') as string, source: 'lazaretto' },
      outputs: [{ outpoint: `${txidOf(0)}:0`, amount: 50n, value: 50n }],
    })
    const [earlier] = await traceTheft(view, theft(ADDRESSES[0]!), { ...options, untilSec: 1500 })
    expect(linesOf(earlier!)).toEqual({ held: 50n })
  })

  it('names transactions that spend what the ledger does not have', async () => {
    const cut: TestTx[][] = [
      [{ spends: [], pays: [[0, 10]] }],
      [
        { spends: [], pays: [] },
        { spends: [0, UNKNOWN], pays: [[1, 30]] },
      ],
    ]
    const [report] = await traceTheft(viewOf(cut), theft(`${txidOf(0)}:0`), options)
    expect(report!.completed).toEqual([
      { account: 'unknown previous outputs', amount: 20n, isSeed: false, tx: txidOf(2) },
    ])
    const [sources] = await traceSources(viewOf(cut), theft(`${txidOf(2)}:0`), options)
    expect(linesOf(sources!)).toEqual({ mined: 10n, opening: 20n })
  })

  it.each([
    [txidOf(77), {}, 'LZ_TRACE_SEED_NOT_FOUND'],
    [`${txidOf(0)}:1`, {}, 'LZ_TRACE_SEED_NOT_FOUND'],
    [`${ADDRESSES[0]} since=2020-01-01`, {}, 'LZ_TRACE_NOTHING_STOLEN'],
    [txidOf(0), { assets: ['eip155:1/slip44:60'] }, 'LZ_TRACE_ASSET_UNKNOWN'],
  ])('refuses %s', async (seed, more, code) => {
    await expect(traceTheft(viewOf(blocks), theft(seed), { ...options, ...more })).rejects.toMatchObject({ code })
  })

  it('refuses on accounts the rule that is defined on outputs', async () => {
    const accounts = { chain } as LedgerView
    await expect(traceTheft(accounts, theft(txidOf(0)), { ...options, rule: 'tiho' })).rejects.toMatchObject({
      code: 'LZ_TRACE_RULE',
    })
  })
})
