import { Address, AssetId, BitcoinTx, type ChainId } from '../../chain/index.ts'
import type { ProvenTx } from '../source/esplora/TxSource.ts'
import { TRANSFER_KINDS, type Transfer } from '../Transfer.ts'
import { bindSource, type Gathered, listGathered, storeGathered } from './gatheredHistories.ts'
import { addGatheredTx, bindTxSource, listGatheredTxs, writeGatheredTxs } from './gatheredTxs.ts'
import { queryRows, type Store, StoreError } from './Store.ts'

/** All that was gathered of a chain, to be kept elsewhere. */
export interface GatheredLedger {
  readonly places: readonly (Gathered & { readonly place: string })[]
  /** In ledger order. */
  readonly transfers: readonly Transfer[]
  readonly decimals: ReadonlyMap<AssetId.AssetId, number>
}

/** Takes what was gathered of a chain out of a store; nothing where the store has nothing of it. */
export async function exportGathered(store: Store, chain: ChainId.ChainId): Promise<GatheredLedger> {
  const gathered = await listGathered(store, chain)
  const places = [...gathered].map(([place, state]) => ({ place, ...state }))
  places.sort((a, b) => (a.place < b.place ? -1 : 1))
  const assets = await queryRows(
    store,
    "SELECT caip19, decimals FROM asset WHERE decimals IS NOT NULL AND starts_with(caip19, $chain || '/') ORDER BY caip19",
    { chain },
  )
  return {
    places,
    transfers: await listTransfers(store, chain),
    decimals: new Map(assets.map((row) => [AssetId.parse(String(row['caip19'])), Number(row['decimals'])])),
  }
}

async function listTransfers(store: Store, chain: ChainId.ChainId): Promise<Transfer[]> {
  const rows = await queryRows(
    store,
    `SELECT t.kind, t.block, b.time_sec, lower(hex(t.tx)) AS tx, t.tx_index, t.ordinal, lower(hex(f.key)) AS sender,
       lower(hex(r.key)) AS receiver, a.caip19, t.amount::VARCHAR AS amount, t.amount_high::VARCHAR AS amount_high, t.inexact
     FROM transfer t
     JOIN chain c ON c.id = t.chain AND c.caip2 = $chain
     JOIN address f ON f.id = t.sender AND f.chain = t.chain
     JOIN address r ON r.id = t.receiver AND r.chain = t.chain
     JOIN asset a ON a.id = t.asset
     LEFT JOIN block b ON b.chain = t.chain AND b.height = t.block
     ORDER BY t.block, t.tx_index, t.tx, t.kind, t.ordinal, t.copy, sender, receiver, a.caip19, t.amount_high, t.amount`,
    { chain },
  )
  return rows.map((row) => toTransfer(row, chain))
}

function toTransfer(row: Readonly<Record<string, unknown>>, chain: ChainId.ChainId): Transfer {
  const bytes = (name: string): Uint8Array => Buffer.from(String(row[name]), 'hex')
  const numberOf = (name: string): number | undefined => (row[name] === null ? undefined : Number(row[name]))
  return {
    kind: TRANSFER_KINDS[Number(row['kind'])] ?? 'native',
    block: Number(row['block']),
    timeSec: numberOf('time_sec'),
    tx: bytes('tx'),
    txIndex: numberOf('tx_index'),
    ordinal: numberOf('ordinal'),
    from: Address.fromKey(bytes('sender'), chain),
    to: Address.fromKey(bytes('receiver'), chain),
    asset: AssetId.parse(String(row['caip19'])),
    amount: (BigInt(String(row['amount_high'])) << 128n) + BigInt(String(row['amount'])),
    inexact: row['inexact'] === true,
  }
}

/**
 * Puts what `exportGathered` took out into an empty store: gathering goes on there as if it had been done there.
 *
 * @throws StoreError `LZ_GATHER_CONFLICT` where the transfers contradict each other: then nothing is stored
 */
export async function importGathered(
  store: Store,
  chain: ChainId.ChainId,
  { source, places, transfers, decimals }: GatheredLedger & { readonly source: string },
): Promise<void> {
  await bindSource(store, chain, source)
  for (const [i, { place, ...gathered }] of places.entries()) {
    await storeGathered(store, { chain, place, gathered, transfers: i === 0 ? transfers : [], decimals })
  }
}

/** The single transactions that were gathered of a UTXO chain, in ledger order; none where the store has no such chain. */
export async function exportGatheredTxs(store: Store, chain: ChainId.ChainId): Promise<readonly ProvenTx[]> {
  return await listGatheredTxs(store, chain)
}

/**
 * Puts single transactions into an empty store. Of what proved them only their own bytes are looked at again.
 *
 * @throws StoreError `LZ_GATHER_CONFLICT` for bytes that do not have the id that they should; UtxoError `LZ_UTXO_*`
 */
export async function importGatheredTxs(
  store: Store,
  chain: ChainId.ChainId,
  { source, txs }: { readonly source: string; readonly txs: readonly ProvenTx[] },
): Promise<void> {
  await bindTxSource(store, chain, source)
  for (const tx of txs) {
    if (BitcoinTx.decode(tx.raw).txid !== tx.txid) throw otherBytes(tx)
    await addGatheredTx(store, chain, tx)
  }
  await writeGatheredTxs(store, chain)
}

function otherBytes({ txid }: ProvenTx): StoreError {
  const message = `The bytes of transaction ${txid} are those of another one. Gather into a new folder.`
  return new StoreError('LZ_GATHER_CONFLICT', 'integrity', message)
}
