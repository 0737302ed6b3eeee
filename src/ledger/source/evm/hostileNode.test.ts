import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ChainId } from '../../../chain/index.ts'
import { createClient } from '../../../net/index.ts'
import { hasAnvil, startAnvil } from '../../../startAnvil.support.ts'
import type { ChainSource, SourceBlock } from '../../ChainSource.ts'
import type { FakeRpc, Lie } from '../rpc/fakeRpc.support.ts'
import { SourceError } from '../SourceError.ts'
import { createEvmSource, type EvmSourceOptions } from './createEvmSource.ts'
import { type Recording, record, SECRET, startFakeNode } from './fakeNode.support.ts'
import { FALSE_ANSWERS } from './lies.support.ts'
import { HEIGHT, makeChain } from './makeChain.support.ts'
import { BROKEN_ANSWERS, POOR_ANSWERS, POOR_SOCKETS } from './wireLies.support.ts'

const chain = ChainId.parse('ethereum')

describe.skipIf(!hasAnvil())('a node that is not to be trusted', () => {
  let recording: Recording
  let truth: readonly SourceBlock[]

  beforeAll(async () => {
    recording = await recordChain()
    const node = await startFakeNode(recording)
    truth = (await readChain(createSource([node]))).blocks
    node.stop()
    expect(truth).toHaveLength(HEIGHT + 1)
  })

  test('is described in at least thirty ways', () => {
    const names = [FALSE_ANSWERS, BROKEN_ANSWERS, POOR_ANSWERS].flatMap(Object.keys)
    expect(new Set(names).size).toBeGreaterThanOrEqual(90)
  })

  test.each(Object.entries({ ...FALSE_ANSWERS, ...BROKEN_ANSWERS }))(
    'gives %s: a typed error, and nothing false',
    async (_name, [code, lie]) => {
      const { blocks, errors } = await readChain(createSource([await useNode(recording, lie)]))
      for (const block of blocks) expect(block).toEqual(truth[block.height])
      expect([...new Set(errors.map((error) => error.code))]).toEqual([code])
      for (const error of errors) expect(textOf(error)).not.toContain(SECRET)
    },
  )

  test.each(Object.entries(POOR_ANSWERS))('has %s: the right answer in spite of it', async (_name, lie) => {
    const source = createSource([await useNode(recording, lie)])
    expect(await readChain(source)).toEqual({ blocks: truth, errors: [] })
    await source.findFinal()
  })

  test.each(overSockets({ ...FALSE_ANSWERS, ...BROKEN_ANSWERS }, ([, lie]) => lie))(
    'gives %s over a WebSocket: a typed error, and nothing false',
    async (_name, [code, lie]) => {
      const { blocks, errors } = await readChain(createSource([await useSocket(recording, lie)]))
      for (const block of blocks) expect(block).toEqual(truth[block.height])
      expect([...new Set(errors.map((error) => error.code))]).toEqual([code])
      for (const error of errors) expect(textOf(error)).not.toContain(SECRET)
    },
  )

  test.each(overSockets({ ...POOR_ANSWERS, ...POOR_SOCKETS }, (lie) => lie))(
    'has %s over a WebSocket: the right answer in spite of it',
    async (_name, lie) => {
      const source = createSource([await useSocket(recording, lie)])
      expect(await readChain(source)).toEqual({ blocks: truth, errors: [] })
    },
  )
})

async function recordChain(): Promise<Recording> {
  const anvil = await startAnvil('--chain-id', '1')
  try {
    await makeChain(anvil)
    return await record(anvil, HEIGHT)
  } finally {
    await anvil.stop()
  }
}

async function useNode(recording: Recording, lie?: Lie): Promise<FakeRpc> {
  const node = await startFakeNode(recording, lie)
  onTestFinished(() => node.stop())
  return node
}

async function useSocket(recording: Recording, lie: Lie): Promise<FakeRpc> {
  const node = await useNode(recording, lie)
  return { ...node, url: node.socketUrl }
}

/** The ways that are not of HTTP alone. */
function overSockets<T>(ways: Readonly<Record<string, T>>, lieOf: (way: T) => Lie): [string, T][] {
  return Object.entries(ways).filter(([, way]) => lieOf(way).send === undefined)
}

function createSource(nodes: readonly FakeRpc[], options: Partial<EvmSourceOptions> = {}): ChainSource {
  const client = createClient({ allowPrivate: nodes.map(({ host }) => host) })
  const bounds = { timeoutMs: 1_000, maxBytes: 4 << 20, attemptsMax: 3, waitMs: () => 1 }
  return createEvmSource({ chain, endpoints: nodes.map(({ url }) => url), client, ...bounds, ...options })
}

/** All blocks at the same time, as a reader far behind the head asks for them. */
async function readChain(source: ChainSource): Promise<{ blocks: SourceBlock[]; errors: SourceError[] }> {
  const head = source.findHead()
  const reading = Array.from({ length: HEIGHT + 1 }, (_, height) => source.findBlock(height))
  const ends = await Promise.allSettled([head, ...reading])
  const errors = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
  for (const error of errors) expect(error).toBeInstanceOf(SourceError)
  const blocks = await Promise.allSettled(reading)
  return {
    blocks: blocks.flatMap((end) => (end.status === 'fulfilled' && end.value !== undefined ? [end.value] : [])),
    errors: errors as SourceError[],
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${error.stack} ${textOf(error.cause)}` : String(error)
}
