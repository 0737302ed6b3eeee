import { queryRows, type Store } from './Store.ts'

/** The id that the next new script of any chain gets. */
export async function findNextScript(store: Store): Promise<number> {
  const [row] = await queryRows(store, 'SELECT coalesce(max(id), 0) + 1 AS next FROM address')
  return Number(row?.['next'])
}

/**
 * Gives scripts that the chain has several times one id: that of before, else the first new one. The new ids, from
 * `firstScript` on, stay without gaps.
 *
 * Runs inside the caller's transaction, after scripts and outputs were written.
 */
export async function uniteScripts(store: Store, chainId: number, firstScript: number): Promise<void> {
  await store.connection.run(`
    CREATE OR REPLACE TEMP TABLE united AS
      WITH script AS (
        SELECT id, key, min(id) OVER (PARTITION BY key) AS first FROM address WHERE chain = ${chainId} AND id >= ${firstScript}
      )
      SELECT s.id, s.first, known.id IS NULL AS is_new, coalesce(
        known.id, ${firstScript - 1} + dense_rank() OVER (PARTITION BY known.id IS NULL ORDER BY s.first)
      ) AS owner
      FROM script s LEFT JOIN address known ON known.chain = ${chainId} AND known.id < ${firstScript} AND known.key = s.key;
    UPDATE output SET owner = united.owner FROM united
      WHERE output.chain = ${chainId} AND output.owner = united.id AND united.owner <> united.id;
    DELETE FROM address USING united WHERE address.id = united.id AND NOT (is_new AND united.id = first);
    UPDATE address SET id = united.owner FROM united WHERE address.id = united.id AND united.owner <> united.id;
    DROP TABLE united`)
}
