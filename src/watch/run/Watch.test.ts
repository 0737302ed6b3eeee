import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openView, type SourceBlock } from '../../ledger/index.ts'
import { parseSeed, traceTheft } from '../../trace/index.ts'
import { listAlerts } from '../alerts/listAlerts.ts'
import { findCursor } from '../alerts/recordBlock.ts'
import { watchAddress } from '../watched/addresses.ts'
import { addTheft } from '../watched/thefts.ts'
import { addressOf, CHAIN, makeBlock, openTown, type Payment, type Town, txOf } from './town.support.ts'
import { openWatch, unwatchBlocks, type Watch, watchBlocks } from './Watch.ts'

async function newTown(services: readonly string[] = []): Promise<Town> {
  const town = await openTown(services)
  onTestFinished(() => town.close())
  return town
}

function watchThief(town: Town, seed = addressOf('thief')): void {
  addTheft(town.state, { name: 'a theft', chain: CHAIN, seeds: [seed], by: 'a test' }, 1)
}

/** Rules that found something in the blocks, in their order. */
async function watchAll(watch: Watch): Promise<string[]> {
  const found: string[] = []
  for await (const { opened, confirmed } of watchBlocks(watch)) found.push(...opened, ...confirmed)
  const { alerts } = listAlerts(watch.plan.state, {}, { limit: 500 })
  return found.map((id) => alerts.find((alert) => alert.id === id)?.rule ?? 'none')
}

function chainOf(...blocks: readonly (readonly Payment[])[]): SourceBlock[] {
  const chain: SourceBlock[] = []
  for (const payments of blocks) chain.push(makeBlock(chain.at(-1), String(chain.length), payments))
  return chain
}

const STOLEN: Payment = ['victim', 'thief', 1_000n]

describe('watchBlocks', () => {
  it('raises an alert in the block in which stolen money moves, and one where it reaches a service', async () => {
    const town = await newTown(['exchange'])
    watchThief(town)
    const watch = await openWatch(town.plan)
    const blocks = chainOf(
      [['miner', 'victim', 2_000n]],
      [STOLEN],
      [['thief', 'mule', 600n]],
      [['mule', 'exchange', 500n]],
    )
    const told: string[][] = []
    for (const block of blocks) {
      await town.apply(block)
      told.push(await watchAll(watch))
    }
    expect(told).toEqual([[], ['stolen'], ['moves'], ['reaches-service']])
    const [reached] = listAlerts(town.state, {}, { limit: 500 }).alerts
    expect(reached?.amounts).toContainEqual({ what: 'stolen', asset: `${CHAIN}/slip44:60`, units: '500', decimals: 18 })
    expect(reached?.block).toMatchObject({ height: 3, hash: blocks[3]?.hash })
  })

  it('says nothing of what has nothing to do with a theft', async () => {
    const town = await newTown()
    watchThief(town)
    const watch = await openWatch(town.plan)
    await town.apply(...chainOf([['miner', 'alice', 9n]], [['alice', 'bob', 3n]], [['bob', 'thief', 0n]]))
    expect(await watchAll(watch)).toEqual([])
    expect(findCursor(town.state, CHAIN)).toMatchObject({ height: 2 })
  })

  it('begins at the newest block: what came before is no news', async () => {
    const town = await newTown()
    watchThief(town)
    const blocks = chainOf([STOLEN], [['thief', 'mule', 600n]], [['mule', 'other', 100n]])
    await town.apply(...blocks.slice(0, 2))
    const watch = await openWatch(town.plan)
    expect(await watchAll(watch)).toEqual([])
    await town.apply(blocks[2] as SourceBlock)
    expect(await watchAll(watch)).toEqual(['moves'])
  })

  it('follows a theft that is added while it watches', async () => {
    const town = await newTown()
    const watch = await openWatch(town.plan)
    const blocks = chainOf([STOLEN], [['thief', 'mule', 600n]], [['mule', 'other', 100n]])
    await town.apply(...blocks.slice(0, 2))
    expect(await watchAll(watch)).toEqual([])
    watchThief(town)
    await town.apply(blocks[2] as SourceBlock)
    // The block where it began is no news; what it has seen since then is told though the theft was not known.
    expect(await watchAll(watch)).toEqual(['moves', 'moves'])
    const told = listAlerts(town.state, {}, { limit: 500 }).alerts.map(({ block }) => block?.height)
    expect(told).toEqual([2, 1])
  })

  it('waits for a transaction that is not in the ledger yet', async () => {
    const town = await newTown()
    watchThief(town, `0x${txOf('1 victim thief 1000', 0).toString('hex')}`)
    const watch = await openWatch(town.plan)
    const blocks = chainOf([['miner', 'victim', 5_000n]], [STOLEN], [['thief', 'mule', 600n]])
    const told: string[][] = []
    for (const block of blocks) {
      await town.apply(block)
      told.push(await watchAll(watch))
    }
    expect(told).toEqual([[], ['stolen'], ['moves']])
  })

  it('sees the balance of a watched address change', async () => {
    const town = await newTown()
    watchAddress(
      town.state,
      { chain: CHAIN, address: addressOf('vault'), purpose: 'balance', name: 'vault', by: 'me' },
      1,
    )
    const watch = await openWatch(town.plan)
    await town.apply(...chainOf([['alice', 'vault', 9n]], [['alice', 'bob', 3n]], [['vault', 'bob', 4n]]))
    expect(await watchAll(watch)).toEqual(['balance', 'balance'])
    expect(listAlerts(town.state, {}, { limit: 500 }).alerts.map(({ severity }) => severity)).toEqual([
      'high',
      'medium',
    ])
  })

  it('retracts what the chain has left, and confirms what comes again', async () => {
    const town = await newTown()
    watchThief(town)
    const watch = await openWatch(town.plan)
    const [zero, one, two] = chainOf([['miner', 'victim', 5n]], [STOLEN], [['thief', 'mule', 600n]]) as [
      SourceBlock,
      SourceBlock,
      SourceBlock,
    ]
    await town.apply(zero, one, two)
    await watchAll(watch)
    expect(await unwatchBlocks(watch, await town.undo(0))).toHaveLength(2)
    const again = makeBlock(zero, 'again', [STOLEN])
    await town.apply(again)
    expect(await watchAll(watch)).toEqual(['stolen'])
    const all = listAlerts(town.state, { withRetracted: true }, { limit: 500 }).alerts
    const standing = all.map(({ isRetracted }) => isRetracted)
    expect(standing).toEqual([true, false])
  })

  it('goes on after a restart, also where the chain has left its newest blocks meanwhile', async () => {
    const town = await newTown()
    watchThief(town)
    const [zero, one, two] = chainOf([['miner', 'victim', 5n]], [STOLEN], [['thief', 'mule', 600n]]) as [
      SourceBlock,
      SourceBlock,
      SourceBlock,
    ]
    const first = await openWatch(town.plan)
    await town.apply(zero, one, two)
    await watchAll(first)
    await town.undo(1)
    await town.apply(makeBlock(one, 'other', [['thief', 'shop', 1n]]))
    const second = await openWatch(town.plan)
    expect(await watchAll(second)).toEqual(['moves'])
    expect(listAlerts(town.state, {}, { limit: 500 }).alerts).toHaveLength(2)
  })

  it('goes on where the chain has left meanwhile what is below the block at which it began', async () => {
    const town = await newTown()
    watchThief(town)
    const [zero, one, two] = chainOf([['miner', 'victim', 5n]], [['miner', 'shop', 1n]], [['miner', 'shop', 2n]]) as [
      SourceBlock,
      SourceBlock,
      SourceBlock,
    ]
    await town.apply(zero, one, two)
    await openWatch(town.plan)
    await town.undo(0)
    const other = makeBlock(zero, 'other', [STOLEN])
    await town.apply(other, makeBlock(other, 'more', [['thief', 'mule', 600n]]))
    expect(await watchAll(await openWatch(town.plan))).toEqual(['moves'])

    await town.undo(0)
    expect(await watchAll(await openWatch(town.plan))).toEqual([])
    await town.apply(makeBlock(zero, 'again', [STOLEN]))
    expect(await watchAll(await openWatch(town.plan))).toEqual(['stolen'])
  })

  it('stands as a clean watch of the last branch, and holds what a fresh trace says', {
    timeout: 3_600_000,
  }, async () => {
    const name = fc.constantFrom('victim', 'thief', 'mule', 'mule2', 'exchange', 'alice')
    const payment = fc.tuple(name, name, fc.bigInt({ min: 0n, max: 1_000n }))
    const block = fc.array(payment, { maxLength: 4 })
    const steps = fc.array(fc.record({ back: fc.nat(3), blocks: fc.array(block, { minLength: 1, maxLength: 4 }) }), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (plan, isRestarted) => {
        const [town, clean] = [await openTown(['exchange']), await openTown(['exchange'])]
        try {
          for (const one of [town, clean]) watchThief(one)
          let watch = await openWatch(town.plan)
          const path: SourceBlock[] = []
          for (const { back, blocks } of plan) {
            const kept = Math.max(Math.min(path.length, 1), path.length - back)
            if (kept < path.length) await unwatchBlocks(watch, await town.undo(kept - 1))
            path.splice(kept)
            const added = blocks.map((payments) => {
              path.push(makeBlock(path.at(-1), `${path.length}`, payments))
              return path.at(-1) as SourceBlock
            })
            await town.apply(...added)
            await watchAll(watch)
            if (isRestarted) watch = await openWatch(town.plan)
          }
          const cleanWatch = await openWatch(clean.plan)
          await clean.apply(...path)
          await watchAll(cleanWatch)
          expect(standingOf(town)).toEqual(standingOf(clean))
          expect(await heldOf(watch)).toEqual(await tracedOf(town))
        } finally {
          town.close()
          clean.close()
        }
      }),
      { numRuns: Number(process.env['LAZARETTO_REORGS'] ?? 6) },
    )
  })
})

/** The alerts that stand, as they were told first. */
function standingOf({ state }: Town): unknown[] {
  const { alerts } = listAlerts(state, {}, { limit: 500 })
  return alerts.map(({ seq: _, ...alert }) => alert).sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** What each account holds of the stolen money, as the watch has it. */
async function heldOf({ followers }: Watch): Promise<Record<string, bigint>> {
  const held: Record<string, bigint> = {}
  for (const { trace } of followers) {
    for (const { account, origin, kind } of await trace.listEndings()) {
      held[`${account}${kind === 'service' ? ' took' : ''}`] = origin
    }
  }
  return held
}

/** The same, of a fresh trace. */
async function tracedOf({ plan }: Town): Promise<Record<string, bigint>> {
  const view = await openView(plan.store, CHAIN)
  const labels = await plan.loadLabels(view, 0)
  const { seed } = parseSeed(addressOf('thief'), CHAIN)
  const reports = await traceTheft(
    view,
    { name: 'a theft', seeds: [seed] },
    { rule: 'haircut', labels, counterpartiesMax: 1000 },
  ).catch(() => [])
  const held: Record<string, bigint> = {}
  for (const { destinations } of reports) {
    for (const { kind, account, amount } of destinations)
      held[`${account}${kind === 'cashed-out' ? ' took' : ''}`] = amount
  }
  return held
}

describe('a watch that is opened anew', () => {
  const payer = fc.constantFrom('thief', 'mule', 'other')
  const payee = fc.constantFrom('thief', 'mule', 'other', 'shop')
  const payments = fc.array(fc.tuple(payer, payee, fc.bigInt(1n, 40n)), { minLength: 20, maxLength: 40 })

  it('raises nothing, also where later blocks have changed what is true of earlier ones', async () => {
    await fc.assert(
      fc.asyncProperty(payments, async (all) => {
        const town = await newTown()
        watchThief(town)
        const [first, ...blocks] = chainOf([], ...all.map((payment) => [payment])) as [SourceBlock, ...SourceBlock[]]
        await town.apply(first)
        const watch = await openWatch(town.plan)
        await town.apply(...blocks)
        await watchAll(watch)
        const before = listAlerts(town.state, {}, { limit: 500 })
        expect(before.alerts).not.toEqual([])
        await openWatch(town.plan)
        expect(listAlerts(town.state, {}, { limit: 500 })).toEqual(before)
      }),
      // The eighth case of the first seed is one in which a later block makes a move of what was none.
      { numRuns: 8, endOnFailure: true },
    )
  })
})
