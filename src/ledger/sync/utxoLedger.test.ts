import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorOf, takeBlocks, withStore } from '../importBlocks.support.ts'
import { coinbaseOf, type MadeBlock, makeCoinbase, makeTx, mineBlock, mineChain, payTo } from '../makeBlocks.support.ts'
import { findCursor } from '../store/Cursor.ts'
import type { Store } from '../store/Store.ts'
import {
  CHAIN,
  createBranch,
  createDice,
  dumpBlocks,
  growBranch,
  type ShownBranch,
  TWINS_ABOVE,
} from './blockTree.support.ts'
import { followChain, type SyncEvent } from './followChain.ts'
import { createUtxoLedger, UTXO_FOLLOW_DEFAULTS } from './utxoLedger.ts'

/** What happened, in short: `+3` applied, `-2` taken back, `=` at the head. */
async function follow(store: Store, { source }: ShownBranch, options: object = {}): Promise<string> {
  const events: SyncEvent[] = []
  const ledger = createUtxoLedger(store, source.chain)
  for await (const event of followChain(ledger, source, { ...UTXO_FOLLOW_DEFAULTS, ...options })) events.push(event)
  const sign = { apply: '+', undo: '-' }
  return events.map((event) => (event.type === 'head' ? '=' : `${sign[event.type]}${event.blocks.length}`)).join(' ')
}

async function followShown(store: Store, blocks: readonly MadeBlock[], options: object = {}): Promise<string> {
  const branch = createBranch()
  branch.show(blocks)
  return follow(store, branch, options)
}

/** What a ledger says that has never had any other blocks than these. */
async function cleanDump(blocks: readonly MadeBlock[], options: object = {}): Promise<string[]> {
  return withStore(async (store) => {
    await followShown(store, blocks, options)
    return dumpBlocks(store)
  })
}

const spendOf = (txid: string, person: number, place = 0) =>
  makeTx({ spends: [{ txid, place }], pays: [{ valueSat: 1000 + person, script: payTo(person) }] })

describe('a followed chain of outputs', () => {
  it('is what a clean ledger of its last branch is, whatever it did before', { timeout: 3_600_000 }, async () => {
    const depth = Number(process.env['LAZARETTO_REORG_DEPTH'] ?? 64)
    const step = fc.record({ back: fc.nat(depth), forward: fc.integer({ min: 1, max: depth }) })
    const plan = fc.record({
      seed: fc.integer(),
      fromHeight: fc.nat(TWINS_ABOVE),
      blocksAhead: fc.integer({ min: 1, max: 40 }),
      steps: fc.array(step, { minLength: 1, maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(plan, async ({ seed, fromHeight, blocksAhead, steps }) => {
        const [dice, branch] = [createDice(seed), createBranch()]
        let path = growBranch([], fromHeight + 1 + dice(8), dice)
        await withStore(async (store) => {
          for (const { back, forward } of steps) {
            path = growBranch(path.slice(0, Math.max(fromHeight + 1, path.length - back)), forward, dice)
            branch.show(path)
            await follow(store, branch, { blocksAhead, fromHeight })
          }
          expect(await dumpBlocks(store)).toEqual(await cleanDump(path, { fromHeight, blocksAhead: 64 }))
        })
      }),
      { numRuns: Number(process.env['LAZARETTO_REORGS'] ?? 3), endOnFailure: true },
    )
  })

  it('takes nothing back where a branch is deeper than 288 blocks, and all of one that is not', async () => {
    const base = mineChain(2)
    const [one, other] = ['b', 'c'].map((name) => [...base, ...mineChain(289, { on: base[1] as MadeBlock, name })])
    await withStore(async (store) => {
      await followShown(store, one as MadeBlock[])
      const before = await dumpBlocks(store)
      const error = await errorOf(followShown(store, other as MadeBlock[]))
      expect(error).toMatchObject({ code: 'LZ_SYNC_DEEP', kind: 'integrity' })
      expect(await dumpBlocks(store)).toEqual(before)
      const shallow = [
        ...(one as MadeBlock[]).slice(0, 3),
        ...mineChain(289, { on: (one as MadeBlock[])[2] as MadeBlock, name: 'd' }),
      ]
      expect(await followShown(store, shallow)).toMatch(/^-288 \+32 /)
      expect(await dumpBlocks(store)).toEqual(await cleanDump(shallow))
    })
  }, 60_000)

  it('gives back what was spent, the id of a repeated coinbase, and forgets who was named', async () => {
    const twin = makeCoinbase('twin', [{ valueSat: 5000, script: payTo(1) }])
    const zero = mineBlock(undefined, [twin])
    const one = mineBlock(zero, [coinbaseOf(1)])
    const two = mineBlock(one, [twin, spendOf(coinbaseOf(1).txid, 77)])
    const three = mineBlock(two, [coinbaseOf(3), spendOf(twin.txid, 78)])
    const instead = mineBlock(one, [coinbaseOf(2), spendOf(twin.txid, 78), spendOf(coinbaseOf(1).txid, 79)])
    await withStore(async (store) => {
      expect(await followShown(store, [zero, one, two, three])).toBe('+4 =')
      expect(await followShown(store, [zero, one, instead])).toBe('-2 +1 =')
      expect(await dumpBlocks(store)).toEqual(await cleanDump([zero, one, instead]))
      expect(await followShown(store, [zero, one, two, three])).toBe('-1 +2 =')
      expect(await dumpBlocks(store)).toEqual(await cleanDump([zero, one, two, three]))
    })
  })

  const start = mineChain(3)
  it.each([
    ['what an earlier block has spent', 'LZ_UTXO_DOUBLE_SPEND', coinbaseOf(0).txid, 0],
    ['what no transaction has', 'LZ_UTXO_MISSING', '77'.repeat(32), 0],
    ['what a transaction does not have', 'LZ_UTXO_OUTPUT', coinbaseOf(1).txid, 5],
  ] as const)('has no row of a block that spends %s', async (_, code, txid, place) => {
    const three = mineBlock(start[2], [coinbaseOf(3), spendOf(coinbaseOf(0).txid, 1)])
    const four = mineBlock(three, [coinbaseOf(4), spendOf(txid, 2, place)])
    await withStore(async (store) => {
      await followShown(store, [...start, three])
      const before = await dumpBlocks(store)
      expect(await errorOf(followShown(store, [...start, three, four]))).toMatchObject({ code, kind: 'integrity' })
      expect(await dumpBlocks(store)).toEqual(before)
      expect(await findCursor(store, CHAIN)).toMatchObject({ height: 3 })
    })
  })

  it('that begins in the middle sees what it does not have spent once', async () => {
    const spend = spendOf(coinbaseOf(0).txid, 1)
    const three = mineBlock(start[2], [coinbaseOf(3), spend])
    const four = mineBlock(three, [coinbaseOf(4), spendOf(coinbaseOf(0).txid, 2)])
    await withStore(async (store) => {
      expect(await followShown(store, [...start, three], { fromHeight: 2 })).toBe('+2 =')
      expect((await errorOf(followShown(store, [...start, three, four]))).code).toBe('LZ_UTXO_DOUBLE_SPEND')
      const other = mineBlock(start[2], [coinbaseOf(3, 'b')])
      expect(
        (await errorOf(followShown(store, [...mineChain(1, { name: 'x' }), ...mineChain(4, { name: 'y' })]))).code,
      ).toBe('LZ_SYNC_DEEP')
      expect(await followShown(store, [...start, other])).toBe('-1 +1 =')
      expect(await dumpBlocks(store)).toEqual(await cleanDump([...start, other], { fromHeight: 2 }))
    })
  })
})

describe('files and a node', () => {
  const dice = createDice(5)
  const path = growBranch([], 30, dice)
  const branch = growBranch(path.slice(0, 12), 24, dice)

  it('go on behind each other, and end as the node alone does', async () => {
    await withStore(async (store) => {
      await takeBlocks(store, path.slice(0, 20))
      expect(await findCursor(store, CHAIN)).toBeUndefined()
      expect(await followShown(store, path.slice(0, 24))).toBe('+4 =')
      await takeBlocks(store, path.slice(20))
      expect(await findCursor(store, CHAIN)).toMatchObject({ height: 29, hash: `0x${path[29]?.hash}` })
      expect(await dumpBlocks(store)).toEqual(await cleanDump(path))
      // Blocks of files have headers too: they can be taken back.
      expect(await followShown(store, branch)).toBe('-18 +24 =')
      expect(await dumpBlocks(store)).toEqual(await cleanDump(branch))
    })
  })

  it('agree where files have what is before the first followed block', async () => {
    await withStore(async (store) => {
      await followShown(store, path.slice(0, 25), { fromHeight: 9 })
      await takeBlocks(store, path.slice(0, 9))
      expect(await followShown(store, path)).toBe('+5 =')
      expect(await dumpBlocks(store)).toEqual(await cleanDump(path))
    })
  })

  it('never mix branches', async () => {
    await withStore(async (store) => {
      await followShown(store, path)
      const before = await dumpBlocks(store)
      expect((await errorOf(takeBlocks(store, branch.slice(12)))).code).toBe('LZ_BLOCK_REORG')
      await takeBlocks(store, branch.slice(12, 14))
      expect(await dumpBlocks(store)).toEqual(before)
    })
  })
})
