import type { ChainId } from '../../chain/index.ts'
import type { BlockHeader, BlockRef } from '../ChainSource.ts'
import { SyncError } from '../sync/SyncError.ts'
import { findChainId } from './findChainId.ts'
import { queryRows, type Store } from './Store.ts'

/** How far a chain was followed. `finalHeight` is the highest block that the chain has called final. */
export interface Cursor extends BlockRef {
  readonly finalHeight: number | undefined
}

/** Where the ledger stands on a chain; undefined where it was never followed. */
export async function findCursor(store: Store, chain: ChainId.ChainId): Promise<Cursor | undefined> {
  const [row] = await queryRows(
    store,
    `SELECT height, lower(hex(hash)) AS hash, final_height FROM cursor
     WHERE chain = (SELECT id FROM chain WHERE caip2 = $chain)`,
    { chain },
  )
  return row === undefined ? undefined : toCursor(row)
}

/** The cursor in a row of its table. */
export function toCursor(row: Readonly<Record<string, unknown>>): Cursor {
  const final = row['final_height']
  return {
    height: Number(row['height']),
    hash: `0x${String(row['hash'])}`,
    finalHeight: final === null ? undefined : Number(final),
  }
}

/** The blocks that were followed, newest first, at most `limit` of them. */
export async function listHeaders(
  store: Store,
  chain: ChainId.ChainId,
  { from = 0, to = HEIGHT_MAX, limit }: { from?: number; to?: number; limit: number },
): Promise<BlockHeader[]> {
  return await selectHeaders(store, chain, 'height BETWEEN $from AND $to ORDER BY height DESC LIMIT $limit', {
    from,
    to,
    limit,
  })
}

/** The blocks above a height, of those that were followed: lowest first, at most `limit` of them. */
export async function listNextHeaders(
  store: Store,
  chain: ChainId.ChainId,
  { after, limit }: { after: number; limit: number },
): Promise<BlockHeader[]> {
  return await selectHeaders(store, chain, 'height > $after ORDER BY height LIMIT $limit', { after, limit })
}

/** The chain's number is asked for first: with the question inside, DuckDB writes the hashes of all blocks out (0.8 s for 1 M). */
async function selectHeaders(
  store: Store,
  chain: ChainId.ChainId,
  which: string,
  values: Record<string, number>,
): Promise<BlockHeader[]> {
  const chainId = await findChainId(store, chain)
  if (chainId === undefined) return []
  const rows = await queryRows(
    store,
    `SELECT ${HEADER} FROM block WHERE hash IS NOT NULL AND chain = $chainId AND ${which}`,
    { chainId, ...values },
  )
  return rows.map(toHeader)
}

const HEADER = 'height, lower(hex(hash)) AS hash, lower(hex(previous)) AS previous, time_sec'

function toHeader(row: Readonly<Record<string, unknown>>): BlockHeader {
  return {
    height: Number(row['height']),
    hash: `0x${String(row['hash'])}`,
    previous: `0x${String(row['previous'])}`,
    timeSec: Number(row['time_sec']),
  }
}

/** Of the column. */
const HEIGHT_MAX = 0xffff_ffff
/** More blocks than any caller takes back at once. */
const HEADERS_MAX = 100_000

/**
 * The blocks above a height, newest first, and the one at it, which is the newest when they are taken back.
 *
 * @throws SyncError `LZ_SYNC_BOTTOM` where the ledger was not followed as far down
 */
export async function listAbove(
  store: Store,
  chain: ChainId.ChainId,
  height: number,
): Promise<{ above: BlockHeader[]; tip: BlockHeader }> {
  const headers = await listHeaders(store, chain, { from: height, limit: HEADERS_MAX })
  const tip = headers.at(-1)
  if (tip?.height !== height) throw bottomReached(height)
  return { above: headers.slice(0, -1), tip }
}

/**
 * Asserts that blocks follow each other, and the ledger's newest one.
 *
 * @throws SyncError `LZ_SYNC_LINK`
 */
export function assertLinked(cursor: Cursor | undefined, blocks: readonly BlockHeader[]): void {
  let before: BlockRef | undefined = cursor
  for (const block of blocks) {
    if (before !== undefined && (block.height !== before.height + 1 || block.previous !== before.hash)) {
      const message = `block ${block.height}, ${block.hash}, stands on ${block.previous}, the ledger ends with ${before.height}, ${before.hash}.`
      throw new SyncError('LZ_SYNC_LINK', 'integrity', message)
    }
    before = block
  }
}

/** Writes a chain's cursor in the place of the one before, inside the caller's transaction: the last thing in it. */
export async function moveCursor(store: Store, chainId: number, { height, hash, finalHeight }: Cursor): Promise<void> {
  const values = { chainId, height, hash: hash.slice(2), final: finalHeight ?? null }
  const set = 'height = $height, hash = unhex($hash), final_height = $final'
  const moved = await store.connection.run(`UPDATE cursor SET ${set} WHERE chain = $chainId`, values)
  if (moved.rowsChanged > 0) return
  await store.connection.run('INSERT INTO cursor VALUES ($chainId, $height, unhex($hash), $final)', values)
}

/** The later of two final heights, where one is known. */
export function laterOf(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other)
}

function bottomReached(height: number): SyncError {
  const message = `The ledger was not followed down to block ${height}: what is below was imported, and cannot be taken back. Follow the chain into a new folder.`
  return new SyncError('LZ_SYNC_BOTTOM', 'integrity', message)
}
