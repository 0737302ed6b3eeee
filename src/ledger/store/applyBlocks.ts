import { Address, type ChainId } from '../../chain/index.ts'
import { type BlockHeader, type BlockRef, ISSUER_NOTICE_KINDS, type SourceBlock } from '../ChainSource.ts'
import { SyncError } from '../sync/SyncError.ts'
import { append, appendBlocks, findPlaced, readyBlocks } from './appendBlocks.ts'
import { assertLinked, type Cursor, laterOf, moveCursor, toCursor } from './Cursor.ts'
import { type Conflict, mergeStage } from './mergeStage.ts'
import { inTransaction, queryRows, type Store } from './Store.ts'
import { openStage } from './stageTransfers.ts'
import { bytesOf } from './syncBlocks.ts'
import { saveUntraced } from './untraced.ts'
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
  const [first, last] = [blocks[0], blocks.at(-1)]
  if (first === undefined || last === undefined) return
  const end = await findEnd(store, chain, first.height)
  if (end?.hasBlocks === true) await assertNoBlocks(store, chain)
  assertLinked(end?.cursor, blocks)
  const finalHeight = laterOf(end?.cursor?.finalHeight, final?.height)
  const write = (await findAppend(store, { chain, end }, blocks)) ?? (await stageMerge(store, chain, blocks))
  await inTransaction(store, async () => {
    const chainId = await write()
    await insertHeaders(store, chainId, blocks)
    await insertNotices(store, { chain, chainId }, blocks)
    await saveUntraced(store, chainId, blocks)
    await moveCursor(store, chainId, { ...last, finalHeight })
  })
}

/** Where a chain of the store ends, and what is there beside blocks that were followed. */
interface ChainEnd {
  readonly chainId: number
  readonly cursor: Cursor | undefined
  /** Whether it was read from blocks of outputs. */
  readonly hasBlocks: boolean
  /** Whether rows came from elsewhere, which could be those of a new block. */
  readonly hasOthers: boolean
}

/** A question costs a millisecond, whatever it asks; one that joins for each row of another costs ten. */
async function findEnd(store: Store, chain: ChainId.ChainId, height: number): Promise<ChainEnd | undefined> {
  const [row] = await queryRows(
    store,
    `SELECT c.id, cursor.height, lower(hex(cursor.hash)) AS hash, final_height
     FROM chain c LEFT JOIN cursor ON cursor.chain = c.id WHERE caip2 = $chain`,
    { chain },
  )
  if (row === undefined) return undefined
  const chainId = Number(row['id'])
  const found = await queryRows(
    store,
    `(SELECT 'blocks' AS what FROM tx WHERE chain = ${chainId} LIMIT 1)
     UNION ALL (SELECT 'others' FROM import LIMIT 1)
     UNION ALL (SELECT 'others' FROM block WHERE chain = ${chainId} AND hash IS NULL LIMIT 1)
     UNION ALL (SELECT 'others' FROM transfer WHERE chain = ${chainId} AND block >= ${height} LIMIT 1)`,
  )
  const has = (what: string): boolean => found.some((one) => one['what'] === what)
  const cursor = row['height'] === null ? undefined : toCursor(row)
  return { chainId, cursor, hasBlocks: has('blocks'), hasOthers: has('others') }
}

/** Writes rows in the caller's transaction, and gives the chain's id. */
type Write = () => Promise<number>

/** Where all that the ledger has of the chain was followed, new rows stand behind it as they are. */
async function findAppend(
  store: Store,
  { chain, end }: { readonly chain: ChainId.ChainId; readonly end: ChainEnd | undefined },
  blocks: readonly SourceBlock[],
): Promise<Write | undefined> {
  const placed = end?.cursor === undefined || end.hasOthers ? undefined : findPlaced(blocks)
  if (end === undefined || placed === undefined) return undefined
  const { chainId } = end
  const ready = await readyBlocks(store, { chain, chainId }, placed)
  return async () => {
    await appendBlocks(store, ready)
    return chainId
  }
}

/** The way of an import: it finds what the ledger has already, and what contradicts it. */
async function stageMerge(store: Store, chain: ChainId.ChainId, blocks: readonly SourceBlock[]): Promise<Write> {
  const stage = await openStage(store, chain)
  let line = 0
  for (const block of blocks) for (const transfer of block.transfers) stage.add(++line, transfer)
  await stage.close()
  return async () => {
    const chainId = await createChain(store, chain)
    const { conflicts } = await mergeStage(store, stage, { keepDuplicates: false, decimals: undefined })
    assertAgreement(conflicts, blocks)
    await dropHeaders(store, chainId, blocks)
    return chainId
  }
}

function assertAgreement([conflict]: readonly Conflict[], blocks: readonly SourceBlock[]): void {
  if (conflict === undefined) return
  const [first, last] = [blocks[0]?.height, blocks.at(-1)?.height]
  const message = `Among the blocks ${first} to ${last} a transfer of ${conflict.asset} has the place of another one that was imported before. Follow the chain into a new folder.`
  throw new SyncError('LZ_SYNC_CONFLICT', 'integrity', message)
}

async function dropHeaders(store: Store, chainId: number, blocks: readonly BlockHeader[]): Promise<void> {
  const [first, last] = [blocks[0]?.height ?? 0, blocks.at(-1)?.height ?? 0]
  const range = { chainId, first, last }
  await store.connection.run('DELETE FROM block WHERE chain = $chainId AND height BETWEEN $first AND $last', range)
}

async function insertHeaders(store: Store, chainId: number, blocks: readonly BlockHeader[]): Promise<void> {
  await append(store, 'block', blocks, (appender, { height, timeSec, hash, previous }) => {
    appender.appendUTinyInt(chainId)
    appender.appendUInteger(height)
    appender.appendBigInt(BigInt(timeSec))
    appender.appendBlob(bytesOf(hash.slice(2)))
    appender.appendBlob(bytesOf(previous.slice(2)))
    appender.appendNull()
  })
}

async function insertNotices(
  store: Store,
  { chain, chainId }: { readonly chain: ChainId.ChainId; readonly chainId: number },
  blocks: readonly SourceBlock[],
): Promise<void> {
  const all = blocks.flatMap(({ height, notices }) => notices.map((notice) => ({ height, ...notice })))
  await append(store, 'notice', all, (appender, { height, kind, asset, account, tx, txIndex, ordinal }) => {
    appender.appendUTinyInt(chainId)
    appender.appendUInteger(height)
    appender.appendUInteger(txIndex)
    appender.appendBlob(tx)
    appender.appendUInteger(ordinal)
    appender.appendUTinyInt(ISSUER_NOTICE_KINDS.indexOf(kind))
    appender.appendVarchar(asset)
    appender.appendBlob(Address.toKey(account, chain))
  })
}
