import type { AssetId } from '../../chain/index.ts'
import type { LedgerAsset, LedgerView } from '../../ledger/index.ts'
import type { Move } from '../../trace/index.ts'
import type { TaintMove } from '../rules/RuleContext.ts'

/** Moves with addresses and transactions in the place of numbers. */
export async function toTaintMoves(
  moves: readonly Move[],
  { view, asset }: { readonly view: LedgerView; readonly asset: LedgerAsset },
): Promise<TaintMove[]> {
  if (moves.length === 0) return []
  const addresses = await view.describeAccounts([...new Set(moves.flatMap(({ from, to }) => [from, to]))])
  const places = await view.describeTransfers(moves.map(({ rowId }) => rowId))
  return moves.map(({ rowId, block, from, to, origin, paid, end }) => ({
    block,
    tx: places.get(rowId)?.tx as string,
    from: addresses.get(from) as string,
    to: addresses.get(to) as string,
    origin,
    paid,
    asset: asset.caip19 as AssetId.AssetId,
    end,
  }))
}
