import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { createClient } from '../../net/index.ts'
import { hasAnvil, startAnvil } from '../../startAnvil.support.ts'
import type { ChainSource } from '../ChainSource.ts'
import { createCheckedSource } from './createCheckedSource.ts'
import { createEvmSource } from './evm/createEvmSource.ts'
import { type Recording, record, startFakeNode } from './evm/fakeNode.support.ts'
import { HEIGHT, makeChain } from './evm/makeChain.support.ts'
import type { Json, Lie } from './rpc/fakeRpc.support.ts'

const chain = ChainId.parse('ethereum')
const DOWN: Lie = { send: (response) => response.writeHead(500).end() !== undefined }
const HASHLESS: Lie = {
  answer: ({ method, params }, truth) => {
    if (method === 'eth_getBlockByNumber' && params[1] === true) (truth as Json)['gasUsed'] = '0x1'
    return truth
  },
}
const NOBODY = `0x${'de'.repeat(20)}`
/** Blames somebody else, so that all that it says fits together but for the signature: no hash covers who has sent a transaction. */
const BLAMING: Lie = {
  answer: ({ method, params }, truth) => {
    if (method === 'eth_getBlockByNumber' && params[0] === '0x1' && params[1] === true)
      Object.assign((truth as { transactions: Json[] }).transactions[0]!, { from: NOBODY })
    if (method === 'trace_block' && params[0] === '0x1')
      Object.assign((truth as { action: Json }[])[0]!.action, { from: NOBODY })
    return truth
  },
}

describe.skipIf(!hasAnvil())('several nodes of one chain', () => {
  let main: Recording
  let fork: Recording
  let short: Recording

  beforeAll(async () => {
    const anvil = await startAnvil('--chain-id', '1')
    try {
      await makeChain(anvil)
      main = await record(anvil, HEIGHT)
      short = { ...main, blocks: main.blocks.slice(0, -2) }
      await anvil.call('anvil_reorg', 3, [])
      fork = await record(anvil, HEIGHT)
    } finally {
      await anvil.stop()
    }
  })

  type Nodes = readonly (readonly [Recording, Lie?])[]
  const create = (quorum: number, ...nodes: Nodes): Promise<ChainSource> => createWith({}, quorum, nodes)
  const createWith = async (
    options: { readonly checkSenders?: boolean },
    quorum: number,
    nodes: Nodes,
  ): Promise<ChainSource> => {
    const fakes = await Promise.all(nodes.map(([recording, lie]) => startFakeNode(recording, lie)))
    onTestFinished(() => {
      for (const fake of fakes) fake.stop()
    })
    const client = createClient({ allowPrivate: fakes.map(({ host }) => host) })
    const bounds = { ...options, chain, client, attemptsMax: 2, waitMs: () => 1 }
    return createCheckedSource(
      fakes.map(({ url }) => createEvmSource({ ...bounds, endpoints: [url] })),
      { quorum },
    )
  }
  const hashAt = (height: number, { blocks }: Recording = main): string => blocks[height]!.block.hash

  test('that agree are one', async () => {
    const source = await create(2, [main], [main])
    expect(await source.findHead()).toEqual({ height: HEIGHT, hash: hashAt(HEIGHT) })
    expect((await source.findBlock(2))?.hash).toBe(hashAt(2))
    expect(await source.findHash(3)).toBe(hashAt(3))
    expect(await source.findBlock(HEIGHT + 1)).toBeUndefined()
    expect((await source.findFinal())?.height).toBe(0)
  })

  test('go on while one is down, and stop when too few are left', async () => {
    const source = await create(2, [main, DOWN], [main], [main])
    expect((await source.findHead()).height).toBe(HEIGHT)
    expect((await source.findBlock(2))?.hash).toBe(hashAt(2))
    const alone = await create(2, [main, DOWN], [main, DOWN], [main])
    await expect(alone.findHead()).rejects.toMatchObject({ code: 'LZ_SOURCE_QUORUM', kind: 'retryable' })
    await expect(alone.findBlock(2)).rejects.toMatchObject({ code: 'LZ_SOURCE_QUORUM', kind: 'retryable' })
  })

  test('are as far as the quorum is', async () => {
    const source = await create(2, [main], [short])
    expect(await source.findHead()).toEqual({ height: HEIGHT - 2, hash: hashAt(HEIGHT - 2) })
    expect(await source.findBlock(HEIGHT)).toBeUndefined()
    expect((await (await create(2, [main], [short], [main])).findHead()).height).toBe(HEIGHT)
    expect((await (await create(1, [main], [short])).findHead()).height).toBe(HEIGHT)
  })

  test('that stand on two branches agree about the last block of both', async () => {
    const source = await create(2, [main], [fork])
    expect(hashAt(HEIGHT - 3)).toBe(hashAt(HEIGHT - 3, fork))
    expect(await source.findHead()).toEqual({ height: HEIGHT - 3, hash: hashAt(HEIGHT - 3) })
  })

  test('that say different things of one block may be late once or twice, and then one of them lies', async () => {
    const source = await create(2, [main], [fork])
    for (const code of ['LZ_SOURCE_QUORUM', 'LZ_SOURCE_QUORUM', 'LZ_SOURCE_SPLIT', 'LZ_SOURCE_SPLIT'])
      await expect(source.findBlock(HEIGHT - 1)).rejects.toMatchObject({ code })
    await expect(source.findHash(HEIGHT - 1)).rejects.toMatchObject({ kind: 'integrity' })
    expect((await source.findBlock(2))?.hash).toBe(hashAt(2))
  })

  test('outvote one that is on another branch', async () => {
    const source = await create(2, [fork], [main], [main])
    expect(await source.findHead()).toEqual({ height: HEIGHT, hash: hashAt(HEIGHT) })
    expect((await source.findBlock(HEIGHT))?.hash).toBe(hashAt(HEIGHT))
  })

  test('make up for one whose blocks are false', async () => {
    const source = await create(2, [main, HASHLESS], [main], [main])
    expect((await source.findBlock(2))?.hash).toBe(hashAt(2))
    const pair = await create(2, [main, HASHLESS], [main])
    await expect(pair.findBlock(2)).rejects.toMatchObject({ code: 'LZ_SOURCE_BLOCK', kind: 'integrity' })
  })

  test('contradict one that blames another sender, which no hash can, where signatures are not looked at', async () => {
    const [alone, pair] = await Promise.all([
      createWith({ checkSenders: false }, 1, [[main, BLAMING]]),
      createWith({ checkSenders: false }, 2, [[main], [main, BLAMING]]),
    ])
    expect((await alone.findBlock(1))?.transfers[0]?.from).toBe(NOBODY)
    await expect((await create(1, [main, BLAMING])).findBlock(1)).rejects.toMatchObject({ kind: 'integrity' })
    await expect(pair.findBlock(1)).rejects.toMatchObject({ code: 'LZ_SOURCE_SPLIT', kind: 'integrity' })
    expect((await pair.findBlock(2))?.hash).toBe(hashAt(2))
  })

  test('need a quorum that can be', async () => {
    for (const quorum of [0, 3, 1.5]) {
      await expect(create(quorum, [main], [main])).rejects.toMatchObject({ code: 'LZ_SOURCE_OPTIONS' })
    }
    await expect(create(1)).rejects.toMatchObject({ code: 'LZ_SOURCE_OPTIONS' })
  })
})
