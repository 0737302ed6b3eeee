import { queryRows, type Store } from './Store.ts'
import { UtxoError } from './UtxoError.ts'
import type { UtxoChain, UtxoCounts } from './utxoChain.ts'

/** What linking found. */
export interface SpendLinks {
  /** Inputs of the ledger whose previous output it does not have. */
  readonly missing: number
  /** Inputs of earlier imports whose previous outputs are known now. */
  readonly linked: number
}

/**
 * Links the inputs whose previous outputs the import did not find itself, and asserts that none is spent twice.
 *
 * Runs inside the caller's transaction. The blocks of `chain` lie behind `before` of the import.
 *
 * @throws UtxoError `LZ_UTXO_DOUBLE_SPEND`, `LZ_UTXO_ORDER`, `LZ_UTXO_OUTPUT`, `LZ_UTXO_MISSING`
 */
export async function linkSpends(store: Store, chain: UtxoChain, before: UtxoCounts): Promise<SpendLinks> {
  const all = { chainId: chain.id, since: 0 }
  if ((await countMissing(store, all)) === 0) return { missing: 0, linked: 0 }
  await linkMissing(store, all)
  const links = { missing: await countMissing(store, all), linked: await countLinked(store, chain, before.inputs) }
  if (links.missing > 0) await assertWhole(store, all)
  await store.connection.run('DROP TABLE found')
  return links
}

/**
 * Links the inputs of blocks that were written behind those of `chain`. What was missing before stays so: its outputs
 * are not in later blocks.
 *
 * Runs inside the caller's transaction.
 *
 * @throws UtxoError as `linkSpends` does
 */
export async function linkLaterSpends(store: Store, { id, counts }: UtxoChain): Promise<void> {
  const later = { chainId: id, since: counts.inputs }
  if ((await countMissing(store, later)) === 0) return
  await linkMissing(store, later)
  if ((await countMissing(store, later)) > 0) await assertWhole(store, later)
  await store.connection.run('DROP TABLE found')
}

/** The inputs of a chain from one on. */
interface Inputs {
  readonly chainId: number
  readonly since: number
}

async function countMissing(store: Store, { chainId, since }: Inputs): Promise<number> {
  const sql = 'SELECT count(*) AS n FROM missing WHERE chain = $chainId AND input >= $since'
  const [row] = await queryRows(store, sql, { chainId, since })
  return Number(row?.['n'])
}

/** Inputs of the blocks from before. */
async function countLinked(store: Store, { counts }: UtxoChain, first: number): Promise<number> {
  const sql = 'SELECT count(*) AS n FROM found WHERE input >= $first AND input < $end'
  const [row] = await queryRows(store, sql, { first, end: first + counts.inputs })
  return Number(row?.['n'])
}

/** Looks for the outputs that are missing in all of the ledger: of those of one id, the last before the spender. */
async function linkMissing(store: Store, inputs: Inputs): Promise<void> {
  const { chainId, since } = inputs
  // Small tables are made first, so that the large ones are read once each and never joined with each other.
  await store.connection.run(`
    CREATE OR REPLACE TEMP TABLE found AS
      WITH sought AS MATERIALIZED (SELECT * EXCLUDE (chain) FROM missing WHERE chain = ${chainId} AND input >= ${since}),
      source AS MATERIALIZED (SELECT id, txid, first_output FROM tx WHERE chain = ${chainId} AND txid IN (SELECT txid FROM sought))
      SELECT m.input, m.tx, m.txid, m.place, max(s.id) FILTER (s.id < m.tx) AS source,
        max(s.first_output + m.place) FILTER (s.id < m.tx) AS sought, NULL::UINTEGER AS output
      FROM sought m JOIN source s USING (txid) GROUP BY ALL;
    UPDATE found SET output = o.id FROM output o WHERE o.chain = ${chainId} AND o.id = found.sought AND o.tx = found.source`)
  await assertFound(store, chainId)
  await store.connection.run(`
    UPDATE input SET spends = found.output FROM found WHERE input.chain = ${chainId} AND input.id = found.input;
    DELETE FROM missing WHERE chain = ${chainId} AND input IN (SELECT input FROM found)`)
  await assertOnce(store, inputs)
}

async function assertFound(store: Store, chainId: number): Promise<void> {
  const wrong = await findWrong(store, chainId, 'SELECT tx, txid, place, source FROM found WHERE output IS NULL')
  if (wrong === undefined) return
  const isLater = wrong.source === null
  const finding = isLater ? 'of a transaction that comes later' : 'which that transaction does not have'
  throw wrong.error(isLater ? 'LZ_UTXO_ORDER' : 'LZ_UTXO_OUTPUT', `spends an output ${finding}`)
}

/** What the writer did not see: outputs of earlier imports, and missing ones, that several inputs spend. */
async function assertOnce(store: Store, { chainId, since }: Inputs): Promise<void> {
  const spent = `SELECT max(i.tx) AS tx, any_value(f.txid) AS txid, any_value(f.place) AS place, NULL AS source
    FROM input i JOIN found f ON f.output = i.spends WHERE i.chain = ${chainId} GROUP BY i.spends HAVING count(DISTINCT i.id) > 1`
  const missing = `SELECT max(m.tx), txid, place, NULL
    FROM missing m SEMI JOIN (FROM missing WHERE chain = ${chainId} AND input >= ${since}) USING (txid, place)
    WHERE m.chain = ${chainId} GROUP BY txid, place HAVING count(*) > 1`
  const wrong = await findWrong(store, chainId, `${spent} UNION ALL ${missing}`)
  if (wrong !== undefined) throw wrong.error('LZ_UTXO_DOUBLE_SPEND', 'spends an output for a second time')
}

/** Of a ledger that has some missing: one that begins with the first block of all must have every previous output. */
async function assertWhole(store: Store, { chainId, since }: Inputs): Promise<void> {
  const [first] = await queryRows(store, 'SELECT min(height) AS height FROM block WHERE chain = $chainId', { chainId })
  if (Number(first?.['height']) > 0) return
  const sql = `SELECT tx, txid, place, NULL AS source FROM missing WHERE chain = ${chainId} AND input >= ${since}`
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
