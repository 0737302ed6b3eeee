import type { ChainId } from '../../chain/index.ts'
import type { SourceBlock } from '../ChainSource.ts'
import type { UntracedBlocks } from '../LedgerView.ts'
import { queryRows, type Store } from './Store.ts'

/**
 * Notes those of new blocks that came without the calls inside of their transactions, inside the caller's transaction.
 *
 * A block that has no transactions joins the range that ends before it, so that a range is not cut where nothing is missing.
 */
export async function saveUntraced(store: Store, chainId: number, blocks: readonly SourceBlock[]): Promise<void> {
  const before = (blocks[0]?.height ?? 0) - 1
  const [open] = await queryRows(store, 'SELECT first FROM untraced WHERE chain = $chainId AND last = $before', {
    chainId,
    before,
  })
  const known = open === undefined ? undefined : { first: Number(open['first']), last: before }
  const sql = 'INSERT INTO untraced VALUES ($chainId, $first, $last)'
  await store.connection.run('DELETE FROM untraced WHERE chain = $chainId AND last = $before', { chainId, before })
  for (const { first, last } of joinRanges(blocks, known)) await store.connection.run(sql, { chainId, first, last })
}

/** Forgets what is above a height, inside the caller's transaction. */
export async function cutUntraced(store: Store, chainId: number, height: number): Promise<void> {
  const values = { chainId, height }
  await store.connection.run('DELETE FROM untraced WHERE chain = $chainId AND first > $height', values)
  await store.connection.run('UPDATE untraced SET last = $height WHERE chain = $chainId AND last > $height', values)
}

/** The followed blocks of a chain that came without the calls inside of their transactions, in their order. */
export async function listUntraced(store: Store, chain: ChainId.ChainId): Promise<UntracedBlocks[]> {
  const sql = `SELECT first, last FROM untraced WHERE chain = (SELECT id FROM chain WHERE caip2 = $chain) ORDER BY first`
  const rows = await queryRows(store, sql, { chain })
  return rows.map(({ first, last }) => ({ first: Number(first), last: Number(last) }))
}

function joinRanges(blocks: readonly SourceBlock[], known: UntracedBlocks | undefined): UntracedBlocks[] {
  const ranges = known === undefined ? [] : [known]
  for (const { height, hasTraces } of blocks) {
    const before = ranges.at(-1)
    const isNext = before?.last === height - 1
    if (isNext && hasTraces !== true) ranges[ranges.length - 1] = { first: before.first, last: height }
    else if (hasTraces === false) ranges.push({ first: height, last: height })
  }
  return ranges
}
