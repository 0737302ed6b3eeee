import type { BlockHeader, BlockSource } from '../ChainSource.ts'

interface Range {
  readonly from: number
  readonly to: number
  readonly blocksAhead: number
  readonly signal?: AbortSignal
}

/**
 * Reads blocks in groups, each group asked for at once while the one before is stored.
 *
 * Ends early where the source's chain does: it has become shorter.
 */
export async function* readAhead<Block extends BlockHeader>(
  source: BlockSource<Block>,
  range: Range,
): AsyncGenerator<readonly Block[]> {
  let next = readGroup(source, range, range.from)
  while (next !== undefined) {
    const current = next
    const { blocks, end } = await current
    next = blocks.length === 0 ? undefined : readGroup(source, range, end)
    // Whoever stops reading leaves this behind: its failure is told only to those who wait for it.
    next?.catch(() => undefined)
    if (blocks.length > 0) yield blocks
  }
}

function readGroup<Block extends BlockHeader>(
  source: BlockSource<Block>,
  { to, blocksAhead, signal }: Range,
  from: number,
): Promise<{ blocks: readonly Block[]; end: number }> | undefined {
  if (from > to) return undefined
  const end = Math.min(from + blocksAhead, to + 1)
  const heights = Array.from({ length: end - from }, (_, i) => from + i)
  return Promise.all(heights.map((height) => source.findBlock(height, signal))).then((blocks) => {
    const missing = blocks.indexOf(undefined)
    const found = (missing < 0 ? blocks : blocks.slice(0, missing)) as Block[]
    return { blocks: found, end: from + found.length }
  })
}
