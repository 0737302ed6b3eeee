import type { ChainId } from '../../chain/index.ts'
import type { StoredBlock } from '../source/bitcoin/planImport.ts'
import { findChainId } from './findChainId.ts'
import { queryRows, type Store, StoreError } from './Store.ts'

/** How many there are of each. */
export interface UtxoCounts {
  readonly txs: number
  readonly inputs: number
  readonly outputs: number
}

/** A chain that was read from blocks, as the store knows it. */
export interface UtxoChain {
  readonly id: number
  readonly counts: UtxoCounts
}

/**
 * The chain, if the store has blocks of it.
 *
 * @throws StoreError `LZ_STORE_FORM` where the store has transfers of that chain: they would count the same money twice
 */
export async function findUtxoChain(store: Store, chain: ChainId.ChainId): Promise<UtxoChain | undefined> {
  const id = await findChainId(store, chain)
  if (id === undefined) return undefined
  const [found] = await queryRows(
    store,
    `SELECT (SELECT count(*) FROM tx WHERE chain = ${id}) AS txs, (SELECT count(*) FROM input WHERE chain = ${id}) AS inputs,
       (SELECT count(*) FROM output WHERE chain = ${id}) AS outputs, EXISTS (FROM transfer WHERE chain = ${id}) AS transfers`,
  )
  if (found?.['transfers'] === true) throw otherForm(store, chain, 'transfers')
  const count = (name: string): number => Number(found?.[name])
  return { id, counts: { txs: count('txs'), inputs: count('inputs'), outputs: count('outputs') } }
}

/** @throws StoreError `LZ_STORE_FORM` where the store has blocks of that chain */
export async function assertNoBlocks(store: Store, chain: ChainId.ChainId): Promise<void> {
  const [row] = await queryRows(
    store,
    'SELECT EXISTS (FROM tx WHERE chain = (SELECT id FROM chain WHERE caip2 = $chain)) AS yes',
    { chain },
  )
  if (row?.['yes'] === true) throw otherForm(store, chain, 'blocks')
}

/** @throws StoreError `LZ_STORE_FORM` where the store has transfers of that chain */
export async function assertNoTransfers(store: Store, chain: ChainId.ChainId): Promise<void> {
  await findUtxoChain(store, chain)
}

/** The source of which a chain was gathered, if it was. */
export async function findGatherer(store: Store, chain: ChainId.ChainId): Promise<string | undefined> {
  const [row] = await queryRows(store, 'SELECT value FROM meta WHERE key = $key', { key: `gather ${chain}` })
  return row === undefined ? undefined : String(row['value'])
}

/** As `assertNotGathered`, by the id of a chain. */
export async function assertWholeBlocks(store: Store, { id }: Pick<UtxoChain, 'id'>): Promise<void> {
  const [row] = await queryRows(store, 'SELECT caip2 FROM chain WHERE id = $id', { id })
  if (row !== undefined) await assertNotGathered(store, String(row['caip2']) as ChainId.ChainId)
}

/** @throws StoreError `LZ_GATHER_SOURCE` where the chain was gathered: its blocks are not whole */
export async function assertNotGathered(store: Store, chain: ChainId.ChainId): Promise<void> {
  const source = await findGatherer(store, chain)
  if (source === undefined) return
  const message = `${store.folder} has single transactions of ${chain} from ${source}: whole blocks would have them twice. Read the blocks into another folder.`
  throw new StoreError('LZ_GATHER_SOURCE', 'input', message)
}

/** The id of a chain, which is added where the store does not have it. */
export async function createChain(store: Store, chain: ChainId.ChainId): Promise<number> {
  const rows = await queryRows(store, 'SELECT id, caip2 FROM chain')
  const known = rows.find((row) => row['caip2'] === chain)
  if (known !== undefined) return Number(known['id'])
  await store.connection.run('INSERT INTO chain VALUES ($id, $chain, true)', { id: rows.length + 1, chain })
  return rows.length + 1
}

/** Moves a chain's blocks up, so that there is room for so much before them. */
export async function moveUp(store: Store, chainId: number, { txs, inputs, outputs }: UtxoCounts): Promise<void> {
  await store.connection.run(`
    UPDATE tx SET id = id + ${txs}, first_input = first_input + ${inputs}, first_output = first_output + ${outputs}
      WHERE chain = ${chainId};
    UPDATE input SET id = id + ${inputs}, tx = tx + ${txs}, spends = spends + ${outputs} WHERE chain = ${chainId};
    UPDATE output SET id = id + ${outputs}, tx = tx + ${txs} WHERE chain = ${chainId};
    UPDATE missing SET input = input + ${inputs}, tx = tx + ${txs} WHERE chain = ${chainId}`)
}

/** Blocks of a chain in the order of their heights. */
export async function listStoredBlocks(store: Store, chain: ChainId.ChainId): Promise<StoredBlock[]> {
  const rows = await queryRows(
    store,
    `SELECT height, bits, lower(hex(hash)) AS hash, lower(hex(previous)) AS previous FROM block
     WHERE hash IS NOT NULL AND chain = (SELECT id FROM chain WHERE caip2 = $chain) ORDER BY height`,
    { chain },
  )
  return rows.map((row) => ({
    height: Number(row['height']),
    bits: Number(row['bits']),
    hash: String(row['hash']),
    previous: String(row['previous']),
  }))
}

/** What an import of blocks did, in the rows of the import table: there a row is a block. */
export interface BlockImport {
  readonly file: string
  readonly blocks: number
  readonly added: number
  readonly known: number
  readonly copied: number
}

export async function recordBlockImport(
  store: Store,
  { file, blocks, added, known, copied }: BlockImport,
): Promise<void> {
  await store.connection.run(
    `INSERT INTO import
     SELECT coalesce(max(id), 0) + 1, $file, NULL, $blocks, $added, $known, $copied, $left FROM import`,
    { file, blocks, added, known, copied, left: blocks - added - known - copied },
  )
}

function otherForm(store: Store, chain: ChainId.ChainId, form: 'transfers' | 'blocks'): StoreError {
  const message = `${store.folder} has ${form} of ${chain}: with the other form the same money would be there twice. Import into another folder.`
  return new StoreError('LZ_STORE_FORM', 'input', message)
}
