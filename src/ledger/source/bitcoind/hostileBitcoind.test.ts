import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { BitcoinNetwork } from '../../../chain/index.ts'
import { createClient } from '../../../net/index.ts'
import type { UtxoSource } from '../../ChainSource.ts'
import { getLiedChain } from '../bitcoin/blockLies.support.ts'
import { type Around, readAround, textOf } from '../bitcoin/readAround.support.ts'
import type { Lie } from '../rpc/fakeRpc.support.ts'
import { type BitcoindSourceOptions, createBitcoindSource } from './createBitcoindSource.ts'
import { PASSWORD, startFakeBitcoind } from './fakeBitcoind.support.ts'
import { BROKEN_ANSWERS, FALSE_ANSWERS, POOR_ANSWERS, SILENCE } from './lies.support.ts'

const started: { stop(): void }[] = []
afterEach(() => {
  for (const node of started.splice(0)) node.stop()
})

test('nodes that are not to be trusted are described in at least sixty ways', () => {
  const names = [FALSE_ANSWERS, BROKEN_ANSWERS, POOR_ANSWERS].flatMap(Object.keys)
  expect(new Set(names).size).toBeGreaterThanOrEqual(60)
})

describe('a node that is not to be trusted', () => {
  const { network, blocks, height } = getLiedChain()
  const { chain } = BitcoinNetwork[network]

  const useSource = async (lie?: Lie, options: Partial<BitcoindSourceOptions> = {}): Promise<UtxoSource> => {
    const node = await startFakeBitcoind(blocks, lie)
    started.push(node)
    const client = createClient({ allowPrivate: [node.host] })
    const bounds = { timeoutMs: 10_000, maxBytes: 40 << 20, attemptsMax: 2, waitMs: () => 1 }
    return createBitcoindSource({ chain, endpoints: [node.url], client, ...bounds, ...options })
  }

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
      for (const error of errors) expect(textOf(error)).not.toContain(PASSWORD)
    },
  )

  test('says nothing: a typed error, and nothing false', async () => {
    const { head, blocks, errors } = await readAround(await useSource(SILENCE, { timeoutMs: 300 }), height)
    expect([truth.head, undefined]).toContainEqual(head)
    expect(blocks).toEqual([])
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['LZ_SOURCE_TRANSPORT']))
  })

  test.each(Object.entries(POOR_ANSWERS))('has %s: the right answer in spite of it', async (_name, lie) => {
    expect(await readAround(await useSource(lie, { attemptsMax: 3 }), height)).toEqual(truth)
  })
})
