import { Address, type AssetId, type ChainId } from '../../chain/index.ts'
import { NO_TIME, NONE, type PlainRow } from '../source/PlainRow.ts'
import { TRANSFER_KINDS, type Transfer } from '../Transfer.ts'
import { createRowChunks } from './rowChunks.ts'
import { queryRows, type Store } from './Store.ts'
import { FILL_STAGE, STAGE, STAGE_ROW } from './schema.ts'

/** Rows that are moved into the stage at a time: two of DuckDB's row groups, one for each core. */
const WINDOW_ROWS = 245_760

/** Rows of an import on their way into the store; nothing is visible to others before `mergeStage`. */
export interface Stage {
  readonly chain: ChainId.ChainId
  readonly newAssets: AssetIds['added']
  /** The id of an asset in the store, or the one that it will have. */
  assetId(asset: AssetId.AssetId): number
  /** The next row, to be written into. */
  readonly next: PlainRow
  /** Takes what has been written into `next`. */
  addNext(line: number): void
  add(line: number, transfer: Transfer): void
  /** Bounds what waits in memory: to be called every few thousand rows. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** Opens an empty stage. */
export async function openStage(store: Store, chain: ChainId.ChainId): Promise<Stage> {
  await store.connection.run(`${STAGE} ${STAGE_ROW}`)
  const assets = await openAssetIds(store)
  const chunks = createRowChunks()
  const { next } = chunks
  let appender = await store.connection.createAppender('stage_row', null, 'temp')
  let waiting = 0
  const addNext = (line: number): void => {
    chunks.add(line, assets.idOf(next.asset), appender)
    waiting++
  }
  const move = async (): Promise<void> => {
    chunks.flush(appender)
    appender.closeSync()
    await store.connection.run(FILL_STAGE)
    waiting = 0
  }
  return {
    chain,
    newAssets: assets.added,
    assetId: assets.idOf,
    next,
    addNext,
    add(line, transfer) {
      writeRow(transfer, chain, next)
      addNext(line)
    },
    async settle() {
      if (waiting < WINDOW_ROWS) return
      await move()
      await store.connection.run(STAGE_ROW)
      appender = await store.connection.createAppender('stage_row', null, 'temp')
    },
    async close() {
      await move()
      await store.connection.run('DROP TABLE stage_row')
    },
  }
}

function writeRow(transfer: Transfer, chain: ChainId.ChainId, into: PlainRow): void {
  const sender = Address.toKey(transfer.from, chain)
  into.keyEnd = into.keyAt
  for (const key of [transfer.tx, sender, Address.toKey(transfer.to, chain)]) {
    into.keys.set(key, into.keyEnd)
    into.keyEnd += key.length
  }
  into.senderLength = sender.length
  into.block = transfer.block
  into.timeSec = transfer.timeSec ?? NO_TIME
  into.txIndex = transfer.txIndex ?? NONE
  into.kind = TRANSFER_KINDS.indexOf(transfer.kind)
  into.ordinal = transfer.ordinal ?? NONE
  into.asset = transfer.asset
  into.amount = transfer.amount
  into.inexact = transfer.inexact
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
