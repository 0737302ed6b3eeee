import { describe, expect, it } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { LabelBook, labelFromFlow } from '../../intel/index.ts'
import type { UtxoView } from '../../ledger/index.ts'
import { parseSeed, type TraceOptions, type TraceReport, traceSources, traceTheft } from '../index.ts'
import { UNKNOWN } from './UtxoIndex.ts'
import { type TestTx, utxoColumnsOf } from './utxoLedger.support.ts'

const chain = ChainId.parse('bitcoin')
const POOL_SAT = 5_000_000
const MINER_SAT = 500
const txidOf = (tx: number): string => tx.toString(16).padStart(64, '0')

/** Every owner is a key of its own, in 2023. */
function viewOf(blocks: readonly (readonly TestTx[])[]): UtxoView {
  const columns = utxoColumnsOf(blocks)
  const script = (owner: number): Uint8Array => Buffer.from(`0014${owner.toString(16).padStart(40, '0')}`, 'hex')
  return {
    chain,
    readColumns: async () => columns,
    findTxs: async (txids) => new Map(txids.map((txid) => [txid, Number.parseInt(txid, 16)])),
    describeTxs: async (txs) =>
      new Map(
        txs.map((tx) => {
          const rest = { version: 2, lockTime: 0, hasWitness: true, sequences: [] }
          return [tx, { txid: txidOf(tx), height: columns.height[tx]!, timeSec: 1_700_000_000, ...rest }]
        }),
      ),
    findReplaced: async () => new Map(),
    findOwners: async () => new Map(),
    describeOwners: async (owners) =>
      new Map(owners.map((owner) => [owner, { name: `key ${owner}`, address: `key ${owner}`, script: script(owner) }])),
    listLabels: async () => [],
    findBlockAt: async () => 0,
    listImports: async () => [],
  }
}

const options: TraceOptions = { rule: 'fifo', labels: new Map(), counterpartiesMax: 1000 }
const theft = (seed: string) => ({ name: 'case', seeds: [parseSeed(seed, chain).seed] })
const linesOf = ({ statement }: TraceReport): Record<string, bigint> =>
  Object.fromEntries(statement.map(({ kind, service, amount }) => [service ?? kind, amount]))

const coin = (owner: number, value: number): TestTx => ({ spends: [], pays: [[owner, value]] })
/** Five coins of five owners, of which the first one's is stolen and pays the miner. */
const coins = [0, 1, 2, 3, 4].map((owner) => [coin(owner, owner === 0 ? POOL_SAT + MINER_SAT : POOL_SAT)])
const mix: TestTx = {
  spends: [0, 1, 2, 3, 4],
  pays: [10, 11, 12, 13, 14].map((owner) => [owner, POOL_SAT] as const),
}
/** The second output is sold. Transaction 5 is a coinbase, 6 the mix, 7 the sale. */
const blocks = [...coins, [coin(99, 50), mix, { spends: [7], pays: [[20, POOL_SAT - 100]] } as TestTx]]
const labels = new Map([
  [20, LabelBook.resolve([labelFromFlow({ address: 'key 20', text: 'Binance 14', chain, source: 'test' })!])],
])

describe('a trace that comes to a CoinJoin', () => {
  it('ends there, and says which it is and how often the rule is right', async () => {
    const [report] = await traceTheft(viewOf(blocks), theft(`${txidOf(0)}:0`), { ...options, labels })
    expect(linesOf(report!)).toEqual({ whirlpool: BigInt(POOL_SAT + MINER_SAT) })
    expect(report!.isBalanced).toBe(true)
    expect(report!.mixes).toMatchObject([{ tx: txidOf(6), name: 'whirlpool', amount: BigInt(POOL_SAT + MINER_SAT) }])
    expect(report!.mixes![0]!.accuracy!.precision.n).toBeGreaterThan(100)
    expect(report!.mixes![0]!.candidates).toBeUndefined()
  })

  it('shows where each of its outputs went when asked, without a word in the statement', async () => {
    const asked = { ...options, labels, candidates: true }
    const [report] = await traceTheft(viewOf(blocks), theft(`${txidOf(0)}:0`), asked)
    expect(linesOf(report!)).toEqual({ whirlpool: BigInt(POOL_SAT + MINER_SAT) })
    const { outputs, ends } = report!.mixes![0]!.candidates!
    expect(outputs).toBe(5)
    expect(ends.filter(({ kind }) => kind === 'held').map(({ account }) => account)).toEqual(
      expect.arrayContaining(['key 10', 'key 12', 'key 13', 'key 14']),
    )
    expect(ends.find(({ service }) => service === 'Binance')).toMatchObject({ kind: 'cashed-out', candidates: 1 })
  })

  it('goes back to no owner before it', async () => {
    const [report] = await traceSources(viewOf(blocks), theft(`${txidOf(7)}:0`), options)
    expect(linesOf(report!)).toEqual({ whirlpool: BigInt(POOL_SAT - 100) })
  })

  it('ends also where it cannot be told, and says so', async () => {
    const unknown = [...coins.slice(0, 1), [coin(99, 50), { ...mix, spends: [0, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN] }]]
    const [report] = await traceTheft(viewOf(unknown), theft(`${txidOf(0)}:0`), options)
    expect(report!.mixes).toMatchObject([{ name: 'possible whirlpool', accuracy: undefined }])
  })

  it('goes on where equal outputs are no CoinJoin', async () => {
    const batch: TestTx = { spends: [0, 1], pays: [1, 2, 3].map((owner) => [owner, 3_000_000] as const) }
    const [report] = await traceTheft(viewOf([...coins, [coin(99, 50), batch]]), theft(`${txidOf(0)}:0`), options)
    expect(report!.mixes).toEqual([])
    expect(linesOf(report!)['held']).toBe(BigInt(POOL_SAT + MINER_SAT))
  })
})
