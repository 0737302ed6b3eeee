import { describe, expect, test } from 'vitest'
import { BitcoinNetwork } from '../../../chain/index.ts'
import {
  coinbaseOf,
  type MadeBlock,
  makeCoinbase,
  makeTx,
  mineBlock,
  mineChain,
  payTo,
  readBlocks,
  splitRecords,
} from '../../makeBlocks.support.ts'
import type { BlockFetcher } from './BlockFetcher.ts'
import { createProvenSource } from './createProvenSource.ts'
import { FakeChain, regtestGenesis } from './FakeChain.support.ts'

const { main, regtest } = BitcoinNetwork

/** Says what is on a chain, and counts what it is asked. */
function fetcherOf(blocks: readonly { readonly bytes: Buffer }[], firstHeight = 0): BlockFetcher & { asked: string[] } {
  const chain = new FakeChain(blocks)
  const asked: string[] = []
  const find = (hash: string): Promise<Buffer> => Promise.resolve(chain.find(hash) as Buffer)
  return {
    asked,
    origin: 'memory',
    findHead: () => Promise.resolve({ height: chain.height + firstHeight, hash: chain.hashAt(chain.height) as string }),
    findHash: (height) => Promise.resolve(chain.hashAt(height - firstHeight)),
    fetchHeader: async (hash) => (await find(hash)).subarray(0, asked.push(hash) && 80),
    fetchBlock: find,
  }
}

/** When the first block of regtest was made. */
const GENESIS_SEC = 1_296_688_602
const refused = { code: 'LZ_SOURCE_BLOCK', kind: 'integrity' }

describe('blocks that fit their hash, and are none', () => {
  const [parent] = mineChain(1, { on: regtestGenesis }) as [MadeBlock]
  const payment = makeTx({ spends: [{ txid: 'ab'.repeat(32), place: 0 }], pays: [{ valueSat: 7, script: payTo(9) }] })
  const tooMuch = makeCoinbase('a', [{ valueSat: 2_100_000_000_000_001, script: payTo(1) }])
  const easy = Buffer.from(parent.bytes)
  easy.writeUInt32LE(0x2100ffff, 72)
  const noTarget = Buffer.from(parent.bytes)
  noTarget.writeUInt32LE(0x04923456, 72)

  test.each<readonly [string, { readonly bytes: Buffer }]>([
    ['two coinbases', mineBlock(parent, [coinbaseOf(1), coinbaseOf(2)])],
    ['no coinbase', mineBlock(parent, [payment])],
    ['a coinbase that comes second', mineBlock(parent, [payment, coinbaseOf(1)])],
    ['transactions that repeat their end', mineBlock(parent, [coinbaseOf(1), payment, payment, payment])],
    ['more money than there will ever be', mineBlock(parent, [tooMuch])],
    ['a target easier than the network allows', { bytes: easy }],
    ['a target that is none', { bytes: noTarget }],
    ['too little work', unworked(mineBlock(parent, [coinbaseOf(1)]))],
  ])('%s', async (_name, block) => {
    const source = createProvenSource(fetcherOf([regtestGenesis, parent, block]), regtest)
    await expect(source.findBlock(2)).rejects.toMatchObject(refused)
    expect(await source.findBlock(1)).toMatchObject({ height: 1 })
  })
})

/** The same block with a nonce that does not do. */
function unworked({ bytes }: MadeBlock): { readonly bytes: Buffer } {
  for (let nonce = 0; ; nonce++) {
    const copy = Buffer.from(bytes)
    copy.writeUInt32LE(nonce, 76)
    const hash = new FakeChain([{ bytes: copy }]).hashAt(0) as string
    if (Number.parseInt(hash.slice(0, 2), 16) > 0x7f) return { bytes: copy }
  }
}

test('the target follows from the blocks before, where the network asks for it', async () => {
  const blocks: MadeBlock[] = [regtestGenesis]
  while (blocks.length <= 2016)
    blocks.push(mineBlock(blocks.at(-1), [coinbaseOf(blocks.length)], GENESIS_SEC + blocks.length))
  const strict = createProvenSource(fetcherOf(blocks), { ...regtest, retargets: true })
  expect(await strict.findBlock(2015)).toMatchObject({ height: 2015 })
  // These blocks came much too fast: the target should be harder from here on.
  await expect(strict.findBlock(2016)).rejects.toMatchObject({ ...refused, cause: { code: 'LZ_BLOCK_BITS' } })
  expect(await createProvenSource(fetcherOf(blocks), regtest).findBlock(2016)).toMatchObject({ height: 2016 })
})

test('from BIP-34 on a block says its height', async () => {
  const blocks: MadeBlock[] = [regtestGenesis]
  for (const height of [1, 2, 3, 5]) {
    const coinbase = makeCoinbase(`\u0001${String.fromCharCode(height)}`, [{ valueSat: 1, script: payTo(1) }])
    blocks.push(mineBlock(blocks.at(-1), [coinbase]))
  }
  const source = createProvenSource(fetcherOf(blocks), { ...regtest, bip34Height: 2 })
  expect(await source.findBlock(3)).toMatchObject({ height: 3 })
  await expect(source.findBlock(4)).rejects.toMatchObject(refused)
})

const early = readBlocks('blk00000-first-4522-blocks.dat')
const segwit = readBlocks('block-540107.bin')

describe.skipIf(early === undefined)('the first 4,522 blocks', () => {
  const blocks = splitRecords(early as Buffer)

  test('are what they should be, also where the target is set anew', async () => {
    const fetcher = fetcherOf(blocks)
    const source = createProvenSource(fetcher, main)
    for (const from of [0, 2010, 4026]) {
      const read = await Promise.all(Array.from({ length: 16 }, (_, i) => source.findBlock(from + i)))
      for (const [i, block] of read.entries())
        expect(block).toMatchObject({
          height: from + i,
          bits: 0x1d00ffff,
          ...(i > 0 && { previous: read[i - 1]?.hash }),
        })
    }
    // The others are being read already, as are the blocks with which intervals begin.
    expect(fetcher.asked).toEqual([2009, 4025].map((height) => new FakeChain(blocks).hashAt(height)))
  })

  test('are those of Bitcoin and of no other network', async () => {
    for (const network of [regtest, BitcoinNetwork.test, BitcoinNetwork.signet])
      await expect(createProvenSource(fetcherOf(blocks), network).findBlock(0)).rejects.toMatchObject({
        code: 'LZ_SOURCE_CHAIN',
      })
  })
})

describe.skipIf(segwit === undefined)('block 540,107', () => {
  const bytes = segwit as Buffer
  // Its parent is not among the data.
  const network = { ...main, retargets: false }

  test('is taken at its height, with its witnesses', async () => {
    const block = await createProvenSource(fetcherOf([{ bytes }], 540_107), network).findBlock(540_107)
    expect(block).toMatchObject({ height: 540_107, columns: { txCount: 230 } })
    expect(block?.columns.txAt).toHaveLength(231)
    await expect(createProvenSource(fetcherOf([{ bytes }], 540_106), network).findBlock(540_106)).rejects.toMatchObject(
      refused,
    )
  })

  test('is refused with any byte of a witness changed', async () => {
    for (const by of [40, 60, 5_000, 100_000]) {
      const damaged = Buffer.from(bytes)
      damaged[damaged.length - by] = (damaged[damaged.length - by] as number) ^ 1
      await expect(
        createProvenSource(fetcherOf([{ bytes: damaged }], 540_107), network).findBlock(540_107),
      ).rejects.toMatchObject(refused)
    }
  })
})
