import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dumpLedger } from '../../dumpLedger.support.ts'
import type { SourceBlock } from '../ChainSource.ts'
import { findCursor, listHeaders } from '../store/Cursor.ts'
import { openView } from '../store/openView.ts'
import { listNotices } from '../store/syncBlocks.ts'
import { newTestLedger, openTestLedger, type TestLedger } from '../testLedger.support.ts'
import { createAccountLedger } from './accountLedger.ts'
import { CHAIN, type ChainTree, createChainTree } from './chainTree.support.ts'
import { FOLLOW_DEFAULTS, followChain, type SyncEvent } from './followChain.ts'

async function follow(ledger: TestLedger, { source }: ChainTree, options: object = {}): Promise<SyncEvent[]> {
  const events: SyncEvent[] = []
  const followed = createAccountLedger(ledger.store, source)
  for await (const event of followChain(followed, source, { ...FOLLOW_DEFAULTS, ...options })) events.push(event)
  return events
}

/** What happened, in short: `+3` applied, `-2` taken back, `=` at the head. */
function inShort(events: readonly SyncEvent[]): string {
  const sign = { apply: '+', undo: '-' }
  return events.map((event) => (event.type === 'head' ? '=' : `${sign[event.type]}${event.blocks.length}`)).join(' ')
}

function grow(tree: ChainTree, from: SourceBlock | undefined, names: readonly string[]): SourceBlock {
  let tip = from
  for (const name of names) tip = tree.add(tip, name)
  return tip as SourceBlock
}

const names = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i}`)

describe('followChain', () => {
  it('brings a ledger to the head, and says so', async () => {
    const [ledger, tree] = [await newTestLedger(), createChainTree()]
    const tip = grow(tree, undefined, names('a', 40))
    tree.show(tip)
    expect(inShort(await follow(ledger, tree))).toBe('+16 +24 =')
    expect(await findCursor(ledger.store, CHAIN)).toMatchObject({ height: 39, hash: tip.hash })
    expect(inShort(await follow(ledger, tree))).toBe('=')
    tree.show(grow(tree, tip, ['b']))
    expect(inShort(await follow(ledger, tree))).toBe('+1 =')
  })

  it('begins where it is told to', async () => {
    const [ledger, tree] = [await newTestLedger(), createChainTree()]
    tree.show(grow(tree, undefined, names('a', 10)))
    await follow(ledger, tree, { fromHeight: 7 })
    expect((await listHeaders(ledger.store, CHAIN, { limit: 99 })).map(({ height }) => height)).toEqual([9, 8, 7])
  })

  it('begins at the newest block where it is told to, and goes on behind it', async () => {
    const [ledger, tree] = [await newTestLedger(), createChainTree()]
    const base = grow(tree, undefined, names('a', 10))
    tree.show(base)
    await follow(ledger, tree, { fromHeight: 'newest' })
    tree.show(grow(tree, base, names('b', 2)))
    await follow(ledger, tree, { fromHeight: 'newest' })
    expect((await listHeaders(ledger.store, CHAIN, { limit: 99 })).map(({ height }) => height)).toEqual([11, 10, 9])
  })

  it('takes back what is no longer on the chain, all of it at once, and then goes on', async () => {
    const [ledger, tree] = [await newTestLedger(), createChainTree()]
    const base = grow(tree, undefined, names('a', 5))
    tree.show(grow(tree, base, ['b1', 'b2 freeze', 'b3']))
    await follow(ledger, tree)
    expect(await listNotices(ledger.store, CHAIN, { after: 0, to: 99 })).toHaveLength(1)
    tree.show(grow(tree, base, ['c1', 'c2']))
    expect(inShort(await follow(ledger, tree))).toBe('-3 +2 =')
    const clean = await newTestLedger()
    await follow(clean, tree)
    expect(await dumpLedger(ledger.store)).toEqual(await dumpLedger(clean.store))
  })

  it('takes nothing back for a node that lags', async () => {
    const [ledger, tree] = [await newTestLedger(), createChainTree()]
    const base = grow(tree, undefined, names('a', 5))
    const tip = grow(tree, base, names('b', 20))
    tree.show(tip)
    await follow(ledger, tree)
    tree.show(base)
    expect(inShort(await follow(ledger, tree, { reorgDepthMax: 4 }))).toBe('=')
    expect(await findCursor(ledger.store, CHAIN)).toMatchObject({ hash: tip.hash })
  })

  it('takes nothing back for a node that has not come as far as the ledger begins', async () => {
    const [ledger, tree] = [await newTestLedger(), createChainTree()]
    const base = grow(tree, undefined, names('a', 5))
    tree.show(grow(tree, base, names('b', 20)))
    await follow(ledger, tree, { fromHeight: 9 })
    tree.show(base)
    expect(inShort(await follow(ledger, tree))).toBe('=')
  })

  it('goes back 256 blocks unless told otherwise, and no further', async () => {
    const tree = createChainTree()
    const base = grow(tree, undefined, names('a', 3))
    const [other, deeper] = [grow(tree, base, names('c', 257)), tree.add(base, 'b0')]
    const ledger = await newTestLedger()
    tree.show(grow(tree, deeper, names('b', 256)))
    await follow(ledger, tree, { blocksAhead: 300 })
    const before = await dumpLedger(ledger.store)
    tree.show(other)
    await expect(follow(ledger, tree)).rejects.toMatchObject({ code: 'LZ_SYNC_DEEP', kind: 'integrity' })
    expect(await dumpLedger(ledger.store)).toEqual(before)
    tree.show(grow(tree, deeper, names('d', 257)))
    expect(inShort(await follow(ledger, tree, { blocksAhead: 300 }))).toBe('-256 +257 =')
  })

  it('writes nothing where the chain takes back more than it may', async () => {
    const [ledger, tree] = [await newTestLedger(), createChainTree()]
    const base = grow(tree, undefined, names('a', 3))
    tree.show(grow(tree, base, names('b', 9)))
    await follow(ledger, tree)
    const before = await dumpLedger(ledger.store)
    tree.show(grow(tree, base, names('c', 12)))
    await expect(follow(ledger, tree, { reorgDepthMax: 8 })).rejects.toMatchObject({ code: 'LZ_SYNC_DEEP' })
    expect(await dumpLedger(ledger.store)).toEqual(before)
    expect(inShort(await follow(ledger, tree, { reorgDepthMax: 9 }))).toBe('-9 +12 =')
  })

  it('never takes back what the chain has called final', async () => {
    const [ledger, tree] = [await newTestLedger(), createChainTree()]
    const base = grow(tree, undefined, names('a', 3))
    const final = tree.add(base, 'final')
    tree.show(grow(tree, final, ['b1']), final)
    await follow(ledger, tree)
    tree.show(grow(tree, base, ['c1', 'c2', 'c3']))
    await expect(follow(ledger, tree)).rejects.toMatchObject({ code: 'LZ_SYNC_FINAL', kind: 'integrity' })
    tree.show(grow(tree, final, ['d1', 'd2']))
    expect(inShort(await follow(ledger, tree))).toBe('-1 +2 =')
  })

  it('remembers nothing as final that is beyond the head, and refuses what is on no chain of the node', async () => {
    const [ledger, tree] = [await newTestLedger(), createChainTree()]
    const base = grow(tree, undefined, names('a', 5))
    const nowhere = { hash: `0x${'12'.repeat(32)}` }
    for (const [i, height] of [10_000, 2 ** 40].entries()) {
      tree.show(grow(tree, base, names(`b${i}`, 2 + i)), { height, ...nowhere })
      await follow(ledger, tree)
      expect(await findCursor(ledger.store, CHAIN)).toMatchObject({ finalHeight: undefined })
    }
    const before = await dumpLedger(ledger.store)
    tree.show(grow(tree, base, names('b1', 4)), { height: 3, ...nowhere })
    await expect(follow(ledger, tree)).rejects.toMatchObject({ code: 'LZ_SYNC_FINAL', kind: 'integrity' })
    expect(await dumpLedger(ledger.store)).toEqual(before)
  })

  it('goes on from where it was ended, far below what the chain calls final', async () => {
    const [ledger, tree] = [await newTestLedger(), createChainTree()]
    const base = grow(tree, undefined, names('a', 5))
    const final = grow(tree, base, names('b', 15))
    tree.show(grow(tree, final, ['c']), final)
    for await (const event of followChain(createAccountLedger(ledger.store, tree.source), tree.source)) {
      expect(event).toMatchObject({ type: 'apply' })
      break
    }
    expect(await findCursor(ledger.store, CHAIN)).toMatchObject({ height: 15, finalHeight: 19 })
    expect(inShort(await follow(ledger, tree))).toBe('+5 =')
  })

  it('takes nothing back of what is final where it was ended far below it', async () => {
    const [ledger, tree] = [await newTestLedger(), createChainTree()]
    const base = grow(tree, undefined, names('a', 5))
    const final = grow(tree, base, names('b', 15))
    tree.show(grow(tree, final, ['c']), final)
    for await (const _ of followChain(createAccountLedger(ledger.store, tree.source), tree.source)) break
    tree.show(grow(tree, base, names('d', 20)))
    await expect(follow(ledger, tree)).rejects.toMatchObject({ code: 'LZ_SYNC_FINAL' })
  })

  it('goes on from where a chain changes while it is read, and gives up where it never rests', async () => {
    const [ledger, tree] = [await newTestLedger(), createChainTree()]
    const base = grow(tree, undefined, names('a', 3))
    const [one, other] = [grow(tree, base, names('b', 6)), grow(tree, base, names('c', 6))]
    const turn = (): void => tree.show((shown = shown === one ? other : one))
    let shown = one
    let turns = 0
    tree.show(shown)
    tree.onAsk = (question) => {
      if (question === 'block 5' && turns++ < 3) turn()
    }
    await follow(ledger, tree, { blocksAhead: 2 })
    const clean = await newTestLedger()
    await follow(clean, tree)
    expect(await dumpLedger(ledger.store)).toEqual(await dumpLedger(clean.store))

    const restless = await newTestLedger()
    tree.onAsk = (question) => {
      if (question === 'block 5') turn()
    }
    await expect(follow(restless, tree, { blocksAhead: 2 })).rejects.toMatchObject({ code: 'LZ_SYNC_UNSTABLE' })
  })

  it('reads the transfers of some blocks as they stand among all', async () => {
    const [ledger, tree] = [await newTestLedger(), createChainTree()]
    const base = grow(tree, undefined, names('a', 9))
    tree.show(grow(tree, base, names('b', 9)))
    await follow(ledger, tree)
    tree.show(grow(tree, base, names('c', 12)))
    await follow(ledger, tree)
    const view = await openView(ledger.store, CHAIN)
    const assets = (await view.listAssets()).map(({ id }) => id)
    const all = await view.readTransfers(assets)
    const some = await view.readTransfers(assets, { after: 5, to: 14 })
    const from = all.block.findIndex((block) => block > 5)
    expect(some.count).toBeGreaterThan(5)
    expect([...some.block]).toEqual([...all.block].filter((block) => block > 5 && block <= 14))
    expect([...some.rowId]).toEqual([...all.rowId.subarray(from, from + some.count)])
    expect([...some.amounts]).toEqual([...all.amounts.subarray(4 * from, 4 * (from + some.count))])
  })

  it('asks once for the decimals of an asset', async () => {
    const [ledger, tree] = [await newTestLedger(), createChainTree()]
    const questions: string[] = []
    tree.onAsk = (question) => questions.push(question)
    tree.show(grow(tree, undefined, names('a', 40)))
    await follow(ledger, tree)
    expect(questions.filter((question) => question === 'decimals')).toHaveLength(1)
    expect((await dumpLedger(ledger.store)).join()).toContain('"decimals":6')
  })

  it('ends as a clean ledger of the last branch, whatever the chain did before', { timeout: 3_600_000 }, async () => {
    const branching = fc.array(fc.record({ back: fc.nat(6), forward: fc.integer({ min: 1, max: 7 }) }), {
      minLength: 1,
      maxLength: 5,
    })
    await fc.assert(
      fc.asyncProperty(branching, fc.integer({ min: 1, max: 5 }), async (steps, blocksAhead) => {
        const [ledger, clean] = [await openTestLedger(), await openTestLedger()]
        try {
          const tree = createChainTree()
          const path: SourceBlock[] = [grow(tree, undefined, ['root'])]
          for (const [i, { back, forward }] of steps.entries()) {
            path.splice(Math.max(1, path.length - back))
            for (const name of names(`${i}.`, forward)) path.push(tree.add(path.at(-1), name))
            tree.show(path.at(-1) as SourceBlock)
            await follow(ledger, tree, { blocksAhead })
          }
          await follow(clean, tree, { blocksAhead: 64 })
          expect(await dumpLedger(ledger.store)).toEqual(await dumpLedger(clean.store))
        } finally {
          ledger.close()
          clean.close()
        }
      }),
      { numRuns: Number(process.env['LAZARETTO_REORGS'] ?? 12) },
    )
  })
})
