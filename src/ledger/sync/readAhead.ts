import type { BlockHeader, BlockSource } from '../ChainSource.ts'

interface Range<Block> {
  readonly from: number
  readonly to: number
  /** Blocks of the first group. */
  readonly blocksAhead: number
  /** Rows that a group should have. */
  readonly rowsAhead: number
  countRows(block: Block): number
  readonly signal?: AbortSignal
}

interface Group<Block> {
  readonly blocks: readonly Block[]
  /** The height behind it. */
  readonly end: number
}

/** A group that fails is read again as a whole: more blocks than these are not risked. */
const BLOCKS_MAX = 128

/**
 * Reads blocks in groups, each group asked for at once while the one before is stored. Groups grow where blocks are small and
 * shrink where they are large.
 *
 * Ends early where the source's chain does: it has become shorter.
 */
export async function* readAhead<Block extends BlockHeader>(
  source: BlockSource<Block>,
  range: Range<Block>,
): AsyncGenerator<readonly Block[]> {
  let size = range.blocksAhead
  let next = readGroup(source, range, { from: range.from, size })
  while (next !== undefined) {
    const current = next
    const { blocks, end } = await current
    size = fitSize(blocks, size, range)
    next = blocks.length === 0 ? undefined : readGroup(source, range, { from: end, size })
    // Whoever stops reading leaves this behind: its failure is told only to those who wait for it.
    next?.catch(() => undefined)
    if (blocks.length > 0) yield blocks
  }
}

/** How many blocks like these have the rows that are wanted: at most twice as many as before, since the next may be larger. */
function fitSize<Block>(blocks: readonly Block[], size: number, { rowsAhead, countRows }: Range<Block>): number {
  const rows = blocks.reduce((sum, block) => sum + countRows(block), 0)
  const fitting = Math.floor((blocks.length * rowsAhead) / Math.max(1, rows))
  return Math.max(1, Math.min(fitting, 2 * size, Math.max(size, BLOCKS_MAX)))
}

function readGroup<Block extends BlockHeader>(
  source: BlockSource<Block>,
  { to, signal }: Range<Block>,
  { from, size }: { readonly from: number; readonly size: number },
): Promise<Group<Block>> | undefined {
  if (from > to) return undefined
  const end = Math.min(from + size, to + 1)
  const heights = Array.from({ length: end - from }, (_, i) => from + i)
  return Promise.all(heights.map((height) => source.findBlock(height, signal))).then((blocks) => {
    const missing = blocks.indexOf(undefined)
    const found = (missing < 0 ? blocks : blocks.slice(0, missing)) as Block[]
    return { blocks: found, end: from + found.length }
  })
}
