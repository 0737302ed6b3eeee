import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { BitcoinNetwork } from '../../../chain/index.ts'
import { createClient } from '../../../net/index.ts'
import type { UtxoSource } from '../../ChainSource.ts'
import { mineChain } from '../../makeBlocks.support.ts'
import { getLiedChain } from '../bitcoin/blockLies.support.ts'
import { regtestGenesis } from '../bitcoin/FakeChain.support.ts'
import { type Around, readAround } from '../bitcoin/readAround.support.ts'
import { createTestClock } from '../explorer/explorer.support.ts'
import { createEsploraBlockSource, type EsploraBlockOptions } from './createEsploraBlockSource.ts'
import { type EsploraLie, type FakeEsplora, startFakeEsplora } from './fakeEsplora.support.ts'
import { BROKEN_ANSWERS, FALSE_ANSWERS, POOR_ANSWERS, SILENCE } from './lies.support.ts'

const { regtest, main } = BitcoinNetwork
const blocks = [regtestGenesis, ...mineChain(6, { on: regtestGenesis })]

const started: { stop(): void }[] = []
afterEach(() => {
  for (const explorer of started.splice(0)) explorer.stop()
})

async function useExplorer(...given: Parameters<typeof startFakeEsplora>): Promise<FakeEsplora> {
  const explorer = await startFakeEsplora(...given)
  started.push(explorer)
  return explorer
}

function createSource({ url, host }: FakeEsplora, options: Partial<EsploraBlockOptions> = {}): UtxoSource {
  const bounds = { timeoutMs: 10_000, attemptsMax: 2, waitMs: () => 1, clock: createTestClock() }
  const client = createClient({ allowPrivate: [host] })
  return createEsploraBlockSource({ chain: regtest.chain, endpoint: url, client, ...bounds, ...options })
}

test('says the head, the hash that the chain has at a height, and blocks', async () => {
  const source = createSource(await useExplorer(blocks))
  expect(await source.findHead()).toEqual({ height: 6, hash: `0x${blocks[6]!.hash}` })
  expect(await source.findHash(3)).toBe(`0x${blocks[3]!.hash}`)
  expect(await source.findHash(7)).toBeUndefined()
  expect(await source.findBlock(7)).toBeUndefined()
  expect(await source.findFinal()).toBeUndefined()
  const block = await source.findBlock(4)
  expect(block).toMatchObject({ height: 4, previous: `0x${blocks[3]!.hash}`, bits: 0x207fffff })
  expect(Buffer.from(block!.columns.bytes)).toEqual(blocks[4]!.bytes)
})

test('asks in its turn, and two questions a block', async () => {
  const clock = createTestClock()
  const explorer = await useExplorer(blocks)
  const source = createSource(explorer, { clock, perSecond: 2, endpoint: `${explorer.url}/` })
  await Promise.all([1, 2, 3, 4].map((height) => source.findBlock(height)))
  // The first one is for the chain.
  expect(explorer.asked).toHaveLength(1 + 2 * 4)
  expect(clock.nowMs()).toBe(500 * 8)
})

test('follows a chain that changes under it', async () => {
  const explorer = await useExplorer(blocks)
  const source = createSource(explorer)
  await source.findBlock(6)
  const fork = [...blocks.slice(0, 4), ...mineChain(5, { on: blocks[3]!, name: 'b' })]
  explorer.chain.replace(fork)
  expect(await source.findHead()).toEqual({ height: 8, hash: `0x${fork[8]!.hash}` })
  expect(await source.findBlock(6)).toMatchObject({ hash: `0x${fork[6]!.hash}`, previous: `0x${fork[5]!.hash}` })
})

test('knows explorers by name, for the networks that they have', async () => {
  const asked: string[] = []
  const client = createClient({ resolve: (name) => Promise.resolve(void asked.push(name)).then(() => []) })
  const options = { client, clock: createTestClock(), attemptsMax: 1 }
  const askFor = async (endpoint: string, { chain }: BitcoinNetwork.BitcoinNetwork): Promise<unknown> =>
    await createEsploraBlockSource({ ...options, endpoint, chain })
      .findHead()
      .catch((error: unknown) => error)
  for (const name of ['mempool', 'blockstream']) expect(await askFor(name, main)).toMatchObject({ kind: 'retryable' })
  expect(asked).toEqual(['mempool.space', 'blockstream.info'])
  for (const [endpoint, network] of [
    ['mempol', main],
    ['mempool', regtest],
    ['toString', main],
    ['ftp://a', main],
  ] as const)
    expect(() => createEsploraBlockSource({ ...options, endpoint, chain: network.chain })).toThrow(
      expect.objectContaining({ code: 'LZ_SOURCE_OPTIONS' }),
    )
  expect(() => createEsploraBlockSource({ ...options, endpoint: 'mempool', chain: 'eip155:1' as never })).toThrow(
    expect.objectContaining({ code: 'LZ_SOURCE_OPTIONS' }),
  )
})

test('explorers that are not to be trusted are described in at least forty ways', () => {
  const names = [FALSE_ANSWERS, BROKEN_ANSWERS, POOR_ANSWERS].flatMap(Object.keys)
  expect(new Set(names).size).toBeGreaterThanOrEqual(40)
})

describe('an explorer that is not to be trusted', () => {
  const { network, blocks, height } = getLiedChain()
  const { chain } = BitcoinNetwork[network]
  const useSource = async (lie?: EsploraLie, options: Partial<EsploraBlockOptions> = {}): Promise<UtxoSource> =>
    createSource(await useExplorer(blocks, lie), { chain, ...options })

  let truth: Around
  beforeAll(async () => {
    truth = await readAround(await useSource(), height)
    expect(truth).toMatchObject({ head: { height: blocks.length - 1 }, errors: [] })
    expect(truth.blocks).toHaveLength(3)
  })

  test.each(Object.entries({ ...FALSE_ANSWERS, ...BROKEN_ANSWERS }))(
    'gives %s: a typed error, and nothing false',
    async (_name, [code, lie]) => {
      const { head, blocks, errors } = await readAround(await useSource(lie), height)
      expect([truth.head, undefined]).toContainEqual(head)
      for (const block of blocks) expect(truth.blocks).toContainEqual(block)
      expect([...new Set(errors.map((error) => error.code))]).toEqual([code])
    },
  )

  test('says nothing: a typed error, and nothing false', async () => {
    const { blocks, errors } = await readAround(await useSource(SILENCE, { timeoutMs: 300 }), height)
    expect(blocks).toEqual([])
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['LZ_SOURCE_TRANSPORT']))
  })

  test.each(Object.entries(POOR_ANSWERS))('has %s: the right answer in spite of it', async (_name, lie) => {
    expect(await readAround(await useSource(lie), height)).toEqual(truth)
  })
})
