import type { AssetId } from '../../chain/index.ts'
import { TxHash } from '../../chain/index.ts'
import type { BlockRef, LedgerAsset, LedgerView } from '../../ledger/index.ts'
import { amountAt } from '../../ledger/index.ts'
import type { TouchingTransfer } from '../rules/balances.ts'
import type { WatchedAddress } from '../watched/addresses.ts'

interface Asked {
  readonly block: BlockRef
  readonly assets: readonly LedgerAsset[]
  readonly watched: ReadonlyMap<string, WatchedAddress>
}

/** The transfers of a block from and to watched addresses, of the assets that are watched there. */
export async function readTouching(view: LedgerView, { block, assets, watched }: Asked): Promise<TouchingTransfer[]> {
  if (watched.size === 0) return []
  const named = new Set([...watched.values()].flatMap((address) => address.assets))
  const ids = assets.filter(({ caip19 }) => named.has(caip19 as AssetId.AssetId)).map(({ id }) => id)
  const accounts = new Set((await view.findAccounts([...watched.keys()])).values())
  if (ids.length === 0 || accounts.size === 0) return []
  const columns = await view.readTransfers(ids, { after: block.height - 1, to: block.height })
  const { sender, receiver, rowId, asset, count } = columns
  const rows = Array.from({ length: count }, (_, row) => row).filter(
    (row) => accounts.has(sender[row] as number) || accounts.has(receiver[row] as number),
  )
  const addresses = await view.describeAccounts(rows.flatMap((row) => [sender[row] as number, receiver[row] as number]))
  const places = await view.describeTransfers(rows.map((row) => rowId[row] as number))
  const caip19 = new Map(assets.map(({ id, caip19: text }) => [id, text as AssetId.AssetId]))
  return rows.map((row) => ({
    tx: TxHash.toBytes(TxHash.parse(places.get(rowId[row] as number)?.tx as string)),
    from: addresses.get(sender[row] as number) as string,
    to: addresses.get(receiver[row] as number) as string,
    asset: caip19.get(asset[row] as number) as AssetId.AssetId,
    amount: amountAt(columns, row),
  }))
}
