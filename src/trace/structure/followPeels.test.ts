import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createUtxoIndex } from '../utxo/UtxoIndex.ts'
import { followPeels } from './followPeels.ts'
import type { TestTx } from './ledger.support.ts'
import type { PeelBounds, PeelChain } from './PeelChain.ts'
import { createTxReader } from './TxReader.ts'
import { type TestWords, viewOf } from './view.support.ts'

async function follow(
  txs: readonly TestTx[],
  tx: number,
  given: { words?: TestWords; bounds?: PeelBounds } = {},
): Promise<PeelChain | undefined> {
  const view = viewOf(txs, given.words)
  const reader = createTxReader(view, createUtxoIndex(await view.readColumns()))
  const context = { reader, clusterOf: (owner: number) => owner, isCoinJoin: () => false }
  return await followPeels(context, tx, given.bounds)
}

/** A coinbase and `steps` transactions: each pays 1,000,000 to a new owner and keeps the rest at owner 1, first or second. */
function chainOf(steps: number): TestTx[] {
  const txs: TestTx[] = [{ out: [[1, 100_000_000]] }]
  for (let at = 1; at <= steps; at++) {
    const kept = [1, 100_000_000 - at * 1_000_100] as const
    const peel = [100 + at, 1_000_000] as const
    const isOdd = at % 2 === 1
    txs.push({ in: [[at - 1, at === 1 || at % 2 === 1 ? 0 : 1]], out: isOdd ? [peel, kept] : [kept, peel] })
  }
  return txs
}

const stepsOf = (chain: PeelChain | undefined): number[] | undefined => chain?.steps.map(({ tx }) => tx)

describe('peel chains', () => {
  it('are the same from every step, with lengths and sums that add up', async () => {
    const txs = chainOf(20)
    const whole = await follow(txs, 1)
    expect(stepsOf(whole)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
    expect(whole).toMatchObject({
      start: { stop: 'coinbase', tx: 0 },
      end: { stop: 'unspent', tx: undefined },
      peeledSat: 20_000_000,
      feesSat: 2000,
      leftSat: 79_998_000,
    })
    for (let tx = 0; tx <= 20; tx++) expect(await follow(txs, tx)).toEqual(whole)
  })

  it('read a long chain in a few questions, however deep the stack would be', async () => {
    const txs = chainOf(900)
    const view = viewOf(txs)
    let questions = 0
    const describeTxs: typeof view.describeTxs = async (places) => {
      questions++
      return await view.describeTxs(places)
    }
    const counted = { ...view, describeTxs }
    const reader = createTxReader(counted, createUtxoIndex(await view.readColumns()))
    const chain = await followPeels({ reader, clusterOf: (owner) => owner, isCoinJoin: () => false }, 1)
    expect(chain?.steps.length).toBe(900)
    expect(questions).toBeLessThan(100)
  })

  it('stop at their bound in both directions, and say so', async () => {
    const chain = await follow(chainOf(20), 10, { bounds: { stepsMax: 3, features: 'same' } })
    expect(stepsOf(chain)).toEqual([7, 8, 9, 10, 11, 12, 13])
    expect(chain).toMatchObject({ start: { stop: 'limit', tx: 6 }, end: { stop: 'limit', tx: 14 } })
  })

  it('break where the features change, or go on and say where', async () => {
    const words = {
      txs: new Map(Array.from({ length: 11 }, (_, at) => [10 + at, { version: 2, lockTime: 5 }] as const)),
    }
    const first = await follow(chainOf(20), 3, { words })
    expect(stepsOf(first)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(first?.end).toEqual({ stop: 'features', tx: 10, reason: 'version 1, then 2; lock time zero, then set' })
    const second = await follow(chainOf(20), 15, { words })
    expect(second?.start).toEqual({ stop: 'features', tx: 9, reason: 'version 1, then 2; lock time zero, then set' })
    const any = await follow(chainOf(20), 15, { words, bounds: { stepsMax: 100, features: 'any' } })
    expect(any?.steps.flatMap(({ tx, breaks }) => (breaks.length > 0 ? [tx] : []))).toEqual([10])
  })

  it('end where what is kept goes into another form', async () => {
    const chain = await follow(
      [
        ...chainOf(3),
        {
          in: [[3, 1]],
          out: [
            [7, 5],
            [8, 5],
            [9, 5],
          ],
        },
      ],
      2,
    )
    expect(chain?.end).toEqual({ stop: 'shape', tx: 4, reason: 'it has 3 outputs instead of two' })
  })

  it('are none where the transaction is no step', async () => {
    const txs: TestTx[] = [
      {
        out: [
          [1, 10],
          [2, 10],
        ],
      },
      {
        in: [
          [0, 0],
          [0, 1],
        ],
        out: [
          [3, 5],
          [4, 15],
        ],
      },
      { in: [[1, 1]], out: [[5, 15]] },
    ]
    expect(await follow(txs, 0)).toBeUndefined()
    expect(await follow(txs, 1)).toBeUndefined()
    expect(await follow(txs, 2)).toBeUndefined()
  })

  it('take steps with much data beside their two outputs, and steps that spend many equal coins', async () => {
    const data = Array.from({ length: 7 }, () => [6, 0] as const)
    const coins = Array.from({ length: 200 }, () => [1, 100] as const)
    const words = { scripts: new Map([[6, Uint8Array.of(0x6a)]]) }
    const txs: TestTx[] = [
      { out: [...coins, [7, 5]] },
      { in: coins.map((_, at) => [0, 199 - at] as const), out: [[1, 15_000], ...data, [8, 5000]] },
      { in: [[1, 0]], out: [[1, 14_000], [9, 1000], ...data] },
    ]
    const chain = await follow(txs, 1, { words })
    expect(stepsOf(chain)).toEqual([1, 2])
    expect(chain?.start).toEqual({ stop: 'coinbase', tx: 0, reason: 'it is a coinbase' })
  })

  it('begin where the ledger does', async () => {
    const chain = await follow(
      [
        {
          in: ['unknown'],
          out: [
            [1, 50],
            [2, 7],
          ],
        },
        {
          in: [[0, 0]],
          out: [
            [1, 40],
            [3, 9],
          ],
        },
      ],
      1,
    )
    expect(stepsOf(chain)).toEqual([0, 1])
    expect(chain?.start).toMatchObject({ stop: 'unknown', tx: undefined })
    expect(chain?.steps[0]).toMatchObject({ inSat: undefined, feeSat: undefined })
  })

  it('of any ledger part its steps among them: each step is in one chain', async () => {
    const ledgers = fc.array(fc.array(fc.nat(1000), { minLength: 1, maxLength: 2 }), { maxLength: 25 }).map((steps) => {
      const txs: TestTx[] = [
        {
          out: [
            [0, 900_000_000],
            [1, 800_000_000],
            [0, 700_000_000],
          ],
        },
      ]
      const coinsOf = ({ out }: TestTx, tx: number) =>
        out.map(([, valueSat], at) => ({ from: [tx, at] as const, valueSat }))
      const unspent = coinsOf(txs[0]!, 0)
      for (const picks of steps) {
        const spent = picks.flatMap((pick) => unspent.splice(pick % unspent.length, 1))
        const sum = spent.reduce((total, { valueSat }) => total + valueSat, 0)
        const out = [picks[0]!, picks.at(-1)!].map(
          (pick, at) => [pick % (4 + at), Math.floor((sum * (pick % 10)) / 18)] as const,
        )
        unspent.push(...coinsOf({ out }, txs.length))
        txs.push({ in: spent.map(({ from }) => from), out })
      }
      return txs
    })
    await fc.assert(
      fc.asyncProperty(ledgers, async (txs) => {
        const chainAt = new Map<number, string>()
        for (const tx of txs.keys()) {
          const chain = await follow(txs, tx)
          for (const step of chain?.steps ?? []) {
            const known = chainAt.get(step.tx) ?? JSON.stringify(chain)
            expect(JSON.stringify(chain)).toBe(known)
            chainAt.set(step.tx, known)
          }
          for (const { inSat, peeled, kept, feeSat } of chain?.steps ?? []) {
            expect(inSat! - feeSat!).toBe(peeled.valueSat + kept.valueSat)
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})
