import { queryRows, type Store } from './Store.ts'

/** What tells that somebody else has written to a ledger: texts to compare, which say nothing else. */
export interface LedgerMark {
  /** Changes with transfers, transactions, imports, and blocks of chains that are followed. */
  readonly rows: string
  readonly labels: string
}

/** The mark of a ledger as it is now. Costs a pass over its labels, and none over its transfers. */
export async function findMark(store: Store): Promise<LedgerMark> {
  const [row] = await queryRows(
    store,
    `SELECT
      concat_ws(' ', (SELECT count(*) FROM transfer), (SELECT count(*) FROM tx), (SELECT coalesce(max(id), 0) FROM import),
        (SELECT string_agg(concat_ws(':', chain, height, hex(hash)), ',' ORDER BY chain) FROM cursor)) AS rows,
      (SELECT concat_ws(' ', count(*), sum(hash(label)::UHUGEINT)) FROM label) AS labels`,
  )
  return { rows: String(row?.['rows']), labels: String(row?.['labels']) }
}
