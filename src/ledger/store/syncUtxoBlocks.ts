import type { ChainId } from '../../chain/index.ts'
import type { BlockHeader, BlockRef, UtxoBlock } from '../ChainSource.ts'
import { assertLinked, type Cursor, findCursor, laterOf, listAbove, listHeaders, moveCursor } from './Cursor.ts'
import { linkLaterSpends } from './linkSpends.ts'
import { inTransaction, queryRows, type Store } from './Store.ts'
import { findNextScript, uniteScripts } from './uniteScripts.ts'
import { createChain, findUtxoChain, type UtxoChain } from './utxoChain.ts'
import { openBlockWriter } from './writeBlocks.ts'

/**
 * Where the ledger of a UTXO chain ends, whether its blocks were followed or came from files: both have headers, and one
 * goes on where the other stopped.
 */
export async function findUtxoCursor(store: Store, chain: ChainId.ChainId): Promise<Cursor | undefined> {
  const [tip] = await listHeaders(store, chain, { limit: 1 })
  if (tip === undefined) return undefined
  const cursor = await findCursor(store, chain)
  return { height: tip.height, hash: tip.hash, finalHeight: cursor?.finalHeight }
}

/** Moves the cursor of a followed chain to its newest block, which came from a file. Runs inside the caller's transaction. */
export async function catchUpCursor(store: Store, chain: ChainId.ChainId, chainId: number): Promise<void> {
  if ((await findCursor(store, chain)) === undefined) return
  const tip = await findUtxoCursor(store, chain)
  if (tip !== undefined) await moveCursor(store, chainId, tip)
}

/**
 * Adds blocks that follow each other and the ledger's newest one, in one transaction, with the cursor last.
 *
 * @throws SyncError `LZ_SYNC_LINK` where they do not follow; UtxoError `LZ_UTXO_...` where a transaction
 * spends what is spent or is not there; StoreError `LZ_STORE_FORM`
 */
export async function applyUtxoBlocks(
  store: Store,
  chain: ChainId.ChainId,
  { blocks, final }: { readonly blocks: readonly UtxoBlock[]; readonly final: BlockRef | undefined },
): Promise<void> {
  const last = blocks.at(-1)
  if (last === undefined) return
  const known = await findUtxoChain(store, chain)
  const cursor = await findUtxoCursor(store, chain)
  assertLinked(cursor, blocks)
  await inTransaction(store, async () => {
    const id = await createChain(store, chain)
    await writeBlocks(store, { id, counts: known?.counts ?? NOTHING }, blocks)
    await moveCursor(store, id, { ...last, finalHeight: laterOf(cursor?.finalHeight, final?.height) })
  })
}

/**
 * Takes the newest blocks back, down to a height, in one transaction: with them what they spent is unspent again, and what
 * only they named is forgotten.
 *
 * @returns what was taken back, newest first
 * @throws SyncError `LZ_SYNC_BOTTOM` where the ledger does not reach as far down
 */
export async function undoUtxoBlocks(store: Store, chain: ChainId.ChainId, height: number): Promise<BlockHeader[]> {
  const { above, tip } = await listAbove(store, chain, height)
  const cursor = await findCursor(store, chain)
  await inTransaction(store, async () => {
    const chainId = await createChain(store, chain)
    if (above.length > 0) await deleteAbove(store, chainId, height)
    await moveCursor(store, chainId, { ...tip, finalHeight: cursor?.finalHeight })
  })
  return above
}

const NOTHING = { txs: 0, inputs: 0, outputs: 0 }

async function writeBlocks(store: Store, chain: UtxoChain, blocks: readonly UtxoBlock[]): Promise<void> {
  const firstScript = await findNextScript(store)
  const writer = await openBlockWriter(store, chain, { before: NOTHING, firstScript })
  try {
    for (const block of blocks) {
      writer.add({ ...block, hash: block.hash.slice(2), previous: block.previous.slice(2) })
    }
    writer.close()
  } catch (error) {
    writer.discard()
    throw error
  }
  if (chain.counts.txs > 0 || writer.hasForgotten()) await uniteScripts(store, chain.id, firstScript)
  await linkLaterSpends(store, chain)
}

/** An input's link goes with its row, so that what it spent is unspent again. */
async function deleteAbove(store: Store, chainId: number, height: number): Promise<void> {
  const [first] = await queryRows(
    store,
    `SELECT min(id) AS tx, min(first_input) AS input, min(first_output) AS output FROM tx
     WHERE chain = $chainId AND height > $height`,
    { chainId, height },
  )
  const [tx, input, output] = ['tx', 'input', 'output'].map((name) => Number(first?.[name]))
  await store.connection.run(`
    CREATE OR REPLACE TEMP TABLE named AS SELECT DISTINCT owner FROM output WHERE chain = ${chainId} AND id >= ${output};
    DELETE FROM output WHERE chain = ${chainId} AND id >= ${output};
    DELETE FROM input WHERE chain = ${chainId} AND id >= ${input};
    DELETE FROM missing WHERE chain = ${chainId} AND input >= ${input};
    DELETE FROM tx WHERE chain = ${chainId} AND id >= ${tx};
    DELETE FROM block WHERE chain = ${chainId} AND height > ${height};
    DELETE FROM address WHERE chain = ${chainId} AND id IN (
      FROM named ANTI JOIN (SELECT owner FROM output WHERE chain = ${chainId}) USING (owner));
    DROP TABLE named`)
}
