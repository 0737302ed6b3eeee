import { beforeAll, expect, test } from 'vitest'
import { ChainId, TxHash } from '../../../chain/index.ts'
import type { ChainSource } from '../../ChainSource.ts'
import { ETHEREUM_BLOCKS, TOKEN_TRANSFER } from '../knownFacts.support.ts'
import { createLiveClient, describeLive } from '../live.support.ts'
import { createEvmSource } from './createEvmSource.ts'

/** Behind the newest block, so that all nodes of a public service have it. */
const SETTLED = 4

describeLive('LAZARETTO_LIVE_RPC', "Ethereum's blocks from a node", (url) => {
  let source: ChainSource
  beforeAll(() => {
    const chain = ChainId.parse('ethereum')
    const client = createLiveClient([url])
    source = createEvmSource({ chain, endpoints: [url], client, requestsMax: 1, withTraces: false })
  })

  for (const { height, hash } of ETHEREUM_BLOCKS) {
    test(`has the block ${height} that everybody knows`, async () => {
      expect(await source.findHash(height)).toBe(hash)
    })
  }

  test('tells a block of 2017 whole, with a transfer that everybody knows', async () => {
    const { tx, block: height, blockHash: hash, txIndex, from, to, asset, amount } = TOKEN_TRANSFER
    const block = await source.findBlock(height)
    expect(block).toMatchObject({ height, hash, previous: await source.findHash(height - 1) })
    const id = TxHash.toBytes(TxHash.parse(tx))
    const moved = block?.transfers.filter((transfer) => Buffer.compare(transfer.tx, id) === 0)
    expect(moved).toContainEqual(expect.objectContaining({ kind: 'token', txIndex, from, to, asset, amount }))
  })

  test('tells a block of today whole, linked to the one before, and knows no block to come', async () => {
    const { height } = await source.findHead()
    const block = await source.findBlock(height - SETTLED)
    expect(block?.previous).toBe(await source.findHash(height - SETTLED - 1))
    expect(await source.findHash(height + 1_000_000)).toBeUndefined()
  })

  test('says what is final, which is not newer than its newest', async () => {
    const final = await source.findFinal()
    expect(final?.height).toBeLessThanOrEqual((await source.findHead()).height)
    expect(await source.findHash(final?.height ?? -1)).toBe(final?.hash)
  })

  test('has the decimals of a token', async () => {
    expect(await source.findDecimals(TOKEN_TRANSFER.asset)).toBe(TOKEN_TRANSFER.decimals)
  })
})
