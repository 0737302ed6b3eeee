import { queryRows, type Store } from './ledger/index.ts'

/** All that a followed ledger says, without its ids: two ledgers of the same chain have the same. */
export async function dumpLedger(store: Store): Promise<string[]> {
  const parts = [
    `SELECT c.caip2, b.height, time_sec, hex(hash), hex(previous) FROM block b JOIN chain c ON c.id = b.chain ORDER BY ALL`,
    `SELECT c.caip2, block, tx_index, hex(tx), kind, ordinal, copy, hex(s.key), hex(r.key), caip19, decimals, amount, amount_high, inexact
     FROM transfer t JOIN chain c ON c.id = t.chain JOIN address s ON s.id = sender JOIN address r ON r.id = receiver
       JOIN asset a ON a.id = t.asset ORDER BY ALL`,
    `SELECT c.caip2, block, tx_index, ordinal, hex(tx), kind, asset, hex(account) FROM notice n JOIN chain c ON c.id = n.chain ORDER BY ALL`,
    `SELECT c.caip2, first, last FROM untraced u JOIN chain c ON c.id = u.chain ORDER BY ALL`,
    `SELECT c.caip2, height, hex(hash) FROM cursor JOIN chain c ON c.id = chain ORDER BY ALL`,
  ]
  const lines: string[] = []
  for (const sql of parts) lines.push(...(await queryRows(store, sql)).map((row) => JSON.stringify(row)))
  return lines
}
