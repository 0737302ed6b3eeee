import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ChainId } from '../chain/index.ts'
import { type ImportOptions, type ImportReport, importFile } from './importFile.ts'
import { openStore, queryRows, type Store } from './store/Store.ts'
import type { Reject } from './Transfer.ts'

/** A stored transfer as tests compare it, without ids. */
export interface StoredTransfer {
  readonly block: number
  readonly txIndex: number | undefined
  readonly tx: string
  readonly kind: number
  readonly ordinal: number | undefined
  readonly from: string
  readonly to: string
  readonly asset: string
  readonly amount: bigint
  readonly inexact: boolean
}

/** What an import did: its report, and the rejects in their order. */
export interface TestImport extends ImportReport {
  readonly rejects: readonly Reject[]
}

/** A ledger in a folder of its own, for tests. */
export interface TestLedger {
  readonly folder: string
  readonly store: Store
  /** Writes a file into the folder and gives its path. */
  write(name: string, content: string | Uint8Array): string
  import(path: string, options?: Partial<ImportOptions>): Promise<TestImport>
  /** All transfers, sorted by their content. */
  listTransfers(): Promise<StoredTransfer[]>
  close(): void
}

/** An empty ledger for the test that runs: it is gone when that ends. */
export async function newTestLedger(): Promise<TestLedger> {
  const ledger = await openTestLedger()
  onTestFinished(() => ledger.close())
  return ledger
}

/** Opens an empty ledger; `close` removes its folder. */
export async function openTestLedger(): Promise<TestLedger> {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-ledger-'))
  const store = await openStore(join(folder, 'store'), { mode: 'write' })
  return {
    folder,
    store,
    write(name, content) {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    },
    import: (path, options = {}) => importWith(store, path, options),
    listTransfers: () => listTransfers(store),
    close() {
      store.close()
      rmSync(folder, { recursive: true })
    },
  }
}

async function importWith(store: Store, path: string, options: Partial<ImportOptions>): Promise<TestImport> {
  const rejects: Reject[] = []
  const report = await importFile(store, path, {
    chain: ChainId.parse('ethereum'),
    columns: {},
    asset: undefined,
    decimals: undefined,
    keepDuplicates: false,
    strict: false,
    onReject: (reject) => rejects.push(reject),
    onProgress: () => {},
    ...options,
  })
  return { ...report, rejects }
}

/** All transfers of a store, sorted by their content. */
export async function listTransfers(store: Store): Promise<StoredTransfer[]> {
  const rows = await queryRows(
    store,
    `SELECT t.block, t.tx_index, lower(hex(t.tx)) AS tx, t.kind, t.ordinal, lower(hex(f.key)) AS sender,
       lower(hex(r.key)) AS receiver, a.caip19, t.amount, t.amount_high AS high, t.inexact
     FROM transfer t JOIN address f ON f.id = t.sender JOIN address r ON r.id = t.receiver JOIN asset a ON a.id = t.asset
     ORDER BY ALL`,
  )
  return rows.map((row) => ({
    block: Number(row['block']),
    txIndex: row['tx_index'] === null ? undefined : Number(row['tx_index']),
    tx: `0x${String(row['tx'])}`,
    kind: Number(row['kind']),
    ordinal: row['ordinal'] === null ? undefined : Number(row['ordinal']),
    from: `0x${String(row['sender'])}`,
    to: `0x${String(row['receiver'])}`,
    asset: String(row['caip19']),
    amount: (BigInt(String(row['high'])) << 128n) + BigInt(String(row['amount'])),
    inexact: row['inexact'] === true,
  }))
}
