import { expect, onTestFinished, test } from 'vitest'
import { BitcoinNetwork } from '../../chain/index.ts'
import { createClient } from '../../net/index.ts'
import { mineChain } from '../makeBlocks.support.ts'
import { regtestGenesis } from './bitcoin/FakeChain.support.ts'
import { startFakeBitcoind } from './bitcoind/fakeBitcoind.support.ts'
import { createUtxoSource, type UtxoSourceOptions } from './createUtxoSource.ts'
import { startFakeEsplora } from './esplora/fakeEsplora.support.ts'
import { createTestClock } from './explorer/explorer.support.ts'

const blocks = [regtestGenesis, ...mineChain(4, { on: regtestGenesis })]

test('a node and an explorer must tell the same', async () => {
  const [node, explorer] = [await startFakeBitcoind(blocks), await startFakeEsplora(blocks)]
  onTestFinished(() => {
    node.stop()
    explorer.stop()
  })
  const client = createClient({ allowPrivate: [node.host, explorer.host] })
  const options: UtxoSourceOptions = {
    ...{ chain: BitcoinNetwork.regtest.chain, client, clock: createTestClock(), attemptsMax: 2, waitMs: () => 1 },
    endpoints: [node.url],
    explorers: [explorer.url],
  }
  const source = createUtxoSource(options)
  expect(await source.findHead()).toEqual({ height: 4, hash: `0x${blocks[4]!.hash}` })
  expect(await source.findBlock(4)).toMatchObject({ hash: `0x${blocks[4]!.hash}` })
  explorer.chain.replace([...blocks.slice(0, 4), ...mineChain(1, { on: blocks[3]!, name: 'b' })])
  await expect(source.findBlock(4)).rejects.toMatchObject({ code: 'LZ_SOURCE_QUORUM' })
  expect(await source.findHead()).toMatchObject({ height: 3 })
  const alone = createUtxoSource({ ...options, endpoints: [] })
  expect(await alone.findHead()).toMatchObject({ height: 4 })
  expect(() => createUtxoSource({ ...options, endpoints: [], explorers: [] })).toThrow(
    expect.objectContaining({ code: 'LZ_SOURCE_OPTIONS' }),
  )
})
