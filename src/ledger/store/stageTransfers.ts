import {
  BIGINT,
  BLOB,
  BOOLEAN,
  blobValue,
  type DuckDBAppender,
  DuckDBDataChunk,
  type DuckDBValue,
  UBIGINT,
  UHUGEINT,
  UINTEGER,
  UTINYINT,
} from '@duckdb/node-api'
import { Address, type AssetId, type ChainId } from '../../chain/index.ts'
import { TRANSFER_KINDS, type Transfer } from '../Transfer.ts'
import { queryRows, type Store } from './Store.ts'
import { STAGE } from './schema.ts'

const TYPES = [
  UBIGINT,
  UINTEGER,
  BIGINT,
  UINTEGER,
  BLOB,
  UTINYINT,
  UINTEGER,
  BLOB,
  BLOB,
  UINTEGER,
  UHUGEINT,
  UHUGEINT,
  BOOLEAN,
]

/** Rows of one data chunk: DuckDB's vector size. */
const CHUNK_ROWS = 2048
const LOW_128 = (1n << 128n) - 1n

/** Rows of an import on their way into the store; nothing is visible to others before `mergeStage`. */
export interface Stage {
  readonly chain: ChainId.ChainId
  readonly newAssets: AssetIds['added']
  /** The id of an asset in the store, or the one that it will have. */
  assetId(asset: AssetId.AssetId): number
  add(line: number, transfer: Transfer): void
  flush(): void
}

/** Opens an empty stage. */
export async function openStage(store: Store, chain: ChainId.ChainId): Promise<Stage> {
  await store.connection.run(STAGE)
  const assets = await openAssetIds(store)
  const appender = await store.connection.createAppender('stage', null, 'temp')
  const columns: DuckDBValue[][] = TYPES.map(() => [])
  const add = (line: number, transfer: Transfer): void => {
    const row = toRow(transfer, { line, chain, assetId: assets.idOf(transfer.asset) })
    for (let i = 0; i < row.length; i++) columns[i]?.push(row[i] as DuckDBValue)
    if (columns[0]?.length === CHUNK_ROWS) appendChunk(appender, columns)
  }
  const flush = (): void => {
    appendChunk(appender, columns)
    appender.flushSync()
    appender.closeSync()
  }
  return { chain, newAssets: assets.added, assetId: assets.idOf, add, flush }
}

interface RowContext {
  readonly line: number
  readonly chain: ChainId.ChainId
  readonly assetId: number
}

function toRow(transfer: Transfer, { line, chain, assetId }: RowContext): DuckDBValue[] {
  return [
    BigInt(line),
    transfer.block,
    transfer.timeSec === undefined ? null : BigInt(transfer.timeSec),
    transfer.txIndex ?? null,
    blobValue(transfer.tx),
    TRANSFER_KINDS.indexOf(transfer.kind),
    transfer.ordinal ?? null,
    blobValue(Address.toKey(transfer.from, chain)),
    blobValue(Address.toKey(transfer.to, chain)),
    assetId,
    transfer.amount & LOW_128,
    transfer.amount >> 128n,
    transfer.inexact,
  ]
}

function appendChunk(appender: DuckDBAppender, columns: DuckDBValue[][]): void {
  const count = columns[0]?.length ?? 0
  if (count === 0) return
  const chunk = DuckDBDataChunk.create(TYPES, count)
  chunk.setColumns(columns)
  appender.appendDataChunk(chunk)
  for (const column of columns) column.length = 0
}

/** Ids of assets, given out as they are asked for; `added` are those that the store does not have yet. */
async function openAssetIds(store: Store): Promise<AssetIds> {
  const rows = await queryRows(store, 'SELECT id, caip19 FROM asset ORDER BY id')
  const ids = new Map<string, number>(rows.map((row) => [String(row['caip19']), Number(row['id'])]))
  let last = Number(rows.at(-1)?.['id'] ?? 0)
  const added: { id: number; asset: AssetId.AssetId }[] = []
  const idOf = (asset: AssetId.AssetId): number => {
    const known = ids.get(asset)
    if (known !== undefined) return known
    const id = ++last
    ids.set(asset, id)
    added.push({ id, asset })
    return id
  }
  return { idOf, added }
}

interface AssetIds {
  readonly idOf: (asset: AssetId.AssetId) => number
  readonly added: readonly { readonly id: number; readonly asset: AssetId.AssetId }[]
}
