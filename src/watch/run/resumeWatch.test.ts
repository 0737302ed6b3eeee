import { expect, it, onTestFinished } from 'vitest'
import {
  addLabels,
  applyBlocks,
  findCursor,
  openStore,
  type SourceBlock,
  type Store,
  undoBlocks,
} from '../../ledger/index.ts'
import { listAlerts } from '../alerts/listAlerts.ts'
import { addTheft } from '../watched/thefts.ts'
import { type RestingWatch, restWatch, resumeWatch } from './resumeWatch.ts'
import { addressOf, CHAIN, makeBlock, openTown, type Payment, type Town } from './town.support.ts'
import { openWatch, type Watch, type WatchPlan, watchBlocks } from './Watch.ts'

const BLOCKS: readonly (readonly Payment[])[] = [
  [
    ['miner', 'victim', 2_000n],
    ['miner', 'exchange', 1n],
  ],
  [['victim', 'thief', 1_000n]],
  [['thief', 'mule', 600n]],
  [['mule', 'exchange', 500n]],
]

function chainOf(...blocks: readonly (readonly Payment[])[]): SourceBlock[] {
  const chain: SourceBlock[] = []
  for (const payments of blocks) chain.push(makeBlock(chain.at(-1), String(chain.length), payments))
  return chain
}

async function newTown(): Promise<Town> {
  const town = await openTown(['exchange'])
  onTestFinished(() => town.close())
  addTheft(town.state, { name: 'a theft', chain: CHAIN, seeds: [addressOf('thief')], by: 'a test' }, 1)
  return town
}

const rulesOf = ({ state }: Town): string[] =>
  listAlerts(state, {}, { limit: 99 })
    .alerts.map(({ rule }) => rule)
    .reverse()

/** Watches all that is there, and lets the watch rest. */
async function rest(watch: Watch): Promise<RestingWatch> {
  for await (const _ of watchBlocks(watch));
  return await restWatch(watch)
}

/** What others do with the ledger while the watch rests. */
async function meanwhile({ store: { folder } }: Town, work: (store: Store) => Promise<unknown>): Promise<void> {
  const store = await openStore(folder, { mode: 'write' })
  await work(store)
  store.close()
}

it('goes on with what is in memory where others only had the ledger', async () => {
  const town = await newTown()
  const blocks = chainOf(...BLOCKS)
  await town.apply(blocks[0] as SourceBlock)
  let resting = await rest(await openWatch(town.plan))
  for (const block of blocks.slice(1)) {
    await meanwhile(town, async (store) => await findCursor(store, CHAIN))
    const before = resting.watch.followers[0]
    const resumed = await resumeWatch(resting)
    expect(resumed.followers[0]).toBe(before)
    await town.apply(block)
    resting = await rest(resumed)
  }
  await town.store.reopen()
  expect(rulesOf(town)).toEqual(['stolen', 'moves', 'reaches-service'])
})

it('takes labels that others have changed meanwhile', async () => {
  const town = await newTown()
  const blocks = chainOf(...BLOCKS)
  await town.apply(...blocks.slice(0, 3))
  let isKnown = false
  const loadLabels: WatchPlan['loadLabels'] = async (view, above) =>
    isKnown ? await town.plan.loadLabels(view, above) : new Map()
  const resting = await rest(await openWatch({ ...town.plan, loadLabels }))
  isKnown = true
  const label = { chain: CHAIN, address: addressOf('exchange'), name: 'An exchange', source: 'a test' }
  await meanwhile(town, (store) => addLabels(store, [{ ...label, confidence: undefined, reading: '{}' }]))
  const resumed = await resumeWatch(resting)
  expect(resumed.followers[0]).toBe(resting.watch.followers[0])
  await town.apply(blocks[3] as SourceBlock)
  for await (const _ of watchBlocks(resumed));
  expect(rulesOf(town)).toContain('reaches-service')
})

it('begins again from the ledger where others have changed its rows', async () => {
  const town = await newTown()
  const [first, second] = chainOf(...BLOCKS) as [SourceBlock, SourceBlock]
  await town.apply(first, second)
  const resting = await rest(await openWatch(town.plan))
  const other = makeBlock(first, 'other', [['victim', 'thief', 700n]])
  await meanwhile(town, async (store) => {
    await undoBlocks(store, CHAIN, 0)
    await applyBlocks(store, CHAIN, [other])
  })
  const resumed = await resumeWatch(resting)
  expect(resumed.followers[0]).not.toBe(resting.watch.followers[0])
  for await (const _ of watchBlocks(resumed));
  await town.apply(makeBlock(other, 'next', [['thief', 'mule', 600n]]))
  for await (const _ of watchBlocks(resumed));
  expect(rulesOf(town)).toEqual(['stolen', 'moves'])
})
