import { expect, it, onTestFinished } from 'vitest'
import { addLabels, applyBlocks, openStore, type SourceBlock } from '../../ledger/index.ts'
import { listAlerts } from '../alerts/listAlerts.ts'
import { addTheft } from '../watched/thefts.ts'
import { type RestingWatch, restWatch, resumeWatch } from './resumeWatch.ts'
import { addressOf, CHAIN, makeBlock, openTown, type Payment, type Town } from './town.support.ts'
import { type WatchPlan, watchBlocks } from './Watch.ts'

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

/** One turn with the ledger: its blocks are watched, and the watch rests again. */
async function turn(resting: RestingWatch | undefined, plan: WatchPlan): Promise<RestingWatch> {
  const watch = await resumeWatch(resting, plan)
  for await (const _ of watchBlocks(watch));
  return await restWatch(watch)
}

it('goes on with what is in memory on a store that was opened again', async () => {
  const town = await newTown()
  const blocks = chainOf(...BLOCKS)
  await town.apply(blocks[0] as SourceBlock)
  let resting = await turn(undefined, town.plan)
  const folder = town.store.folder
  town.store.close()
  for (const block of blocks.slice(1)) {
    const store = await openStore(folder, { mode: 'write' })
    const before = resting.watch.followers[0]
    const resumed = await resumeWatch(resting, { ...town.plan, store })
    expect(resumed.followers[0]).toBe(before)
    await applyBlocks(store, CHAIN, [block])
    for await (const _ of watchBlocks(resumed));
    resting = await restWatch(resumed)
    store.close()
  }
  expect(rulesOf(town)).toEqual(['stolen', 'moves', 'reaches-service'])
})

it('takes labels that others have changed meanwhile', async () => {
  const town = await newTown()
  const blocks = chainOf(...BLOCKS)
  await town.apply(...blocks.slice(0, 3))
  let isKnown = false
  const loadLabels: WatchPlan['loadLabels'] = async (view, above) =>
    isKnown ? await town.plan.loadLabels(view, above) : new Map()
  const plan = { ...town.plan, loadLabels }
  const resting = await turn(undefined, plan)
  isKnown = true
  const label = { chain: CHAIN, address: addressOf('exchange'), name: 'An exchange', source: 'a test' }
  await addLabels(town.store, [{ ...label, confidence: undefined, reading: '{}' }])
  const resumed = await resumeWatch(resting, plan)
  expect(resumed.followers[0]).toBe(resting.watch.followers[0])
  await town.apply(blocks[3] as SourceBlock)
  for await (const _ of watchBlocks(resumed));
  expect(rulesOf(town)).toContain('reaches-service')
})

it('begins again from the ledger where others have changed its rows', async () => {
  const town = await newTown()
  const [first, second] = chainOf(...BLOCKS) as [SourceBlock, SourceBlock]
  await town.apply(first, second)
  const resting = await turn(undefined, town.plan)
  await town.undo(0)
  const other = makeBlock(first, 'other', [['victim', 'thief', 700n]])
  await town.apply(other)
  const resumed = await resumeWatch(resting, town.plan)
  expect(resumed.followers[0]).not.toBe(resting.watch.followers[0])
  for await (const _ of watchBlocks(resumed));
  await town.apply(makeBlock(other, 'next', [['thief', 'mule', 600n]]))
  for await (const _ of watchBlocks(resumed));
  expect(rulesOf(town)).toEqual(['stolen', 'moves'])
})
