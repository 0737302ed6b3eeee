import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BitcoinNetwork } from '../chain/index.ts'
import type { LazarettoError } from '../LazarettoError.ts'
import { columnsOf, errorOf, highChain, NOTHING, rowsOf, takeBlocks, withStore } from './importBlocks.support.ts'
import { coinbaseOf, type MadeBlock, makeCoinbase, makeTx, mineBlock, mineChain, payTo } from './makeBlocks.support.ts'
import { openUtxoView } from './store/openUtxoView.ts'

const { regtest } = BitcoinNetwork

/** A chain of ten blocks whose transactions spend each other's outputs. */
function spendingChain(): MadeBlock[] {
  const first = makeTx({
    spends: [{ txid: coinbaseOf(0).txid, place: 0 }],
    pays: [1, 2].map((person) => ({ valueSat: 2_000_000_000, script: payTo(person) })),
  })
  const second = makeTx({
    spends: [
      { txid: first.txid, place: 1 },
      { txid: coinbaseOf(3).txid, place: 0 },
    ],
    pays: [{ valueSat: 6_500_000_000, script: payTo(9) }],
  })
  const third = makeTx({ spends: [{ txid: second.txid, place: 0 }], pays: [{ valueSat: 1, script: payTo(1) }] })
  return mineChain(10, { plan: (i) => (i === 2 ? [first] : i === 7 ? [second, third] : []) })
}

describe('an import of blocks', () => {
  it('gives the same ledger whatever comes first, and however it is divided', async () => {
    const blocks = spendingChain()
    const expected = await withStore(async (store) => {
      expect(await takeBlocks(store, blocks)).toMatchObject({ missing: 0, inputs: 4, outputs: 14 })
      return await columnsOf(store)
    })
    const cuts = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    await fc.assert(
      fc.asyncProperty(cuts, async ([a, b]) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        await withStore(async (store) => {
          for (const part of [blocks.slice(0, from), blocks.slice(from, to), blocks.slice(to)]) {
            if (part.length > 0) await takeBlocks(store, part)
          }
          expect(await columnsOf(store)).toEqual(expected)
        })
      }),
      { numRuns: 5 },
    )
  })

  it('links what is missing when the blocks before are imported', async () => {
    const blocks = highChain(12)
    const expected = await withStore(async (store) => {
      await takeBlocks(store, blocks)
      return await columnsOf(store)
    })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 11 }), async (at) => {
        await withStore(async (store) => {
          const late = await takeBlocks(store, blocks.slice(at))
          expect(late).toMatchObject({ firstHeight: at, lastHeight: 11 })
          const before = await takeBlocks(store, blocks.slice(0, at))
          expect(before).toMatchObject({ missing: 0, linked: late.missing, firstHeight: 0 })
          expect(await columnsOf(store)).toEqual(expected)
        })
      }),
      { numRuns: 5 },
    )
  })

  it('lets a coinbase repeat the id of an earlier one: from then on it means the later one', async () => {
    const twin = makeCoinbase('twin', [{ valueSat: 50, script: payTo(1) }])
    const spend = makeTx({ spends: [{ txid: twin.txid, place: 0 }], pays: [{ valueSat: 50, script: payTo(2) }] })
    const zero = mineBlock(undefined, [coinbaseOf(0)])
    const one = mineBlock(zero, [twin])
    const two = mineBlock(one, [twin])
    const three = mineBlock(two, [coinbaseOf(3), spend])
    for (const parts of [[[zero, one, two, three]], [[zero, one], [two], [three]], [[zero, one, two], [three]]]) {
      await withStore(async (store) => {
        for (const part of parts) await takeBlocks(store, part)
        const view = await openUtxoView(store, regtest.chain)
        expect([...(await view.readColumns()).spends]).toEqual([2])
        expect([...(await view.findTxs([twin.txid])).values()]).toEqual([2])
        expect(await view.findReplaced([0, 1, 2, 3, 4])).toEqual(new Map([[1, 2]]))
      })
    }
    const again = makeTx({ spends: [{ txid: twin.txid, place: 0 }], pays: [{ valueSat: 49, script: payTo(3) }] })
    const four = mineBlock(three, [coinbaseOf(4), again])
    await withStore(async (store) => {
      expect((await errorOf(takeBlocks(store, [zero, one, two, three, four]))).code).toBe('LZ_UTXO_DOUBLE_SPEND')
    })
  })

  it('links a spend between two equal ids to the first', async () => {
    const twin = makeCoinbase('twin', [{ valueSat: 50, script: payTo(1) }])
    const spend = (valueSat: number) =>
      makeTx({ spends: [{ txid: twin.txid, place: 0 }], pays: [{ valueSat, script: payTo(2) }] })
    const zero = mineBlock(undefined, [twin])
    const one = mineBlock(zero, [coinbaseOf(1), spend(40)])
    const two = mineBlock(one, [twin])
    const three = mineBlock(two, [coinbaseOf(3), spend(30)])
    for (const parts of [[[zero, one, two, three]], [[zero], [one], [two], [three]]]) {
      await withStore(async (store) => {
        for (const part of parts) await takeBlocks(store, part)
        const { spends } = await (await openUtxoView(store, regtest.chain)).readColumns()
        expect([...spends]).toEqual([0, 3])
      })
    }
  })

  const spendOf = (txid: string, place = 0, valueSat = 1) =>
    makeTx({ spends: [{ txid, place }], pays: [{ valueSat, script: payTo(1) }] })
  const later = spendOf(coinbaseOf(1).txid, 0, 77)

  it.each([
    ['a double spend', 'LZ_UTXO_DOUBLE_SPEND', [spendOf(coinbaseOf(0).txid), spendOf(coinbaseOf(0).txid, 0, 2)]],
    ['a place that is none', 'LZ_UTXO_OUTPUT', [spendOf(coinbaseOf(0).txid, 1)]],
    ['an output of no transaction', 'LZ_UTXO_MISSING', [spendOf('77'.repeat(32))]],
    ['an output of a later transaction', 'LZ_UTXO_ORDER', [spendOf(later.txid), later]],
  ] as const)('refuses %s, in one import and over several', async (_, code, txs) => {
    const start = mineChain(2)
    const end = mineChain(1, { on: start[1] as MadeBlock, name: 'b', plan: () => txs })
    const expectError = (error: LazarettoError) => {
      expect(error.code).toBe(code)
      expect(error.message).toContain('blk00000.dat, byte ')
    }
    await withStore(async (store) => {
      expectError(await errorOf(takeBlocks(store, [...start, ...end])))
      expect(await rowsOf(store)).toEqual(NOTHING)
      await takeBlocks(store, start)
      const before = await rowsOf(store)
      expectError(await errorOf(takeBlocks(store, end)))
      expect(await rowsOf(store)).toEqual(before)
    })
  })

  it('refuses what an earlier import has spent already', async () => {
    const [zero, one] = mineChain(2) as [MadeBlock, MadeBlock]
    const two = mineBlock(one, [coinbaseOf(2), spendOf(coinbaseOf(0).txid)])
    const three = mineBlock(two, [coinbaseOf(3), spendOf(coinbaseOf(0).txid, 0, 9)])
    await withStore(async (store) => {
      await takeBlocks(store, [zero, one, two])
      expect((await errorOf(takeBlocks(store, [three]))).code).toBe('LZ_UTXO_DOUBLE_SPEND')
    })
  })

  it('refuses a transaction that occurs twice and is no coinbase', async () => {
    const [zero, one] = mineChain(2) as [MadeBlock, MadeBlock]
    const two = mineBlock(one, [coinbaseOf(2), spendOf(coinbaseOf(0).txid)])
    const three = mineBlock(two, [coinbaseOf(3), spendOf(coinbaseOf(0).txid)])
    await withStore(async (store) => {
      const { code } = await errorOf(takeBlocks(store, [zero, one, two, three]))
      expect(['LZ_UTXO_DUPLICATE', 'LZ_UTXO_DOUBLE_SPEND']).toContain(code)
    })
  })
})
