import { z } from 'zod'
import { Address, type AssetId, ChainId } from '../../chain/index.ts'
import type { Transfer } from '../Transfer.ts'
import { mergeStage } from './mergeStage.ts'
import { inTransaction, queryRows, type Store, StoreError } from './Store.ts'
import { openStage } from './stageTransfers.ts'
import { assertNoBlocks } from './utxoChain.ts'

/** How far the history of an address, or a transaction, was read. `hub` was not read to its end, on purpose. */
export interface Gathered {
  readonly state: 'part' | 'whole' | 'hub'
  /** Behind what to go on, in the source's own words; of a whole history, behind what there may be news. */
  readonly next: string
  readonly pages: number
  readonly transfers: number
  /** When it was last read. */
  readonly atSec: number
  /** What was read above this block might still be replaced then. Undefined where nothing of it might. */
  readonly settled?: number | undefined
}

const shape: z.ZodType<Gathered> = z.object({
  state: z.enum(['part', 'whole', 'hub']),
  next: z.string(),
  pages: z.number(),
  transfers: z.number(),
  atSec: z.number(),
  settled: z.number().optional(),
})

// What was gathered stands in the table `meta`: `gather CHAIN` is the source's name, `gather CHAIN PLACE` how far a place
// was read.
export const keyOf = (chain: ChainId.ChainId, place?: string): string =>
  place === undefined ? `gather ${chain}` : `gather ${chain} ${place}`

/**
 * Binds a chain of the store to one source. Sources number the parts of a transaction differently: rows of two of them,
 * or of files, would be there twice.
 *
 * @throws StoreError `LZ_GATHER_SOURCE` where the chain's transfers come from elsewhere; `LZ_STORE_FORM`
 */
export async function bindSource(store: Store, chain: ChainId.ChainId, source: string): Promise<void> {
  await assertNoBlocks(store, chain)
  const [row] = await queryRows(
    store,
    `SELECT (SELECT value FROM meta WHERE key = $key) AS bound,
       EXISTS (FROM transfer WHERE chain = (SELECT id FROM chain WHERE caip2 = $chain)) AS has_rows`,
    { key: keyOf(chain), chain },
  )
  const bound = row?.['bound'] ?? (row?.['has_rows'] === true ? 'files' : source)
  if (bound !== source) throw otherSource(store, { chain, bound: String(bound), source })
  await saveMeta(store, keyOf(chain), source)
}

/** What was gathered of a chain, by place. */
export async function listGathered(store: Store, chain: ChainId.ChainId): Promise<Map<string, Gathered>> {
  const prefix = `${keyOf(chain)} `
  const rows = await queryRows(store, 'SELECT key, value FROM meta WHERE starts_with(key, $prefix)', { prefix })
  return new Map(
    rows.map((row) => [String(row['key']).slice(prefix.length), shape.parse(JSON.parse(String(row['value'])))]),
  )
}

/**
 * The accounts of a gathered chain at which a trace must stop: those that were not read to their end, and the null
 * address, which is nobody's. None where the chain was not gathered.
 */
export async function listHubs(store: Store, chain: ChainId.ChainId): Promise<Set<string>> {
  const gathered = await listGathered(store, chain)
  return gathered.size === 0 ? new Set() : hubsOf(gathered, chain)
}

/** As `listHubs`, of what is at hand. */
export function hubsOf(gathered: ReadonlyMap<string, Gathered>, chain: ChainId.ChainId): Set<string> {
  const cut = [...gathered].filter(([, { state }]) => state === 'hub').map(([account]) => account)
  return new Set([...cut, ...nullAddressesOf(chain)])
}

/** Where mints come from and burns go to. */
function nullAddressesOf(chain: ChainId.ChainId): readonly string[] {
  if (ChainId.isEvm(chain)) return [Address.fromKey(new Uint8Array(20), chain)]
  return chain === ChainId.parse('tron') ? [Address.parse(`41${'00'.repeat(20)}`, chain)] : []
}

export interface GatheredPart {
  readonly chain: ChainId.ChainId
  readonly place: string
  readonly transfers: readonly Transfer[]
  readonly decimals: ReadonlyMap<AssetId.AssetId, number>
  readonly gathered: Gathered
}

/**
 * Stores a part of a history and how far it reaches, in one transaction.
 *
 * @throws StoreError `LZ_GATHER_CONFLICT` where a transfer contradicts the ledger: then nothing of the part is stored
 */
export async function storeGathered(store: Store, part: GatheredPart): Promise<void> {
  const { chain, place, transfers, decimals, gathered } = part
  if (transfers.length === 0) return await saveMeta(store, keyOf(chain, place), JSON.stringify(gathered))
  const stage = await openStage(store, chain)
  transfers.forEach((transfer, i) => {
    stage.add(i + 1, transfer)
  })
  await stage.close()
  await inTransaction(store, async () => {
    const moved = await findMoved(store, chain)
    if (moved !== undefined) throw contradiction(part, moved)
    // Rows without a place that are equal were listed twice because they are two: a list has each but once.
    const { conflicts } = await mergeStage(store, stage, { keepDuplicates: true, decimals: undefined })
    const [conflict] = conflicts
    if (conflict !== undefined) throw contradiction(part, conflict.line)
    for (const [asset, places] of decimals) {
      const sql = 'UPDATE asset SET decimals = $places WHERE caip19 = $asset AND decimals IS NULL'
      await store.connection.run(sql, { places, asset })
    }
    await saveMeta(store, keyOf(chain, place), JSON.stringify(gathered))
  })
}

/**
 * The line of a staged row whose transaction stands in another block of the ledger. A transaction is in one block only: rows
 * without a place would be there twice.
 */
async function findMoved(store: Store, chain: ChainId.ChainId): Promise<number | undefined> {
  const [row] = await queryRows(
    store,
    `SELECT min(stage.line) AS line FROM stage JOIN transfer AS t ON t.tx = stage.tx AND t.block <> stage.block
     WHERE t.chain = (SELECT id FROM chain WHERE caip2 = $chain)`,
    { chain },
  )
  return row?.['line'] == null ? undefined : Number(row['line'])
}

/** Writes a row of the table `meta`. */
export async function saveMeta(store: Store, key: string, value: string): Promise<void> {
  const sql = 'INSERT INTO meta VALUES ($key, $value) ON CONFLICT (key) DO UPDATE SET value = excluded.value'
  await store.connection.run(sql, { key, value })
}

function contradiction({ place, transfers }: GatheredPart, line: number): StoreError {
  const tx = Buffer.from(transfers[line - 1]?.tx ?? []).toString('hex')
  const message = `What the explorer tells of ${place} contradicts what it told before, in transaction ${tx}: blocks may have been replaced meanwhile. Run it again: the newest blocks are read anew. Where it says so still, gather into a new folder.`
  return new StoreError('LZ_GATHER_CONFLICT', 'integrity', message)
}

function otherSource(
  { folder }: Store,
  { chain, bound, source }: { chain: ChainId.ChainId; bound: string; source: string },
): StoreError {
  const message = `The transfers of ${chain} in ${folder} come from ${bound}, and those of ${source} would count the same money twice. Gather into another folder.`
  return new StoreError('LZ_GATHER_SOURCE', 'input', message)
}
