import { beforeAll, expect, type TestContext, test } from 'vitest'
import type { UtxoBlock, UtxoSource } from '../../ChainSource.ts'
import { BITCOIN_BLOCKS, FIRST_RETARGET } from '../knownFacts.support.ts'
import { SourceError } from '../SourceError.ts'

/** Behind the newest block, where reorganisations hardly reach. */
const SETTLED = 6
const BTC = 100_000_000

/** Asks a source for blocks of Bitcoin's main net of which every answer is known, or proves itself. */
export function askBlocks(open: () => UtxoSource): void {
  let headHeight = -1
  beforeAll(async () => {
    headHeight = (await open().findHead()).height
  })
  const skipAboveHead = (height: number, context: TestContext): void =>
    context.skip(height > headHeight, `its chain has only ${headHeight} blocks`)

  for (const { height, hash } of BITCOIN_BLOCKS) {
    test(`has the block ${height} that everybody knows`, async (context) => {
      skipAboveHead(height, context)
      expect(await open().findHash(height)).toBe(`0x${hash}`)
    })
  }

  test('tells the block of the first payment whole', async (context) => {
    const block = await findWhole(170, open(), context)
    expect(block?.columns).toMatchObject({ txCount: 2, inputCount: 2, outputCount: 3 })
    expect([...(block?.columns.valueSat ?? [])]).toEqual([50 * BTC, 10 * BTC, 40 * BTC])
  })

  test('proves the first change of difficulty', async (context) => {
    const { height, hash, bits } = FIRST_RETARGET
    skipAboveHead(height, context)
    expect(await findWhole(height, open(), context)).toMatchObject({ height, hash: `0x${hash}`, bits })
  })

  test('tells a block of today whole, linked to the one before, and knows no block to come', async () => {
    const block = await open().findBlock(headHeight - SETTLED)
    expect(block?.previous).toBe(await open().findHash(headHeight - SETTLED - 1))
    expect(await open().findHash(headHeight + 1_000_000)).toBeUndefined()
  })
}

/** Nodes may have thrown old blocks away. */
async function findWhole(height: number, source: UtxoSource, context: TestContext): Promise<UtxoBlock | undefined> {
  try {
    return await source.findBlock(height)
  } catch (error) {
    if (error instanceof SourceError && error.code === 'LZ_SOURCE_PRUNED') context.skip(error.message)
    throw error
  }
}
