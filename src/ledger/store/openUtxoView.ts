import { BitcoinNetwork, BitcoinScript, type ChainId, TxHash } from '../../chain/index.ts'
import type { BlockRange, LabelRecord } from '../LedgerView.ts'
import type { LiveUtxoView, UtxoOwner, UtxoPart, UtxoTx } from '../UtxoView.ts'
import { findBlockAt, listImports } from './openView.ts'
import { readUtxoColumns } from './readUtxoColumns.ts'
import { queryRows, type Store, StoreError } from './Store.ts'
import { toLabelRecord } from './saveLabels.ts'
import { findUtxoChain } from './utxoChain.ts'

/**
 * A view of one UTXO chain of the store.
 *
 * @throws StoreError `LZ_STORE_CHAIN` when the store has no blocks of that chain
 */
export async function openUtxoView(store: Store, chain: ChainId.ChainId): Promise<LiveUtxoView> {
  const network = BitcoinNetwork.find(chain)
  const { id: chainId, counts } = (await findUtxoChain(store, chain)) ?? { id: 0, counts: { txs: 0 } }
  if (network === undefined || counts.txs === 0) {
    throw new StoreError('LZ_STORE_CHAIN', 'not-found', `${store.folder} has no blocks of ${chain}.`)
  }
  const at = { store, chainId, network }
  return {
    chain,
    readColumns: (blocks) => readUtxoColumns(store, chainId, blocks),
    findTxs: (txids) => findTxs(at, txids),
    nameTxs: (txs) => nameTxs(at, txs),
    describeTxs: (txs) => describeTxs(at, txs),
    findReplaced: (txs) => findReplaced(at, txs),
    findOwners: (addresses, above) => findOwners(at, addresses, above),
    listParts: (owners, blocks) => listParts(at, owners, blocks),
    findNewestOwner: () => findNewestOwner(at),
    describeOwners: (owners) => describeOwners(at, owners),
    listLabels: (above) => listLabels(at, above),
    findBlockAt: (timeSec) => findBlockAt(store, chainId, timeSec),
    listImports: () => listImports(store),
  }
}

interface Chain {
  readonly store: Store
  readonly chainId: number
  readonly network: BitcoinNetwork.BitcoinNetwork
}

/** Of an id that occurs twice, the later transaction: it is the one that can be spent. */
async function findTxs({ store, chainId }: Chain, txids: readonly string[]): Promise<Map<string, number>> {
  const byHex = new Map(txids.map((txid) => [TxHash.parse(txid).slice(2), txid]))
  const rows = await queryRows(
    store,
    `SELECT max(id) AS id, k FROM tx JOIN (SELECT unnest($keys::VARCHAR[]) AS k) ON txid = unhex(k)
     WHERE chain = $chainId GROUP BY k`,
    { keys: listText([...byHex.keys()]), chainId },
  )
  return new Map(rows.map((row) => [byHex.get(String(row['k'])) as string, Number(row['id'])]))
}

async function nameTxs({ store, chainId }: Chain, txs: readonly number[]): Promise<Map<number, string>> {
  const rows = await queryRows(
    store,
    `SELECT id, lower(hex(txid)) AS txid FROM tx JOIN (SELECT DISTINCT unnest($txs::UINTEGER[]) AS id) USING (id)
     WHERE chain = $chainId`,
    { txs: listText(txs), chainId },
  )
  return new Map(rows.map((row) => [Number(row['id']), String(row['txid'])]))
}

async function describeTxs({ store, chainId }: Chain, txs: readonly number[]): Promise<Map<number, UtxoTx>> {
  const rows = await queryRows(
    store,
    `SELECT t.id, t.height, b.time_sec AS time, lower(hex(t.txid)) AS txid, t.version, t.lock_time, t.has_witness,
       (SELECT coalesce(list(i.sequence ORDER BY i.id), []) FROM input i WHERE i.chain = t.chain AND i.tx = t.id) AS sequences
     FROM tx t JOIN (SELECT DISTINCT unnest($txs::UINTEGER[]) AS id) USING (id)
     JOIN block b ON b.chain = t.chain AND b.height = t.height WHERE t.chain = $chainId`,
    { txs: listText(txs), chainId },
  )
  return new Map(rows.map((row) => [Number(row['id']), toTx(row)]))
}

function toTx(row: Record<string, unknown>): UtxoTx {
  return {
    txid: String(row['txid']),
    height: Number(row['height']),
    timeSec: Number(row['time']),
    version: Number(row['version']),
    lockTime: Number(row['lock_time']),
    hasWitness: row['has_witness'] === true,
    sequences: (row['sequences'] as readonly unknown[]).map(Number),
  }
}

async function findReplaced({ store, chainId }: Chain, txs: readonly number[]): Promise<Map<number, number>> {
  const rows = await queryRows(
    store,
    `SELECT t.id, min(later.id) AS later
     FROM tx t JOIN (SELECT DISTINCT unnest($txs::UINTEGER[]) AS id) USING (id)
     JOIN tx later ON later.chain = t.chain AND later.txid = t.txid AND later.id > t.id
     WHERE t.chain = $chainId GROUP BY t.id`,
    { txs: listText(txs), chainId },
  )
  return new Map(rows.map((row) => [Number(row['id']), Number(row['later'])]))
}

/** The scripts that an address names, and those of public keys that have its hash. */
async function findOwners(chain: Chain, addresses: readonly string[], above = -1): Promise<Map<string, number[]>> {
  const { store, chainId, network } = chain
  const byScript = new Map<string, string>()
  for (const address of addresses) {
    const script = BitcoinScript.fromAddress(address, network)
    if (script !== undefined) byScript.set(hexOf(script), address)
  }
  const rows = await queryRows(
    store,
    `SELECT id, hex(coalesce(alias, key)) AS script FROM address
     WHERE chain = $chainId AND id > $above AND coalesce(alias, key) IN (SELECT unhex(unnest($scripts::VARCHAR[])))
     ORDER BY id`,
    { scripts: listText([...byScript.keys()]), chainId, above },
  )
  const owners = new Map<string, number[]>()
  for (const row of rows) {
    const address = byScript.get(String(row['script'])) as string
    owners.set(address, [...(owners.get(address) ?? []), Number(row['id'])])
  }
  return owners
}

async function listParts(
  { store, chainId }: Chain,
  owners: readonly number[],
  { after, to }: BlockRange,
): Promise<UtxoPart[]> {
  const rows = await queryRows(
    store,
    `WITH mine AS (SELECT min(id) AS a, max(id) AS z FROM tx WHERE chain = $chainId AND height > $after AND height <= $to),
       made AS (SELECT tx, id, owner, value_sat FROM output, mine WHERE chain = $chainId AND tx >= a AND tx <= z),
       spending AS (SELECT tx, id, spends FROM input, mine WHERE chain = $chainId AND tx >= a AND tx <= z),
       spent AS (SELECT i.tx, i.id, owner, value_sat FROM spending i JOIN output o ON o.chain = $chainId AND o.id = i.spends),
       part AS (SELECT tx, 1 AS spent, id, owner, value_sat FROM spent UNION ALL SELECT tx, 0, id, owner, value_sat FROM made)
     SELECT tx, spent, owner, value_sat FROM part
     WHERE tx IN (SELECT tx FROM part WHERE owner IN (SELECT unnest($owners::UINTEGER[]))) ORDER BY tx, spent DESC, id`,
    { chainId, after, to, owners: listText(owners) },
  )
  return rows.map((row) => ({
    tx: Number(row['tx']),
    isSpent: Number(row['spent']) === 1,
    owner: Number(row['owner']),
    valueSat: Number(row['value_sat']),
  }))
}

async function findNewestOwner({ store, chainId }: Chain): Promise<number> {
  const [row] = await queryRows(store, 'SELECT coalesce(max(id), -1) AS id FROM address WHERE chain = $chainId', {
    chainId,
  })
  return Number(row?.['id'])
}

async function describeOwners({ store, network }: Chain, owners: readonly number[]): Promise<Map<number, UtxoOwner>> {
  const rows = await queryRows(
    store,
    'SELECT id, hex(key) AS script FROM address JOIN (SELECT DISTINCT unnest($owners::UINTEGER[]) AS id) USING (id)',
    { owners: listText(owners) },
  )
  return new Map(rows.map((row) => [Number(row['id']), toOwner(String(row['script']), network)]))
}

function toOwner(hex: string, network: BitcoinNetwork.BitcoinNetwork): UtxoOwner {
  const script = Uint8Array.from(Buffer.from(hex, 'hex'))
  const address = BitcoinScript.findAddress(script, network)
  return { name: address ?? `script:${hex.toLowerCase()}`, address, script }
}

/** Labels say addresses in their canonical spelling; here they find the scripts. */
async function listLabels(chain: Chain, above: number | undefined): Promise<(LabelRecord & { owner: number })[]> {
  const rows = await queryRows(
    chain.store,
    'SELECT * EXCLUDE (key) FROM label WHERE chain IS NULL OR chain = $chain ORDER BY ALL',
    { chain: chain.network.chain },
  )
  const labels = rows.map(toLabelRecord)
  const owners = await findOwners(chain, [...new Set(labels.map(({ address }) => address))], above)
  return labels.flatMap((label) => (owners.get(label.address) ?? []).map((owner) => ({ ...label, owner })))
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase()
}

function listText(items: readonly (number | string)[]): string {
  return `[${items.join(',')}]`
}
