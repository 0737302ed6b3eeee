import type { DuckDBAppender } from '@duckdb/node-api'
import { Address, AssetId, type ChainId } from '../../chain/index.ts'
import type { SourceBlock } from '../ChainSource.ts'
import { TRANSFER_KINDS, type Transfer } from '../Transfer.ts'
import { queryRows, type Store } from './Store.ts'

const LOW_128 = (1n << 128n) - 1n

/** A transfer whose place in its block is known. */
interface Placed extends Transfer {
  readonly txIndex: number
  readonly ordinal: number
}

/** Rows with ids, ready to be written: what can fail has not failed by then. */
export interface ReadyBlocks {
  readonly chainId: number
  readonly newAddresses: readonly { readonly id: number; readonly key: Uint8Array }[]
  readonly newAssets: readonly { readonly id: number; readonly asset: AssetId.AssetId }[]
  readonly rows: readonly ReadyRow[]
}

interface ReadyRow {
  readonly transfer: Placed
  readonly sender: number
  readonly receiver: number
  readonly asset: number
}

/**
 * The transfers of blocks, if each has its place and stands behind the one before it: then none of them is there twice, and
 * they lie in ledger order as they are. Undefined otherwise.
 */
export function findPlaced(blocks: readonly SourceBlock[]): readonly Placed[] | undefined {
  const placed: Placed[] = []
  const known = new Set<string>()
  for (const { height, transfers } of blocks) {
    let before: Placed | undefined
    for (const transfer of transfers) {
      if (!isPlaced(transfer) || transfer.block !== height) return undefined
      if (before === undefined || !isSameTx(before, transfer)) {
        const tx = Buffer.from(transfer.tx).toString('latin1')
        if (known.has(tx) || (before !== undefined && before.txIndex >= transfer.txIndex)) return undefined
        known.add(tx)
      } else if (placeIn(before) >= placeIn(transfer)) return undefined
      placed.push(transfer)
      before = transfer
    }
  }
  return placed
}

function isPlaced(transfer: Transfer): transfer is Placed {
  return transfer.txIndex !== undefined && transfer.ordinal !== undefined && transfer.timeSec !== undefined
}

function isSameTx(one: Placed, other: Placed): boolean {
  return one.txIndex === other.txIndex && Buffer.compare(one.tx, other.tx) === 0
}

/** The place inside its transaction: ordinals have 32 bits. */
function placeIn({ kind, ordinal }: Placed): number {
  return TRANSFER_KINDS.indexOf(kind) * 2 ** 32 + ordinal
}

/** Finds the ids of what the rows name, and gives ids to what is new. */
export async function readyBlocks(
  store: Store,
  { chain, chainId }: { readonly chain: ChainId.ChainId; readonly chainId: number },
  placed: readonly Placed[],
): Promise<ReadyBlocks> {
  const hexOf = createKeyHexes(chain)
  const addresses = new Set(placed.flatMap(({ from, to }) => [hexOf(from), hexOf(to)]))
  const assets = new Set(placed.map(({ asset }) => asset))
  const known = await readIds(store, { chainId, addresses, assets })
  const newAddresses = giveIds(addresses, known.addresses, known.lastAddress)
  const newAssets = giveIds(assets, known.assets, known.lastAsset)
  const idOf = (ids: ReadonlyMap<string, number>, text: string): number => ids.get(text) as number
  return {
    chainId,
    newAddresses: newAddresses.map(({ id, text }) => ({ id, key: Uint8Array.from(Buffer.from(text, 'hex')) })),
    newAssets: newAssets.map(({ id, text }) => ({ id, asset: text as AssetId.AssetId })),
    rows: placed.map((transfer) => ({
      transfer,
      sender: idOf(known.addresses, hexOf(transfer.from)),
      receiver: idOf(known.addresses, hexOf(transfer.to)),
      asset: idOf(known.assets, transfer.asset),
    })),
  }
}

function createKeyHexes(chain: ChainId.ChainId): (address: string) => string {
  const known = new Map<string, string>()
  return (address) => {
    const found = known.get(address) ?? Buffer.from(Address.toKey(address, chain)).toString('hex').toUpperCase()
    known.set(address, found)
    return found
  }
}

interface Ids {
  readonly addresses: Map<string, number>
  readonly assets: Map<string, number>
  readonly lastAddress: number
  readonly lastAsset: number
}

interface Named {
  readonly chainId: number
  readonly addresses: ReadonlySet<string>
  readonly assets: ReadonlySet<string>
}

/** All in one question: each costs a millisecond, whatever it asks. */
async function readIds(store: Store, { chainId, addresses, assets }: Named): Promise<Ids> {
  const rows = await queryRows(
    store,
    `SELECT 'address' AS what, id, hex(key) AS text FROM address
       SEMI JOIN (SELECT unhex(unnest($keys::VARCHAR[])) AS key) USING (key) WHERE chain = $chainId
     UNION ALL SELECT 'asset', id, caip19 FROM asset SEMI JOIN (SELECT unnest($assets::VARCHAR[]) AS caip19) USING (caip19)
     UNION ALL SELECT 'last address', coalesce(max(id), 0), NULL FROM address
     UNION ALL SELECT 'last asset', coalesce(max(id), 0), NULL FROM asset`,
    { chainId, keys: `[${[...addresses].join()}]`, assets: listText(assets) },
  )
  const of = (what: string): typeof rows => rows.filter((row) => row['what'] === what)
  const idsOf = (what: string): Map<string, number> =>
    new Map(of(what).map((row) => [String(row['text']), Number(row['id'])]))
  const lastOf = (what: string): number => Number(of(what)[0]?.['id'])
  return {
    addresses: idsOf('address'),
    assets: idsOf('asset'),
    lastAddress: lastOf('last address'),
    lastAsset: lastOf('last asset'),
  }
}

/** A list as DuckDB reads it from a text; CAIP-19 has no quotes. */
function listText(texts: ReadonlySet<string>): string {
  return `[${[...texts].map((text) => `'${text}'`).join()}]`
}

function giveIds(
  texts: ReadonlySet<string>,
  known: Map<string, number>,
  last: number,
): { readonly id: number; readonly text: string }[] {
  const added: { id: number; text: string }[] = []
  for (const text of texts) {
    if (known.has(text)) continue
    const id = last + added.length + 1
    known.set(text, id)
    added.push({ id, text })
  }
  return added
}

/** Writes the rows behind all others, in the caller's transaction. */
export async function appendBlocks(store: Store, { chainId, ...ready }: ReadyBlocks): Promise<void> {
  await append(store, 'asset', ready.newAssets, (appender, { id, asset }) => {
    appender.appendUInteger(id)
    appender.appendVarchar(asset)
    const decimals = nativeDecimals(asset)
    if (decimals === undefined) appender.appendNull()
    else appender.appendUTinyInt(decimals)
  })
  await append(store, 'address', ready.newAddresses, (appender, { id, key }) => {
    appender.appendUInteger(id)
    appender.appendUTinyInt(chainId)
    appender.appendBlob(key)
    appender.appendNull()
  })
  await append(store, 'transfer', ready.rows, (appender, row) => writeRow(appender, chainId, row))
}

function writeRow(appender: DuckDBAppender, chainId: number, { transfer, sender, receiver, asset }: ReadyRow): void {
  const { block, txIndex, tx, kind, ordinal, amount, inexact } = transfer
  appender.appendUTinyInt(chainId)
  appender.appendUInteger(block)
  appender.appendUInteger(txIndex)
  appender.appendBlob(tx)
  appender.appendUTinyInt(TRANSFER_KINDS.indexOf(kind))
  appender.appendUInteger(ordinal)
  appender.appendUSmallInt(0)
  appender.appendUInteger(sender)
  appender.appendUInteger(receiver)
  appender.appendUInteger(asset)
  appender.appendUHugeInt(amount & LOW_128)
  appender.appendUHugeInt(amount >> 128n)
  appender.appendBoolean(inexact)
}

/** Appends rows to a table. Who gives none asks nothing. */
export async function append<Row>(
  store: Store,
  table: string,
  rows: readonly Row[],
  write: (appender: DuckDBAppender, row: Row) => void,
): Promise<void> {
  if (rows.length === 0) return
  const appender = await store.connection.createAppender(table)
  for (const row of rows) {
    write(appender, row)
    appender.endRow()
  }
  appender.closeSync()
}

/** The chain itself says how many decimals its native asset has; of no other asset is that known. */
export function nativeDecimals(asset: AssetId.AssetId): number | undefined {
  return AssetId.findNativeUnit(asset)?.decimals
}
