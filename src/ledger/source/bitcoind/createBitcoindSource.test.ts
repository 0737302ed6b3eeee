import { expect, onTestFinished, test } from 'vitest'
import { BitcoinNetwork } from '../../../chain/index.ts'
import { createClient } from '../../../net/index.ts'
import type { UtxoSource } from '../../ChainSource.ts'
import { mineChain } from '../../makeBlocks.support.ts'
import { regtestGenesis } from '../bitcoin/FakeChain.support.ts'
import { type BitcoindSourceOptions, createBitcoindSource } from './createBitcoindSource.ts'
import { type FakeBitcoind, startFakeBitcoind } from './fakeBitcoind.support.ts'

const { regtest } = BitcoinNetwork
const blocks = [regtestGenesis, ...mineChain(6, { on: regtestGenesis })]

async function useNode(...given: Parameters<typeof startFakeBitcoind>): Promise<FakeBitcoind> {
  const node = await startFakeBitcoind(...given)
  onTestFinished(() => node.stop())
  return node
}

function createSource(nodes: readonly FakeBitcoind[], options: Partial<BitcoindSourceOptions> = {}): UtxoSource {
  const client = createClient({ allowPrivate: nodes.map(({ host }) => host) })
  const bounds = { chain: regtest.chain, timeoutMs: 1_000, attemptsMax: 3, waitMs: () => 1 }
  return createBitcoindSource({ ...bounds, endpoints: nodes.map(({ url }) => url), client, ...options })
}

test('says the head, and the hash that the chain has at a height', async () => {
  const source = createSource([await useNode(blocks)])
  expect(await source.findHead()).toEqual({ height: 6, hash: `0x${blocks[6]!.hash}` })
  expect(await source.findHash(3)).toBe(`0x${blocks[3]!.hash}`)
  expect(await source.findHash(7)).toBeUndefined()
  expect(await source.findBlock(7)).toBeUndefined()
  expect(await source.findFinal()).toBeUndefined()
})

test('links blocks to their parents', async () => {
  const source = createSource([await useNode(blocks)])
  const read = await Promise.all(blocks.map((_, height) => source.findBlock(height)))
  for (const [height, block] of read.entries()) {
    expect(block).toMatchObject({ height, hash: `0x${blocks[height]!.hash}`, bits: 0x207fffff })
    expect(block?.previous).toBe(height === 0 ? `0x${'0'.repeat(64)}` : read[height - 1]?.hash)
    expect(Buffer.from(block!.columns.bytes)).toEqual(blocks[height]!.bytes)
  }
})

test('follows a chain that changes under it', async () => {
  const node = await useNode(blocks)
  const source = createSource([node])
  await source.findBlock(6)
  const fork = [...blocks.slice(0, 4), ...mineChain(5, { on: blocks[3]!, name: 'b' })]
  node.chain.replace(fork)
  expect(await source.findHead()).toEqual({ height: 8, hash: `0x${fork[8]!.hash}` })
  expect(await source.findBlock(6)).toMatchObject({ hash: `0x${fork[6]!.hash}`, previous: `0x${fork[5]!.hash}` })
})
