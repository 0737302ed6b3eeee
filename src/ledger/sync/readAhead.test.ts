import { describe, expect, test } from 'vitest'
import type { ChainId } from '../../chain/index.ts'
import type { BlockHeader, BlockSource } from '../ChainSource.ts'
import { readAhead } from './readAhead.ts'

interface Block extends BlockHeader {
  readonly rows: number
}

/** A chain whose blocks have as many rows as their heights say. */
function createSource(rowsAt: (height: number) => number, newest: number): BlockSource<Block> {
  return {
    chain: 'eip155:1' as ChainId.ChainId,
    findHead: async () => ({ height: newest, hash: `0x${newest}` }),
    findFinal: async () => undefined,
    findHash: async (height) => `0x${height}`,
    findBlock: async (height) =>
      height > newest
        ? undefined
        : { height, hash: `0x${height}`, previous: `0x${height - 1}`, timeSec: height, rows: rowsAt(height) },
  }
}

async function sizes(source: BlockSource<Block>, to: number): Promise<number[]> {
  const range = { from: 0, to, blocksAhead: 16, rowsAhead: 1_000, countRows: ({ rows }: Block) => rows }
  const found: Block[][] = []
  for await (const blocks of readAhead(source, range)) found.push([...blocks])
  expect(found.flat().map(({ height }) => height)).toEqual(Array.from({ length: found.flat().length }, (_, i) => i))
  return found.map((blocks) => blocks.length)
}

describe('readAhead', () => {
  test('asks for more blocks at once where they are empty, up to a bound', async () => {
    const source = createSource(() => 0, 599)
    expect(await sizes(source, 599)).toEqual([16, 32, 64, 128, 128, 128, 104])
  })

  test('asks for as many as have the rows that are wanted', async () => {
    const source = createSource(() => 10, 499)
    expect(await sizes(source, 499)).toEqual([16, 32, 64, 100, 100, 100, 88])
  })

  test('asks for fewer as soon as blocks have grown', async () => {
    const source = createSource((height) => (height < 16 ? 0 : 250), 99)
    expect(await sizes(source, 99)).toEqual([16, 32, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4])
  })

  test('asks for one at a time where one alone has more', async () => {
    expect(
      await sizes(
        createSource(() => 5_000, 20),
        20,
      ),
    ).toEqual([16, 1, 1, 1, 1, 1])
  })

  test('ends where the chain has become shorter', async () => {
    expect(
      await sizes(
        createSource(() => 10, 40),
        500,
      ),
    ).toEqual([16, 25])
  })
})
