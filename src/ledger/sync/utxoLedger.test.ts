import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withStore } from '../importBlocks.support.ts'
import type { Store } from '../store/Store.ts'
import {
  createBranch,
  type Dice,
  dumpBlocks,
  growBlock,
  type ShownBranch,
  type TreeBlock,
} from './blockTree.support.ts'
import { followChain, type SyncEvent } from './followChain.ts'
import { createUtxoLedger, UTXO_FOLLOW_DEFAULTS } from './utxoLedger.ts'

async function follow(store: Store, { source }: ShownBranch, options: object = {}): Promise<string> {
  const events: SyncEvent[] = []
  const ledger = createUtxoLedger(store, source.chain)
  for await (const event of followChain(ledger, source, { ...UTXO_FOLLOW_DEFAULTS, ...options })) events.push(event)
  const sign = { apply: '+', undo: '-' }
  return events.map((event) => (event.type === 'head' ? '=' : `${sign[event.type]}${event.blocks.length}`)).join(' ')
}

function diceOf(seed: number): Dice {
  let state = seed | 0
  return (end) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d)
    return ((mixed ^ (mixed >>> 12)) >>> 0) % end
  }
}

function grow(path: readonly TreeBlock[], count: number, dice: Dice): TreeBlock[] {
  const blocks = [...path]
  for (let i = 0; i < count; i++) blocks.push(growBlock(blocks.at(-1), dice))
  return blocks
}

describe('a followed chain of outputs', () => {
  it('is what a clean ledger of its last branch is, whatever it did before', { timeout: 600_000 }, async () => {
    const depth = Number(process.env['LAZARETTO_REORG_DEPTH'] ?? 64)
    const step = fc.record({ back: fc.nat(depth), forward: fc.integer({ min: 1, max: depth }) })
    const plan = fc.record({
      seed: fc.integer(),
      blocksAhead: fc.integer({ min: 1, max: 16 }),
      steps: fc.array(step, { minLength: 1, maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(plan, async ({ seed, blocksAhead, steps }) => {
        const [dice, branch] = [diceOf(seed), createBranch()]
        let path = grow([], 1 + dice(8), dice)
        await withStore(async (store) => {
          for (const { back, forward } of steps) {
            path = grow(path.slice(0, Math.max(1, path.length - back)), forward, dice)
            branch.show(path)
            await follow(store, branch, { blocksAhead })
          }
          const followed = await dumpBlocks(store)
          await withStore(async (clean) => {
            await follow(clean, branch, { blocksAhead: 64 })
            expect(followed).toEqual(await dumpBlocks(clean))
          })
        })
      }),
      { numRuns: Number(process.env['LAZARETTO_REORGS'] ?? 6) },
    )
  })
})
