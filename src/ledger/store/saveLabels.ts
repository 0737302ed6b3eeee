import { Address, ChainId } from '../../chain/index.ts'
import type { LabelRecord } from '../LedgerView.ts'
import { inTransaction, queryRows, type Store } from './Store.ts'

/** Adds labels; one that is there already, word for word, stays one. */
export async function addLabels(store: Store, labels: readonly LabelRecord[]): Promise<void> {
  await inTransaction(store, () => insertNew(store, labels))
}

/** Puts labels in the place of all that their sources said before. */
export async function replaceLabels(store: Store, labels: readonly LabelRecord[]): Promise<void> {
  await inTransaction(store, async () => {
    for (const source of new Set(labels.map((label) => label.source))) {
      await store.connection.run('DELETE FROM label WHERE source = $source', { source })
    }
    await insertNew(store, labels)
  })
}

/** All labels of the store, sorted by their content. */
export async function listLabels(store: Store): Promise<LabelRecord[]> {
  const rows = await queryRows(store, 'SELECT * EXCLUDE (key) FROM label ORDER BY ALL')
  return rows.map(toLabelRecord)
}

/** A row of the label table as a record. */
export function toLabelRecord(row: Readonly<Record<string, unknown>>): LabelRecord {
  return {
    chain: row['chain'] === null ? undefined : String(row['chain']),
    address: String(row['address']),
    name: String(row['name']),
    source: String(row['source']),
    confidence: row['confidence'] === null ? undefined : String(row['confidence']),
    reading: String(row['reading']),
  }
}

/** Adds labels that are not there, in the transaction of the caller. */
export async function insertNew(store: Store, labels: readonly LabelRecord[]): Promise<void> {
  await store.connection.run('CREATE OR REPLACE TEMP TABLE new_label AS FROM label LIMIT 0')
  const appender = await store.connection.createAppender('new_label', null, 'temp')
  for (const label of labels) {
    appendText(appender, label.chain)
    appender.appendVarchar(label.address)
    appender.appendBlob(keyOf(label))
    appender.appendVarchar(label.name)
    appender.appendVarchar(label.source)
    appendText(appender, label.confidence)
    appender.appendVarchar(label.reading)
    appender.endRow()
  }
  appender.flushSync()
  appender.closeSync()
  await store.connection.run('INSERT INTO label FROM new_label EXCEPT FROM label; DROP TABLE new_label')
}

/** A label without a chain is found by the same bytes on every chain that writes its addresses so. */
function keyOf({ address, chain }: LabelRecord): Uint8Array {
  return Address.toKey(address, ChainId.parse(chain ?? (address.startsWith('0x') ? 'ethereum' : 'bitcoin')))
}

type Appender = Awaited<ReturnType<Store['connection']['createAppender']>>

function appendText(appender: Appender, text: string | undefined): void {
  if (text === undefined) appender.appendNull()
  else appender.appendVarchar(text)
}
