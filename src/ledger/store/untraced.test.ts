import { expect, it } from 'vitest'
import { dumpLedger } from '../../dumpLedger.support.ts'
import type { SourceBlock } from '../ChainSource.ts'
import { CHAIN, createChainTree } from '../sync/chainTree.support.ts'
import { newTestLedger, type TestLedger } from '../testLedger.support.ts'
import { applyBlocks } from './applyBlocks.ts'
import { openView } from './openView.ts'
import { undoBlocks } from './syncBlocks.ts'
import { listUntraced } from './untraced.ts'

/** Blocks from height 0 on: `x` without calls, `.` with them, `o` without transactions. */
function makeBlocks(kinds: string): SourceBlock[] {
  const tree = createChainTree()
  const blocks: SourceBlock[] = []
  const known: Readonly<Record<string, boolean>> = { x: false, '.': true }
  for (const [i, kind] of [...kinds].entries())
    blocks.push({ ...tree.add(blocks.at(-1), `${i}`), hasTraces: known[kind] })
  return blocks
}

async function rangesOf(ledger: TestLedger): Promise<string> {
  return (await listUntraced(ledger.store, CHAIN)).map(({ first, last }) => `${first}-${last}`).join(' ')
}

it('keeps for which blocks the calls inside of transactions were not told', async () => {
  const ledger = await newTestLedger()
  await applyBlocks(ledger.store, CHAIN, makeBlocks('oo..xxox.xo.oxo'))
  expect(await rangesOf(ledger)).toBe('4-7 9-10 13-14')
  expect(await (await openView(ledger.store, CHAIN)).listUntraced()).toEqual([
    { first: 4, last: 7 },
    { first: 9, last: 10 },
    { first: 13, last: 14 },
  ])
})

it('keeps the same, however many blocks come at a time', async () => {
  const [one, many] = [await newTestLedger(), await newTestLedger()]
  const blocks = makeBlocks('x.xxoox.oxxx')
  await applyBlocks(many.store, CHAIN, blocks)
  for (const block of blocks) await applyBlocks(one.store, CHAIN, [block])
  expect(await rangesOf(one)).toBe('0-0 2-6 9-11')
  expect(await dumpLedger(one.store)).toEqual(await dumpLedger(many.store))
})

it('forgets it of blocks that are taken back', async () => {
  const ledger = await newTestLedger()
  const blocks = makeBlocks('x.xxxx.xx')
  await applyBlocks(ledger.store, CHAIN, blocks)
  await undoBlocks(ledger.store, CHAIN, 3)
  expect(await rangesOf(ledger)).toBe('0-0 2-3')
  await applyBlocks(ledger.store, CHAIN, blocks.slice(4))
  expect(await rangesOf(ledger)).toBe('0-0 2-5 7-8')
})
