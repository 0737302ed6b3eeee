import { Address, type ChainId } from '../../chain/index.ts'
import { type BlockHeader, ISSUER_NOTICE_KINDS, type IssuerNotice } from '../ChainSource.ts'
import type { BlockRange } from '../LedgerView.ts'
import { findCursor, listAbove, moveCursor } from './Cursor.ts'
import { inTransaction, queryRows, type Store } from './Store.ts'
import { cutUntraced } from './untraced.ts'
import { createChain } from './utxoChain.ts'

/**
 * Takes the newest blocks back, down to a height, in one transaction.
 *
 * @returns what was taken back, newest first
 * @throws SyncError `LZ_SYNC_BOTTOM` where the ledger was not followed as far down
 */
export async function undoBlocks(store: Store, chain: ChainId.ChainId, height: number): Promise<BlockHeader[]> {
  const { above, tip } = await listAbove(store, chain, height)
  const cursor = await findCursor(store, chain)
  await inTransaction(store, async () => {
    const chainId = await createChain(store, chain)
    for (const table of ['transfer', 'notice']) {
      await store.connection.run(`DELETE FROM ${table} WHERE chain = $chainId AND block > $height`, { chainId, height })
    }
    await store.connection.run('DELETE FROM block WHERE chain = $chainId AND height > $height', { chainId, height })
    await cutUntraced(store, chainId, height)
    await moveCursor(store, chainId, { ...tip, finalHeight: cursor?.finalHeight })
  })
  return above
}

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

/** The bytes that hex digits stand for. */
export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}
