import { BitcoinBlock, BlockHeader, type ChainId } from '../../chain/index.ts'
import type { ProvenTx } from '../source/esplora/TxSource.ts'
import { inTransaction, queryRows, type Store, StoreError } from './Store.ts'
import { findNextScript, uniteScripts } from './uniteScripts.ts'
import { assertNoTransfers, createChain, findGatherer } from './utxoChain.ts'
import { openBlockWriter } from './writeBlocks.ts'

/** What an explorer said of a place and nothing proves, and when. `fact` is JSON. */
export interface GatheredFact {
  readonly place: string
  readonly fact: string
  readonly atSec: number
}

/**
 * Makes a UTXO chain of the store one of single transactions, from one kind of source.
 *
 * @throws StoreError `LZ_GATHER_SOURCE` where the store has whole blocks of it; `LZ_STORE_FORM` where it has transfers
 */
export async function bindTxSource(store: Store, chain: ChainId.ChainId, source: string): Promise<void> {
  await assertNoTransfers(store, chain)
  if ((await findGatherer(store, chain)) === source) return
  const [row] = await queryRows(
    store,
    'SELECT EXISTS (FROM block WHERE chain = (SELECT id FROM chain WHERE caip2 = $chain)) AS yes',
    { chain },
  )
  if (row?.['yes'] === true) throw wholeBlocks(store, chain, source)
  await createChain(store, chain)
  const sql = 'INSERT INTO meta VALUES ($key, $source) ON CONFLICT (key) DO UPDATE SET value = excluded.value'
  await store.connection.run(sql, { key: `gather ${chain}`, source })
}

/** The transactions of a gathered chain in ledger order. */
export async function listGatheredTxs(store: Store, chain: ChainId.ChainId): Promise<ProvenTx[]> {
  const rows = await queryRows(
    store,
    `SELECT lower(hex(txid)) AS txid, height, place, hex(header) AS header, hex(raw) AS raw FROM gathered_tx
     WHERE chain = ${CHAIN} ORDER BY height, place`,
    { chain },
  )
  return rows.map((row) => ({
    txid: String(row['txid']),
    height: Number(row['height']),
    place: Number(row['place']),
    header: fromHex(row['header']),
    raw: fromHex(row['raw']),
  }))
}

/** Keeps a transaction. It is in the ledger's rows when they are written next. */
export async function addGatheredTx(store: Store, chain: ChainId.ChainId, tx: ProvenTx): Promise<void> {
  const { height, place, txid } = tx
  await store.connection.run(
    `INSERT INTO gathered_tx VALUES (${CHAIN}, $height, $place, unhex($txid), unhex($header), unhex($raw))`,
    { chain, height, place, txid, header: toHex(tx.header), raw: toHex(tx.raw) },
  )
}

/** Forgets what stands at a height and above, and all that was said of spends: the chain has other blocks there now. */
export async function forgetGatheredTxs(store: Store, chain: ChainId.ChainId, height: number): Promise<void> {
  await inTransaction(store, async () => {
    await store.connection.run(`DELETE FROM gathered_tx WHERE chain = ${CHAIN} AND height >= $height`, {
      chain,
      height,
    })
    await store.connection.run(`DELETE FROM gathered_fact WHERE chain = ${CHAIN}`, { chain })
    await writeRows(store, chain)
  })
}

export async function saveGatheredFact(store: Store, chain: ChainId.ChainId, said: GatheredFact): Promise<void> {
  const { place, fact, atSec } = said
  await inTransaction(store, async () => {
    await forgetGatheredFact(store, chain, place)
    const sql = `INSERT INTO gathered_fact VALUES (${CHAIN}, $place, $fact, $atSec)`
    await store.connection.run(sql, { chain, place, fact, atSec })
  })
}

export async function forgetGatheredFact(store: Store, chain: ChainId.ChainId, place: string): Promise<void> {
  await store.connection.run(`DELETE FROM gathered_fact WHERE chain = ${CHAIN} AND place = $place`, { chain, place })
}

/** What was said of places, by place. */
export async function listGatheredFacts(store: Store, chain: ChainId.ChainId): Promise<Map<string, GatheredFact>> {
  const sql = `SELECT place, fact, at_sec FROM gathered_fact WHERE chain = ${CHAIN}`
  const rows = await queryRows(store, sql, { chain })
  return new Map(
    rows.map((row) => {
      const said = { place: String(row['place']), fact: String(row['fact']), atSec: Number(row['at_sec']) }
      return [said.place, said]
    }),
  )
}

/**
 * Makes the chain's rows of the transactions that were gathered, in one transaction.
 *
 * @throws UtxoError `LZ_UTXO_DOUBLE_SPEND`, `LZ_UTXO_OUTPUT`: then the rows stay as they were
 */
export async function writeGatheredTxs(store: Store, chain: ChainId.ChainId): Promise<void> {
  await inTransaction(store, () => writeRows(store, chain))
}

async function writeRows(store: Store, chain: ChainId.ChainId): Promise<void> {
  const id = await createChain(store, chain)
  for (const table of ['block', 'tx', 'input', 'output', 'missing', 'address']) {
    await store.connection.run(`DELETE FROM ${table} WHERE chain = ${id}`)
  }
  const txs = await listGatheredTxs(store, chain)
  const firstScript = await findNextScript(store)
  const writer = await openBlockWriter(store, { id, counts: NOTHING }, { before: NOTHING, firstScript, form: 'parts' })
  const read = BitcoinBlock.createPartReader()
  try {
    for (const block of groupByBlock(txs)) {
      const { height, header } = block[0] as ProvenTx
      writer.add({ ...BlockHeader.decode(header), ...read(block.map(({ raw }) => raw)), height })
    }
    writer.close()
  } catch (error) {
    writer.discard()
    throw error
  }
  if (writer.hasForgotten()) await uniteScripts(store, id, firstScript)
}

const NOTHING = { txs: 0, inputs: 0, outputs: 0 }

function groupByBlock(txs: readonly ProvenTx[]): readonly ProvenTx[][] {
  const blocks = new Map<number, ProvenTx[]>()
  for (const tx of txs) {
    const block = blocks.get(tx.height)
    if (block === undefined) blocks.set(tx.height, [tx])
    else block.push(tx)
  }
  return [...blocks.values()]
}

/** The owners of scripts with these hashes, and of all that these transactions make. */
export async function findHubOwners(
  store: Store,
  chain: ChainId.ChainId,
  { scriptHashes, txids }: { readonly scriptHashes: readonly string[]; readonly txids: readonly string[] },
): Promise<Set<number>> {
  const rows = await queryRows(
    store,
    `SELECT id FROM address WHERE chain = ${CHAIN} AND sha256(key) IN (SELECT unnest($scripts::VARCHAR[]))
     UNION SELECT o.owner FROM output o JOIN tx t ON t.chain = o.chain AND t.id = o.tx
     WHERE t.chain = ${CHAIN} AND t.txid IN (SELECT unhex(unnest($txids::VARCHAR[])))`,
    { chain, scripts: `[${scriptHashes.join(',')}]`, txids: `[${txids.join(',')}]` },
  )
  return new Set(rows.map((row) => Number(row['id'])))
}

const CHAIN = '(SELECT id FROM chain WHERE caip2 = $chain)'

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function fromHex(text: unknown): Uint8Array {
  return Uint8Array.from(Buffer.from(String(text), 'hex'))
}

function wholeBlocks({ folder }: Store, chain: ChainId.ChainId, source: string): StoreError {
  const message = `${folder} has whole blocks of ${chain}: single transactions from ${source} would be there twice. Trace without --source, or gather into another folder.`
  return new StoreError('LZ_GATHER_SOURCE', 'input', message)
}
