import { Address, type ChainId } from '../../chain/index.ts'
import { type BlockHeader, type BlockRef, ISSUER_NOTICE_KINDS, type IssuerNotice } from '../ChainSource.ts'
import type { BlockRange } from '../LedgerView.ts'
import { SyncError } from '../sync/SyncError.ts'
import { inTransaction, queryRows, type Store } from './Store.ts'
import { createChain } from './utxoChain.ts'

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
  const rows = await queryRows(
    store,
    `SELECT ${HEADER} FROM block
     WHERE hash IS NOT NULL AND height BETWEEN $from AND $to AND chain = (SELECT id FROM chain WHERE caip2 = $chain)
     ORDER BY height DESC LIMIT $limit`,
    { chain, from, to, limit },
  )
  return rows.map(toHeader)
}

/** The lowest block above a height, of those that were followed. */
export async function findNextHeader(
  store: Store,
  chain: ChainId.ChainId,
  after: number,
): Promise<BlockHeader | undefined> {
  const [row] = await queryRows(
    store,
    `SELECT ${HEADER} FROM block WHERE hash IS NOT NULL AND height > $after
       AND chain = (SELECT id FROM chain WHERE caip2 = $chain) ORDER BY height LIMIT 1`,
    { chain, after },
  )
  return row === undefined ? undefined : toHeader(row)
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

/**
 * Takes the newest blocks back, down to a height, in one transaction.
 *
 * @returns what was taken back, newest first
 * @throws SyncError `LZ_SYNC_BOTTOM` where the ledger was not followed as far down
 */
export async function undoBlocks(store: Store, chain: ChainId.ChainId, height: number): Promise<BlockHeader[]> {
  const headers = await listHeaders(store, chain, { from: height, limit: HEADERS_MAX })
  const tip = headers.at(-1)
  if (tip?.height !== height) throw bottomReached(height)
  const cursor = await findCursor(store, chain)
  await inTransaction(store, async () => {
    const chainId = await createChain(store, chain)
    for (const table of ['transfer', 'notice']) {
      await store.connection.run(`DELETE FROM ${table} WHERE chain = $chainId AND block > $height`, { chainId, height })
    }
    await store.connection.run('DELETE FROM block WHERE chain = $chainId AND height > $height', { chainId, height })
    await moveCursor(store, chainId, { ...tip, finalHeight: cursor?.finalHeight })
  })
  return headers.slice(0, -1)
}

/** Of the column. */
const HEIGHT_MAX = 0xffff_ffff
/** More blocks than any caller takes back at once. */
const HEADERS_MAX = 100_000

/** Notices of the blocks above `after`, up to `to`, in ledger order, with the height of each one's block. */
export async function listNotices(
  store: Store,
  chain: ChainId.ChainId,
  { after, to }: BlockRange,
): Promise<(IssuerNotice & { readonly block: number })[]> {
  const rows = await queryRows(
    store,
    `SELECT block, kind, asset, tx_index, ordinal, hex(tx) AS tx, hex(account) AS account FROM notice
     WHERE block > $after AND block <= $to AND chain = (SELECT id FROM chain WHERE caip2 = $chain)
     ORDER BY block, tx_index, ordinal`,
    { chain, after, to },
  )
  return rows.map((row) => ({
    block: Number(row['block']),
    kind: ISSUER_NOTICE_KINDS[Number(row['kind'])] as IssuerNotice['kind'],
    asset: String(row['asset']) as IssuerNotice['asset'],
    account: Address.fromKey(bytesOf(String(row['account'])), chain),
    tx: bytesOf(String(row['tx'])),
    txIndex: Number(row['tx_index']),
    ordinal: Number(row['ordinal']),
  }))
}

/** Assets of the ledger of which nobody has said how many decimals they have. */
export async function listUnknownDecimals(store: Store): Promise<string[]> {
  const rows = await queryRows(store, 'SELECT caip19 FROM asset WHERE decimals IS NULL ORDER BY id')
  return rows.map((row) => String(row['caip19']))
}

/** Keeps how many decimals an asset has, where that was not known. */
export async function saveDecimals(store: Store, asset: string, decimals: number): Promise<void> {
  const sql = 'UPDATE asset SET decimals = $decimals WHERE caip19 = $asset AND decimals IS NULL'
  await store.connection.run(sql, { asset, decimals })
}

/** Writes where the ledger stands, in the caller's transaction. */
export async function moveCursor(store: Store, chainId: number, { height, hash, finalHeight }: Cursor): Promise<void> {
  const values = { chainId, height, hash: hash.slice(2), final: finalHeight ?? null }
  const set = 'height = $height, hash = unhex($hash), final_height = $final'
  const moved = await store.connection.run(`UPDATE cursor SET ${set} WHERE chain = $chainId`, values)
  if (moved.rowsChanged > 0) return
  await store.connection.run('INSERT INTO cursor VALUES ($chainId, $height, unhex($hash), $final)', values)
}

function bottomReached(height: number): SyncError {
  const message = `The ledger was not followed down to block ${height}: what is below was imported, and cannot be taken back. Follow the chain into a new folder.`
  return new SyncError('LZ_SYNC_BOTTOM', 'integrity', message)
}

/** The bytes that hex digits stand for. */
export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}
