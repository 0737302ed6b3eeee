import { Address, type ChainId, TxHash } from '../../chain/index.ts'
import { type Gathered, keyOf, listGathered, saveMeta } from './gatheredHistories.ts'
import { inTransaction, queryRows, type Store } from './Store.ts'

/**
 * Forgets of a gathered chain what might still have been replaced when it was read, so that it is read again: transfers
 * above the block that was settled then, and that their histories were read so far. All of it or nothing.
 */
export async function forgetUnsettled(store: Store, chain: ChainId.ChainId): Promise<void> {
  const gathered = await listGathered(store, chain)
  const settled = Math.min(...[...gathered.values()].map((place) => place.settled ?? Number.POSITIVE_INFINITY))
  if (!Number.isFinite(settled)) return
  await inTransaction(store, async () => {
    const young = await countYoung(store, chain, settled)
    for (const [place, was] of gathered) {
      const left = reopen(place, was, young.get(place) ?? 0)
      const key = keyOf(chain, place)
      if (left === undefined) await store.connection.run('DELETE FROM meta WHERE key = $key', { key })
      else await saveMeta(store, key, JSON.stringify(left))
    }
    await deleteAbove(store, chain, settled)
  })
}

/** How far a place is read when its young transfers are gone; undefined where it must be read anew. */
function reopen(place: string, { settled: _, ...was }: Gathered, young: number): Gathered | undefined {
  // A transaction without transfers may have been in no block yet.
  const isEmptyTx = place.startsWith('tx ') && was.transfers === 0
  if (young === 0) return isEmptyTx ? undefined : was
  // Behind the end of a whole history is never more than what was settled; in the midst of one it may be.
  if (was.state !== 'whole' || place.startsWith('tx ')) return undefined
  return { ...was, state: 'part', transfers: Math.max(0, was.transfers - young) }
}

/** Transfers above a block, by the places of which they are told. */
async function countYoung(store: Store, chain: ChainId.ChainId, settled: number): Promise<Map<string, number>> {
  const rows = await queryRows(
    store,
    `WITH young AS (
       SELECT t.tx, t.sender, t.receiver FROM transfer t
       WHERE t.block > $settled AND t.chain = (SELECT id FROM chain WHERE caip2 = $chain)
     ), ends AS (SELECT sender AS id FROM young UNION ALL SELECT receiver FROM young WHERE receiver <> sender)
     SELECT NULL AS tx, lower(hex(a.key)) AS account, count(*) AS n FROM ends
       JOIN address a ON a.id = ends.id AND a.chain = (SELECT id FROM chain WHERE caip2 = $chain) GROUP BY a.key
     UNION ALL SELECT lower(hex(tx)), NULL, count(*) FROM young GROUP BY tx`,
    { chain, settled },
  )
  return new Map(rows.map(({ tx, account, n }) => [placeOf(tx, account, chain), Number(n)]))
}

function placeOf(tx: unknown, account: unknown, chain: ChainId.ChainId): string {
  if (tx === null) return Address.fromKey(Buffer.from(String(account), 'hex'), chain)
  return `tx ${TxHash.fromBytes(Buffer.from(String(tx), 'hex'))}`
}

async function deleteAbove(store: Store, chain: ChainId.ChainId, settled: number): Promise<void> {
  const here = 'chain = (SELECT id FROM chain WHERE caip2 = $chain)'
  await store.connection.run(`DELETE FROM transfer WHERE ${here} AND block > $settled`, { chain, settled })
  await store.connection.run(`DELETE FROM block WHERE ${here} AND height > $settled`, { chain, settled })
}
