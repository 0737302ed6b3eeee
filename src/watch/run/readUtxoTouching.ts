import type { AssetId } from '../../chain/index.ts'
import { TxHash } from '../../chain/index.ts'
import type { BlockRef, LedgerAsset, LiveUtxoView, UtxoPart } from '../../ledger/index.ts'
import type { TouchingTransfer } from '../rules/balances.ts'
import type { WatchedAddress } from '../watched/addresses.ts'

interface Asked {
  readonly block: BlockRef
  readonly asset: LedgerAsset
  readonly watched: ReadonlyMap<string, WatchedAddress>
}

/**
 * What a block's transactions have changed at watched addresses: what one spends less what comes back to it, with the fee.
 *
 * Of a transaction nobody knows which input pays which output: the others stand for it in their order.
 */
export async function readUtxoTouching(
  view: LiveUtxoView,
  { block, asset, watched }: Asked,
): Promise<TouchingTransfer[]> {
  const caip19 = asset.caip19 as AssetId.AssetId
  const addresses = [...watched.values()].filter(({ assets }) => assets.includes(caip19))
  if (addresses.length === 0) return []
  const owners = await view.findOwners(addresses.map(({ address }) => address))
  const mine = new Map([...owners].flatMap(([address, ids]) => ids.map((id) => [id, address] as const)))
  if (mine.size === 0) return []
  const parts = await view.listParts([...mine.keys()], { after: block.height - 1, to: block.height })
  const described = await view.describeOwners([...new Set(parts.map(({ owner }) => owner))])
  const txids = await view.nameTxs([...new Set(parts.map(({ tx }) => tx))])
  const nameOf = (owner: number): string => mine.get(owner) ?? (described.get(owner)?.name as string)
  return [...partsByTx(parts)].flatMap(([tx, all]) => {
    const touched = new Set(all.flatMap(({ owner }) => mine.get(owner) ?? []))
    const rest = { tx: TxHash.toBytes(TxHash.parse(txids.get(tx) as string)), asset: caip19 }
    return [...touched].flatMap((address) => changesOf(address, all, nameOf).map((change) => ({ ...rest, ...change })))
  })
}

function partsByTx(parts: readonly UtxoPart[]): Map<number, UtxoPart[]> {
  const byTx = new Map<number, UtxoPart[]>()
  for (const part of parts) byTx.set(part.tx, [...(byTx.get(part.tx) ?? []), part])
  return byTx
}

/** The change of one address as payments between it and the others, the last of whom has what no output explains. */
function changesOf(
  address: string,
  parts: readonly UtxoPart[],
  nameOf: (owner: number) => string,
): Pick<TouchingTransfer, 'from' | 'to' | 'amount'>[] {
  const own = parts.filter(({ owner }) => nameOf(owner) === address)
  const change = own.reduce((sum, { isSpent, valueSat }) => sum + (isSpent ? -valueSat : valueSat), 0)
  const others = parts.filter(({ owner, isSpent }) => isSpent === change > 0 && nameOf(owner) !== address)
  let left = Math.abs(change)
  const shares = others.flatMap(({ owner, valueSat }) => {
    const amountSat = Math.min(left, valueSat)
    left -= amountSat
    return amountSat === 0 ? [] : [{ other: nameOf(owner), amountSat }]
  })
  if (left > 0) shares.push({ other: change < 0 ? 'fees' : 'coinbase', amountSat: left })
  return shares.map(({ other, amountSat }) => {
    const [from, to] = change < 0 ? [address, other] : [other, address]
    return { from, to, amount: BigInt(amountSat) }
  })
}
