import { describe, expect, it } from 'vitest'
import { createUtxoIndex } from '../utxo/UtxoIndex.ts'
import { CHANGE_HEURISTICS, type ChangeContext } from './changeHeuristics.ts'
import type { TestTx } from './ledger.support.ts'
import { createTxReader, type TxReader } from './TxReader.ts'
import { type TestWords, viewOf } from './view.support.ts'
import { type ChangeVote, voteChange } from './voteChange.ts'

const P2PKH = Uint8Array.of(0x76, 0xa9, 20, ...Array<number>(20).fill(1), 0x88, 0xac)
const DATA = Uint8Array.of(0x6a, 1, 1)

async function readerOf(txs: readonly TestTx[], words?: TestWords): Promise<TxReader> {
  const view = viewOf(txs, words)
  const reader = createTxReader(view, createUtxoIndex(await view.readColumns()))
  await reader.load(txs.keys())
  return reader
}

/** Positions by heuristic, and the vote, of one transaction of a ledger. */
async function ask(
  txs: readonly TestTx[],
  tx: number,
  { words, clusterOf = (owner) => owner }: { words?: TestWords; clusterOf?: ChangeContext['clusterOf'] } = {},
): Promise<{ said: Record<string, readonly number[]>; vote: ChangeVote }> {
  const reader = await readerOf(txs, words)
  const context = { index: reader.index, find: reader.find, clusterOf }
  const vote = voteChange(reader.get(tx), context, false)
  return {
    said: Object.fromEntries(vote.opinions.map(({ heuristic, positions }) => [heuristic.name, positions])),
    vote,
  }
}

type Pairs = readonly (readonly [number, number])[]

/** A transaction that spends outputs, as transaction and place, and pays owners. */
const pay = (spent: Exclude<TestTx['in'], undefined>, ...out: Pairs): TestTx => ({ in: spent, out })

/** Owners 1 and 2 were paid before; 1 then pays 2 and somebody new. */
const before: TestTx = {
  out: [
    [1, 5_000_000],
    [2, 5_000_000],
  ],
}

describe('change', () => {
  it('direct: back to an address that is spent from, decides alone', async () => {
    const { said, vote } = await ask([before, pay([[0, 0]], [3, 4_000_000], [1, 999_000])], 1)
    expect(said['direct']).toEqual([1])
    expect(said['fresh']).toBeUndefined()
    expect(vote).toMatchObject({ position: 1, reason: 'it goes back to an address that is spent from' })
  })

  it('direct: two outputs back decide nothing', async () => {
    const { said, vote } = await ask([before, pay([[0, 0]], [1, 3_000_000], [1, 1_000_000])], 1)
    expect(said['direct']).toEqual([0, 1])
    expect(vote.position).toBeUndefined()
  })

  it('multi-input: to another address of the sender’s cluster', async () => {
    const clusterOf = (owner: number): number => (owner === 2 ? 1 : owner)
    const { said } = await ask([before, pay([[0, 0]], [3, 4_000_000], [2, 1_000_000])], 1, { clusterOf })
    expect(said['multi-input']).toEqual([1])
  })

  it('fresh: the only address never seen before', async () => {
    const { said } = await ask([before, pay([[0, 0]], [3, 4_000_000], [2, 1_000_000])], 1)
    expect(said['fresh']).toEqual([0])
    const both = await ask([before, pay([[0, 0]], [3, 4_000_000], [4, 1_000_000])], 1)
    expect(both.said['fresh']).toBeUndefined()
  })

  it('one-time: small, not round, of the inputs’ form, used once', async () => {
    const sent = pay([[0, 0]], [2, 3_000_000], [3, 1_234_567])
    expect((await ask([before, sent], 1)).said['one-time']).toEqual([1])
    const again = pay([[0, 1]], [3, 1_000_000], [9, 1_000])
    expect((await ask([before, sent, again], 1)).said['one-time'], 'paid twice').toBeUndefined()
    const words = { scripts: new Map([[3, P2PKH]]) }
    expect((await ask([before, sent], 1, { words })).said['one-time'], 'another form').toBeUndefined()
    const round = pay([[0, 0]], [2, 3_000_000], [3, 1_234_000])
    expect((await ask([before, round], 1)).said['one-time'], 'round').toBeUndefined()
    const many = pay([[0, 0]], [3, 1_234_567], ...Array.from({ length: 10 }, () => [2, 1000] as const))
    expect((await ask([before, many], 1)).said['one-time'], '11 outputs').toBeUndefined()
    const two = pay([[0, 0]], [4, 2_345_678], [3, 1_234_567])
    expect((await ask([before, two], 1)).said['one-time'], 'two candidates').toBeUndefined()
  })

  it('one-time: an address seen in the same block is still new', async () => {
    const earlier: TestTx = { ...pay([[0, 1]], [2, 3_000_000], [4, 1_234_567]), height: 7 }
    const sent: TestTx = { ...pay([[0, 0]], [2, 3_000_000], [3, 1_234_567]), height: 7 }
    expect((await ask([before, earlier, sent], 2)).said['one-time']).toEqual([1])
  })

  it('script-form: the only output of the form that all inputs have', async () => {
    const words = { scripts: new Map([[3, P2PKH]]) }
    const sent = pay(
      [
        [0, 0],
        [0, 1],
      ],
      [3, 4_000_000],
      [4, 1_000_000],
    )
    expect((await ask([before, sent], 1, { words })).said['script-form']).toEqual([1])
    const mixed = {
      scripts: new Map([
        [2, P2PKH],
        [3, P2PKH],
      ]),
    }
    expect((await ask([before, sent], 1, { words: mixed })).said['script-form']).toBeUndefined()
  })

  it('round-amount: the only one that is not round', async () => {
    const sent = pay([[0, 0]], [3, 3_000_000], [4, 1_234_567])
    expect((await ask([before, sent], 1)).said['round-amount']).toEqual([1])
    const none = pay([[0, 0]], [3, 3_000_000], [4, 1_000_000])
    expect((await ask([before, none], 1)).said['round-amount']).toBeUndefined()
  })

  it('optimal-change: the only output below the smallest of several inputs', async () => {
    const sent = pay(
      [
        [0, 0],
        [0, 1],
      ],
      [3, 7_000_000],
      [4, 2_000_000],
    )
    expect((await ask([before, sent], 1)).said['optimal-change']).toEqual([1])
    const one = pay([[0, 0]], [3, 4_000_000], [4, 500_000])
    expect((await ask([before, one], 1)).said['optimal-change'], 'one input').toBeUndefined()
  })

  it('same-wallet: only one is spent by a transaction of the same features', async () => {
    const txs: TestTx[] = [
      before,
      pay([[0, 0]], [3, 3_000_000], [4, 1_000_000]),
      pay([[1, 0]], [5, 3_000_000]),
      pay([[1, 1]], [6, 1_000_000]),
    ]
    const words = { txs: new Map([[2, { version: 2, lockTime: 800_000 }]]) }
    expect((await ask(txs, 1, { words })).said['same-wallet']).toEqual([1])
    expect((await ask(txs, 1)).said['same-wallet'], 'both alike').toBeUndefined()
    expect((await ask(txs.slice(0, 3), 1, { words })).said['same-wallet'], 'one unspent').toBeUndefined()
  })

  it('the vote needs two kinds of evidence more, and counts freshness once', async () => {
    const { vote } = await ask([before, pay([[0, 0]], [2, 3_000_000], [3, 1_234_567])], 1)
    expect(vote.opinions.map(({ heuristic }) => heuristic.name)).toEqual(['one-time', 'fresh', 'round-amount'])
    expect(vote).toMatchObject({ position: 1, votes: new Map([[1, 2]]), reason: '2 kinds of evidence against 0' })
    const weak = await ask([before, pay([[0, 0]], [2, 3_000_001], [3, 1_234_567])], 1)
    expect(weak.vote).toMatchObject({ position: undefined, reason: '1 kind of evidence against 0: it must be 2 ahead' })
  })

  it('says nothing of a coinbase, of one output, of data beside it, and of a CoinJoin', async () => {
    const words = { scripts: new Map([[9, DATA]]) }
    const txs: TestTx[] = [before, pay([[0, 0]], [1, 4_000_000], [9, 0]), pay([[0, 1]], [2, 1], [3, 1])]
    const reader = await readerOf(txs, words)
    const context = { index: reader.index, find: reader.find, clusterOf: (owner: number) => owner }
    const ofTx = (tx: number, isCoinJoin: boolean): ChangeVote => voteChange(reader.get(tx), context, isCoinJoin)
    expect(ofTx(0, false)).toMatchObject({ position: undefined, reason: 'a coinbase has no sender', opinions: [] })
    expect(ofTx(1, false)).toMatchObject({ position: undefined, opinions: [] })
    expect(ofTx(2, true)).toMatchObject({
      position: undefined,
      reason: 'in a CoinJoin no output can be told from the others',
      opinions: [],
    })
    expect(ofTx(2, false).position).toBe(0)
  })

  it('names source and condition of every heuristic', () => {
    for (const { name, source, condition } of CHANGE_HEURISTICS)
      expect(`${name}${source}${condition}`.length).toBeGreaterThan(40)
    expect(new Set(CHANGE_HEURISTICS.map(({ name }) => name)).size).toBe(CHANGE_HEURISTICS.length)
  })

  it('knows nothing of inputs that the ledger does not have', async () => {
    const { said } = await ask([before, pay(['unknown', [0, 0]], [2, 3_000_000], [3, 1_234_567])], 1)
    expect(said).toEqual({ 'round-amount': [1] })
  })
})
