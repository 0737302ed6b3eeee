import type { ChainId } from '../../chain/index.ts'
import type { LabelRecord } from '../LedgerView.ts'
import { inTransaction, queryRows, type Store } from './Store.ts'
import { insertNew, toLabelRecord } from './saveLabels.ts'

/** What a source answered when it was asked what addresses are called. */
export interface NamesAnswer {
  readonly chain: ChainId.ChainId
  /** Who says so, as the labels have it. */
  readonly source: string
  readonly atSec: number
  /** Canonical addresses about which it was asked. */
  readonly addresses: readonly string[]
  /** None of an address that has no name. */
  readonly labels: readonly LabelRecord[]
}

// When an address was last asked about stands in the table `meta` under `names CHAIN SOURCE ADDRESS`.
const prefixOf = ({ chain, source }: Pick<NamesAnswer, 'chain' | 'source'>): string =>
  `names ${chain} ${JSON.stringify(source)} `

/** Puts an answer in the place of what the same source said of the same addresses before, in one transaction. */
export async function storeNames(store: Store, answer: NamesAnswer): Promise<void> {
  const { chain, source, atSec, addresses, labels } = answer
  await inTransaction(store, async () => {
    for (const address of addresses) {
      const forget = 'DELETE FROM label WHERE source = $source AND address = $address AND chain = $chain'
      await store.connection.run(forget, { source, address, chain })
      const note = 'INSERT INTO meta VALUES ($key, $value) ON CONFLICT (key) DO UPDATE SET value = excluded.value'
      await store.connection.run(note, { key: `${prefixOf(answer)}${address}`, value: String(atSec) })
    }
    await insertNew(store, labels)
  })
}

/** When a source was last asked about addresses, by address. Unit: seconds since 1970. */
export async function listNamed(
  store: Store,
  question: Pick<NamesAnswer, 'chain' | 'source'>,
): Promise<Map<string, number>> {
  const prefix = prefixOf(question)
  const rows = await queryRows(store, 'SELECT key, value FROM meta WHERE starts_with(key, $prefix)', { prefix })
  return new Map(rows.map((row) => [String(row['key']).slice(prefix.length), Number(row['value'])]))
}

/** The labels of one address, whoever says so. */
export async function listLabelsOf(store: Store, address: string): Promise<LabelRecord[]> {
  const sql = 'SELECT * EXCLUDE (key) FROM label WHERE address = $address ORDER BY ALL'
  return (await queryRows(store, sql, { address })).map(toLabelRecord)
}
