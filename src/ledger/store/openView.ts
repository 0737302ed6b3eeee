import { Address, type ChainId, TxHash } from '../../chain/index.ts'
import type {
  BlockRange,
  ImportSummary,
  KnownBlock,
  LabelRecord,
  LedgerAsset,
  LedgerView,
  RejectedAmount,
  TransferPlace,
} from '../LedgerView.ts'
import { findChainId } from './findChainId.ts'
import { readTransfers } from './readTransfers.ts'
import { queryRows, type Store, StoreError } from './Store.ts'
import { toLabelRecord } from './saveLabels.ts'
import { listUntraced } from './untraced.ts'

/**
 * A view of one chain of the store.
 *
 * @throws StoreError `LZ_STORE_CHAIN` when the store has nothing of that chain
 */
export async function openView(store: Store, chain: ChainId.ChainId): Promise<LedgerView> {
  const chainId = await findChainId(store, chain)
  if (chainId === undefined)
    throw new StoreError('LZ_STORE_CHAIN', 'not-found', `${store.folder} has no transfers of ${chain}.`)
  return {
    chain,
    listAssets: () => listAssets(store),
    listAssetsOf: (accounts, blocks) => listAssetsOf(store, chainId, { accounts, blocks }),
    readTransfers: (assetIds, blocks) =>
      readTransfers(store, { chainId, ...(assetIds && { assetIds }), ...(blocks && { blocks }) }),
    findAccounts: (addresses) => findAccounts(store, { chain, chainId }, addresses),
    listAssetsIn: (tx, ordinal) => listAssetsIn(store, chainId, { tx, ordinal }),
    findNewestAccount: () => findNewestAccount(store, chainId),
    findTransfers: (tx, ordinal) => findTransfers(store, chainId, { tx, ordinal }),
    describeAccounts: (accounts) => describeAccounts(store, chain, accounts),
    describeTransfers: (rowIds) => describeTransfers(store, rowIds),
    listLabels: (above = 0) => listLabels(store, { chain, chainId, above }),
    findBlock: async (height) => (await findBlocks(store, chainId, [height])).get(height),
    findBlocks: (heights) => findBlocks(store, chainId, heights),
    findBlockAt: (timeSec) => findBlockAt(store, chainId, timeSec),
    listImports: () => listImports(store),
    listUntraced: () => listUntraced(store, chain),
  }
}

interface Chain {
  readonly chain: ChainId.ChainId
  readonly chainId: number
}

async function listAssets(store: Store): Promise<LedgerAsset[]> {
  const rows = await queryRows(
    store,
    `SELECT id, caip19, decimals, coalesce(n, 0) AS inexact
     FROM asset LEFT JOIN (SELECT asset, count(*) AS n FROM transfer WHERE inexact GROUP BY asset) ON asset = id ORDER BY id`,
  )
  return rows.map((row) => ({
    id: Number(row['id']),
    caip19: String(row['caip19']),
    decimals: row['decimals'] === null ? undefined : Number(row['decimals']),
    inexact: Number(row['inexact']),
  }))
}

async function listAssetsOf(
  store: Store,
  chainId: number,
  { accounts, blocks }: { accounts: readonly number[]; blocks: BlockRange | undefined },
): Promise<number[]> {
  if (accounts.length === 0) return []
  const among = accounts.join()
  const range = blocks === undefined ? '' : ` AND block > ${blocks.after} AND block <= ${blocks.to}`
  const rows = await queryRows(
    store,
    `SELECT DISTINCT asset FROM transfer WHERE chain = ${chainId} AND (sender IN (${among}) OR receiver IN (${among}))${range}
     ORDER BY asset`,
  )
  return rows.map((row) => Number(row['asset']))
}

async function findAccounts(
  store: Store,
  { chain, chainId }: Chain,
  addresses: readonly string[],
): Promise<Map<string, number>> {
  const byHex = new Map(addresses.map((address) => [hexOf(Address.toKey(address, chain)), address]))
  const rows = await queryRows(
    store,
    'SELECT a.id, hex(a.key) AS hex FROM address a JOIN (SELECT unnest($keys::VARCHAR[]) AS k) ON a.key = unhex(k) WHERE chain = $chainId',
    { keys: `[${[...byHex.keys()].join(',')}]`, chainId },
  )
  return new Map(rows.map((row) => [byHex.get(String(row['hex'])) as string, Number(row['id'])]))
}

interface TransferKey {
  readonly tx: string
  readonly ordinal: number | undefined
}

const OF_TX = 'FROM transfer WHERE chain = $chainId AND tx = unhex($tx) AND ($any OR ordinal = $ordinal)'

function valuesOf(chainId: number, { tx, ordinal }: TransferKey): Record<string, string | number | boolean> {
  const hex = hexOf(TxHash.toBytes(TxHash.parse(tx)))
  return { chainId, tx: hex, any: ordinal === undefined, ordinal: ordinal ?? 0 }
}

async function findTransfers(store: Store, chainId: number, key: TransferKey): Promise<number[]> {
  const rows = await queryRows(store, `SELECT rowid AS id ${OF_TX} ORDER BY id`, valuesOf(chainId, key))
  return rows.map((row) => Number(row['id']))
}

async function listAssetsIn(store: Store, chainId: number, key: TransferKey): Promise<number[]> {
  const rows = await queryRows(store, `SELECT DISTINCT asset ${OF_TX} ORDER BY asset`, valuesOf(chainId, key))
  return rows.map((row) => Number(row['asset']))
}

async function findNewestAccount(store: Store, chainId: number): Promise<number> {
  const [row] = await queryRows(store, 'SELECT coalesce(max(id), 0) AS id FROM address WHERE chain = $chainId', {
    chainId,
  })
  return Number(row?.['id'])
}

async function describeAccounts(
  store: Store,
  chain: ChainId.ChainId,
  accounts: readonly number[],
): Promise<Map<number, string>> {
  const rows = await queryRows(
    store,
    'SELECT id, hex(key) AS hex FROM address JOIN (SELECT unnest($ids::UINTEGER[]) AS id) USING (id)',
    { ids: listText(accounts) },
  )
  return new Map(rows.map((row) => [Number(row['id']), Address.fromKey(bytesOf(String(row['hex'])), chain)]))
}

async function describeTransfers(store: Store, rowIds: readonly number[]): Promise<Map<number, TransferPlace>> {
  const rows = await queryRows(
    store,
    `SELECT t.rowid AS id, hex(t.tx) AS tx, t.block, b.time_sec AS time
     FROM transfer t JOIN (SELECT unnest($ids::BIGINT[]) AS id) wanted ON t.rowid = wanted.id
     LEFT JOIN block b ON b.chain = t.chain AND b.height = t.block`,
    { ids: listText(rowIds) },
  )
  return new Map(rows.map((row) => [Number(row['id']), placeOf(row)]))
}

function placeOf(row: Record<string, unknown>): TransferPlace {
  return {
    rowId: Number(row['id']),
    tx: TxHash.fromBytes(bytesOf(String(row['tx']))),
    block: Number(row['block']),
    timeSec: row['time'] === null ? undefined : Number(row['time']),
  }
}

async function listLabels(
  store: Store,
  { chain, chainId, above }: Chain & { readonly above: number },
): Promise<(LabelRecord & { account: number })[]> {
  const rows = await queryRows(
    store,
    `SELECT a.id AS account, l.* EXCLUDE (key) FROM label l JOIN address a ON a.key = l.key AND a.chain = $chainId
     WHERE a.id > $above AND (l.chain IS NULL OR l.chain = $chain) ORDER BY ALL`,
    { chainId, chain, above },
  )
  return rows.map((row) => ({ account: Number(row['account']), ...toLabelRecord(row) }))
}

async function findBlocks(store: Store, chainId: number, heights: readonly number[]): Promise<Map<number, KnownBlock>> {
  if (heights.length === 0) return new Map()
  const rows = await queryRows(
    store,
    `SELECT height, time_sec, lower(hex(hash)) AS hash FROM block WHERE chain = $chainId AND height IN (${heights.join()})`,
    { chainId },
  )
  return new Map(rows.map((row) => [Number(row['height']), toKnownBlock(row)]))
}

function toKnownBlock(row: Readonly<Record<string, unknown>>): KnownBlock {
  const hash = row['hash'] === null ? undefined : `0x${String(row['hash'])}`
  return { timeSec: Number(row['time_sec']), hash }
}

/** The last block of a chain at or before a moment. */
export async function findBlockAt(store: Store, chainId: number, timeSec: number): Promise<number | undefined> {
  const [row] = await queryRows(
    store,
    'SELECT max(height) AS height FROM block WHERE chain = $chainId AND time_sec <= $timeSec',
    { chainId, timeSec },
  )
  const height = row?.['height']
  return height === null || height === undefined ? undefined : Number(height)
}

/** What imports did, in their order. */
export async function listImports(store: Store): Promise<ImportSummary[]> {
  const rows = await queryRows(store, 'SELECT * FROM import ORDER BY id')
  const rejected = await queryRows(store, 'SELECT * FROM rejected ORDER BY ALL')
  return rows.map((row) => ({
    file: String(row['file']),
    rows: Number(row['rows_read']),
    added: Number(row['rows_added']),
    copied: Number(row['rows_copied']),
    rejected: Number(row['rows_rejected']),
    rejectedAmounts: rejected.filter((amount) => amount['import'] === row['id']).map(toRejectedAmount),
  }))
}

function toRejectedAmount(row: Readonly<Record<string, unknown>>): RejectedAmount {
  return {
    asset: row['asset'] === null ? undefined : String(row['asset']),
    rows: Number(row['rows']),
    amount: BigInt(String(row['amount'])),
  }
}

function listText(ids: readonly number[]): string {
  return `[${ids.join(',')}]`
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase()
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}
