import type { ChainId } from '../../chain/index.ts'
import { queryRows, type Store } from './Store.ts'

/** By what number the store's rows name a chain; undefined where it has none of that chain. */
export async function findChainId(store: Store, chain: ChainId.ChainId): Promise<number | undefined> {
  const [row] = await queryRows(store, 'SELECT id FROM chain WHERE caip2 = $chain', { chain })
  return row === undefined ? undefined : Number(row['id'])
}
