import { Address, type ChainId } from '../../chain/index.ts'
import {
  type BlockHeader,
  type BlockRef,
  ISSUER_NOTICE_KINDS,
  type IssuerNotice,
  type SourceBlock,
} from '../ChainSource.ts'
import type { BlockRange } from '../LedgerView.ts'
import { SyncError } from '../sync/SyncError.ts'
import { assertLinked, findCursor, laterOf, listAbove, moveCursor } from './Cursor.ts'
import { type Conflict, mergeStage } from './mergeStage.ts'
import { inTransaction, queryRows, type Store } from './Store.ts'
import { openStage } from './stageTransfers.ts'
import { assertNoBlocks, createChain } from './utxoChain.ts'

/**
 * Adds blocks that follow each other and the cursor, in one transaction, with the cursor last.
 *
 * @throws SyncError `LZ_SYNC_LINK` where they do not follow, `LZ_SYNC_CONFLICT` where the ledger has other transfers in
 * the same places; StoreError `LZ_STORE_FORM`
 */
export async function applyBlocks(
  store: Store,
  chain: ChainId.ChainId,
  blocks: readonly SourceBlock[],
  final?: BlockRef,
): Promise<void> {
  const last = blocks.at(-1)
  if (last === undefined) return
  await assertNoBlocks(store, chain)
  const cursor = await findCursor(store, chain)
  assertLinked(cursor, blocks)
  const stage = await openStage(store, chain)
  let line = 0
  for (const block of blocks) for (const transfer of block.transfers) stage.add(++line, transfer)
  await stage.close()
  await inTransaction(store, async () => {
    const chainId = await createChain(store, chain)
    await insertHeaders(store, chainId, blocks)
    const { conflicts } = await mergeStage(store, stage, { keepDuplicates: false, decimals: undefined })
    assertAgreement(conflicts, blocks)
    await insertNotices(store, { chain, chainId }, blocks)
    await moveCursor(store, chainId, { ...last, finalHeight: laterOf(cursor?.finalHeight, final?.height) })
  })
}

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

function assertAgreement([conflict]: readonly Conflict[], blocks: readonly SourceBlock[]): void {
  if (conflict === undefined) return
  const [first, last] = [blocks[0]?.height, blocks.at(-1)?.height]
  const message = `Among the blocks ${first} to ${last} a transfer of ${conflict.asset} has the place of another one that was imported before. Follow the chain into a new folder.`
  throw new SyncError('LZ_SYNC_CONFLICT', 'integrity', message)
}

async function insertHeaders(store: Store, chainId: number, blocks: readonly BlockHeader[]): Promise<void> {
  const [first, last] = [blocks[0]?.height ?? 0, blocks.at(-1)?.height ?? 0]
  const range = { chainId, first, last }
  await store.connection.run('DELETE FROM block WHERE chain = $chainId AND height BETWEEN $first AND $last', range)
  const appender = await store.connection.createAppender('block')
  for (const { height, timeSec, hash, previous } of blocks) {
    appender.appendUTinyInt(chainId)
    appender.appendUInteger(height)
    appender.appendBigInt(BigInt(timeSec))
    appender.appendBlob(bytesOf(hash.slice(2)))
    appender.appendBlob(bytesOf(previous.slice(2)))
    appender.appendNull()
    appender.endRow()
  }
  appender.closeSync()
}

async function insertNotices(
  store: Store,
  { chain, chainId }: { readonly chain: ChainId.ChainId; readonly chainId: number },
  blocks: readonly SourceBlock[],
): Promise<void> {
  if (blocks.every(({ notices }) => notices.length === 0)) return
  const appender = await store.connection.createAppender('notice')
  for (const { height, notices } of blocks) {
    for (const { kind, asset, account, tx, txIndex, ordinal } of notices) {
      appender.appendUTinyInt(chainId)
      appender.appendUInteger(height)
      appender.appendUInteger(txIndex)
      appender.appendBlob(tx)
      appender.appendUInteger(ordinal)
      appender.appendUTinyInt(ISSUER_NOTICE_KINDS.indexOf(kind))
      appender.appendVarchar(asset)
      appender.appendBlob(Address.toKey(account, chain))
      appender.endRow()
    }
  }
  appender.closeSync()
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}
