import { queryRows, type Store } from './Store.ts'
import { NO_OUTPUT } from './schema.ts'
import type { UtxoCounts } from './stageBlocks.ts'
import { UtxoError } from './UtxoError.ts'

/** What a merge did beyond adding rows. */
export interface BlockMerge {
  /** Inputs of the ledger whose previous output it does not have. */
  readonly missing: number
  /** Inputs of earlier imports whose previous outputs are known now. */
  readonly linked: number
}

/**
 * Moves staged blocks into the ledger and links what they spend.
 *
 * Runs inside the caller's transaction. `before` is how much of the stage lies before the stored blocks: these move up.
 *
 * @throws UtxoError `LZ_UTXO_DOUBLE_SPEND`, `LZ_UTXO_ORDER`, `LZ_UTXO_OUTPUT`, `LZ_UTXO_MISSING`
 */
export async function mergeBlocks(store: Store, chainId: number, before: UtxoCounts): Promise<BlockMerge> {
  if (before.txs > 0) await moveUp(store, chainId, before)
  await mergeScripts(store, chainId)
  await insertBlocks(store, chainId)
  const merge = await linkMissing(store, chainId)
  await assertWhole(store, chainId, merge.missing)
  await store.connection.run(DROP_STAGE)
  return merge
}

const DROP_STAGE = ['block', 'tx', 'input', 'output', 'missing', 'script', 'owner', 'found']
  .map((name) => `DROP TABLE ${name === 'found' ? name : `stage_${name}`};`)
  .join(' ')

async function moveUp(store: Store, chainId: number, { txs, inputs, outputs }: UtxoCounts): Promise<void> {
  await store.connection.run(`
    UPDATE tx SET id = id + ${txs}, first_input = first_input + ${inputs}, first_output = first_output + ${outputs}
      WHERE chain = ${chainId};
    UPDATE input SET id = id + ${inputs}, tx = tx + ${txs}, spends = spends + ${outputs} WHERE chain = ${chainId};
    UPDATE output SET id = id + ${outputs}, tx = tx + ${txs} WHERE chain = ${chainId};
    UPDATE missing SET input = input + ${inputs}, tx = tx + ${txs} WHERE chain = ${chainId}`)
}

/** Gives ids to new scripts in the order in which they came, and says in `stage_owner` which id each number stands for. */
async function mergeScripts(store: Store, chainId: number): Promise<void> {
  await store.connection.run(`
    INSERT INTO address
    SELECT (SELECT coalesce(max(id), 0) FROM address) + row_number() OVER (ORDER BY script), ${chainId}, key, alias
    FROM (SELECT min(script) AS script, key, any_value(alias) AS alias FROM stage_script GROUP BY key)
      ANTI JOIN (SELECT key FROM address WHERE chain = ${chainId}) AS known USING (key);
    CREATE OR REPLACE TEMP TABLE stage_owner AS
      SELECT s.script, a.id AS owner FROM stage_script s JOIN address a ON a.chain = ${chainId} AND a.key = s.key`)
}

async function insertBlocks(store: Store, chainId: number): Promise<void> {
  await store.connection.run(`
    INSERT INTO block SELECT ${chainId}, height, time_sec, hash, previous, bits FROM stage_block;
    INSERT INTO tx SELECT ${chainId}, * FROM stage_tx;
    INSERT INTO input SELECT ${chainId}, id, tx, nullif(spends, ${NO_OUTPUT}), sequence FROM stage_input;
    INSERT INTO output
      SELECT ${chainId}, id, tx, value_sat::BIGINT, owner FROM stage_output JOIN stage_owner USING (script);
    INSERT INTO missing SELECT ${chainId}, * FROM stage_missing`)
}

/** Looks for the outputs that are missing in all of the ledger: of those of one id, the last before the spender. */
async function linkMissing(store: Store, chainId: number): Promise<BlockMerge> {
  await store.connection.run(`
    CREATE OR REPLACE TEMP TABLE found AS
      SELECT m.input, m.tx, m.txid, m.place, max(t.id) FILTER (t.id < m.tx) AS source, NULL::UINTEGER AS output
      FROM missing m JOIN tx t ON t.chain = m.chain AND t.txid = m.txid WHERE m.chain = ${chainId} GROUP BY ALL;
    UPDATE found SET output = o.id FROM tx t JOIN output o ON o.chain = t.chain AND o.tx = t.id
      WHERE t.chain = ${chainId} AND t.id = found.source AND o.id = t.first_output + found.place`)
  await assertFound(store, chainId)
  await store.connection.run(`
    UPDATE input SET spends = found.output FROM found WHERE input.chain = ${chainId} AND input.id = found.input;
    DELETE FROM missing WHERE chain = ${chainId} AND input IN (SELECT input FROM found)`)
  await assertOnce(store, chainId)
  const [counts] = await queryRows(
    store,
    `SELECT (SELECT count(*) FROM missing WHERE chain = $chainId) AS missing,
       (SELECT count(*) FROM found WHERE input NOT IN (SELECT input FROM stage_missing)) AS linked`,
    { chainId },
  )
  return { missing: Number(counts?.['missing']), linked: Number(counts?.['linked']) }
}

async function assertFound(store: Store, chainId: number): Promise<void> {
  const wrong = await findWrong(store, chainId, 'SELECT tx, txid, place, source FROM found WHERE output IS NULL')
  if (wrong === undefined) return
  const isLater = wrong.source === null
  const finding = isLater ? 'of a transaction that comes later' : 'which that transaction does not have'
  throw wrong.error(isLater ? 'LZ_UTXO_ORDER' : 'LZ_UTXO_OUTPUT', `spends an output ${finding}`)
}

/** What the stage did not see: outputs of earlier imports, and missing ones, that several inputs spend. */
async function assertOnce(store: Store, chainId: number): Promise<void> {
  const spent = `SELECT max(i.tx) AS tx, any_value(f.txid) AS txid, any_value(f.place) AS place, NULL AS source
    FROM input i JOIN found f ON f.output = i.spends WHERE i.chain = ${chainId} GROUP BY i.spends HAVING count(DISTINCT i.id) > 1`
  const missing = `SELECT max(tx), txid, place, NULL FROM missing WHERE chain = ${chainId} GROUP BY txid, place HAVING count(*) > 1`
  const wrong = await findWrong(store, chainId, `${spent} UNION ALL ${missing}`)
  if (wrong !== undefined) throw wrong.error('LZ_UTXO_DOUBLE_SPEND', 'spends an output for a second time')
}

/** A ledger that begins with the first block of all has every previous output. */
async function assertWhole(store: Store, chainId: number, missing: number): Promise<void> {
  const [first] = await queryRows(store, 'SELECT min(height) AS height FROM block WHERE chain = $chainId', { chainId })
  if (missing === 0 || Number(first?.['height']) > 0) return
  const sql = `SELECT tx, txid, place, NULL AS source FROM missing WHERE chain = ${chainId}`
  const wrong = await findWrong(store, chainId, sql)
  if (wrong !== undefined) throw wrong.error('LZ_UTXO_MISSING', 'spends an output that no transaction has')
}

interface Wrong {
  readonly source: unknown
  error(code: UtxoError['code'] & ConstructorParameters<typeof UtxoError>[0], finding: string): UtxoError
}

/** The first of the wrong inputs that a query lists, by their transactions. */
async function findWrong(store: Store, chainId: number, sql: string): Promise<Wrong | undefined> {
  const [row] = await queryRows(
    store,
    `SELECT t.height, lower(hex(t.txid)) AS spender, lower(hex(w.txid)) AS txid, w.place, w.source
     FROM (${sql}) AS w JOIN tx t ON t.chain = $chainId AND t.id = w.tx ORDER BY w.tx, w.place LIMIT 1`,
    { chainId },
  )
  if (row === undefined) return undefined
  return {
    source: row['source'],
    error(code, finding) {
      const outpoint = `${row['txid']}:${row['place']}`
      const message = `The transaction ${row['spender']} ${finding}: ${outpoint}. Fetch its block again.`
      return new UtxoError(code, { height: Number(row['height']) }, message)
    },
  }
}
