import { describe, expect, it } from 'vitest'
import { createUtxoIndex } from '../utxo/UtxoIndex.ts'
import { applyTxs, createClusters, findRoot, listMembers } from './Clusters.ts'
import { explainLink } from './explainLink.ts'
import { followPeels } from './followPeels.ts'
import { PEEL_BOUNDS, type PeelBounds, type PeelChain } from './PeelChain.ts'
import type { PeelContext } from './PeelLinks.ts'
import { hasBitcoinData, readBlock, readBlockFile, viewOfBlocks } from './realLedger.support.ts'
import { createTxReader } from './TxReader.ts'

if (!hasBitcoinData) console.warn('skipped: ../shared/data/bitcoin is not here, real blocks are not tested')

type Ledger = ReturnType<typeof viewOfBlocks>

async function contextOf(view: Ledger): Promise<PeelContext> {
  const columns = await view.readColumns()
  const clusters = createClusters({ mergeMax: 100, isCoinJoin: () => false, entities: new Map() })
  applyTxs(clusters, columns)
  const reader = createTxReader(view, createUtxoIndex(columns))
  return { reader, clusterOf: (owner) => findRoot(clusters, owner), isCoinJoin: () => false }
}

/** All peel chains of a ledger, the longest first. */
async function listChains(context: PeelContext, bounds: PeelBounds): Promise<PeelChain[]> {
  const chains = new Map<number, PeelChain>()
  for (let tx = 0; tx < context.reader.index.txCount; tx++) {
    const chain = await followPeels(context, tx, bounds)
    if (chain !== undefined) chains.set(chain.steps[0]!.tx, chain)
  }
  return [...chains.values()].sort((a, b) => b.steps.length - a.steps.length)
}

describe.skipIf(!hasBitcoinData)('blocks 0 to 4521', () => {
  const view = viewOfBlocks(hasBitcoinData ? readBlockFile('blk00000-first-4522-blocks.dat') : [])
  const placeOf = (start: string): number => view.txids.findIndex((txid) => txid.startsWith(start))

  it('have the peel chain of block 9, found from its coinbase and from every step', async () => {
    const context = await contextOf(view)
    const { height } = await view.readColumns()
    const chain = await followPeels(context, placeOf('0437cd7f'))
    expect(chain?.start).toEqual({ stop: 'coinbase', tx: placeOf('0437cd7f'), reason: 'it is a coinbase' })
    expect(height[chain!.start.tx!]).toBe(9)
    expect(chain?.steps.map(({ tx }) => height[tx])).toEqual([170, 181, 182, 183, 248])
    expect(chain?.steps.map(({ peeled }) => peeled.valueSat / 1e8)).toEqual([10, 10, 1, 1, 10])
    expect(chain).toMatchObject({ end: { stop: 'unspent' }, peeledSat: 32e8, leftSat: 18e8, feesSat: 0 })
    for (const { tx } of chain!.steps) expect(await followPeels(context, tx)).toEqual(chain)
  })

  it('have no unknown inputs, and clusters that their transactions explain', async () => {
    const columns = await view.readColumns()
    const clusters = createClusters({ mergeMax: 100, isCoinJoin: () => false, entities: new Map() })
    applyTxs(clusters, columns)
    expect(clusters).toMatchObject({ unknownInputs: 0, refused: 0, largest: 44 })
    const largest = clusters.size.findIndex((size, owner) => size === 44 && findRoot(clusters, owner) === owner)
    for (const member of listMembers(clusters, largest)) {
      expect(explainLink(clusters, columns, { from: member, to: largest })).toBeDefined()
    }
  })
})

describe.skipIf(!hasBitcoinData)('block 540107', () => {
  const view = viewOfBlocks(hasBitcoinData ? [readBlock('block-540107.bin')] : [])

  it('has no longer run of one-in-two-out transactions than 9, with the same features throughout', async () => {
    const context = await contextOf(view)
    for (const features of ['same', 'any'] as const) {
      const [longest] = await listChains(context, { ...PEEL_BOUNDS, features })
      expect(longest?.steps.length).toBe(9)
      expect(longest?.steps.every(({ peeled, breaks }) => peeled.valueSat === 5704 && breaks.length === 0)).toBe(true)
    }
  })

  it('counts the inputs whose coins are older', async () => {
    const clusters = createClusters({ mergeMax: 100, isCoinJoin: () => false, entities: new Map() })
    applyTxs(clusters, await view.readColumns())
    expect(clusters.unknownInputs).toBe(7032 - 35)
  })
})
