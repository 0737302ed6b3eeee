import { nativeDecimals } from './appendBlocks.ts'
import { queryRows, type Store } from './Store.ts'
import type { Stage } from './stageTransfers.ts'
import { createChain } from './utxoChain.ts'

/**
 * What a merge did with the staged rows: `known` stood in the store already, `copied` stood twice in the file, and
 * `conflicts` claim the place of another transfer with other content: of these nothing is stored.
 */
export interface MergeCounts {
  readonly added: number
  readonly known: number
  readonly copied: number
  readonly conflicts: readonly Conflict[]
}

/** A row whose transaction and place belong to a transfer with other content. `amount` is in base units. */
export interface Conflict {
  readonly line: number
  readonly asset: string
  readonly amount: bigint
}

export interface MergeOptions {
  /** Keeps rows that are equal in every field and have no place in their transaction. */
  readonly keepDuplicates: boolean
  readonly decimals: number | undefined
}

/**
 * Moves the staged rows into the ledger: new assets, addresses and blocks first, then the transfers that are not there.
 *
 * Runs inside the caller's transaction; the stage is filled before that begins, because DuckDB reads what a transaction
 * has not committed yet with one thread.
 */
export async function mergeStage(store: Store, stage: Stage, options: MergeOptions): Promise<MergeCounts> {
  const chainId = await createChain(store, stage.chain)
  await mergeAssets(store, stage, options.decimals)
  await mergeAddresses(store, chainId)
  await mergeBlocks(store, chainId)
  const hasSuspects = await findSuspects(store, chainId)
  const judged = hasSuspects ? await judgeSuspects(store, chainId, options) : NOTHING_JUDGED
  const added = await insertTransfers(store, chainId, hasSuspects)
  await store.connection.run('DROP TABLE IF EXISTS judged; DROP TABLE suspect; DROP TABLE stage')
  return { added, ...judged }
}

async function mergeAssets(store: Store, stage: Stage, given: number | undefined): Promise<void> {
  const staged = new Set(
    (await queryRows(store, 'SELECT DISTINCT asset FROM stage')).map((row) => Number(row['asset'])),
  )
  const appender = await store.connection.createAppender('asset')
  for (const { id, asset } of stage.newAssets.filter((added) => staged.has(added.id))) {
    const decimals = given ?? nativeDecimals(asset)
    appender.appendUInteger(id)
    appender.appendVarchar(asset)
    if (decimals === undefined) appender.appendNull()
    else appender.appendUTinyInt(decimals)
    appender.endRow()
  }
  appender.closeSync()
  if (given === undefined) return
  const sql = 'UPDATE asset SET decimals = $given WHERE decimals IS NULL AND id IN (SELECT asset FROM stage)'
  await store.connection.run(sql, { given })
}

async function mergeAddresses(store: Store, chainId: number): Promise<void> {
  await store.connection.run(
    `INSERT INTO address
     SELECT (SELECT coalesce(max(id), 0) FROM address) + row_number() OVER (), $chainId, key, NULL
     FROM (SELECT sender AS key FROM stage UNION SELECT receiver FROM stage) AS seen
     ANTI JOIN (SELECT key FROM address WHERE chain = $chainId) AS known USING (key)`,
    { chainId },
  )
}

async function mergeBlocks(store: Store, chainId: number): Promise<void> {
  await store.connection.run(
    `INSERT INTO block
     SELECT $chainId, block, min(time_sec), NULL, NULL, NULL FROM stage
     ANTI JOIN (SELECT height FROM block WHERE chain = $chainId) AS known ON stage.block = known.height
     WHERE time_sec IS NOT NULL GROUP BY block`,
    { chainId },
  )
}

/** What a row must share with another to be the same transfer; rows without a place must be equal in content too. */
const IDENTITY = 'hash(tx, kind, ordinal)'
const CONTENT = '{b: block, s: sender, r: receiver, a: asset, v: amount, h: amount_high}'

/** The staged rows of `source` with ids in the place of addresses, and `tie`, the content of rows that have no place. */
const resolved = (source: string): string => `
  SELECT s.* REPLACE (f.id AS sender, t.id AS receiver), CASE WHEN s.ordinal IS NULL
    THEN s.sender || s.receiver || (SELECT caip19::BLOB FROM asset WHERE asset.id = s.asset) END AS tie
  FROM ${source} AS s JOIN (SELECT id, key FROM address WHERE chain = $chainId) AS f ON f.key = s.sender
    JOIN (SELECT id, key FROM address WHERE chain = $chainId) AS t ON t.key = s.receiver`

const NOTHING_JUDGED = { known: 0, copied: 0, conflicts: [] }

/** Whether any staged row's transaction and place occur again, in the file or in the store. */
async function findSuspects(store: Store, chainId: number): Promise<boolean> {
  await store.connection.run(
    `CREATE OR REPLACE TEMP TABLE suspect AS
     SELECT ${IDENTITY} AS identity FROM stage GROUP BY identity HAVING count(*) > 1
     UNION SELECT ${IDENTITY} FROM stage
     WHERE ${IDENTITY} IN (SELECT ${IDENTITY} FROM transfer WHERE chain = $chainId)`,
    { chainId },
  )
  return await isTrue(store, 'SELECT count(*) > 0 AS yes FROM suspect')
}

/**
 * Looks closer at the rows whose transaction and place occur again, in the file or in the store: `judged` says of each
 * what it is. The transfers that share a transaction and have no place are all looked at.
 */
async function judgeSuspects(
  store: Store,
  chainId: number,
  { keepDuplicates }: MergeOptions,
): Promise<Omit<MergeCounts, 'added'>> {
  await store.connection.run(
    `CREATE OR REPLACE TEMP TABLE judged AS
     WITH numbered AS (
       SELECT *, ${CONTENT} AS content,
         first_value(${CONTENT}) OVER (PARTITION BY tx, kind, ordinal ORDER BY line) AS first_content,
         row_number() OVER (PARTITION BY tx, kind, ordinal, ${CONTENT} ORDER BY line) - 1 AS copy
       FROM (${resolved(`(FROM stage WHERE ${IDENTITY} IN (FROM suspect))`)})),
     stored AS (
       SELECT tx, kind, ordinal, copy, ${CONTENT} AS content
       FROM transfer WHERE chain = $chainId AND ${IDENTITY} IN (FROM suspect))
     SELECT n.*, CASE
         WHEN n.ordinal IS NOT NULL AND coalesce(s.content, n.first_content) <> n.content THEN 'conflict'
         WHEN n.copy > 0 AND (n.ordinal IS NOT NULL OR NOT $keepDuplicates) THEN 'copied'
         WHEN s.tx IS NOT NULL THEN 'known' ELSE 'new' END AS verdict
     FROM numbered n LEFT JOIN stored s ON s.tx = n.tx AND s.kind = n.kind AND s.ordinal IS NOT DISTINCT FROM n.ordinal
       AND (n.ordinal IS NOT NULL OR (s.content = n.content AND s.copy = n.copy))`,
    { chainId, keepDuplicates },
  )
  const counts = await queryRows(store, 'SELECT verdict, count(*) AS n FROM judged GROUP BY verdict')
  const countOf = (verdict: string): number => Number(counts.find((row) => row['verdict'] === verdict)?.['n'] ?? 0)
  return { known: countOf('known'), copied: countOf('copied'), conflicts: await listConflicts(store) }
}

async function listConflicts(store: Store): Promise<Conflict[]> {
  const rows = await queryRows(
    store,
    `SELECT line, caip19, amount, amount_high AS high FROM judged JOIN asset ON asset.id = judged.asset
     WHERE verdict = 'conflict' ORDER BY line`,
  )
  return rows.map((row) => ({
    line: Number(row['line']),
    asset: String(row['caip19']),
    amount: (BigInt(String(row['high'])) << 128n) + BigInt(String(row['amount'])),
  }))
}

/** Stores the rows that are new, in ledger order; sorting is left out where all are new and stand in it already. */
async function insertTransfers(store: Store, chainId: number, hasSuspects: boolean): Promise<number> {
  const isSorted = !hasSuspects && (await isTrue(store, IS_IN_ORDER))
  const [last] = await queryRows(store, 'SELECT coalesce(max(rowid), -1) AS row FROM transfer')
  const result = await store.connection.run(
    `INSERT INTO transfer
     SELECT $chainId, block, tx_index, tx, kind, ordinal, copy, sender, receiver, asset, amount, amount_high, inexact
     FROM ${isSorted ? `(SELECT *, 0 AS copy FROM (${resolved('stage')})) ORDER BY line` : `(${newRows(hasSuspects)}) ORDER BY ${LEDGER_ORDER}`}`,
    { chainId },
  )
  await markOrder(store, chainId, Number(last?.['row']) + 1)
  return result.rowsChanged
}

const COLUMNS = 'block, tx_index, tx, kind, ordinal, sender, receiver, asset, amount, amount_high, inexact, tie'

// Any row of a transaction may tell its place; where none does, its lowest log index orders it.
const newRows = (hasSuspects: boolean): string => `
  SELECT * REPLACE (max(tx_index) OVER of_tx AS tx_index), min(CASE WHEN kind = 2 THEN ordinal END) OVER of_tx AS first_log
  FROM (SELECT ${COLUMNS}, 0 AS copy FROM (${resolved(`(FROM stage WHERE ${IDENTITY} NOT IN (FROM suspect))`)})
        ${hasSuspects ? `UNION ALL SELECT ${COLUMNS}, copy FROM judged WHERE verdict = 'new'` : ''})
  WINDOW of_tx AS (PARTITION BY block, tx)`
const LEDGER_ORDER =
  'block, tx_index NULLS LAST, first_log NULLS LAST, tx, kind, ordinal NULLS LAST, tie, amount_high, amount, copy'

// Whether the staged rows have their places and stand in the order of these.
const IS_IN_ORDER = `
  SELECT bool_and(coalesce(row = 1 OR block > block_before OR (block = block_before AND (tx_index > index_before
    OR (tx_index = index_before AND tx = tx_before
      AND (kind > kind_before OR (kind = kind_before AND ordinal > ordinal_before))))), false))
    AND count(*) = count(tx_index) AND count(*) = count(ordinal) AS yes
  FROM (SELECT *, row_number() OVER () AS row, lag(block) OVER () AS block_before, lag(tx_index) OVER () AS index_before,
          lag(tx) OVER () AS tx_before, lag(kind) OVER () AS kind_before, lag(ordinal) OVER () AS ordinal_before
        FROM stage)`

/**
 * A chain stays ordered while each import begins after the last block of those before it. The rows are looked at as they
 * lie in the file, so that nothing rests on how the engine stored them. Until they are committed their row ids are others.
 */
async function markOrder(store: Store, chainId: number, firstRow: number): Promise<void> {
  await store.connection.run(
    `UPDATE chain SET ordered = false WHERE id = $chainId AND ordered AND EXISTS (
       FROM (SELECT row_number() OVER () AS nth, block, coalesce(tx_index, 4294967295) AS tx_index, lag(block) OVER () AS block_before,
               lag(coalesce(tx_index, 4294967295)) OVER () AS index_before
             FROM transfer WHERE chain = $chainId AND rowid >= $firstRow)
       WHERE block < block_before OR (block = block_before AND tx_index < index_before)
         OR (nth = 1 AND block <= (SELECT max(block) FROM transfer WHERE chain = $chainId AND rowid < $firstRow)))`,
    { chainId, firstRow },
  )
}

async function isTrue(store: Store, sql: string): Promise<boolean> {
  const [row] = await queryRows(store, sql)
  return row?.['yes'] === true
}
