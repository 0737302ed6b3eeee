import { ExplorerError } from '../ExplorerError.ts'

export interface BlockQuery {
  /** The first block that is asked for. */
  readonly fromBlock: number
  /** Counts from 1. */
  readonly page: number
}

export interface BlockList<R> {
  readonly source: string
  readonly pageRows: number
  readonly windowRows: number
  readonly fetch: (query: BlockQuery) => Promise<readonly R[]>
}

/** Rows of whole blocks; `nextBlock` is where more may follow. */
export interface BlockRun<R> {
  readonly rows: readonly R[]
  readonly nextBlock: number | undefined
}

/**
 * Reads a list in runs of whole blocks, oldest first.
 *
 * A full page may end inside a block, so its last block is left to the next run, which begins with it. Where one block
 * fills a page the pages behind it are read too, as far as the explorer turns them.
 *
 * @throws ExplorerError `LZ_EXPLORER_ROWS` for rows before the first block or out of order, `LZ_EXPLORER_WINDOW`
 */
export async function* listBlocks<R extends { readonly blockNumber: number }>(
  list: BlockList<R>,
  fromBlock: number,
): AsyncGenerator<BlockRun<R>> {
  let from: number | undefined = fromBlock
  while (from !== undefined) {
    const run: BlockRun<R> = await readRun(list, from)
    yield run
    from = run.nextBlock
  }
}

async function readRun<R extends { readonly blockNumber: number }>(
  list: BlockList<R>,
  fromBlock: number,
): Promise<BlockRun<R>> {
  const rows: R[] = []
  for (let page = 1; page * list.pageRows <= list.windowRows; page++) {
    const more = await list.fetch({ fromBlock, page })
    rows.push(...more)
    assertOrder(list, rows, fromBlock)
    if (more.length < list.pageRows) return { rows, nextBlock: undefined }
    const last = rows.at(-1)?.blockNumber as number
    const whole = rows.filter(({ blockNumber }) => blockNumber < last)
    if (whole.length > 0) return { rows: whole, nextBlock: last }
  }
  const message = `${list.source}: block ${fromBlock} alone has ${rows.length} rows of this address, more than it tells. Leave the address out.`
  throw new ExplorerError('LZ_EXPLORER_WINDOW', message)
}

function assertOrder<R extends { readonly blockNumber: number }>(
  { source }: BlockList<R>,
  rows: readonly R[],
  fromBlock: number,
): void {
  let before = fromBlock
  for (const { blockNumber } of rows) {
    if (blockNumber < before) {
      const message = `${source}: a row of block ${blockNumber} stands where blocks from ${before} on should.`
      throw new ExplorerError('LZ_EXPLORER_ROWS', message)
    }
    before = blockNumber
  }
}
