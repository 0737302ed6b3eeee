import { AssetId, ChainId } from '../../chain/index.ts'
import { queryRows, type Store } from './Store.ts'
import type { Stage } from './stageTransfers.ts'

/** What a merge did with the staged rows: `known` stood in the store already, `copied` stood twice in the file. */
export interface MergeCounts {
  readonly added: number
  readonly known: number
  readonly copied: number
}

export interface MergeOptions {
  readonly keepDuplicates: boolean
  readonly decimals: number | undefined
}

// A row's identity. Where the place in the transaction is known it is enough; else the content, and the copy's number.
const IDENTITY = `chain, tx, kind, ordinal,
  CASE WHEN ordinal IS NULL THEN sender END, CASE WHEN ordinal IS NULL THEN receiver END,
  CASE WHEN ordinal IS NULL THEN asset END, CASE WHEN ordinal IS NULL THEN amount END,
  CASE WHEN ordinal IS NULL THEN amount_high END`

/**
 * Moves the staged rows into the ledger: new assets, addresses and blocks first, then the transfers that are not there.
 *
 * Runs inside the caller's transaction.
 */
export async function mergeStage(store: Store, stage: Stage, options: MergeOptions): Promise<MergeCounts> {
  await mergeAssets(store, stage, options.decimals)
  await mergeAddresses(store)
  await mergeBlocks(store)
  await numberCopies(store)
  const staged = await count(store, 'SELECT count(*) AS n FROM numbered')
  const distinct = options.keepDuplicates
    ? staged
    : await count(store, 'SELECT count(*) AS n FROM numbered WHERE copy = 0')
  const before = await count(store, 'SELECT count(*) AS n FROM transfer')
  await insertTransfers(store, options.keepDuplicates)
  const added = (await count(store, 'SELECT count(*) AS n FROM transfer')) - before
  await store.connection.run('DROP TABLE numbered; DROP TABLE stage')
  return { added, known: distinct - added, copied: staged - distinct }
}

async function mergeAssets(store: Store, stage: Stage, given: number | undefined): Promise<void> {
  for (const { id, asset } of stage.newAssets) {
    const decimals = given ?? nativeDecimals(asset)
    await store.connection.run('INSERT INTO asset VALUES ($id, $asset, $decimals)', {
      id,
      asset,
      decimals: decimals ?? null,
    })
  }
}

/** The chain itself says how many decimals its native asset has; of no other asset is that known. */
function nativeDecimals(asset: AssetId.AssetId): number | undefined {
  const { chain, namespace } = AssetId.toParts(asset)
  return namespace === 'slip44' ? ChainId.find(chain)?.nativeDecimals : undefined
}

async function mergeAddresses(store: Store): Promise<void> {
  await store.connection.run(`
    INSERT INTO address
    SELECT (SELECT coalesce(max(id), 0) FROM address) + row_number() OVER (ORDER BY chain, key), chain, key
    FROM (SELECT chain, sender AS key FROM stage UNION SELECT chain, receiver FROM stage) AS seen
    ANTI JOIN address USING (chain, key)`)
}

async function mergeBlocks(store: Store): Promise<void> {
  await store.connection.run(`
    INSERT INTO block
    SELECT chain, block AS height, min(time_sec) FROM stage ANTI JOIN block ON stage.chain = block.chain AND stage.block = block.height
    WHERE time_sec IS NOT NULL GROUP BY ALL`)
}

/** Gives equal rows of the file the numbers 0, 1, 2 in the order of its lines. */
async function numberCopies(store: Store): Promise<void> {
  await store.connection.run(`
    CREATE OR REPLACE TEMP TABLE numbered AS
    WITH resolved AS (
      SELECT s.* REPLACE (f.id AS sender, t.id AS receiver)
      FROM stage s JOIN address f ON f.chain = s.chain AND f.key = s.sender
                   JOIN address t ON t.chain = s.chain AND t.key = s.receiver)
    SELECT *, row_number() OVER (PARTITION BY ${IDENTITY} ORDER BY line) - 1 AS copy FROM resolved`)
}

async function insertTransfers(store: Store, keepDuplicates: boolean): Promise<void> {
  await store.connection.run(`
    INSERT INTO transfer
    SELECT chain, block, tx_index, tx, kind, ordinal, copy, sender, receiver, asset, amount, amount_high, inexact
    FROM numbered n
    WHERE ${keepDuplicates ? 'true' : 'copy = 0'} AND NOT EXISTS (
      SELECT 1 FROM transfer t
      WHERE t.chain = n.chain AND t.tx = n.tx AND t.kind = n.kind AND t.ordinal IS NOT DISTINCT FROM n.ordinal
        AND (t.ordinal IS NOT NULL OR (t.sender = n.sender AND t.receiver = n.receiver AND t.asset = n.asset
          AND t.amount = n.amount AND t.amount_high = n.amount_high AND t.copy = n.copy)))
    ORDER BY chain, block, tx_index, tx, kind, ordinal`)
}

async function count(store: Store, sql: string): Promise<number> {
  const [row] = await queryRows(store, sql)
  return Number(row?.['n'])
}
